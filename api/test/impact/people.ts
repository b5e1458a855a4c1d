import {
  groupAt,
  languageLevels,
  type ArrivalPrecision,
  type Breakdown,
  type Group,
  type LanguageLevel,
} from '@interra/contracts'
import type { World } from './oracle.ts'

interface PersonRow {
  readonly id: string
  readonly merged_into_id: string | null
  readonly birth_year: number | null
  readonly birth_month: number | null
  readonly birth_day: number | null
  readonly gender: string | null
  readonly lifelong_resident: boolean | null
  readonly is_belgian: boolean | null
  readonly heard_through_term_id: string | null
  readonly municipality_nis: string | null
  readonly referrer_partner_id: string | null
}
interface ArrivalRow {
  readonly person_id: string
  readonly superseded_at: string | null
  readonly arrived_on: string | null
  readonly precision: ArrivalPrecision
  readonly declared_on: string | null
}
interface LanguageRow {
  readonly person_id: string
  readonly language: string
  readonly level: LanguageLevel
  readonly assessed_by: string
  readonly assessed_on: string
}
interface Answers {
  readonly nationality: string | null
  readonly is_eu_family: boolean | null
  readonly has_long_permit: boolean | null
  readonly legal_stay_since: string | null
}
interface SituationRow extends Answers {
  readonly person_id: string
  readonly stated_on: string
}
interface PolicyRow {
  readonly key: string
  readonly value: unknown
  readonly starts_on: string
}
export interface PeopleTables {
  readonly person: PersonRow
  readonly arrival_fact: ArrivalRow
  readonly language_record: LanguageRow
  readonly situation_record: SituationRow
  readonly policy: PolicyRow
}
export const peopleTables = ['person', 'arrival_fact', 'language_record', 'situation_record', 'policy'] as const

/** People of one association, read naively. */
export class People {
  private readonly world: World<PeopleTables>
  constructor(world: World<PeopleTables>) {
    this.world = world
  }

  /** The person that a row counts for. */
  canonical(id: string): string {
    const row = this.row(id)
    return row.merged_into_id ?? row.id
  }

  row(id: string): PersonRow {
    const found = this.world.person.find((one) => one.id === id)
    if (!found) throw new Error('nobody')
    return found
  }

  /** The policy in force on a day. */
  policy(key: string, day: string): unknown {
    const known = this.world.policy.filter((one) => one.key === key && one.starts_on <= day)
    return known.toSorted((a, b) => (a.starts_on < b.starts_on ? 1 : -1))[0]?.value
  }

  group(id: string, day: string): Group {
    const { lifelong_resident: lifelongResident, is_belgian: isBelgian } = this.row(id)
    const arrival = this.world.arrival_fact.find((one) => one.person_id === id && one.superseded_at === null)
    const facts = {
      lifelongResident,
      isBelgian,
      arrival: arrival
        ? { on: arrival.arrived_on, precision: arrival.precision, declaredOn: arrival.declared_on }
        : null,
      languages: this.world.language_record
        .filter((one) => one.person_id === id)
        .map(({ language, level, assessed_on: assessedOn }) => ({ language, level, assessedOn })),
    }
    const thresholdMonths = Number(this.policy('newcomer_threshold_months', day) ?? 36)
    const localLanguageLevel = (this.policy('local_language_level', day) ?? 'B1') as LanguageLevel
    return groupAt(facts, day, { thresholdMonths, localLanguageLevel }).group
  }

  private age(id: string, day: string): number | null {
    const { birth_year: year, birth_month: month, birth_day: date } = this.row(id)
    if (year === null) return null
    const years = Number(day.slice(0, 4)) - year
    if (month === null) return years
    const birthday = [String(month).padStart(2, '0'), String(date ?? 1).padStart(2, '0')].join('-')
    return day.slice(5) < birthday ? years - 1 : years
  }

