import Type, { type Static } from 'typebox'
import { Consent, RecordConsent } from './consents.ts'
import { arrivalPrecisions, GroupAnswer, languageLevels } from './group.ts'
import { ageStates, PartialDate } from './partial-date.ts'
import { personal } from './personal-data.ts'
import { SituationRecord } from './situation.ts'
import {
  closed,
  Email,
  Instant,
  LanguageTag,
  line,
  LocalDate,
  Nis,
  nullable,
  Phone,
  Reason,
  Uuid,
  Version,
} from './primitives.ts'
import { TermRef } from './references.ts'

export const personStates = ['active', 'merged', 'anonymised'] as const
/** Self-declared and optional; `undisclosed` is an answer, null is not knowing. */
export const genders = ['woman', 'man', 'non_binary', 'undisclosed'] as const
export const contactChannels = ['email', 'phone', 'sms', 'through_referrer', 'none'] as const
export const arrivalSources = ['self', 'document', 'partner', 'staff'] as const
export const assessors = ['self', 'staff', 'school'] as const
/** What somebody can pass on, loves, or wishes for. */
export const interestKinds = ['skill', 'passion', 'wish'] as const
export type InterestKind = (typeof interestKinds)[number]

/** Arrival in Belgium: as far as the day is known, or that somebody said to be newly arrived (`declared`). */
export const ArrivalFact = closed('ArrivalFact', {
  id: Uuid,
  arrivedOn: nullable(PartialDate),
  precision: Type.Enum([...arrivalPrecisions]),
  declaredOn: nullable(LocalDate),
  source: Type.Enum([...arrivalSources]),
  recordedAt: Instant,
  supersededAt: nullable(Instant),
})
export type ArrivalFact = Static<typeof ArrivalFact>
/** `declaredOn`: when they said to be newly arrived; today when absent. */
export const RecordArrival = closed('RecordArrival', {
  arrivedOn: Type.Union([PartialDate, Type.Null()], { description: 'null: newly arrived, the date is not known' }),
  approximate: Type.Optional(Type.Boolean({ description: 'about that year' })),
  declaredOn: Type.Optional(LocalDate),
  source: Type.Enum([...arrivalSources]),
})
export type RecordArrival = Static<typeof RecordArrival>

/** A level on a day, by whom. A new assessment is a new row. */
export const LanguageRecord = closed('LanguageRecord', {
  id: Uuid,
  language: LanguageTag,
  level: Type.Enum([...languageLevels]),
  assessedBy: Type.Enum([...assessors]),
  assessedOn: LocalDate,
})
export type LanguageRecord = Static<typeof LanguageRecord>
/** `assessedOn` is today when absent. */
export const RecordLanguage = closed('RecordLanguage', {
  language: LanguageTag,
  level: Type.Enum([...languageLevels]),
  assessedBy: Type.Enum([...assessors]),
  assessedOn: Type.Optional(LocalDate),
})
export type RecordLanguage = Static<typeof RecordLanguage>

export const Interest = closed('Interest', {
  id: Uuid,
  kind: Type.Enum([...interestKinds]),
  label: line(),
  category: nullable(TermRef),
})
export type Interest = Static<typeof Interest>
export const AddInterest = closed('AddInterest', {
  kind: Type.Enum([...interestKinds]),
  label: line(),
  categoryId: Type.Optional(nullable(Uuid)),
})
export type AddInterest = Static<typeof AddInterest>

