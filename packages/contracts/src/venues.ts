import Type, { type Static } from 'typebox'
import { defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import {
  closed,
  Email,
  idParam,
  Instant,
  line,
  LocalDate,
  nullable,
  pageOf,
  paging,
  Phone,
  text,
  Uuid,
  Version,
} from './primitives.ts'
import { StaffRef } from './references.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** Asking a partner for a room (mission 4.2). `lapse`: no answer came. */
export const venueRequestMachine = defineMachine({
  entity: 'venueRequest',
  states: ['asked', 'confirmed', 'refused', 'released', 'lapsed'],
  initial: 'asked',
  acts: {
    confirm: { from: ['asked'], to: 'confirmed' },
    refuse: { from: ['asked'], to: 'refused' },
    lapse: { from: ['asked'], to: 'lapsed' },
    release: { from: ['confirmed'], to: 'released' },
  },
})
export type VenueRequestState = (typeof venueRequestMachine.states)[number]
export const venueAnswers = ['confirm', 'refuse', 'lapse'] as const
export type VenueAnswer = (typeof venueAnswers)[number]
/** Days that a venue has to answer when nobody says otherwise. */
export const venueAnswerDays = 10

const room = {
  name: line(),
  capacity: Type.Integer({ minimum: 1, maximum: 10_000 }),
  stepFree: nullable(Type.Boolean({ description: 'reached without a step; null: not known' })),
  costCents: nullable(
    Type.Integer({ minimum: 0, maximum: 100_000_000, description: 'for one session; null: not known' }),
  ),
  freeSlots: nullable(line(300)),
}
export const Room = closed('Room', { id: Uuid, ...room, active: Type.Boolean(), version: Version })
export type Room = Static<typeof Room>

export const RoomRef = closed('RoomRef', {
  id: Uuid,
  name: line(),
  venueId: Uuid,
  venueName: line(),
  own: Type.Boolean({ description: 'ours: nobody is asked' }),
  capacity: Type.Integer(),
  stepFree: nullable(Type.Boolean()),
})
export type RoomRef = Static<typeof RoomRef>

export const VenueRequest = closed('VenueRequest', {
  id: Uuid,
  room: RoomRef,
  proposalId: nullable(Uuid),
  workshopId: nullable(Uuid),
  title: Type.String({ description: 'of the workshop or proposal it is for' }),
  status: Type.Enum([...venueRequestMachine.states]),
  wished: line(300),
  answerDueOn: nullable(LocalDate),
  overdue: Type.Boolean(),
  answerNote: personal('C3', nullable(Type.String())),
  askedAt: Instant,
  askedBy: nullable(StaffRef),
  answeredAt: nullable(Instant),
  version: Version,
})
export type VenueRequest = Static<typeof VenueRequest>

const venue = {
  name: line(),
  address: nullable(line(300)),
  own: Type.Boolean({ description: 'ours, or at our disposal: nobody is asked' }),
  partnerId: nullable(Uuid),
  accessNote: nullable(line(300)),
  costNote: nullable(line(300)),
}
const contact = { contactName: nullable(line()), email: nullable(Email), phone: nullable(Phone) }
const venueMembers = {
  id: Uuid,
  siteId: Uuid,
  ...venue,
  partnerName: nullable(line()),
  contactName: personal('C2', contact.contactName),
  email: personal('C2', contact.email),
  phone: personal('C2', contact.phone),
  active: Type.Boolean(),
  rooms: Type.Array(Room),
  version: Version,
}
export const Venue = closed('Venue', venueMembers)
export type Venue = Static<typeof Venue>
export const VenuePage = pageOf('VenuePage', Venue)

export const VenueDetail = closed('VenueDetail', { ...venueMembers, requests: Type.Array(VenueRequest) })
export type VenueDetail = Static<typeof VenueDetail>

export const VenueQuery = closed('VenueQuery', {
  ...paging,
  siteId: Type.Optional(Uuid),
  text: Type.Optional(line(100)),
  own: Type.Optional(Type.Boolean()),
  stepFree: Type.Optional(Type.Boolean({ description: 'has a room that is (true) or a room that is not' })),
  active: Type.Optional(Type.Boolean()),
})
export const AddRoom = closed('AddRoom', {
  name: room.name,
  capacity: room.capacity,
  stepFree: Type.Optional(room.stepFree),
  costCents: Type.Optional(room.costCents),
  freeSlots: Type.Optional(room.freeSlots),
})
export const ChangeRoom = closed('ChangeRoom', {
  name: Type.Optional(room.name),
  capacity: Type.Optional(room.capacity),
  stepFree: Type.Optional(room.stepFree),
  costCents: Type.Optional(room.costCents),
  freeSlots: Type.Optional(room.freeSlots),
  active: Type.Optional(Type.Boolean()),
})
export type ChangeRoom = Static<typeof ChangeRoom>

const venueDetails = {
  address: Type.Optional(venue.address),
  own: Type.Optional(venue.own),
  partnerId: Type.Optional(venue.partnerId),
  contactName: Type.Optional(contact.contactName),
  email: Type.Optional(contact.email),
  phone: Type.Optional(contact.phone),
  accessNote: Type.Optional(venue.accessNote),
  costNote: Type.Optional(venue.costNote),
}
export const AddVenue = closed('AddVenue', {
  siteId: Uuid,
  name: venue.name,
  ...venueDetails,
  rooms: Type.Optional(Type.Array(AddRoom, { maxItems: 50 })),
})
export const ChangeVenue = closed('ChangeVenue', {
  name: Type.Optional(venue.name),
  ...venueDetails,
  active: Type.Optional(Type.Boolean()),
})
export type ChangeVenue = Static<typeof ChangeVenue>

/** For a proposal or for a workshop: exactly one of the two. */
export const AskVenue = closed('AskVenue', {
  roomId: Uuid,
  proposalId: Type.Optional(Uuid),
  workshopId: Type.Optional(Uuid),
  wished: line(300),
  answerDueOn: Type.Optional(LocalDate),
})
export const AnswerVenueRequest = closed('AnswerVenueRequest', {
  answer: Type.Enum([...venueAnswers]),
  note: Type.Optional(text(500)),
})
export const ReleaseVenueRequest = closed('ReleaseVenueRequest', { note: Type.Optional(text(500)) })

export const venueRoutes = defineRoutes({
  listVenues: {
    method: 'GET',
    path: '/v1/venues',
    summary: 'List venues with their rooms, by name',
    access: { roles: who.allStaff },
    query: VenueQuery,
    success: { status: 200, body: VenuePage },
    errors: [],
  },
  getVenue: {
    method: 'GET',
    path: '/v1/venues/:venueId',
    summary: 'Read a venue, its rooms and what was asked of it',
    description:
      'Venues and rooms are common to all programmes. `requests` holds what was asked for workshops, and is empty for whoever has no role in their programme.',
    access: { roles: who.allStaff },
    params: idParam('venueId'),
    success: { status: 200, body: VenueDetail },
    errors: [],
  },
  addVenue: {
    method: 'POST',
    path: '/v1/venues',
    summary: 'Add a venue, with rooms if they are known',
    access: { roles: who.team },
    body: AddVenue,
    success: { status: 201, body: VenueDetail },
    errors: ['not-found', 'rule-broken'],
    idempotency: 'accepted',
  },
  changeVenue: {
    method: 'PATCH',
    path: '/v1/venues/:venueId',
    summary: 'Change a venue',
    access: { roles: who.team },
    params: idParam('venueId'),
    body: ChangeVenue,
    ifMatch: true,
    success: { status: 200, body: VenueDetail },
    errors: ['rule-broken'],
  },
  addRoom: {
    method: 'POST',
    path: '/v1/venues/:venueId/rooms',
    summary: 'Add a room to a venue',
    access: { roles: who.team },
    params: idParam('venueId'),
    body: AddRoom,
    success: { status: 201, body: Room },
    errors: [],
    idempotency: 'accepted',
  },
  changeRoom: {
    method: 'PATCH',
    path: '/v1/venues/:venueId/rooms/:roomId',
    summary: 'Change a room',
    access: { roles: who.team },
    params: idParam('venueId', 'roomId'),
    body: ChangeRoom,
    ifMatch: true,
    success: { status: 200, body: Room },
    errors: [],
  },
  askVenue: {
    method: 'POST',
    path: '/v1/venue-requests',
    summary: 'Ask a venue for a room',
    description:
      'For a proposal or for a workshop. The venue, or the partner it belongs to, is told by e-mail when an address is known. `conflict` when the same room was asked for the same already, or when the room is ours.',
    access: { roles: who.team },
    programme: 'interact',
    body: AskVenue,
    success: { status: 201, body: VenueRequest },
    errors: ['not-found', 'rule-broken', 'conflict'],
    idempotency: 'accepted',
  },
  answerVenueRequest: {
    method: 'POST',
    path: '/v1/venue-requests/:requestId/answer',
    summary: 'Record what the venue answered',
    description: 'A confirmed room becomes the room of the workshop when it has none.',
    access: { roles: who.team },
    programme: 'interact',
    params: idParam('requestId'),
    body: AnswerVenueRequest,
    ifMatch: true,
    success: { status: 200, body: VenueRequest },
    errors: ['act-not-possible'],
  },
  releaseVenueRequest: {
    method: 'POST',
    path: '/v1/venue-requests/:requestId/release',
    summary: 'Give a confirmed room back',
    access: { roles: who.team },
    programme: 'interact',
    params: idParam('requestId'),
    body: ReleaseVenueRequest,
    ifMatch: true,
    success: { status: 200, body: VenueRequest },
    errors: ['act-not-possible'],
  },
})
