import { createRoute } from '@tanstack/react-router'
import { interlabTabs } from '../../features/applications/interlab-tabs.ts'
import { anyText, oneOf, searchOf } from '../../lib/search.ts'
import { screen } from '../screen.ts'
import { inside } from './inside.tsx'

const interlab = createRoute({
  getParentRoute: () => inside,
  path: '/interlab',
  validateSearch: searchOf({ tab: oneOf(interlabTabs), cohort: anyText }),
  ...screen(() => import('../../features/applications/interlab.page.tsx'), 'InterlabPage', 'applications'),
})

const application = createRoute({
  getParentRoute: () => inside,
  path: '/interlab/applications/$applicationId',
  validateSearch: searchOf({ answer: anyText }),
  ...screen(() => import('../../features/applications/application.page.tsx'), 'ApplicationPage', 'applications'),
})

const juryRound = createRoute({
  getParentRoute: () => inside,
  path: '/interlab/juries/$roundId',
  ...screen(() => import('../../features/applications/round.page.tsx'), 'RoundPage', 'applications'),
})

const ownReviews = createRoute({
  getParentRoute: () => inside,
  path: '/jury',
  ...screen(() => import('../../features/applications/own-reviews.page.tsx'), 'OwnReviewsPage', 'applications'),
})

const ownReview = createRoute({
  getParentRoute: () => inside,
  path: '/jury/$reviewId',
  ...screen(() => import('../../features/applications/own-review.page.tsx'), 'OwnReviewPage', 'applications'),
})

/** Applications, cohorts and juries of InterLab; what jurors have to judge. */
export const interlabRoutes = { interlab, application, juryRound, ownReviews, ownReview }
