/**
 * Puts what a phone saw on our clock: its own may be an hour off. Instants are RFC 3339. What it says to have seen after it
 * sent it, because its clock was set meanwhile, it saw at the latest now: else nothing seen later could ever correct it.
 */
export function onOurClock(observedAt: string, sentAt: string, now: Date): string {
  const ago = Math.max(0, Date.parse(sentAt) - Date.parse(observedAt))
  return new Date(now.getTime() - ago).toISOString()
}
