import type { Mark } from '@interra/contracts'

/** Puts what a phone saw on our clock: its own may be an hour off. Instants are RFC 3339. */
export function onOurClock(observedAt: string, sentAt: string, now: Date): string {
  return new Date(Date.parse(observedAt) + now.getTime() - Date.parse(sentAt)).toISOString()
}

/** A phone cannot have seen something after it sent it. */
export function seenLater(mark: Pick<Mark, 'observedAt'>, sentAt: string): boolean {
  return Date.parse(mark.observedAt) > Date.parse(sentAt)
}
