import Type, { type Static } from 'typebox'
import { languageLevels } from './group.ts'
import {
  AddInterest,
  ArrivalFact,
  ChangePerson,
  CheckDuplicates,
  Interest,
  interestKinds,
  LanguageRecord,
  Person,
  RecordArrival,
  RecordLanguage,
  NewPerson,
} from './person.ts'
import { personal } from './personal-data.ts'
import { closed, idParam, Instant, LanguageTag, line, LocalDate, nullable, pageOf, paging, Uuid } from './primitives.ts'
import { TermRef } from './references.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** Why somebody is shown: `similar_name` is a name one slip or another spelling away. */
export const matchReasons = ['name', 'similar_name', 'phone', 'email', 'birth'] as const
export type MatchReason = (typeof matchReasons)[number]

/** Somebody who may be the person looked for: enough to tell, contact data masked. */
export const PersonCandidate = closed('PersonCandidate', {
  id: Uuid,
  siteId: Uuid,
  givenName: personal('C1.first', line()),
  familyName: personal('C1', nullable(line())),
  usualName: personal('C1', nullable(line())),
  ownScriptName: personal('C1', nullable(line())),
  phoneEnd: personal('C2', nullable(Type.String({ description: 'last three digits' }))),
  emailHint: personal('C2', nullable(Type.String({ description: 'first letter and domain' }))),
  birthYear: personal('C3', nullable(Type.Integer())),
  memberSince: LocalDate,
  reasons: Type.Array(Type.Enum([...matchReasons])),
})
export type PersonCandidate = Static<typeof PersonCandidate>
/** The most likely first, 20 at most. */
export const PersonCandidates = closed('PersonCandidates', { items: Type.Array(PersonCandidate) })

/** Two characters at least, spaces aside. */
export const SearchText = Type.String({
  minLength: 2,
  maxLength: 80,
  pattern: '^(?=.*\\S.*\\S)[^\\u0000-\\u001F\\u007F]*$',
  description: 'words in any order and spelling, or a telephone number, its end, an e-mail, a year of birth',
})
export const SearchPeople = closed('SearchPeople', {
  text: SearchText,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
})

export const PersonRow = closed('PersonRow', {
  id: Uuid,
  siteId: Uuid,
  givenName: personal('C1.first', line()),
  familyName: personal('C1', nullable(line())),
  usualName: personal('C1', nullable(line())),
  ownScriptName: personal('C1', nullable(line())),
  birthYear: personal('C3', nullable(Type.Integer())),
  languages: personal(
    'C3',
    Type.Array(closed('SpokenLanguage', { language: LanguageTag, level: Type.Enum([...languageLevels]) })),
  ),
  interests: personal(
    'C3',
    Type.Array(
      closed('ListedInterest', { kind: Type.Enum([...interestKinds]), label: line(), category: nullable(TermRef) }),
    ),
  ),
  memberSince: LocalDate,
})
export type PersonRow = Static<typeof PersonRow>
export const PersonPage = pageOf('PersonPage', PersonRow)

export const PersonQuery = closed('PersonQuery', {
  ...paging,
  siteId: Type.Optional(Uuid),
  language: Type.Optional(LanguageTag),
  level: Type.Optional(Type.Enum(languageLevels.slice(1), { description: 'at least, in that language' })),
  kind: Type.Optional(Type.Enum([...interestKinds], { description: 'what the category or the words are about' })),
  categoryId: Type.Optional(Uuid),
  interest: Type.Optional(line(60)),
})

/** What a person did or what was noted about them; one line, the latest first. */
export const timelineKinds = [
  'member',
  'registration',
  'attendance',
  'hosted_session',
  'proposal',
  'hosted_workshop',
  'training',
  'language',
  'consent',
] as const
export type TimelineKind = (typeof timelineKinds)[number]
export const TimelineItem = closed('TimelineItem', {
  kind: Type.Enum([...timelineKinds]),
  id: Uuid,
  at: Instant,
  title: nullable(Type.String({ description: 'of the workshop, proposal or course' })),
  state: nullable(
    Type.String({ description: 'of the registration, attendance, proposal or workshop; level; yes or no' }),
  ),
  about: nullable(Type.String({ description: 'language, or purpose of a consent' })),
  sessionId: nullable(Uuid),
  workshopId: nullable(Uuid),
  proposalId: nullable(Uuid),
  courseId: nullable(Uuid),
})
export type TimelineItem = Static<typeof TimelineItem>
export const TimelinePage = pageOf('TimelinePage', TimelineItem)

const PersonParams = idParam('personId')
const common = { access: { roles: who.caseReaders }, params: PersonParams }

