import {
  ageStateAt,
  broken,
  problem,
  spanOf,
  type ChangePerson,
  type PartialDate,
  type RecordArrival,
} from '@interra/contracts'
import { canonicalEmail, canonicalPhone } from './phone.ts'

export interface BirthColumns {
  readonly birthYear: number | null
  readonly birthMonth: number | null
  readonly birthDay: number | null
}

/** A partial date as three columns, the unknown parts null. Throws `birth-date-impossible` for 31 April or tomorrow. */
export function birthColumns(birth: PartialDate | null, today: string): BirthColumns {
  if (birth === null) return { birthYear: null, birthMonth: null, birthDay: null }
  const span = spanOf(birth)
  if (!span || span.first > today || span.first < '1900') throw broken('birth-date-impossible', '/birth')
  const [year = null, month = null, day = null] = birth.split('-').map(Number)
  return { birthYear: year, birthMonth: month, birthDay: day }
}

export function birthOf({ birthYear, birthMonth, birthDay }: BirthColumns): PartialDate | null {
  if (birthYear === null) return null
  return [birthYear, birthMonth, birthDay]
    .filter((part) => part !== null)
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
}

/** A consent as far as it matters for a guardian. */
export interface GuardianAnswer {
  readonly given: boolean
  readonly guardianName?: string | null | undefined
}

/**
 * Under 18 somebody's guardian agrees, by name; so it is while the birth date is not known to the day and they may be
 * under 18. Throws `guardian-consent-missing` at a member of the body, with `params.age`: `minor` or `maybe_minor`.
 */
export function requireGuardian(
  birth: PartialDate | null,
  today: string,
  consents: readonly GuardianAnswer[],
  pointer: string,
): void {
  const age = ageStateAt(birth, today)
  if (age === 'adult' || age === 'unknown') return
  if (consents.some(({ given, guardianName }) => given && guardianName)) return
  const { extra } = broken('guardian-consent-missing', pointer, { age })
  throw problem('guardian-consent-missing', { ...extra, params: { age } })
}

/** A day that is told of the past may not lie in the future: `rule-broken` at that member. */
export function requirePast(day: string | undefined, today: string, pointer: string): void {
  if (day !== undefined && day > today) throw broken('rule-broken', pointer, { rule: 'in-the-future' })
}

/** A name as it was given, spaces apart; in its own script as well, nothing is transliterated. */
const tidy = (name: string) => name.normalize('NFC').replace(/\s+/g, ' ').trim()

/** What a body says of a person, as columns in canonical form; what it leaves out is undefined. `today` is at their site. */
export function personColumns(said: ChangePerson, today: string) {
  const { givenName, birth, email, phone, heardThroughId } = said
  const name = givenName === undefined ? undefined : tidy(givenName)
  if (name === '') throw broken('rule-broken', '/givenName', { rule: 'blank' })
  requirePast(said.memberSince, today, '/memberSince')
  const text = (value: string | null | undefined) => (value ? tidy(value) || null : value)
  return {
    givenName: name,
    familyName: text(said.familyName),
    usualName: text(said.usualName),
    ownScriptName: text(said.ownScriptName),
    ...(birth === undefined ? {} : birthColumns(birth, today)),
    gender: said.gender,
    email: email ? canonicalEmail(email) : email,
    phone: phone ? canonicalPhone(phone) : phone,
    contactChannel: said.contactChannel,
    contactLanguage: said.contactLanguage,
    referrerPartnerId: said.referrerPartnerId,
    referrerName: text(said.referrerName),
    municipalityNis: said.municipalityNis,
    lifelongResident: said.lifelongResident,
    isBelgian: said.isBelgian,
    heardThroughTermId: heardThroughId,
    memberSince: said.memberSince,
  }
}
export type PersonColumns = ReturnType<typeof personColumns>

/**
 * An arrival as it is kept: a day with the precision that it has, or the day on which somebody said to be newly arrived.
 * Throws `rule-broken` for a day that does not exist or lies ahead, and for an approximate day closer than a year.
 */
export function arrivalColumns(
  { arrivedOn, approximate = false, declaredOn, source }: RecordArrival,
  today: string,
  at = '',
) {
  if (arrivedOn === null) {
    requirePast(declaredOn, today, `${at}/declaredOn`)
    return { arrivedOn: null, precision: 'declared', declaredOn: declaredOn ?? today, source } as const
  }
  const span = spanOf(arrivedOn)
  if (!span || span.first > today)
    throw broken('rule-broken', `${at}/arrivedOn`, { rule: span ? 'in-the-future' : 'no-such-day' })
  const known = ({ 4: 'year', 7: 'month', 10: 'day' } as const)[arrivedOn.length] ?? 'day'
  if (approximate && known !== 'year') throw broken('rule-broken', `${at}/approximate`, { rule: 'about-a-year' })
  return { arrivedOn: span.first, precision: approximate ? 'approximate' : known, declaredOn: null, source } as const
}
