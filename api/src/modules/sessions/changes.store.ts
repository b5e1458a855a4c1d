import { problem, type SeriesRule, type SessionState } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { holdPlaces } from '../registrations/registrations.store.ts'
import { clashMeanings } from './schedule.store.ts'
import type { Pattern, Standing } from './session.ts'
import { clockTime } from './sessions.sql.ts'
import { session } from './sessions.tables.ts'

/** A session that is locked, with what people are told about it. */
export interface Locked extends Standing {
  readonly siteId: string
  readonly workshopId: string
  readonly title: string
  readonly timeZone: string
  readonly status: SessionState
  readonly startsAt: Date
  /** Venue, room and address, in one line. */
  readonly place: string | null
}

const columns = `s.id, s.site_id as "siteId", s.workshop_id as "workshopId", s.series_id as "seriesId",
  s.original_on as "originalOn", s.starts_on as "startsOn", ${clockTime('s.starts_time')} as "startsTime",
  ${clockTime('s.ends_time')} as "endsTime", s.room_id as "roomId", s.status, s.starts_at as "startsAt",
  (select title from workshop w where w.id = s.workshop_id) as title,
  (select time_zone from site where site.id = s.site_id) as "timeZone",
  (select concat_ws(', ', v.name, r.name, v.address) from room r join venue v on v.id = r.venue_id
    where r.id = s.room_id) as place`
type Row = { [K in keyof Locked]: Locked[K] }

/** Locks the session the caller read. Throws `not-found`, `version-outdated`. */
export async function lockSession(db: Db, scope: Scope, sessionId: string, ifMatch: number): Promise<Locked> {
  await guardVersion(db, scope, session, sessionId, ifMatch)
  const [row] = await db.hot<Row>(
    { name: 'session-locked', text: `select ${columns} from session s where s.id = $1` },
    [sessionId],
  )
  if (!row) throw problem('not-found')
  return row
}

/** Locks what has not begun in the series of a session, itself left out: from it on, or all. Earliest first. */
export async function lockOthers(
  db: Db,
  { id, seriesId, originalOn }: Locked,
  scope: 'following' | 'all',
  now: Date,
): Promise<Locked[]> {
  const statement = {
    name: 'session-lock-others',
    text: `select ${columns} from session s
      where s.series_id = $1 and s.id <> $2 and s.status = 'scheduled' and s.starts_at > $3
        and ($4::date is null or s.original_on > $4)
      order by s.starts_at, s.id for no key update of s`,
  }
  return db.hot<Row>(statement, [seriesId, id, now, scope === 'following' ? originalOn : null])
}

export async function readSessions(db: Db, ids: readonly string[]): Promise<Locked[]> {
  const text = `select ${columns} from session s where s.id = any ($1::uuid[]) order by s.starts_at, s.id`
  return db.hot<Row>({ name: 'sessions-by-id', text }, [ids])
}

const laterRules = 'session_room_free, session_host_free, session_series_day_key'

/**
 * Rules on rooms and hosts are looked at when all of `work` is done: a session may pass over the hour that the next is
 * leaving, and get the host who is free then. Throws what `clashMeanings` says.
 */
export async function withRulesLater(db: Db, work: () => Promise<void>): Promise<void> {
  await db.hot({ name: 'session-rules-later', text: `set constraints ${laterRules} deferred` }, [])
  await work()
  await db
    .hot({ name: 'session-rules-now', text: `set constraints ${laterRules} immediate` }, [])
    .catch((error: unknown) => onConstraint(error, clashMeanings))
}

/** Saves how sessions stand now. Throws `time-does-not-exist`. */
export async function saveStanding(
  db: Db,
  sessions: readonly Standing[],
  note: string | null | undefined,
): Promise<void> {
  const list = <K extends keyof Standing>(member: K) => sessions.map((one) => one[member])
  const values = [list('id'), list('startsOn'), list('startsTime'), list('endsTime'), list('roomId'), list('seriesId')]
  const statement = {
    name: 'sessions-save',
    text: `update session s set starts_on = n.starts_on, starts_time = n.starts_time, ends_time = n.ends_time,
        room_id = n.room_id, series_id = n.series_id, original_on = n.original_on,
        note = case when $8 then $9 else s.note end
      from unnest($1::uuid[], $2::date[], $3::time[], $4::time[], $5::uuid[], $6::uuid[], $7::date[])
        as n (id, starts_on, starts_time, ends_time, room_id, series_id, original_on)
      where s.id = n.id and ($8 and s.note is distinct from $9
        or (s.starts_on, s.starts_time, s.ends_time, s.room_id, s.series_id, s.original_on) is distinct from
          (n.starts_on, n.starts_time, n.ends_time, n.room_id, n.series_id, n.original_on))`,
  }
  await db
    .hot(statement, [...values, list('originalOn'), note !== undefined, note ?? null])
    .catch((error: unknown) => onConstraint(error, clashMeanings))
}