export const peopleRoutes = defineRoutes({
  searchPeople: {
    method: 'POST',
    path: '/v1/people/searches',
    summary: 'Look for somebody before adding them',
    description:
      'Accents, order of words, one wrong letter and doubled letters do not matter. A body, so that names stay out of addresses and logs.',
    access: { roles: [...who.caseReaders, 'helper'] },
    body: SearchPeople,
    success: { status: 200, body: PersonCandidates },
    errors: [],
  },
  checkDuplicates: {
    method: 'POST',
    path: '/v1/people/duplicate-checks',
    summary: 'People very like the one about to be registered or changed',
    description: 'Those already known to be somebody else than `personId` are left out.',
    access: { roles: who.caseReaders },
    body: CheckDuplicates,
    success: { status: 200, body: PersonCandidates },
    errors: ['not-found', 'phone-invalid', 'birth-date-impossible'],
  },
  registerPerson: {
    method: 'POST',
    path: '/v1/people',
    summary: 'Register a member',
    description:
      'A name is enough. `possible-duplicate` carries `params.candidates` ({ id, reasons }); send `notSameAs` with all of them to register all the same. `guardian-consent-missing` carries `params.age`: `minor`, or `maybe_minor` when the birth date is not known to the day; a consent with `guardianName` answers it.',
    access: { roles: who.caseReaders },
    body: NewPerson,
    success: { status: 201, body: Person },
    errors: [
      'not-found',
      'possible-duplicate',
      'phone-invalid',
      'birth-date-impossible',
      'guardian-consent-missing',
      'rule-broken',
    ],
    idempotency: 'accepted',
  },
  listPeople: {
    method: 'GET',
    path: '/v1/people',
    summary: 'List members, by family name',
    description:
      'Who speaks a language at a level, who can pass on, loves or wishes for something. Without contact data.',
    access: { roles: who.caseReaders },
    query: PersonQuery,
    success: { status: 200, body: PersonPage },
    errors: [],
  },
  getPerson: {
    ...common,
    method: 'GET',
    path: '/v1/people/:personId',
    summary: 'Read what is known of a member; leaves a trace',
    success: { status: 200, body: Person },
    errors: [],
    readsPerson: 'personId',
  },
  changePerson: {
    ...common,
    method: 'PATCH',
    path: '/v1/people/:personId',
    summary: 'Change what is known of a member',
    description: 'As `registerPerson` for duplicates and guardians.',
    body: ChangePerson,
    ifMatch: true,
    success: { status: 200, body: Person },
    errors: [
      'act-not-possible',
      'possible-duplicate',
      'phone-invalid',
      'birth-date-impossible',
      'guardian-consent-missing',
      'rule-broken',
    ],
  },
  recordArrival: {
    ...common,
    method: 'POST',
    path: '/v1/people/:personId/arrivals',
    summary: 'Record the arrival in Belgium',
    description: 'Replaces what was recorded before, which is kept.',
    body: RecordArrival,
    success: { status: 201, body: ArrivalFact },
    errors: ['act-not-possible', 'rule-broken'],
    idempotency: 'accepted',
  },
  recordLanguage: {
    ...common,
    method: 'POST',
    path: '/v1/people/:personId/languages',
    summary: 'Record a level in a language, beside the earlier ones',
    body: RecordLanguage,
    success: { status: 201, body: LanguageRecord },
    errors: ['act-not-possible', 'rule-broken'],
    idempotency: 'accepted',
  },
  listLanguageLevels: {
    ...common,
    method: 'GET',
    path: '/v1/people/:personId/languages',
    summary: 'Levels on a day',
    query: closed('LevelQuery', { on: Type.Optional(LocalDate) }),
    success: {
      status: 200,
      body: closed('LanguageLevels', { on: LocalDate, items: personal('C3', Type.Array(LanguageRecord)) }),
    },
    errors: [],
    readsPerson: 'personId',
  },
  addInterest: {
    ...common,
    method: 'POST',
    path: '/v1/people/:personId/interests',
    summary: 'Note what a member can pass on, loves or wishes for',
    body: AddInterest,
    success: { status: 201, body: Interest },
    errors: ['act-not-possible', 'rule-broken'],
    idempotency: 'accepted',
  },
  removeInterest: {
    access: { roles: who.caseReaders },
    method: 'DELETE',
    path: '/v1/people/:personId/interests/:interestId',
    summary: 'Take back such a note',
    params: idParam('personId', 'interestId'),
    success: { status: 204 },
    errors: ['act-not-possible'],
  },
  getTimeline: {
    ...common,
    method: 'GET',
    path: '/v1/people/:personId/timeline',
    summary: 'What a member did, over all programmes, the latest first',
    query: closed('TimelineQuery', { ...paging, kind: Type.Optional(Type.Enum([...timelineKinds])) }),
    success: { status: 200, body: TimelinePage },
    errors: [],
    readsPerson: 'personId',
  },
})
