import Type from 'typebox'
import {
  AddCircleMember,
  ChangeIncubation,
  CircleMember,
  Incubation,
  incubationMachine,
  IncubationPage,
  MoveIncubation,
  StartIncubation,
  WriteClosingReview,
} from './incubation.ts'
import { closed, idParam, LocalDate, paging, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

const programme = 'interlab'
const team = { access: { roles: who.team }, programme } as const
const around = { access: { roles: who.aroundIncubatees }, programme } as const
const incubation = '/v1/incubations/:incubationId'
const params = idParam('incubationId')

export const IncubationQuery = closed('IncubationQuery', {
  ...paging,
  siteId: Type.Optional(Uuid),
  stage: Type.Optional(Type.Enum([...incubationMachine.states])),
})
export const CircleOnQuery = closed('CircleOnQuery', { on: Type.Optional(LocalDate) })
export const EndCircleMember = closed('EndCircleMember', { endsOn: LocalDate })

export const incubationRoutes = defineRoutes({
  startIncubation: {
    ...team,
    method: 'POST',
    path: '/v1/applications/:applicationId/incubation',
    summary: 'Somebody who was admitted begins',
    description:
      'With the day on which they signed the charter. `conditions-unmet` says `told` in `params.unmet` as long as they have not been told the decision, and `conditions` as long as one of the admission is open that was due by the first day: `params.conditions` says which, by their number.',
    params: idParam('applicationId'),
    body: StartIncubation,
    success: { status: 201, body: Incubation },
    errors: ['act-not-possible', 'already-incubated', 'conditions-unmet', 'rule-broken'],
    idempotency: 'accepted',
  },
  listIncubations: {
    ...around,
    method: 'GET',
    path: '/v1/incubations',
    summary: 'Whoever is accompanied, the latest first day first',
    description: 'A guest reads those in whose circle they stand today.',
    query: IncubationQuery,
    success: { status: 200, body: IncubationPage },
    errors: [],
  },
  getIncubation: {
    ...around,
    method: 'GET',
    path: incubation,
    summary: 'Read an incubation: its stages and who stands around',
    description:
      'Leaves a trace of whose file was read. Experts and mentors do not read why somebody paused or stopped, nor what help with the language they need.',
    params,
    success: { status: 200, body: Incubation },
    errors: [],
  },
  changeIncubation: {
    ...team,
    method: 'PATCH',
    path: incubation,
    summary: 'Change the planned end, the day of the charter, the language support',
    params,
    body: ChangeIncubation,
    ifMatch: true,
    success: { status: 200, body: Incubation },
    errors: ['act-not-possible', 'rule-broken'],
  },
  moveIncubation: {
    ...team,
    method: 'POST',
    path: `${incubation}/stage`,
    summary: 'Lead an incubation to its next stage, pause it, resume it or end it',
    description:
      '`conditions-unmet` names in `params.missing` what the next stage still needs: before a launch is prepared the offer, the budget and the legal route; before a launch an enterprise number, a test contract or an association or cooperative; twelve months after it the alumni.',
    params,
    body: MoveIncubation,
    ifMatch: true,
    success: { status: 200, body: Incubation },
    errors: ['act-not-possible', 'conditions-unmet', 'reason-required'],
  },
  writeClosingReview: {
    access: { roles: who.coaches },
    programme,
    method: 'PUT',
    path: `${incubation}/closing-review`,
    summary: 'Write the closing review of an incubation that is over, or correct it',
    description:
      'What was reached, what remains, what is advised for afterwards. Whoever stands around reads it, experts and mentors too. What it replaces is kept.',
    params,
    body: WriteClosingReview,
    ifMatch: true,
    success: { status: 200, body: Incubation },
    errors: ['act-not-possible', 'rule-broken'],
  },
  listCircle: {
    ...around,
    method: 'GET',
    path: `${incubation}/circle`,
    summary: 'Who stands around somebody: all there were, or those of one day',
    params,
    query: CircleOnQuery,
    success: { status: 200, body: closed('Circle', { items: Type.Array(CircleMember) }) },
    errors: [],
  },
  addCircleMember: {
    ...team,
    method: 'POST',
    path: `${incubation}/circle`,
    summary: 'Somebody comes into the circle',
    params,
    body: AddCircleMember,
    success: { status: 201, body: CircleMember },
    errors: ['already-around', 'rule-broken'],
    idempotency: 'accepted',
  },
  endCircleMember: {
    ...team,
    method: 'POST',
    path: `${incubation}/circle/:circleMemberId/ending`,
    summary: 'The last day of somebody in the circle',
    params: idParam('incubationId', 'circleMemberId'),
    body: EndCircleMember,
    ifMatch: true,
    success: { status: 200, body: CircleMember },
    errors: ['already-around', 'rule-broken'],
  },
})
