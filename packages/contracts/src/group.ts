import Type, { type Static } from 'typebox'

export const groups = ['newcomer', 'local', 'in_between', 'unknown'] as const
export type Group = (typeof groups)[number]
export const arrivalPrecisions = ['day', 'month', 'year', 'approximate', 'declared'] as const
export type ArrivalPrecision = (typeof arrivalPrecisions)[number]
/** Levels in their order; `unknown` says that nobody could tell. A0 is the reference's preA1. */
export const languageLevels = ['unknown', 'A0', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native'] as const
export type LanguageLevel = (typeof languageLevels)[number]
/** The languages of Belgium: mastering one makes a long-standing resident a local. */
export const nationalLanguages = ['fr', 'nl', 'de'] as const

export const groupFlags = ['approximate', 'declared', 'language_unknown'] as const
export type GroupFlag = (typeof groupFlags)[number]
export const GroupAnswer = Type.Object(
  { group: Type.Enum([...groups]), flags: Type.Array(Type.Enum([...groupFlags])) },
  {
    title: 'GroupAnswer',
    additionalProperties: false,
    description: 'Newcomer or local on a day, computed, never stored',
  },
)
export type GroupAnswer = Static<typeof GroupAnswer>

/** What is known of a person; dates are `YYYY-MM-DD`. */
export interface GroupFacts {
  readonly lifelongResident: boolean | null
  readonly isBelgian: boolean | null
  readonly arrival: {
    readonly on: string | null
    readonly precision: ArrivalPrecision
    readonly declaredOn: string | null
  } | null
  readonly languages: readonly {
    readonly language: string
    readonly level: LanguageLevel
    readonly assessedOn: string
  }[]
}
/** The policy in force on the day asked for. */
export interface GroupPolicy {
  readonly thresholdMonths: number
  readonly localLanguageLevel: LanguageLevel
}

/**
 * Newcomer, local, in between or unknown on a day (decisions 3, domain reference 1.1; the same rule in SQL is
 * `interra.group_at`, and a test holds them against each other). Approximate arrivals count from the first day of their
 * month or year: cautious, newcomers are under-counted, and flagged.
 */
export function groupAt(facts: GroupFacts, on: string, policy: GroupPolicy): GroupAnswer {
  if (facts.lifelongResident === true || facts.isBelgian === true) return { group: 'local', flags: [] }
  const { arrival } = facts
  const since = arrival && startOf(arrival)
  if (!arrival || !since) return { group: 'unknown', flags: [] }
  const flags: GroupFlag[] = []
  if (arrival.precision === 'declared') flags.push('declared')
  else if (arrival.precision !== 'day') flags.push('approximate')
  if (on < addMonths(since, policy.thresholdMonths)) return { group: 'newcomer', flags }
  const below = belowEverywhere(facts, on, policy.localLanguageLevel)
  if (below === undefined) flags.push('language_unknown')
  return { group: below === true ? 'in_between' : 'local', flags }
}

function startOf(arrival: NonNullable<GroupFacts['arrival']>): string | null {
  if (arrival.precision === 'declared') return arrival.declaredOn
  if (arrival.on === null) return null
  if (arrival.precision === 'month') return `${arrival.on.slice(0, 7)}-01`
  return arrival.precision === 'year' ? `${arrival.on.slice(0, 4)}-01-01` : arrival.on
}

/** True: known to be below the level in each national language. False: at or above it in one. Undefined: not known. */
function belowEverywhere(facts: GroupFacts, on: string, level: LanguageLevel): boolean | undefined {
  const needed = languageLevels.indexOf(level)
  const ranks = nationalLanguages.map((language) => rankAt(facts, language, on))
  if (ranks.some((rank) => rank >= needed)) return false
  return ranks.every((rank) => rank > 0) ? true : undefined
}

/** Rank of the last level assessed up to a day; 0 when not known. On one day the higher level stands. */
function rankAt(facts: GroupFacts, language: string, on: string): number {
  const records = facts.languages.filter((record) => record.language === language && record.assessedOn <= on)
  const last = records.reduce((day, record) => (record.assessedOn > day ? record.assessedOn : day), '')
  return Math.max(0, ...records.filter((r) => r.assessedOn === last).map((r) => languageLevels.indexOf(r.level)))
}

/** Calendar months later; a day that the month lacks becomes its last: 29 February + 36 months = 28 February. */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const index = year * 12 + (month - 1) + months
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1]
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate()
  return [String(y).padStart(4, '0'), m, Math.min(day, last)].map((part) => String(part).padStart(2, '0')).join('-')
}
