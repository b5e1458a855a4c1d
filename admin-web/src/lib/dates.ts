/**
 * Dates as people read them. Local dates (`YYYY-MM-DD`) have no zone; instants are shown in the wall time of a site.
 * French of Belgium and English of Britain: day first, 24 hours, weeks from Monday.
 */
const tags: Record<string, string> = { fr: 'fr-BE', en: 'en-GB', nl: 'nl-BE', ar: 'ar-u-nu-latn' }
export const tagOf = (language: string) => tags[language] ?? 'fr-BE'

const styles = {
  /** dimanche 22 novembre 2026 */
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  /** 22 novembre 2026 */
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  /** dim. 22 nov. */
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  /** 22/11/2026 */
  digits: { day: '2-digit', month: '2-digit', year: 'numeric' },
  /** novembre 2026 */
  month: { month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>
export type DateStyle = keyof typeof styles

const cache = new Map<string, Intl.DateTimeFormat>()
function formatter(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options)
  const known = cache.get(key) ?? new Intl.DateTimeFormat(tagOf(language), options)
  cache.set(key, known)
  return known
}

/** A local date in words. Computed in UTC, so that no browser's zone moves the day. */
export function dayWords(date: string, language: string, style: DateStyle = 'long'): string {
  return formatter(language, { ...styles[style], timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
}

/** The day on which an instant falls at a site. */
export function instantDay(instant: string, language: string, timeZone: string, style: DateStyle = 'long'): string {
  return formatter(language, { ...styles[style], timeZone }).format(new Date(instant))
}

/** Wall time of an instant at a site, `18:30`. */
export function instantTime(instant: string, language: string, timeZone: string): string {
  return formatter(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    new Date(instant),
  )
}

/** Today and now at a site: `{ date: '2026-11-22', time: '18:30' }`. */
export function wallClock(now: Date, timeZone: string): { date: string; time: string } {
  const options: Intl.DateTimeFormatOptions = {
    ...styles.digits,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }
  const parts = formatter('en', options).formatToParts(now)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  return { date: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` }
}

/** A date known to the day, the month or the year (`1990-05-17`, `1990-05`, `1990`) in words. */
export function partialWords(date: string, language: string): string {
  if (date.length === 4) return date
  return date.length === 7 ? dayWords(`${date}-01`, language, 'month') : dayWords(date, language, 'long')
}

const steps = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** How long ago, or in how long: `il y a 3 jours`, `dans 2 heures`, `maintenant`. */
export function ageWords(instant: string, language: string, now: Date): string {
  const seconds = Math.round((Date.parse(instant) - now.getTime()) / 1000)
  const words = new Intl.RelativeTimeFormat(tagOf(language), { numeric: 'auto' })
  const step = steps.find(([, length]) => Math.abs(seconds) >= length)
  return step ? words.format(Math.trunc(seconds / step[1]), step[0]) : words.format(0, 'second')
}
