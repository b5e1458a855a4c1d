import type { FigureWeek } from '@interra/contracts'

export const periodNames = ['week', 'four_weeks', 'month', 'last_month', 'year', 'last_year', 'twelve_months'] as const
export type PeriodName = (typeof periodNames)[number]
/** Half-open local dates. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** `days` after a local date. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The usual periods that hold `today`: its week from Monday, the last 28 days, its month, its year, twelve months; and the month and year before. */
export function periodOf(name: PeriodName, today: string): Period {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  if (name === 'week') {
    const monday = daysAfter(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7))
    return { from: monday, to: daysAfter(monday, 7) }
  }
  if (name === 'four_weeks') return { from: daysAfter(today, -27), to: daysAfter(today, 1) }
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

/** The weeks of a period with those in which nothing happened between the first and the last. */
export function withEmptyWeeks(weeks: readonly FigureWeek[]): FigureWeek[] {
  return weeks.flatMap((week, index) => {
    const end = weeks[index + 1]?.weekOn ?? week.weekOn
    const gap: FigureWeek[] = [week]
    for (let on = daysAfter(week.weekOn, 7); on < end; on = daysAfter(on, 7))
      gap.push({ weekOn: on, sessions: 0, attendances: 0 })
    return gap
  })
}
