import Type, { type Static } from 'typebox'
import {
  Application,
  applicationMachine,
  applicationMembers,
  ApplicationPage,
  Cohort,
  InterlabFunnel,
  OwnApplication,
} from './application.ts'
import { closed, idParam, Instant, line, LocalDate, nullable, paging, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'
import { GivenReason, OptionalReason } from './workshops.ts'

const cohortMembers = {
  name: line(),
  startsOn: LocalDate,
  endsOn: nullable(LocalDate),
  capacity: nullable(Type.Integer({ minimum: 1, maximum: 500 })),
}
export const AddCohort = closed('AddCohort', {
  siteId: Uuid,
  name: cohortMembers.name,
  startsOn: cohortMembers.startsOn,
  endsOn: Type.Optional(cohortMembers.endsOn),
  capacity: Type.Optional(cohortMembers.capacity),
})
export type AddCohort = Static<typeof AddCohort>
export const ChangeCohort = closed('ChangeCohort', {
  name: Type.Optional(cohortMembers.name),
  startsOn: Type.Optional(cohortMembers.startsOn),
  endsOn: Type.Optional(cohortMembers.endsOn),
  capacity: Type.Optional(cohortMembers.capacity),
})
export type ChangeCohort = Static<typeof ChangeCohort>

const { project, sector, language, helpedBy, answers } = applicationMembers
const written = {
  sector: Type.Optional(sector),
  language: Type.Optional(language),
  helpedBy: Type.Optional(helpedBy),
  answers: Type.Optional(answers),
}
export const StartApplication = closed('StartApplication', {
  personId: Uuid,
  project,
  ...written,
  cohortId: Type.Optional(nullable(Uuid)),
  coFounderIds: Type.Optional(Type.Array(Uuid, { maxItems: 10, uniqueItems: true })),
})
export type StartApplication = Static<typeof StartApplication>
export const ChangeApplication = closed('ChangeApplication', {
  project: Type.Optional(project),
  ...written,
  cohortId: Type.Optional(nullable(Uuid)),
  coFounderIds: Type.Optional(Type.Array(Uuid, { maxItems: 10, uniqueItems: true })),
})
export type ChangeApplication = Static<typeof ChangeApplication>
export const ApplicationQuery = closed('ApplicationQuery', {
  ...paging,
  siteId: Type.Optional(Uuid),
  cohortId: Type.Optional(Uuid),
  status: Type.Optional(Type.Enum([...applicationMachine.states])),
})

const Token = Type.String({ pattern: '^[\\w-]{20,200}$', description: 'what stands behind # in the link' })
const held = { token: Token }
export const SaveByLink = closed('SaveByLink', {
  ...held,
  project: Type.Optional(project),
  language: Type.Optional(language),
  helpedBy: Type.Optional(helpedBy),
  answers: Type.Optional(answers),
  before: Type.Optional({
    ...answers,
    description: 'what stood when these answers were changed: one that differs by now is refused, not overwritten',
  }),
})

const programme = 'interlab'
const team = { access: { roles: who.team }, programme } as const
const one = '/v1/applications/:applicationId'
const params = idParam('applicationId')
const act = { ...team, method: 'POST', params, ifMatch: true, success: { status: 200, body: Application } } as const
const condition = {
  ...team,
  path: `${one}/conditions/:conditionId/fulfilment`,
  params: idParam('applicationId', 'conditionId'),
  success: { status: 200, body: Application },
} as const
const open = { access: 'public', method: 'POST', success: { status: 200, body: OwnApplication } } as const

export const applicationRoutes = defineRoutes({
  listCohorts: {
    ...team,
    method: 'GET',
    path: '/v1/cohorts',
    summary: 'Cohorts of InterLab, the latest first',
    query: closed('CohortQuery', { siteId: Type.Optional(Uuid) }),
    success: { status: 200, body: closed('CohortList', { items: Type.Array(Cohort) }) },
    errors: [],
  },
  addCohort: {
    ...team,
    method: 'POST',
    path: '/v1/cohorts',
    summary: 'Add a cohort',
    body: AddCohort,
    success: { status: 201, body: Cohort },
    errors: ['not-found', 'code-taken', 'rule-broken'],
    idempotency: 'accepted',
  },
  changeCohort: {
    ...team,
    method: 'PATCH',
    path: '/v1/cohorts/:cohortId',
    summary: 'Change a cohort: its dates and its places',
    params: idParam('cohortId'),
    body: ChangeCohort,
    ifMatch: true,
    success: { status: 200, body: Cohort },
    errors: ['code-taken', 'capacity-below-seats', 'rule-broken'],
  },
  listApplications: {
    ...team,
    method: 'GET',
    path: '/v1/applications',
    summary: 'Applications, those that moved last first',
    query: ApplicationQuery,
    success: { status: 200, body: ApplicationPage },
    errors: [],
  },
  getApplication: {
    ...team,
    method: 'GET',
    path: one,
    summary: 'Read an application',
    params,
    success: { status: 200, body: Application },
    errors: [],
  },
  startApplication: {
    ...team,
    method: 'POST',
    path: '/v1/applications',
    summary: 'Begin an application for somebody, newcomer or local',
    body: StartApplication,
    success: { status: 201, body: Application },
    errors: ['not-found', 'already-applied', 'rule-broken'],
    idempotency: 'accepted',
  },
  changeApplication: {
    ...act,
    method: 'PATCH',
    path: one,
    summary: 'Write on, or put it in another cohort',
    description: 'What is asked of the applicant changes in a draft only; the cohort until the decision.',
    body: ChangeApplication,
    errors: ['act-not-possible', 'rule-broken'],
  },
  submitApplication: {
    ...act,
    path: `${one}/submission`,
    summary: 'Submit it, as the applicant wishes',
    description: '`conditions-unmet` names in `params.unanswered` each required question without an answer.',
    errors: ['act-not-possible', 'conditions-unmet'],
  },
  findEligible: {
    ...act,
    path: `${one}/eligibility`,
    summary: 'Find that it may go to a jury',
    description:
      '`conditions-unmet` names in `params.unmet` what is missing: an idea, strengths, needs, time, or a stay long enough.',
    errors: ['act-not-possible', 'conditions-unmet'],
  },
  findNotEligible: {
    ...act,
    path: `${one}/ineligibility`,
    summary: 'Find that it may not go to a jury, with a reason',
    body: GivenReason,
    errors: ['act-not-possible', 'reason-required'],
  },
  withdrawApplication: {
    ...act,
    path: `${one}/withdrawal`,
    summary: 'Withdraw it, as the applicant wishes',
    body: OptionalReason,
    errors: ['act-not-possible'],
  },
  noteConditionMet: {
    ...condition,
    method: 'POST',
    summary: 'Note that a condition of the admission was met, and on which day',
    body: closed('NoteConditionMet', { metOn: LocalDate }),
    errors: ['act-not-possible', 'rule-broken'],
  },
  reopenCondition: {
    ...condition,
    method: 'DELETE',
    summary: 'Take back that a condition was met, until the incubation begins',
    errors: ['act-not-possible'],
  },
  makeApplicationLink: {
    ...team,
    method: 'POST',
    path: `${one}/link`,
    summary: 'Make a link by which the applicant writes without an account; the one before stops working',
    params,
    success: { status: 201, body: closed('ApplicationLink', { url: Type.String(), expiresAt: Instant }) },
    errors: ['act-not-possible'],
  },
  revokeApplicationLink: {
    ...team,
    method: 'DELETE',
    path: `${one}/link`,
    summary: 'End the link',
    params,
    success: { status: 204 },
    errors: [],
  },
  readApplicationLink: {
    ...open,
    path: '/v1/application-links/reading',
    summary: 'Read one’s own application by a link',
    description: 'A link that is unknown, was replaced or has expired answers `link-expired`, the same for all.',
    body: closed('ReadApplicationLink', held),
    errors: ['link-expired'],
  },
  saveApplicationByLink: {
    ...open,
    path: '/v1/application-links/draft',
    summary: 'Write on by a link; what is not sent stays as it is, question by question',
    description:
      'With `before`, an answer that somebody else has changed since is `rule-broken` with the rule `changed-meanwhile`, and nothing of the request is kept.',
    body: SaveByLink,
    errors: ['link-expired', 'act-not-possible', 'rule-broken'],
  },
  submitApplicationByLink: {
    ...open,
    path: '/v1/application-links/submission',
    summary: 'Submit one’s own application by a link',
    body: closed('SubmitByLink', held),
    errors: ['link-expired', 'act-not-possible', 'conditions-unmet'],
  },
  getInterlabFunnel: {
    method: 'GET',
    path: '/v1/interlab/funnel',
    summary: 'From application to start, and how long a decision takes',
    description:
      'Half-open local dates, by the day of submission. An application can be submitted only when nothing is missing and is not sent back: it is complete on that day, and the delay runs from there. For those who read files: small numbers are not hidden, shares are; of the admission by gender small numbers are hidden too.',
    access: { roles: who.caseReaders },
    programme,
    query: closed('InterlabFunnelQuery', {
      siteId: Type.Optional(Uuid),
      cohortId: Type.Optional(Uuid),
      from: LocalDate,
      to: Type.String({ format: 'date', pattern: '^(19|20|21)\\d\\d-', description: 'the day after the last' }),
    }),
    success: { status: 200, body: InterlabFunnel },
    errors: ['rule-broken'],
  },
})
