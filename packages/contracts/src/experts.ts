import Type, { type Static } from 'typebox'
import { personal } from './personal-data.ts'
import {
  closed,
  idParam,
  LanguageTag,
  line,
  LocalDate,
  nullable,
  pageOf,
  paging,
  text,
  Uuid,
  Version,
} from './primitives.ts'
import { PersonRef } from './references.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** What an expert helps with. */
export const expertFields = [
  'accounting',
  'finance',
  'communication',
  'sales',
  'legal',
  'digital',
  'human_resources',
  'production',
  'food',
  'strategy',
] as const
export type ExpertField = (typeof expertFields)[number]
const Fields = Type.Array(Type.Enum([...expertFields]), { minItems: 1, maxItems: 10, uniqueItems: true })
const SpokenLanguages = Type.Array(LanguageTag, { maxItems: 10, uniqueItems: true })
const Hours = Type.Integer({ minimum: 1, maximum: 200, description: 'a month' })

export const Expert = closed('Expert', {
  id: Uuid,
  siteId: Uuid,
  person: PersonRef,
  partnerId: nullable(Uuid),
  partnerName: nullable(line()),
  fields: Fields,
  languages: SpokenLanguages,
  hoursAMonth: Hours,
  startsOn: LocalDate,
  endsOn: nullable({ ...LocalDate, description: 'last day; null: until told otherwise' }),
  offering: Type.Boolean({ description: 'today' }),
  note: personal('C3', nullable(line(300))),
  version: Version,
})
export type Expert = Static<typeof Expert>
export const ExpertPage = pageOf('ExpertPage', Expert)

const offer = {
  partnerId: Type.Optional(nullable(Uuid)),
  languages: Type.Optional(SpokenLanguages),
  endsOn: Type.Optional(nullable(LocalDate)),
  note: Type.Optional(nullable(line(300))),
}
export const AddExpert = closed('AddExpert', {
  personId: Uuid,
  fields: Fields,
  hoursAMonth: Hours,
  startsOn: LocalDate,
  ...offer,
})
export type AddExpert = Static<typeof AddExpert>
export const ChangeExpert = closed('ChangeExpert', {
  fields: Type.Optional(Fields),
  hoursAMonth: Type.Optional(Hours),
  startsOn: Type.Optional(LocalDate),
  ...offer,
})
export type ChangeExpert = Static<typeof ChangeExpert>

/** Whether a version of a borrowed tool is kept, has to be adapted again, or is given up. */
export const verdicts = ['keep', 'adapt', 'drop'] as const
export type Verdict = (typeof verdicts)[number]
export const MethodVersion = closed('MethodVersion', {
  id: Uuid,
  number: Type.Integer({ description: '1: as it was borrowed' }),
  changed: nullable(Type.String()),
  why: nullable(Type.String()),
  usedFrom: LocalDate,
  verdict: nullable(Type.Enum([...verdicts])),
  verdictOn: nullable(LocalDate),
  finding: nullable(Type.String()),
  version: Version,
})
export const BorrowedMethod = closed('BorrowedMethod', {
  id: Uuid,
  siteId: Uuid,
  name: line(),
  borrowedFrom: line(300),
  about: nullable(text(2000)),
  versions: Type.Array(MethodVersion, { description: 'the latest first' }),
  version: Version,
})
export type BorrowedMethod = Static<typeof BorrowedMethod>
export const BorrowedMethodPage = pageOf('BorrowedMethodPage', BorrowedMethod)
export const AddMethod = closed('AddMethod', {
  siteId: Uuid,
  name: line(),
  borrowedFrom: line(300),
  about: Type.Optional(nullable(text(2000))),
  usedFrom: LocalDate,
})
export type AddMethod = Static<typeof AddMethod>
export const AdaptMethod = closed('AdaptMethod', { changed: line(1000), why: line(1000), usedFrom: LocalDate })
export type AdaptMethod = Static<typeof AdaptMethod>
export const JudgeMethod = closed('JudgeMethod', {
  verdict: Type.Enum([...verdicts]),
  finding: Type.Optional(nullable(line(1000))),
})

/** `peer_exchange`: between entrepreneurs. `networking`: with people from outside. */
export const networkingKinds = ['networking', 'peer_exchange'] as const
const networkingKind = Type.Enum([...networkingKinds])
const heads = Type.Integer({ minimum: 0, maximum: 5000, description: 'people without a name, besides those named' })
export const NetworkingEvent = closed('NetworkingEvent', {
  id: Uuid,
  siteId: Uuid,
  kind: networkingKind,
  title: line(),
  heldOn: LocalDate,
  place: nullable(line(300)),
  heads,
  people: personal('C1', Type.Array(PersonRef)),
  present: Type.Integer({ description: 'n: named or not' }),
  encounters: Type.Integer({ description: 'pairs of named people who were there' }),
  version: Version,
})
export type NetworkingEvent = Static<typeof NetworkingEvent>
export const NetworkingEventPage = pageOf('NetworkingEventPage', NetworkingEvent)
const People = Type.Array(Uuid, { maxItems: 300, uniqueItems: true })
const eventDetails = {
  place: Type.Optional(nullable(line(300))),
  heads: Type.Optional(heads),
  personIds: Type.Optional(People),
}
export const AddNetworkingEvent = closed('AddNetworkingEvent', {
  siteId: Uuid,
  kind: networkingKind,
  title: line(),
  heldOn: LocalDate,
  ...eventDetails,
})
export type AddNetworkingEvent = Static<typeof AddNetworkingEvent>
export const ChangeNetworkingEvent = closed('ChangeNetworkingEvent', {
  title: Type.Optional(line()),
  heldOn: Type.Optional(LocalDate),
  ...eventDetails,
})
export type ChangeNetworkingEvent = Static<typeof ChangeNetworkingEvent>

