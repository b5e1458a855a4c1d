import { broken } from '@interra/contracts'

/** Refuses a time zone that is not in the IANA database. */
export function requireTimeZone(timeZone: string): void {
  if (!isTimeZone(timeZone)) throw broken('rule-broken', '/timeZone', { rule: 'time-zone-unknown' })
}

function isTimeZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }))
  } catch {
    return false
  }
}

/** A stable name for machines from a label: `Réseaux sociaux` -> `reseaux_sociaux`. */
export function termCodeFrom(label: string): string {
  const code = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 40)
  return code === '' ? 'term' : code
}

/** The ids with one of them moved to a place counted from 1; past the end means the end. */
export function movedTo(ids: readonly string[], id: string, position: number): string[] {
  const others = ids.filter((one) => one !== id)
  return [...others.slice(0, position - 1), id, ...others.slice(position - 1)]
}
