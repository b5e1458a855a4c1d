/**
 * Puts what a phone saw on our clock: its own may be an hour off. Instants are RFC 3339. What it says to have seen after it
 * sent it, because its clock was set meanwhile, it saw at the latest now: else nothing seen later could ever correct it.
 */
export function onOurClock(observedAt: string, sentAt: string, now: Date): string {
  const ago = Math.max(0, Date.parse(sentAt) - Date.parse(observedAt))
  return new Date(now.getTime() - ago).toISOString()
}

/**
 * The marks of one phone's queue on our clock, in the order in which they were seen: a clock that was set meanwhile never
 * dates a correction before the mark of the same person that it corrects.
 */
export function queueOnOurClock<M extends { personId: string; observedAt: string }>(
  marks: readonly M[],
  sentAt: string,
  now: Date,
): M[] {
  const last = new Map<string, string>()
  return marks.map((mark) => {
    const dated = onOurClock(mark.observedAt, sentAt, now)
    const before = last.get(mark.personId) ?? dated
    const observedAt = Date.parse(dated) < Date.parse(before) ? before : dated
    last.set(mark.personId, observedAt)
    return { ...mark, observedAt }
  })
}
