import { createRoute } from '@tanstack/react-router'
import { localAddress, searchOf } from '../../lib/search.ts'
import { root } from './root.tsx'
import { screen } from '../screen.ts'

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: searchOf({ next: localAddress }),
  ...screen(() => import('../../features/auth/sign-in.page.tsx'), 'SignInPage', 'auth'),
})

const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/forgotten-password',
  ...screen(() => import('../../features/auth/forgotten.page.tsx'), 'ForgottenPage', 'auth'),
})

const setPassword = createRoute({
  getParentRoute: () => root,
  path: '/set-password',
  ...screen(() => import('../../features/auth/set-password.page.tsx'), 'SetPasswordPage', 'auth'),
})

/** A member's own page of a duo: its words come in four languages, so it fetches them itself. */
const duoDoor = createRoute({
  getParentRoute: () => root,
  path: '/duo',
  ...screen(() => import('../../features/duo-door/duo-door.page.tsx'), 'DuoDoorPage'),
})

/** An applicant's own page: its words come in four languages too. */
const apply = createRoute({
  getParentRoute: () => root,
  path: '/apply',
  ...screen(() => import('../../features/apply-door/apply.page.tsx'), 'ApplyPage'),
})

/** The form of a partner, and what becomes of somebody sent by it. */
const refer = createRoute({
  getParentRoute: () => root,
  path: '/refer',
  ...screen(() => import('../../features/refer-door/refer.page.tsx'), 'ReferPage'),
})
const follow = createRoute({
  getParentRoute: () => root,
  path: '/follow',
  ...screen(() => import('../../features/refer-door/follow.page.tsx'), 'FollowPage'),
})
/** Whom we send to a partner: what its agent answers. */
const sent = createRoute({
  getParentRoute: () => root,
  path: '/sent',
  ...screen(() => import('../../features/refer-door/offered.page.tsx'), 'OfferedPage'),
})

/** Where a software vendor tries the body of a referral: no key, nothing is sent. */
const validator = createRoute({
  getParentRoute: () => root,
  path: '/partner/validator',
  ...screen(() => import('../../features/validator/validator.page.tsx'), 'ValidatorPage'),
})

/** A member's own page of a survey: its words come in four languages too. */
const survey = createRoute({
  getParentRoute: () => root,
  path: '/survey',
  ...screen(() => import('../../features/survey-door/survey.page.tsx'), 'SurveyPage'),
})

/** How a session was, in pictures. */
const feedback = createRoute({
  getParentRoute: () => root,
  path: '/feedback',
  ...screen(() => import('../../features/feedback-door/feedback.page.tsx'), 'FeedbackPage'),
})

/** What a funder reads: figures that were settled when its link was made. */
const funder = createRoute({
  getParentRoute: () => root,
  path: '/funder',
  ...screen(() => import('../../features/funder-door/funder-door.page.tsx'), 'FunderDoorPage'),
})

/** Doors: open to everybody. */
export const doors = {
  signIn,
  forgotten,
  setPassword,
  duoDoor,
  apply,
  refer,
  follow,
  sent,
  validator,
  survey,
  feedback,
  funderDoor: funder,
}
