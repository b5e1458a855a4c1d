import Type, { type Static } from 'typebox'

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: what is known of a day, and nothing invented beyond it. Years 1900 to 2199. */
export const PartialDate = Type.String({
  pattern: '^(19|20|21)\\d\\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$',
  description: 'YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known',
})
export type PartialDate = Static<typeof PartialDate>

/** The first and last day that a partial date may mean; undefined when there is no such day (31 April). */
export function spanOf(date: PartialDate): { readonly first: string; readonly last: string } | undefined {
  const [year = 0, month, day] = date.split('-').map(Number)
  const lastOf = (of: number) => new Date(Date.UTC(year, of, 0)).getUTCDate()
  if (month === undefined) return { first: `${date}-01-01`, last: `${date}-12-31` }
  if (day === undefined) return { first: `${date}-01`, last: `${date}-${lastOf(month)}` }
  return day <= lastOf(month) ? { first: date, last: date } : undefined
}

/** Whether two partial dates may be one and the same day. */
export function mayBeEqual(one: PartialDate, other: PartialDate): boolean {
  return one.startsWith(other) || other.startsWith(one)
}

export const ageStates = ['adult', 'minor', 'maybe_minor', 'unknown'] as const
export type AgeState = (typeof ageStates)[number]
const majority = 18

/**
 * Of age or not on a day (`YYYY-MM-DD`). A birth date known in part may be either: `maybe_minor`, to be treated as a minor
 * until the day is known.
 */
export function ageStateAt(birth: PartialDate | null, on: string): AgeState {
  const span = birth === null ? undefined : spanOf(birth)
  if (!span) return 'unknown'
  // as text: 2008-02-29 becomes 2026-02-29, a day after 28 February, so that majority comes on 1 March
  const grownOn = (day: string) => `${Number(day.slice(0, 4)) + majority}${day.slice(4)}`
  if (on >= grownOn(span.last)) return 'adult'
  return on < grownOn(span.first) ? 'minor' : 'maybe_minor'
}
