import Type, { type Static } from 'typebox'
import { personal } from './personal-data.ts'
import { closed, idParam, line, LocalDate, nullable, paging, Reason, text, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'
import {
  autonomyLevels,
  Capacity,
  Commitment,
  hostParts,
  Languages,
  publishConditions,
  Workshop,
  WorkshopHost,
  workshopMachine,
  WorkshopPage,
} from './workshop.ts'

const WorkshopParams = idParam('workshopId')
const WorkshopHostParams = idParam('workshopId', 'hostId')
const WaiverParams = Type.Object(
  { workshopId: Uuid, condition: Type.Enum([...publishConditions]) },
  { additionalProperties: false },
)

export const WorkshopQuery = closed('WorkshopQuery', {
  ...paging,
  siteId: Type.Optional(Uuid),
  status: Type.Optional(Type.Array(Type.Enum([...workshopMachine.states]), { maxItems: 4 })),
  categoryId: Type.Optional(Uuid),
  autonomy: Type.Optional(Type.Enum([...autonomyLevels])),
  venueId: Type.Optional(Uuid),
  personId: personal('C1', Type.String({ format: 'uuid', description: 'a member who hosts it' })),
  text: Type.Optional(line(100)),
})
export const ChangeWorkshop = closed('ChangeWorkshop', {
  title: Type.Optional(line()),
  summary: Type.Optional(nullable(text(2000))),
  categoryId: Type.Optional(nullable(Uuid)),
  languages: Type.Optional(Languages),
  capacity: Type.Optional(Capacity),
  roomId: Type.Optional(nullable(Uuid)),
  ownerId: Type.Optional(nullable(Uuid)),
})
export type ChangeWorkshop = Static<typeof ChangeWorkshop>

export const AddHost = closed('AddHost', { personId: Uuid, part: Type.Enum([...hostParts]) })
export const ChangeHost = closed('ChangeHost', {
  part: Type.Optional(Type.Enum([...hostParts])),
  trainedOn: Type.Optional(nullable(LocalDate)),
  commitment: Type.Optional(nullable(Commitment)),
})
export type ChangeHost = Static<typeof ChangeHost>
/** A reason that nobody is made to give. */
export const OptionalReason = closed('OptionalReason', { reason: Type.Optional(Reason) })
export const GivenReason = closed('GivenReason', { reason: Reason })
export const SetAutonomy = closed('SetAutonomy', {
  level: Type.Enum([...autonomyLevels]),
  fromOn: Type.Optional(LocalDate),
  reason: Type.Optional(Reason),
})

const act = {
  programme: 'interact',
  params: WorkshopParams,
  ifMatch: true,
  success: { status: 200, body: Workshop },
} as const

export const workshopRoutes = defineRoutes({
  listWorkshops: {
    method: 'GET',
    path: '/v1/workshops',
    summary: 'List workshops, by title',
    access: { roles: who.allStaff },
    programme: 'interact',
    query: WorkshopQuery,
    success: { status: 200, body: WorkshopPage },
    errors: [],
  },
  getWorkshop: {
    method: 'GET',
    path: '/v1/workshops/:workshopId',
    summary: 'Read a workshop, with what is missing before it can be published',
    access: { roles: who.allStaff },
    programme: 'interact',
    params: WorkshopParams,
    success: { status: 200, body: Workshop },
    errors: [],
  },
  changeWorkshop: {
    ...act,
    method: 'PATCH',
    path: '/v1/workshops/:workshopId',
    summary: 'Change a workshop',
    description: 'A new capacity or room holds for sessions that are planned from now on.',
    access: { roles: who.team },
    body: ChangeWorkshop,
    errors: ['rule-broken', 'act-not-possible'],
  },
  publishWorkshop: {
    ...act,
    method: 'POST',
    path: '/v1/workshops/:workshopId/publication',
    summary: 'Publish a workshop',
    description: '`conditions-unmet` names each missing condition in `params.missing`.',
    access: { roles: who.team },
    errors: ['act-not-possible', 'conditions-unmet'],
  },
  pauseWorkshop: {
    ...act,
    method: 'POST',
    path: '/v1/workshops/:workshopId/pause',
    summary: 'Pause a workshop',
    access: { roles: who.team },
    body: OptionalReason,
    errors: ['act-not-possible'],
  },
  resumeWorkshop: {
    ...act,
    method: 'DELETE',
    path: '/v1/workshops/:workshopId/pause',
    summary: 'Take a paused workshop up again',
    access: { roles: who.team },
    errors: ['act-not-possible'],
  },
  endWorkshop: {
    ...act,
    method: 'POST',
    path: '/v1/workshops/:workshopId/end',
    summary: 'End a workshop for good',
    access: { roles: who.team },
    body: OptionalReason,
    errors: ['act-not-possible'],
  },
  waiveCondition: {
    method: 'PUT',
    path: '/v1/workshops/:workshopId/waivers/:condition',
    summary: 'Waive a condition for publishing, with a reason',
    access: { roles: who.leads },
    programme: 'interact',
    params: WaiverParams,
    body: GivenReason,
    success: { status: 200, body: Workshop },
    errors: ['act-not-possible', 'reason-required'],
  },
  withdrawWaiver: {
    method: 'DELETE',
    path: '/v1/workshops/:workshopId/waivers/:condition',
    summary: 'Take a waiver back',
    access: { roles: who.leads },
    programme: 'interact',
    params: WaiverParams,
    success: { status: 200, body: Workshop },
    errors: ['act-not-possible'],
  },
  addWorkshopHost: {
    method: 'POST',
    path: '/v1/workshops/:workshopId/hosts',
    summary: 'Name a host',
    access: { roles: who.team },
    programme: 'interact',
    params: WorkshopParams,
    body: AddHost,
    success: { status: 201, body: WorkshopHost },
    errors: ['conflict', 'rule-broken', 'act-not-possible'],
    idempotency: 'accepted',
  },
  changeWorkshopHost: {
    method: 'PATCH',
    path: '/v1/workshops/:workshopId/hosts/:hostId',
    summary: 'Record the training or the signed commitment of a host, or their part',
    access: { roles: who.team },
    programme: 'interact',
    params: WorkshopHostParams,
    body: ChangeHost,
    ifMatch: true,
    success: { status: 200, body: WorkshopHost },
    errors: ['rule-broken'],
  },
  removeWorkshopHost: {
    method: 'DELETE',
    path: '/v1/workshops/:workshopId/hosts/:hostId',
    summary: 'A host no longer hosts this workshop',
    access: { roles: who.team },
    programme: 'interact',
    params: WorkshopHostParams,
    ifMatch: true,
    success: { status: 204 },
    errors: [],
  },
  setAutonomy: {
    ...act,
    method: 'POST',
    path: '/v1/workshops/:workshopId/autonomy',
    summary: 'Say how autonomous the hosts are, from a day on',
    description: 'The day is today when absent, and never in the future. Every level is kept.',
    access: { roles: who.team },
    body: SetAutonomy,
    errors: ['rule-broken', 'act-not-possible'],
  },
})
