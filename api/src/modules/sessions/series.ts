import { broken, seriesLimits, weekdays, type SeriesPlan, type SeriesRule, type Weekday } from '@interra/contracts'
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'

const dayCodes: Readonly<Record<Weekday, string>> = {
  monday: 'MO',
  tuesday: 'TU',
  wednesday: 'WE',
  thursday: 'TH',
  friday: 'FR',
  saturday: 'SA',
  sunday: 'SU',
}

/** The rule as RFC 5545 writes it, without beginning and end. */
export function ruleText(rule: SeriesRule): string {
  if (rule.kind === 'monthly_day') return `FREQ=MONTHLY;INTERVAL=${rule.every};BYMONTHDAY=${rule.day}`
  if (rule.kind === 'monthly_weekday')
    return `FREQ=MONTHLY;INTERVAL=${rule.every};BYDAY=${rule.nth}${dayCodes[rule.on]}`
  const days = inOrder(rule.on).map((day) => dayCodes[day])
  return `FREQ=WEEKLY;INTERVAL=${rule.every};BYDAY=${days.join()};WKST=MO`
}

/**
 * The days of a series, in order, the excluded ones left out. Days of the calendar only: whether the hour exists on a
 * day is PostgreSQL's to say. Throws `rule-broken` when the series is empty, too long, or excludes a day it does not have.
 */
export function daysOf(plan: Pick<SeriesPlan, 'rule' | 'startsOn' | 'untilOn' | 'except'>): string[] {
  const { rule, startsOn, untilOn, except = [] } = plan
  if (untilOn < startsOn) throw broken('rule-broken', '/untilOn', { rule: 'before-start' })
  const latest = Temporal.PlainDate.from(startsOn).add({ months: seriesLimits.months }).toString()
  if (untilOn > latest) throw broken('rule-broken', '/untilOn', { rule: 'too-long', latest })
  // noon in UTC: a day like any other, whatever the clocks do
  const days = new RRuleTemporal({
    rruleString: `DTSTART;TZID=UTC:${compact(startsOn)}T120000\nRRULE:${ruleText(rule)};UNTIL=${compact(untilOn)}T235959Z`,
    maxIterations: 10_000,
  })
    .all()
    .map((moment) => moment.toPlainDate().toString())
  for (const day of except)
    if (!days.includes(day)) throw broken('rule-broken', '/except', { rule: 'not-in-series', on: day })
  const kept = days.filter((day) => !except.includes(day))
  if (kept.length === 0) throw broken('rule-broken', '/rule', { rule: 'no-date' })
  if (kept.length > seriesLimits.sessions)
    throw broken('rule-broken', '/untilOn', { rule: 'too-many', sessions: seriesLimits.sessions })
  return kept
}

/**
 * The rule moved by some days, as when Tuesdays become Wednesdays. Throws `rule-broken` where no rule says it: monthly
 * ones, and every few weeks when a day would leave its week.
 */
export function shiftedRule(rule: SeriesRule, days: number): SeriesRule {
  if (days === 0) return rule
  if (rule.kind !== 'weekly') throw broken('rule-broken', '/startsOn', { rule: 'weekly-only' })
  const moved = rule.on.map((day) => weekdays.indexOf(day) + days)
  const leavesWeek = moved.some((index) => index < 0 || index > 6)
  if (leavesWeek && rule.every > 1 && rule.on.length > 1)
    throw broken('rule-broken', '/startsOn', { rule: 'weekly-only' })
  return { ...rule, on: inOrder(moved.map((index) => weekdayAt(index))) }
}

function weekdayAt(index: number): Weekday {
  return weekdays[((index % 7) + 7) % 7] ?? 'monday'
}

const inOrder = (days: readonly Weekday[]) => weekdays.filter((day) => days.includes(day))
const compact = (day: string) => day.replaceAll('-', '')
