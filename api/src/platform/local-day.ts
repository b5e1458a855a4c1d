const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day (`YYYY-MM-DD`) on which an instant falls in a time zone, e.g. `Europe/Brussels`. */
export function dayIn(timeZone: string, instant: Date): string {
  let format = formats.get(timeZone)
  if (!format) formats.set(timeZone, (format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })))
  return format.format(instant)
}

/** Where the association has its seat: the calendar of what belongs to no site, such as an account. */
export const homeTimeZone = 'Europe/Brussels'
