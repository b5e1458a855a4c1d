import Type, { type Static } from 'typebox'
import {
  decliners,
  followUpOutcomes,
  Introduction,
  IntroductionFigures,
  introductionMachine,
  introductionMonths,
  IntroductionPage,
  Matches,
} from './introduction.ts'
import { personal } from './personal-data.ts'
import { closed, idParam, line, LocalDate, paging, Reason, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

export const ProposeIntroduction = closed('ProposeIntroduction', { personId: Uuid })
const OnDay = closed('IntroductionDay', { on: LocalDate })
export const DeclineIntroduction = closed('DeclineIntroduction', { by: Type.Enum([...decliners]), reason: Reason })
export const RecordFollowUp = closed('RecordFollowUp', {
  month: Type.Enum([...introductionMonths]),
  outcome: Type.Enum([...followUpOutcomes]),
  answeredOn: Type.Optional({ ...LocalDate, description: 'today when absent' }),
})
/** The application that an act made of a workshop: a draft. */
export const DraftedApplication = closed('DraftedApplication', {
  id: Uuid,
  siteId: Uuid,
  personId: Uuid,
  workshopId: Uuid,
  project: personal('C7', line(160)),
})
export type DraftedApplication = Static<typeof DraftedApplication>

const programme = 'interlab'
const team = { access: { roles: who.team }, programme } as const
const readers = { access: { roles: who.caseReaders }, programme } as const
const introduction = '/v1/introductions/:introductionId'
const act = {
  ...team,
  method: 'POST',
  params: idParam('introductionId'),
  ifMatch: true,
  success: { status: 200, body: Introduction },
} as const

export const introductionRoutes = defineRoutes({
  listMatches: {
    ...readers,
    method: 'GET',
    path: '/v1/employer-needs/:employerNeedId/matches',
    summary: 'Members who fit a need, and why',
    description:
      'By skill, by level of language, and by their wish to be introduced; what is not known is said to be so. Whoever refused, speaks less than is needed or was introduced to it already is not listed.',
    params: idParam('employerNeedId'),
    success: { status: 200, body: Matches },
    errors: [],
  },
  proposeIntroduction: {
    ...team,
    method: 'POST',
    path: '/v1/employer-needs/:employerNeedId/introductions',
    summary: 'Think of somebody for a need; nobody is told yet',
    params: idParam('employerNeedId'),
    body: ProposeIntroduction,
    success: { status: 201, body: Introduction },
    errors: ['rule-broken', 'act-not-possible', 'already-introduced', 'consent-missing'],
    idempotency: 'accepted',
  },
  listIntroductions: {
    ...readers,
    method: 'GET',
    path: '/v1/introductions',
    summary: 'List introductions, the latest change first, with their next step',
    query: closed('IntroductionQuery', {
      ...paging,
      siteId: Type.Optional(Uuid),
      status: Type.Optional(Type.Enum([...introductionMachine.states])),
      need: Type.Optional(Uuid),
      live: Type.Optional(Type.Boolean({ description: 'under way: neither declined nor lapsed' })),
    }),
    success: { status: 200, body: IntroductionPage },
    errors: [],
  },
  getIntroductionFigures: {
    ...readers,
    method: 'GET',
    path: '/v1/introductions/figures',
    summary: 'How introductions went, and who answered 3, 6 and 12 months later',
    query: closed('IntroductionFiguresQuery', { siteId: Type.Optional(Uuid) }),
    success: { status: 200, body: IntroductionFigures },
    errors: [],
  },
  getIntroduction: {
    ...readers,
    method: 'GET',
    path: introduction,
    summary: 'Read an introduction',
    params: idParam('introductionId'),
    success: { status: 200, body: Introduction },
    errors: [],
  },
  consentToIntroduction: {
    ...act,
    path: `${introduction}/consent`,
    summary: 'Note that the person said yes to this employer',
    description: 'Their consent to be introduced to employers must be in force.',
    errors: ['act-not-possible', 'consent-missing'],
  },
  sendIntroduction: {
    ...act,
    path: `${introduction}/sending`,
    summary: 'Introduce the person to the employer, by e-mail',
    description: 'In the language of the contact.',
    errors: ['act-not-possible', 'consent-missing', 'employer-unreachable'],
  },
  meetEmployer: {
    ...act,
    path: `${introduction}/meeting`,
    summary: 'Note the day on which they meet',
    body: OnDay,
    errors: ['act-not-possible', 'consent-missing'],
  },
  startAtEmployer: {
    ...act,
    path: `${introduction}/start`,
    summary: 'Note that it began',
    description: 'Follow-ups are due 3, 6 and 12 months later.',
    body: OnDay,
    errors: ['act-not-possible', 'rule-broken'],
  },
  declineIntroduction: {
    ...act,
    path: `${introduction}/decline`,
    summary: 'Note that it will not be, and who said so',
    body: DeclineIntroduction,
    errors: ['act-not-possible'],
  },
  lapseIntroduction: {
    ...act,
    path: `${introduction}/lapse`,
    summary: 'Leave an introduction to which nobody answers any more',
    errors: ['act-not-possible'],
  },
  recordFollowUp: {
    ...act,
    path: `${introduction}/follow-ups`,
    summary: 'Note how it goes, or that nobody answered',
    description: 'What is noted later about the same month holds.',
    body: RecordFollowUp,
    errors: ['act-not-possible', 'rule-broken'],
  },
  draftFromWorkshop: {
    ...team,
    method: 'POST',
    path: '/v1/workshops/:workshopId/application',
    summary: 'Make a draft application of what somebody hosts',
    description: 'From a passion to a profession in one act: the project has the title of the workshop.',
    params: idParam('workshopId'),
    body: closed('DraftFromWorkshop', {
      personId: Type.Optional({ ...Uuid, description: 'needed with several hosts' }),
    }),
    success: { status: 201, body: DraftedApplication },
    errors: ['rule-broken', 'already-applied'],
    idempotency: 'accepted',
  },
})
