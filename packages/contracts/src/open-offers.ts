import Type, { type Static } from 'typebox'
import { closed, Instant, LanguageTag, line, LocalDate, LocalTime, nullable, paging, Uuid } from './primitives.ts'
import { defineRoutes } from './route.ts'

// Member names are those of HSDS 3 (Open Referral), so that a program that reads HSDS reads ours.

const OfferSchedule = closed('OfferSchedule', {
  id: Uuid,
  location_id: nullable(Uuid),
  dtstart: LocalDate,
  count: Type.Literal(1),
  timezone: Type.Number({ description: 'hours from UTC on that day' }),
  opens_at: LocalTime,
  closes_at: LocalTime,
})
const OfferLocation = closed('OfferLocation', {
  id: Uuid,
  name: line(),
  location_type: Type.Literal('physical'),
  addresses: Type.Array(
    closed('OfferAddress', { id: Uuid, address_1: Type.String(), address_type: Type.Literal('physical') }),
  ),
  accessibility: Type.Array(closed('OfferAccessibility', { id: Uuid, description: Type.Literal('step_free') }), {
    description: 'empty when it is not known',
  }),
})
const OfferCapacity = closed('OfferCapacity', {
  id: { ...Uuid, description: 'of the schedule whose places these are' },
  unit: closed('OfferUnit', { id: Uuid, name: Type.Literal('place') }),
  available: Type.Integer({ minimum: 0, description: 'places left; 0 while somebody waits for one' }),
  updated: { ...Instant, description: 'to the hour' },
})

/** A workshop or a course that people may still be sent to, as a `service` of HSDS 3. Nothing in it is about a person. */
export const OpenOffer = closed('OpenOffer', {
  id: { ...Uuid, description: 'may stand in `requestedServices` of a referral' },
  name: line(),
  description: nullable(Type.String()),
  status: Type.Literal('active'),
  last_modified: Instant,
  organization: closed('OfferOrganization', { id: Uuid, name: line(), description: Type.String() }),
  program: closed('OfferProgram', { id: Uuid, name: Type.Enum(['interact', 'training']), description: Type.String() }),
  languages: Type.Array(closed('OfferLanguage', { id: Uuid, code: LanguageTag })),
  attributes: Type.Array(
    closed('OfferAttribute', {
      id: Uuid,
      link_entity: Type.Literal('service'),
      taxonomy_term: closed('OfferTerm', {
        id: Uuid,
        code: line(),
        name: { ...line(), description: 'in French' },
        description: { ...line(), description: 'in English' },
      }),
    }),
    { description: 'the category' },
  ),
  service_at_locations: Type.Array(closed('OfferAtLocation', { id: Uuid, location: OfferLocation })),
  schedules: Type.Array(OfferSchedule, { description: 'the next times, the earliest first, 20 at most' }),
  capacities: Type.Array(OfferCapacity, { description: 'of each time whose places are limited' }),
})
export type OpenOffer = Static<typeof OpenOffer>

/** What partners may send people to. */
export const openOfferRoutes = defineRoutes({
  listOpenOffers: {
    method: 'GET',
    path: '/v1/partner/offers',
    summary: 'What is open now with the places left, the oldest first',
    description:
      'Workshops that are published and courses that have not begun, with a time to come, in the shape of a `service` of ' +
      'HSDS 3. The same with a key of the sandbox. Send the `ETag` in `If-None-Match` to be told only what changed.',
    access: { roles: [], keys: ['workshops:read'] },
    query: closed('OpenOfferQuery', paging),
    success: {
      status: 200,
      body: closed('OpenOfferPage', { items: Type.Array(OpenOffer), next: nullable(Type.String()) }),
    },
    errors: [],
    ifNoneMatch: true,
  },
})
