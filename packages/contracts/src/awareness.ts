import Type, { type Static } from 'typebox'
import { personal } from './personal-data.ts'
import { closed, idParam, line, LocalDate, nullable, pageOf, paging, text, Uuid, Version } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

export const awarenessKinds = ['talk', 'school', 'stand', 'other'] as const
export type AwarenessKind = (typeof awarenessKinds)[number]
export const awarenessAudiences = ['pupils', 'students', 'professionals', 'public'] as const
export type AwarenessAudience = (typeof awarenessAudiences)[number]

/** Heads, never persons: they are in no count of people reached. */
const Heads = Type.Array(
  closed('AwarenessHeads', {
    audience: Type.Enum([...awarenessAudiences]),
    heads: Type.Integer({ minimum: 1, maximum: 100_000 }),
  }),
  { minItems: 1, maxItems: 4 },
)
export const AwarenessAction = closed('AwarenessAction', {
  id: Uuid,
  siteId: Uuid,
  kind: Type.Enum([...awarenessKinds]),
  title: line(),
  heldOn: LocalDate,
  place: nullable(line()),
  partnerId: nullable(Uuid),
  partnerName: nullable(line()),
  note: personal('C3', nullable(text(1000))),
  heads: Heads,
  version: Version,
})
export type AwarenessAction = Static<typeof AwarenessAction>
export const AwarenessPage = pageOf('AwarenessPage', AwarenessAction)

const details = {
  place: Type.Optional(nullable(line())),
  partnerId: Type.Optional(nullable(Uuid)),
  note: Type.Optional(nullable(text(1000))),
}
export const AddAwareness = closed('AddAwareness', {
  siteId: Uuid,
  kind: Type.Enum([...awarenessKinds]),
  title: line(),
  heldOn: LocalDate,
  heads: Heads,
  ...details,
})
export type AddAwareness = Static<typeof AddAwareness>
export const ChangeAwareness = closed('ChangeAwareness', {
  kind: Type.Optional(Type.Enum([...awarenessKinds])),
  title: Type.Optional(line()),
  heldOn: Type.Optional(LocalDate),
  heads: Type.Optional(Heads),
  ...details,
})
export type ChangeAwareness = Static<typeof ChangeAwareness>

const one = '/v1/awareness-actions/:awarenessActionId'
const params = idParam('awarenessActionId')
const programme = 'training'
export const awarenessRoutes = defineRoutes({
  listAwarenessActions: {
    method: 'GET',
    path: '/v1/awareness-actions',
    summary: 'List awareness actions, the latest first',
    access: { roles: who.allStaff },
    programme,
    query: closed('AwarenessQuery', {
      ...paging,
      siteId: Type.Optional(Uuid),
      kind: Type.Optional(Type.Enum([...awarenessKinds])),
    }),
    success: { status: 200, body: AwarenessPage },
    errors: [],
  },
  addAwarenessAction: {
    method: 'POST',
    path: '/v1/awareness-actions',
    summary: 'Record a talk, a school visit, a stand',
    description: 'Heads by audience: they are shown apart, and in no count of people reached.',
    access: { roles: who.team },
    programme,
    body: AddAwareness,
    success: { status: 201, body: AwarenessAction },
    errors: ['not-found', 'rule-broken'],
    idempotency: 'accepted',
  },
  changeAwarenessAction: {
    method: 'PATCH',
    path: one,
    summary: 'Correct an awareness action',
    access: { roles: who.team },
    programme,
    params,
    body: ChangeAwareness,
    ifMatch: true,
    success: { status: 200, body: AwarenessAction },
    errors: ['rule-broken'],
  },
  removeAwarenessAction: {
    method: 'DELETE',
    path: one,
    summary: 'Take out an awareness action that was recorded by mistake',
    access: { roles: who.team },
    programme,
    params,
    ifMatch: true,
    success: { status: 204 },
    errors: [],
  },
})