  /** What a person is told by on a day; null is not known. */
  code(breakdown: OfPerson, id: string, day: string): string | null {
    const person = this.row(id)
    const band = (limits: readonly number[], names: readonly string[]) => {
      const age = this.age(id, day)
      return age === null ? null : (names[limits.filter((limit) => age >= limit).length] ?? null)
    }
    switch (breakdown) {
      case 'gender':
        return person.gender === 'undisclosed' ? null : person.gender
      case 'age':
        return band([18, 30, 45, 55, 65], ['0-17', '18-29', '30-44', '45-54', '55-64', '65+'])
      case 'ageEsf':
        return band([18, 30, 55], ['0-17', '18-29', '30-54', '55+'])
      case 'ageAmif':
        return band([18, 61], ['0-17', '18-60', '61+'])
      case 'group':
        return this.group(id, day)
      case 'nationality':
        if (person.is_belgian) return 'belgian'
        return this.told('nationality', id, day) ?? (person.is_belgian === false ? 'other' : null)
      case 'legalNewcomer':
        return this.legal(id, day)
      case 'level':
        return this.french(id, day)
      case 'source':
        return person.heard_through_term_id
      case 'municipality':
        return person.municipality_nis
    }
  }

  /** As `code`, for any breakdown; null for one that is not of a person. */
  tellBy(by: Breakdown, id: string, day: string): string | null {
    return isOfPerson(by) ? this.code(by, id, day) : null
  }

  /** The last answer told up to a day, or the first one after it. */
  private told<K extends keyof Answers>(answer: K, id: string, day: string): Answers[K] | null {
    const all = this.world.situation_record
      .filter((one) => one.person_id === id && one[answer] !== null)
      .toSorted((a, b) => (a.stated_on < b.stated_on ? -1 : 1))
    const before = all.filter((one) => one.stated_on <= day)
    return (before.at(-1) ?? all[0])?.[answer] ?? null
  }

  /** Member by member, as the decree says it: one reason against is enough, whatever else is not known. */
  private legal(id: string, day: string): string | null {
    const nationality = this.told('nationality', id, day)
    const isEuFamily = this.told('is_eu_family', id, day)
    const hasLongPermit = this.told('has_long_permit', id, day)
    const since = this.told('legal_stay_since', id, day)
    const months = Number(this.policy('legal_newcomer_months', day) ?? 36)
    const isOver = since !== null && (since > day || monthsAfter(since, months) <= day)
    const reasons = [
      this.row(id).is_belgian === true,
      nationality === 'eu' || nationality === 'eea_ch',
      isEuFamily === true,
      hasLongPermit === false,
      isOver,
    ]
    if (reasons.includes(true)) return 'not_legal_newcomer'
    const unknown = [nationality, isEuFamily, hasLongPermit, since].includes(null)
    return unknown ? null : 'legal_newcomer'
  }

  /** The best of the last records up to a day. */
  private french(id: string, day: string): string | null {
    const known = this.world.language_record.filter(
      (one) => one.person_id === id && one.language === 'fr' && one.assessed_on <= day && one.level !== 'unknown',
    )
    const last = known
      .map((one) => one.assessed_on)
      .toSorted()
      .at(-1)
    const levels: string[] = known.filter((one) => one.assessed_on === last).map(({ level }) => level)
    return languageLevels.toReversed().find((level) => levels.includes(level)) ?? null
  }
}

/** The same day so many months later, or the last of that month. */
function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  const to = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate())))
  return to.toISOString().slice(0, 10)
}

const ofPerson = [
  'gender',
  'age',
  'ageEsf',
  'ageAmif',
  'group',
  'nationality',
  'legalNewcomer',
  'level',
  'source',
  'municipality',
] as const satisfies readonly Breakdown[]
type OfPerson = (typeof ofPerson)[number]
export const isOfPerson = (by: Breakdown): by is OfPerson => ofPerson.some((one) => one === by)
