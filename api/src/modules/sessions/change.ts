import { addDays, type ChangeSession } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { setCapacity } from '../registrations/offers.store.ts'
import {
  endSeries,
  findSeries,
  lastDayLeft,
  lockOthers,
  readSessions,
  recordMoves,
  saveSeries,
  saveStanding,
  touchSession,
  withRulesLater,
  type Locked,
  type SeriesRow,
} from './changes.store.ts'
import { nobodyTold, tellMoved, type Move, type Told } from './notices.ts'
import { addSeries, setHosts } from './schedule.store.ts'
import { shiftedRule } from './series.ts'
import { changed, isMoved, requireFree, requireFuture, shiftOf, type Standing } from './session.ts'
import { examine } from './sessions.store.ts'

/**
 * Changes a locked session and, by scope, the others of its series that have not begun. Registrations stay. Whoever is
 * registered for one that moved gets one message, unless `notify` is false. `key` names this act once.
 */
export async function change(
  db: Db,
  anchor: Locked,
  wanted: ChangeSession,
  { now, key }: { readonly now: Date; readonly key: string },
): Promise<{ changed: number; told: Told }> {
  const { scope, hosts, capacity, note, reason = null, notify = true } = wanted
  const series = scope === 'this' || anchor.seriesId === null ? undefined : await findSeries(db, anchor.seriesId)
  const others = series && scope !== 'this' ? await lockOthers(db, anchor, scope, now) : []
  const before = [anchor, ...others]
  const standing = changed(anchor, others, series ?? null, wanted)
  const moved = standing.filter((after, index) => isMoved(before[index] ?? anchor, after))
  await requirePossible(db, anchor.siteId, hosts ? standing : moved, { hosts, movedOnly: moved, now })

  const ids = before.map(({ id }) => id)
  const after = series ? await inSeries(db, series, before, standing, wanted) : standing
  await withRulesLater(db, async () => {
    await saveStanding(db, after, note)
    if (hosts) await setHosts(db, anchor.siteId, ids, hosts)
  })
  if (capacity !== undefined) for (const id of ids) await setCapacity(db, id, capacity, now)
  if (hosts || capacity !== undefined) await touchSession(db, ids)

  const moves = await movesOf(db, before, moved)
  await recordMoves(db, moves, reason)
  return { changed: before.length, told: notify ? await tellMoved(db, moves, reason, key) : nobodyTold }
}

async function requirePossible(
  db: Db,
  siteId: string,
  sessions: readonly Standing[],
  { hosts, movedOnly, now }: { hosts: ChangeSession['hosts']; movedOnly: readonly Standing[]; now: Date },
): Promise<void> {
  if (sessions.length === 0) return
  const wishes = sessions.map(({ id, startsOn, startsTime, endsTime, roomId }) => ({
    sessionId: id,
    on: startsOn,
    startsTime,
    endsTime,
    roomId,
  }))
  const hours = await examine(db, siteId, wishes, hosts?.map(({ personId }) => personId) ?? null)
  requireFree(hours)
  const moved = new Set(movedOnly.map(({ id }) => id))
  requireFuture(
    hours.filter((_, index) => moved.has(wishes[index]?.sessionId ?? '')),
    now,
  )
}

/**
 * The series says what its sessions have in common: when that changes from some session on, the sessions before it stay
 * in the series as it was, and those from it on form a new one.
 */
async function inSeries(
  db: Db,
  series: SeriesRow,
  before: readonly Locked[],
  standing: readonly Standing[],
  wanted: ChangeSession,
): Promise<readonly Standing[]> {
  const [anchor] = before
  const { startsTime, endsTime, roomId } = wanted
  const shift = anchor ? shiftOf(anchor, wanted) : 0
  if (shift === 0 && startsTime === undefined && endsTime === undefined && roomId === undefined) return standing

  const first = before.map(({ originalOn }) => originalOn ?? series.startsOn).reduce((a, b) => (a < b ? a : b))
  const next: SeriesRow = {
    ...series,
    rule: shiftedRule(series.rule, shift),
    startsOn: addDays(first, shift),
    untilOn: addDays(series.untilOn, shift),
    startsTime: startsTime ?? series.startsTime,
    endsTime: endsTime ?? series.endsTime,
    roomId: roomId === undefined ? series.roomId : roomId,
  }
  const left = await lastDayLeft(
    db,
    series.id,
    first,
    before.map(({ id }) => id),
  )
  const seriesId =
    left === null ? series.id : await addSeries(db, { id: series.workshopId, siteId: series.siteId }, next)
  await (left === null ? saveSeries(db, next) : endSeries(db, series.id, left))
  return standing.map((one) => ({ ...one, seriesId, originalOn: one.originalOn && addDays(one.originalOn, shift) }))
}

async function movesOf(db: Db, before: readonly Locked[], moved: readonly Standing[]): Promise<Move[]> {
  if (moved.length === 0) return []
  const after = await readSessions(
    db,
    moved.map(({ id }) => id),
  )
  return after.flatMap((one) => {
    const was = before.find(({ id }) => id === one.id)
    return was ? [{ before: was, after: one }] : []
  })
}
