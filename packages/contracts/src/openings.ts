import Type, { type Static } from 'typebox'
import { circleRoles } from './incubation.ts'
import { personal } from './personal-data.ts'
import { closed, idParam, line, LocalDate, Uuid, Version } from './primitives.ts'
import { PersonRef } from './references.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** What came of a door that was opened. */
export const openingOutcomes = ['unknown', 'met', 'useful', 'nothing'] as const
export type OpeningOutcome = (typeof openingOutcomes)[number]

const toWhom = { ...line(200), description: 'an organisation or a role; nobody’s name, address or number' }
const members = {
  forWhat: line(300),
  openedOn: { ...LocalDate, description: 'on a day on which whoever opens it stands in the circle' },
  outcome: Type.Enum([...openingOutcomes]),
}

/** A door that somebody of the circle opened to an incubatee, from their own address book. */
export const CircleOpening = closed('CircleOpening', {
  id: Uuid,
  circleMemberId: Uuid,
  person: PersonRef,
  role: Type.Enum([...circleRoles]),
  toWhom: personal('C7', toWhom),
  forWhat: personal('C7', members.forWhat),
  openedOn: members.openedOn,
  outcome: members.outcome,
  version: Version,
})
export type CircleOpening = Static<typeof CircleOpening>
export const CircleOpenings = closed('CircleOpenings', {
  items: Type.Array(CircleOpening, { description: 'the latest first' }),
  counts: Type.Array(closed('OpeningCount', { outcome: members.outcome, count: Type.Integer() }), {
    description: 'of those that are listed: every outcome, in the usual order',
  }),
})
export type CircleOpenings = Static<typeof CircleOpenings>

export const AddOpening = closed('AddOpening', {
  circleMemberId: Type.Optional({ ...Uuid, description: 'whose address book; one’s own when absent' }),
  toWhom,
  forWhat: members.forWhat,
  openedOn: members.openedOn,
  outcome: Type.Optional({ ...members.outcome, description: 'unknown when absent' }),
})
export type AddOpening = Static<typeof AddOpening>
export const ChangeOpening = closed('ChangeOpening', {
  toWhom: Type.Optional(toWhom),
  forWhat: Type.Optional(members.forWhat),
  openedOn: Type.Optional(members.openedOn),
  outcome: Type.Optional(members.outcome),
})
export type ChangeOpening = Static<typeof ChangeOpening>

const around = { access: { roles: who.aroundIncubatees }, programme: 'interlab' } as const
const openings = '/v1/incubations/:incubationId/openings'
const opening = `${openings}/:openingId` as const
const params = idParam('incubationId', 'openingId')

export const openingRoutes = defineRoutes({
  listOpenings: {
    ...around,
    method: 'GET',
    path: openings,
    summary: 'Doors that the circle opened from its address books, and what came of them',
    description:
      'Leaves a trace of whose file was read. Experts and mentors read and count those that they opened; coaches and the team all of them.',
    params: idParam('incubationId'),
    success: { status: 200, body: CircleOpenings },
    errors: [],
  },
  addOpening: {
    ...around,
    method: 'POST',
    path: openings,
    summary: 'Note a door that somebody of the circle opened',
    description: 'Experts and mentors note their own; coaches and the team those of anybody in the circle.',
    params: idParam('incubationId'),
    body: AddOpening,
    success: { status: 201, body: CircleOpening },
    errors: ['rule-broken'],
    idempotency: 'accepted',
  },
  changeOpening: {
    ...around,
    method: 'PATCH',
    path: opening,
    summary: 'Say what came of an opening, or correct it',
    description: 'Whoever reads it may change it, after the end of the incubation too.',
    params,
    body: ChangeOpening,
    ifMatch: true,
    success: { status: 200, body: CircleOpening },
    errors: ['rule-broken'],
  },
  removeOpening: {
    ...around,
    method: 'DELETE',
    path: opening,
    summary: 'Take out an opening that was noted by mistake',
    params,
    ifMatch: true,
    success: { status: 204 },
    errors: [],
  },
})
