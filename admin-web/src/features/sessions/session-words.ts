import type { SeriesRule, SessionHost, SessionSummary, Weekday } from '@interra/contracts'
import { addDays, weekdays } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { tagOf } from '../../lib/dates.ts'
import { nameOf } from '../../lib/person-name.ts'
import type { IconName } from '../../ui/icons.tsx'
import type { Tone } from '../../ui/palette.ts'

export const stateTones: Readonly<Record<SessionSummary['status'], Tone>> = {
  scheduled: 'info',
  held: 'good',
  cancelled: 'bad',
}
export const stateIcons: Readonly<Record<SessionSummary['status'], IconName>> = {
  scheduled: 'calendar',
  held: 'check',
  cancelled: 'stop',
}

/** Room and venue, shortest first. */
export function placeOf(place: SessionSummary['place']): string | null {
  return place && `${place.venue}, ${place.room}`
}

/** Hosts in a line; those whose names one may not read are counted. */
export function useHostLine(): (hosts: readonly SessionHost[]) => string {
  const { t, i18n } = useTranslation('sessions')
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' })
  return (hosts) => {
    const names = hosts.map(nameOf).filter((name) => name !== '')
    if (hosts.length === 0) return t('line.noHost')
    return names.length > 0 ? list.format(names) : t('line.hosts', { count: hosts.length })
  }
}

/** Days of the week in words: `mardi`, or `mar.`. 1 January 2024 was a Monday. */
export function useWeekdays(): (day: Weekday, style?: 'long' | 'short') => string {
  const { i18n } = useTranslation()
  return (day, weekday = 'long') =>
    new Intl.DateTimeFormat(tagOf(i18n.language), { weekday, timeZone: 'UTC' }).format(
      new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(day))),
    )
}

/** The rule of a series as a sentence says it: `chaque mardi`. */
export function useRuleWords(): (rule: SeriesRule) => string {
  const { t, i18n } = useTranslation('sessions')
  const dayWord = useWeekdays()
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' })
  return (rule) => {
    const count = rule.every
    if (rule.kind === 'weekly')
      return t('rule.weekly', { count, days: list.format(rule.on.map((day) => dayWord(day))) })
    if (rule.kind === 'monthly_day') return t('rule.monthlyDay', { count, day: rule.day })
    return t('rule.monthlyWeekday', { count, nth: t(`schedule.nth.${rule.nth}`), day: dayWord(rule.on) })
  }
}

/** Words that begin a line: `mardi` -> `Mardi`. */
export function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}

/** Minutes as people say them: `1 h 30`. */
export function minutesInWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')}`
}

/** Monday of the week of a local date, `YYYY-MM-DD`. */
export function mondayOf(date: string): string {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay()
  return addDays(date, -((day + 6) % 7))
}
export function weekdayOf(date: string): Weekday {
  return weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'monday'
}