const programme = 'interlab'
const team = { access: { roles: who.team }, programme } as const
const readers = { access: { roles: who.caseReaders }, programme } as const
const method = '/v1/methods/:methodId'

export const expertRoutes = defineRoutes({
  listExperts: {
    ...readers,
    method: 'GET',
    path: '/v1/experts',
    summary: 'The directory of experts, by name',
    query: closed('ExpertQuery', {
      ...paging,
      siteId: Type.Optional(Uuid),
      field: Type.Optional(Type.Enum([...expertFields])),
      language: Type.Optional(LanguageTag),
      hours: Type.Optional({ ...Hours, description: 'at least so many a month' }),
      offering: Type.Optional(Type.Boolean({ description: 'whose offer holds today' })),
    }),
    success: { status: 200, body: ExpertPage },
    errors: [],
  },
  addExpert: {
    ...team,
    method: 'POST',
    path: '/v1/experts',
    summary: 'Add somebody to the directory of experts',
    body: AddExpert,
    success: { status: 201, body: Expert },
    errors: ['rule-broken', 'already-expert'],
    idempotency: 'accepted',
  },
  changeExpert: {
    ...team,
    method: 'PATCH',
    path: '/v1/experts/:expertId',
    summary: 'Change what an expert offers',
    params: idParam('expertId'),
    body: ChangeExpert,
    ifMatch: true,
    success: { status: 200, body: Expert },
    errors: ['rule-broken'],
  },
  removeExpert: {
    ...team,
    method: 'POST',
    path: '/v1/experts/:expertId/removal',
    summary: 'Take somebody out of the directory',
    params: idParam('expertId'),
    ifMatch: true,
    success: { status: 204 },
    errors: [],
  },
  listMethods: {
    method: 'GET',
    path: '/v1/methods',
    summary: 'The library of methods, by name',
    access: { roles: who.allStaff },
    programme,
    query: closed('MethodQuery', { ...paging, siteId: Type.Optional(Uuid) }),
    success: { status: 200, body: BorrowedMethodPage },
    errors: [],
  },
  addMethod: {
    ...team,
    method: 'POST',
    path: '/v1/methods',
    summary: 'Note a tool that was borrowed',
    body: AddMethod,
    success: { status: 201, body: BorrowedMethod },
    errors: ['not-found', 'code-taken'],
    idempotency: 'accepted',
  },
  adaptMethod: {
    ...team,
    method: 'POST',
    path: `${method}/versions`,
    summary: 'Note what was changed in a method, and why',
    params: idParam('methodId'),
    body: AdaptMethod,
    success: { status: 201, body: BorrowedMethod },
    errors: [],
    idempotency: 'accepted',
  },
  judgeMethod: {
    ...team,
    method: 'PUT',
    path: `${method}/versions/:methodVersionId/verdict`,
    summary: 'Say what came of a version of a method',
    params: idParam('methodId', 'methodVersionId'),
    body: JudgeMethod,
    ifMatch: true,
    success: { status: 200, body: BorrowedMethod },
    errors: ['rule-broken'],
  },
  listNetworkingEvents: {
    ...readers,
    method: 'GET',
    path: '/v1/networking-events',
    summary: 'List networking events and exchanges between entrepreneurs, the latest first',
    query: closed('NetworkingEventQuery', { ...paging, siteId: Type.Optional(Uuid) }),
    success: { status: 200, body: NetworkingEventPage },
    errors: [],
  },
  addNetworkingEvent: {
    ...team,
    method: 'POST',
    path: '/v1/networking-events',
    summary: 'Note a networking event and who was there',
    body: AddNetworkingEvent,
    success: { status: 201, body: NetworkingEvent },
    errors: ['not-found', 'not-in-the-future', 'rule-broken'],
    idempotency: 'accepted',
  },
  changeNetworkingEvent: {
    ...team,
    method: 'PATCH',
    path: '/v1/networking-events/:networkingEventId',
    summary: 'Change a networking event, or who was there',
    description: 'People that are sent replace those there were.',
    params: idParam('networkingEventId'),
    body: ChangeNetworkingEvent,
    ifMatch: true,
    success: { status: 200, body: NetworkingEvent },
    errors: ['not-in-the-future', 'rule-broken'],
  },
  removeNetworkingEvent: {
    ...team,
    method: 'POST',
    path: '/v1/networking-events/:networkingEventId/removal',
    summary: 'Take back a networking event that was noted by mistake',
    params: idParam('networkingEventId'),
    ifMatch: true,
    success: { status: 204 },
    errors: [],
  },
})
