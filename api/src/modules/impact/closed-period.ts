/** Half-open local dates. */
export interface Period {
  readonly from: string
  readonly to: string
}

export type ClosedPeriod = 'month' | 'year'

/**
 * The kind of a period for which figures of persons may be given to readers who do not know the persons: a whole month or
 * a whole year of the calendar that is over. Null for any other, since two that overlap could be subtracted.
 */
export function closedPeriod({ from, to }: Period, today: string): ClosedPeriod | null {
  if (to > today) return null
  if (to === firstOf(from, 1) && from.endsWith('-01')) return 'month'
  return to === firstOf(from, 12) && from.endsWith('-01-01') ? 'year' : null
}

/** The twelve months of a year that begins on `from`. */
export function monthsFrom(from: string): Period[] {
  return Array.from({ length: 12 }, (_, month) => ({ from: firstOf(from, month), to: firstOf(from, month + 1) }))
}

/** First day of the month that comes `months` after that of `day`. */
function firstOf(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
}
