import {
  addDays,
  broken,
  daysBetween,
  problem,
  type ChangeSession,
  type SessionClash,
  type SessionState,
} from '@interra/contracts'

/** A session as it stands: local day, wall times `HH:MM`. */
export interface Standing {
  readonly id: string
  readonly seriesId: string | null
  readonly originalOn: string | null
  readonly startsOn: string
  readonly startsTime: string
  readonly endsTime: string
  readonly roomId: string | null
}
/** What a series says of each of its sessions. */
export type Pattern = Pick<Standing, 'startsTime' | 'endsTime' | 'roomId'>

/** Acts on a session that was not held and has not begun. Throws `session-closed` with its state. */
export function requireAhead({ status, startsAt }: { status: SessionState; startsAt: Date }, now: Date): void {
  if (status !== 'scheduled' || startsAt <= now) throw problem('session-closed', { params: { state: status } })
}

/** Days by which a change moves its session; the others of the scope move as far. */
export function shiftOf(anchor: Standing, { startsOn }: Pick<ChangeSession, 'startsOn'>): number {
  return startsOn === undefined ? 0 : daysBetween(anchor.startsOn, startsOn)
}

/**
 * How each session of the scope stands after a change. The session itself becomes what was asked. Another one of the
 * series changes in what it shares with the series: moved on its own to another day, hour or room, it keeps that.
 */
export function changed(
  anchor: Standing,
  others: readonly Standing[],
  pattern: Pattern | null,
  change: Pick<ChangeSession, 'startsOn' | 'startsTime' | 'endsTime' | 'roomId'>,
): Standing[] {
  const shift = shiftOf(anchor, change)
  const { startsTime, endsTime, roomId } = change
  const times = (session: Standing) => ({
    startsTime: startsTime ?? session.startsTime,
    endsTime: endsTime ?? session.endsTime,
  })
  const room = (session: Standing) => (roomId === undefined ? session.roomId : roomId)
  const one = { ...anchor, startsOn: addDays(anchor.startsOn, shift), ...times(anchor), roomId: room(anchor) }
  const rest = others.map((session) => ({
    ...session,
    startsOn: session.startsOn === session.originalOn ? addDays(session.startsOn, shift) : session.startsOn,
    ...(hasTimesOf(session, pattern) ? times(session) : {}),
    roomId: session.roomId === pattern?.roomId ? room(session) : session.roomId,
  }))
  return [one, ...rest]
}

function hasTimesOf(session: Standing, pattern: Pattern | null): boolean {
  return session.startsTime === pattern?.startsTime && session.endsTime === pattern.endsTime
}

/** Whether somebody who comes would notice. */
export function isMoved(before: Standing, after: Standing): boolean {
  return (
    before.startsOn !== after.startsOn ||
    before.startsTime !== after.startsTime ||
    before.endsTime !== after.endsTime ||
    before.roomId !== after.roomId
  )
}

/** A session ends at another hour than it begins, after midnight perhaps. Throws `rule-broken`. */
export function requireLength({ startsTime, endsTime }: Pick<Standing, 'startsTime' | 'endsTime'>): void {
  if (startsTime === endsTime) throw broken('rule-broken', '/endsTime', { rule: 'no-length' })
}

/** What a wished hour meets. */
export interface Examined {
  readonly on: string
  /** Null when the clock skips the hour on that day. */
  readonly startsAt: Date | null
  readonly clashes: readonly SessionClash[]
}

/** Throws `time-does-not-exist`, `room-taken` or `host-taken`; `params` tell the day and the session in the way. */
export function requireFree(hours: readonly Examined[]): void {
  for (const { on, startsAt, clashes } of hours) {
    if (!startsAt) throw problem('time-does-not-exist', { params: { on } })
    const [clash] = clashes
    if (!clash) continue
    const { kind, sessionId, startsOn, startsTime, endsTime } = clash
    throw problem(kind === 'room' ? 'room-taken' : 'host-taken', {
      params: { on, sessionId, startsOn, startsTime, endsTime },
    })
  }
}

/** A session that people are told about is never moved into the past. */
export function requireFuture(hours: readonly Examined[], now: Date): void {
  for (const { on, startsAt } of hours)
    if (startsAt && startsAt <= now) throw broken('rule-broken', '/startsOn', { rule: 'in-the-past', on })
}
