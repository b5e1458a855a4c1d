import { addDays } from '@interra/contracts'
import type { Period } from '../../ui/period-form.tsx'

export const periodNames = ['week', 'four_weeks', 'month', 'last_month', 'year', 'last_year', 'twelve_months'] as const
export type PeriodName = (typeof periodNames)[number]

/** The usual periods that hold `today`: its week from Monday, the last 28 days, its month, its year, twelve months; and the month and year before. */
export function periodOf(name: PeriodName, today: string): Period {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  if (name === 'week') {
    const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7))
    return { from: monday, to: addDays(monday, 7) }
  }
  if (name === 'four_weeks') return { from: addDays(today, -27), to: addDays(today, 1) }
  if (name === 'month') return { from: firstOf(year, month), to: firstOf(year, month + 1) }
  if (name === 'last_month') return { from: firstOf(year, month - 1), to: firstOf(year, month) }
  if (name === 'last_year') return { from: firstOf(year - 1, 1), to: firstOf(year, 1) }
  if (name === 'year') return { from: firstOf(year, 1), to: firstOf(year + 1, 1) }
  return { from: firstOf(year - 1, month), to: firstOf(year, month) }
}

function firstOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10)
}

/** Which of the usual periods these dates are, if any. */
export function nameOf(period: Period, today: string): PeriodName | null {
  const same = (name: PeriodName) => {
    const usual = periodOf(name, today)
    return usual.from === period.from && usual.to === period.to
  }
  return periodNames.find(same) ?? null
}
