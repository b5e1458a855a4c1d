import Type, { type Static } from 'typebox'
import { closed, Instant, nullable, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

const Minutes = Type.Number({ minimum: 0 })
export const CarryStep = closed('CarryStep', {
  step: Type.String(),
  each: nullable({ ...Minutes, description: 'minutes that one takes, on average over a year; null: none was noted' }),
  most: { ...Minutes, description: 'minutes of the fullest of the last six whole months' },
  inHand: Type.Integer({ minimum: 0, description: 'how many wait for it, or are in it' }),
  monthly: nullable(Type.Number({ description: 'how many a month has room for' })),
  more: nullable(Type.Number({ description: 'less those in hand; below 0, too many are' })),
})
export type CarryStep = Static<typeof CarryStep>

export const Carry = closed('Carry', {
  siteIds: Type.Array(Uuid),
  asOf: Instant,
  kinds: Type.Array(
    closed('CarryKind', {
      kind: Type.Enum(['proposals', 'incubations']),
      steps: Type.Array(CarryStep),
      tightest: nullable(Type.String()),
      more: nullable(Type.Integer({ minimum: 0, description: 'whole ones that the tightest step lets through' })),
      withHalfTime: nullable(Type.Integer({ minimum: 0, description: 'with 19 hours a week more at that step' })),
    }),
  ),
})
export type Carry = Static<typeof Carry>

export const carryRoutes = defineRoutes({
  getCarry: {
    method: 'GET',
    path: '/v1/impact/carry',
    summary: 'What can we carry: how much more the team can take on this month',
    description:
      'From the minutes noted at each step of proposals, and those of coaching: what one takes, what a month gave at most, what is in hand. Duos are not there: no minutes of the team are noted for them.',
    access: { roles: who.team },
    query: closed('CarryQuery', { site: Type.Optional(Uuid) }),
    success: { status: 200, body: Carry },
    errors: ['not-found'],
  },
})