export const Person = closed('Person', {
  id: Uuid,
  siteId: Uuid,
  givenName: personal('C1.first', line()),
  familyName: personal('C1', nullable(line())),
  usualName: personal('C1', nullable(line())),
  ownScriptName: personal('C1', nullable(line())),
  birth: personal('C3', nullable(PartialDate)),
  age: personal('C3', Type.Enum([...ageStates], { description: 'today' })),
  gender: personal('C3', nullable(Type.Enum([...genders]))),
  email: personal('C2', nullable(Type.String())),
  phone: personal('C2', nullable(Type.String({ description: 'E.164' }))),
  contactChannel: personal('C2', nullable(Type.Enum([...contactChannels]))),
  contactLanguage: personal('C2', nullable(LanguageTag)),
  referrerPartnerId: personal('C2', nullable(Uuid)),
  referrerPartnerName: personal('C2', nullable(Type.String())),
  referrerName: personal('C2', nullable(line())),
  municipalityNis: personal('C2', nullable(Nis)),
  lifelongResident: personal('C4', nullable(Type.Boolean())),
  isBelgian: personal('C4', nullable(Type.Boolean())),
  heardThrough: nullable(TermRef),
  group: personal('C4', GroupAnswer),
  arrivals: personal('C4', Type.Array(ArrivalFact, { description: 'the one in force first, then those it replaced' })),
  languages: personal('C3', Type.Array(LanguageRecord, { description: 'latest assessment first' })),
  interests: personal('C3', Type.Array(Interest)),
  consents: personal('C9', Type.Array(Consent, { description: 'latest first' })),
  situations: personal('C4', Type.Array(SituationRecord, { description: 'latest told first' })),
  status: Type.Enum([...personStates]),
  mergedIntoId: nullable(Uuid),
  memberSince: LocalDate,
  version: Version,
})
export type Person = Static<typeof Person>

/** What is asked first; everything may stay unknown (absent or null) but a name. */
const identity = {
  familyName: Type.Optional(nullable(line())),
  usualName: Type.Optional(nullable(line())),
  ownScriptName: Type.Optional(nullable(line())),
  birth: Type.Optional(nullable(PartialDate)),
  email: Type.Optional(nullable(Email)),
  phone: Type.Optional(
    Type.Union([Phone, Type.Null()], { description: 'as it is said; Belgian unless it begins with +' }),
  ),
}
const profile = {
  gender: Type.Optional(nullable(Type.Enum([...genders]))),
  contactChannel: Type.Optional(nullable(Type.Enum([...contactChannels]))),
  contactLanguage: Type.Optional(nullable(LanguageTag)),
  referrerPartnerId: Type.Optional(nullable(Uuid)),
  referrerName: Type.Optional(nullable(line())),
  municipalityNis: Type.Optional(nullable(Nis)),
  lifelongResident: Type.Optional(nullable(Type.Boolean())),
  isBelgian: Type.Optional(nullable(Type.Boolean())),
  heardThroughId: Type.Optional(nullable(Uuid)),
}
/** People like this one who were looked at and are somebody else, and why that is sure. Remembered, never asked again. */
export const NotSameAs = closed('NotSameAs', {
  personIds: Type.Array(Uuid, { minItems: 1, maxItems: 50 }),
  reason: Reason,
})
export type NotSameAs = Static<typeof NotSameAs>

export const NewPerson = closed('NewPerson', {
  siteId: Uuid,
  givenName: line(),
  ...identity,
  ...profile,
  memberSince: Type.Optional(LocalDate),
  arrival: Type.Optional(RecordArrival),
  languages: Type.Optional(Type.Array(RecordLanguage, { maxItems: 30 })),
  interests: Type.Optional(Type.Array(AddInterest, { maxItems: 30 })),
  consents: Type.Optional(Type.Array(RecordConsent, { maxItems: 30 })),
  notSameAs: Type.Optional(NotSameAs),
})
export type NewPerson = Static<typeof NewPerson>

/** Members left out stay as they are; null empties. */
export const ChangePerson = closed('ChangePerson', {
  givenName: Type.Optional(line()),
  ...identity,
  ...profile,
  memberSince: Type.Optional(LocalDate),
  notSameAs: Type.Optional(NotSameAs),
})
export type ChangePerson = Static<typeof ChangePerson>

/** Who is looked for before somebody is registered. `personId`: an existing person whose facts change. */
export const CheckDuplicates = closed('CheckDuplicates', {
  siteId: Uuid,
  personId: Type.Optional(Uuid),
  givenName: line(),
  ...identity,
})
export type CheckDuplicates = Static<typeof CheckDuplicates>