/** The session is cancelled and stays. Throws `people-came`. */
export async function cancelSessions(db: Db, ids: readonly string[], reason: string): Promise<void> {
  await holdPlaces(db, ids)
  const text = `update session set status = 'cancelled', status_reason = $2 where id = any ($1::uuid[])`
  await db
    .hot({ name: 'sessions-cancel', text }, [ids, reason])
    .catch((error: unknown) => onConstraint(error, { session_without_presences: () => problem('people-came') }))
}

/** Moving is an event: what was, what is, why, by whom. Pairs of the same session. */
export async function recordMoves(
  db: Db,
  moves: readonly { readonly before: Locked; readonly after: Locked }[],
  reason: string | null,
): Promise<void> {
  const text = `insert into session_move (id, site_id, session_id, old_starts_at, new_starts_at, old_room_id, new_room_id, reason, moved_by)
    select id, site_id, session_id, old_at, new_at, old_room, new_room, $8, interra.actor()
    from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::uuid[], $7::uuid[])
      as m (id, site_id, session_id, old_at, new_at, old_room, new_room)`
  await db.hot({ name: 'session-moves', text }, [
    moves.map(() => newId()),
    moves.map(({ after }) => after.siteId),
    moves.map(({ after }) => after.id),
    moves.map(({ before }) => before.startsAt),
    moves.map(({ after }) => after.startsAt),
    moves.map(({ before }) => before.roomId),
    moves.map(({ after }) => after.roomId),
    reason,
  ])
}

/** A new version for sessions of which something beside their row changed. */
export async function touchSession(db: Db, ids: readonly string[]): Promise<void> {
  const text = 'update session set updated_at = now() where id = any ($1::uuid[])'
  await db.hot({ name: 'sessions-touch', text }, [ids])
}

export interface SeriesRow extends Pattern {
  readonly id: string
  readonly siteId: string
  readonly workshopId: string
  readonly rule: SeriesRule
  readonly startsOn: string
  readonly untilOn: string
}

export async function findSeries(db: Db, seriesId: string): Promise<SeriesRow | undefined> {
  const [row] = await db.hot<{ [K in keyof SeriesRow]: SeriesRow[K] }>(
    {
      name: 'series',
      text: `select id, site_id as "siteId", workshop_id as "workshopId", rule, starts_on as "startsOn", until_on as "untilOn", ${clockTime('starts_time')} as "startsTime",
          ${clockTime('ends_time')} as "endsTime", room_id as "roomId" from series where id = $1`,
    },
    [seriesId],
  )
  return row
}

/**
 * The last day of what stays in a series when the sessions with these ids, the first of them on `day`, leave it: where the
 * series then ends. Cancelled sessions stay. Null when nothing does.
 */
export async function lastDayLeft(
  db: Db,
  seriesId: string,
  day: string,
  ids: readonly string[],
): Promise<string | null> {
  const text = `select coalesce(max(original_on) filter (where original_on < $2), max(original_on)) as last
    from session where series_id = $1 and id <> all ($3::uuid[])`
  const [row] = await db.hot<{ last: string | null }>({ name: 'series-last-left', text }, [seriesId, day, ids])
  return row?.last ?? null
}

export async function endSeries(db: Db, seriesId: string, untilOn: string): Promise<void> {
  await db.hot({ name: 'series-end', text: 'update series set until_on = $2 where id = $1' }, [seriesId, untilOn])
}

export async function saveSeries(
  db: Db,
  { id, rule, startsOn, untilOn, startsTime, endsTime, roomId }: SeriesRow,
): Promise<void> {
  const text = `update series set rule = $2, starts_on = $3, until_on = $4, starts_time = $5, ends_time = $6, room_id = $7 where id = $1`
  await db.hot({ name: 'series-save', text }, [
    id,
    JSON.stringify(rule),
    startsOn,
    untilOn,
    startsTime,
    endsTime,
    roomId,
  ])
}
