import {
  problem,
  type AttendanceState,
  type Mark,
  type MarkResult,
  type ProblemCode,
  type RegistrationState,
} from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { hostingValues, isReadBy, type Hosting } from '../../platform/http/hosted-by.ts'
import { newId } from '../../platform/ids.ts'
import { countHeadsSql, exportSql, recordMarksSql, sheetSql } from './sheet.sql.ts'

export interface SheetJson {
  readonly json: string
  readonly version: number
}

/** The sheet as JSON; `not-found` when out of scope, or when `onlyHostedBy` does not host the session. */
export async function readSheet(
  db: Db,
  scope: Scope,
  sessionId: string,
  onlyHostedBy: Hosting | null,
): Promise<SheetJson> {
  const [row] = await db.hot<{ sheet: string; version: number }>({ name: 'attendance_sheet', text: sheetSql }, [
    sessionId,
    scope.filterSites,
    ...hostingValues(onlyHostedBy),
  ])
  if (!row) throw problem('not-found')
  return { json: row.sheet, version: row.version }
}

export interface SheetState {
  readonly siteId: string
  readonly status: 'scheduled' | 'held' | 'cancelled'
  readonly begun: boolean
  /** When its day begins at its site: before, nobody was there or stayed away. */
  readonly dayBegins: Date
  readonly closedAt: Date | null
}

/** What may be done with a sheet now; holds off a closing while marks are being written. Throws `not-found`, `period-locked`. */
export async function lockSheet(
  db: Db,
  scope: Scope,
  { sessionId, onlyHostedBy, now }: { sessionId: string; onlyHostedBy: Hosting | null; now: Date },
): Promise<SheetState> {
  const text = `select site_id as "siteId", status, starts_at <= $5 as begun,
      starts_on::timestamp at time zone (select time_zone from site where site.id = s.site_id) as "dayBegins",
      attendance_closed_at as "closedAt", exists (select from period_lock l where l.site_id = s.site_id
        and l.reopened_at is null and l.from_on <= s.starts_on and s.starts_on < l.to_on) as locked
    from session s where id = $1 and site_id = any ($2::uuid[])
      and ${isReadBy('$3', '$4')}
    for share`
  const values = [sessionId, scope.filterSites, ...hostingValues(onlyHostedBy), now]
  const [row] = await db.hot<{ [K in keyof SheetState]: SheetState[K] } & { locked: boolean }>(
    { name: 'attendance_lock', text },
    values,
  )
  if (!row) throw problem('not-found')
  if (row.locked) throw problem('period-locked')
  return row
}

/** Writes marks, each judged alone, in the order in which they were seen. `observedAt` is on our clock. Answers one outcome a mark. */
export async function recordMarks(
  db: Db,
  sessionId: string,
  accountId: string | null,
  marks: readonly Pick<Mark, 'id' | 'personId' | 'status' | 'observedAt'>[],
): Promise<MarkResult[]> {
  const input = marks.map(({ id, personId, status, observedAt }, position) => ({
    id,
    position,
    personId,
    status,
    observedAt,
    attendanceId: newId(),
  }))
  const rows = await db.hot<{ id: string; outcome: MarkResult['outcome']; code: ProblemCode | null }>(
    { name: 'attendance_marks', text: recordMarksSql },
    [sessionId, accountId, JSON.stringify(input)],
  )
  return rows.map(({ id, outcome, code }) => ({ id, outcome, ...(code === null ? {} : { code }) }))
}

export type HeadCountOutcome = 'applied' | 'superseded' | 'refused'

/** People who came unnamed; the later count wins, one made after the closing is refused. */
export async function countHeads(
  db: Db,
  sessionId: string,
  accountId: string | null,
  count: { heads: number; observedAt: string },
): Promise<HeadCountOutcome> {
  const [row] = await db.hot<{ outcome: HeadCountOutcome }>({ name: 'attendance_heads', text: countHeadsSql }, [
    sessionId,
    count.heads,
    count.observedAt,
    accountId,
  ])
  return row?.outcome ?? 'refused'
}

export interface Closing {
  readonly at: Date
  readonly atmosphere: string | null
  readonly note: string | null
}

/** The session was held and its sheet is closed. */
export async function closeSheet(db: Db, sessionId: string, closing: Closing): Promise<void> {
  await db.hot(
    {
      name: 'attendance_close',
      text: `update session set status = 'held', attendance_closed_at = $2, atmosphere = $3, closing_note = $4 where id = $1`,
    },
    [sessionId, closing.at, closing.atmosphere, closing.note],
  )
}

export async function reopenSheet(db: Db, sessionId: string): Promise<void> {
  await db.hot({ name: 'attendance_reopen', text: 'update session set attendance_closed_at = null where id = $1' }, [
    sessionId,
  ])
}

/**
 * Everybody with a confirmed place and no mark is counted absent. Nobody saw that: it is dated before whatever a phone saw
 * that evening, so that marks which wait for a network still count when they come after the closing.
 */
export async function countUnmarkedAbsent(db: Db, sessionId: string, accountId: string | null): Promise<void> {
  const rows = await db.hot<{ id: string; observedAt: Date }>(
    {
      name: 'attendance_unmarked',
      text: `select g.person_id as id,
          coalesce(a.observed_at, s.starts_on::timestamp at time zone t.time_zone) as "observedAt"
        from registration g
        join session s on s.id = g.session_id
        join site t on t.id = s.site_id
        left join attendance a on a.session_id = g.session_id and a.person_id = g.person_id
        where g.session_id = $1 and g.status = 'confirmed' and coalesce(a.status, 'unknown') = 'unknown'`,
    },
    [sessionId],
  )
  const marks = rows.map(({ id, observedAt }) => ({
    id: newId(),
    personId: id,
    status: 'unexcused' as const,
    observedAt: observedAt.toISOString(),
  }))
  if (marks.length > 0) await recordMarks(db, sessionId, accountId, marks)
}

export async function noteSheetEvent(
  db: Db,
  event: {
    siteId: string
    sessionId: string
    act: 'closed' | 'reopened'
    reason: string | null
    accountId: string | null
  },
): Promise<void> {
  await db.hot(
    {
      name: 'attendance_event',
      text: `insert into sheet_event (id, site_id, session_id, act, reason, done_by) values ($1, $2, $3, $4, $5, $6)`,
    },
    [newId(), event.siteId, event.sessionId, event.act, event.reason, event.accountId],
  )
}

/** Minutes that somebody of the team gave to a session; the last word counts. */
export async function noteStaffMinutes(
  db: Db,
  given: { siteId: string; sessionId: string; accountId: string; minutes: number },
): Promise<void> {
  await db.hot(
    {
      name: 'attendance_staff',
      text: `insert into session_staff (id, site_id, session_id, account_id, present, minutes) values ($1, $2, $3, $4, true, $5)
        on conflict (session_id, account_id) do update set present = true, minutes = excluded.minutes`,
    },
    [newId(), given.siteId, given.sessionId, given.accountId, given.minutes],
  )
}

export interface ExportRow {
  readonly givenName: string
  readonly familyName: string | null
  readonly place: RegistrationState | null
  readonly status: AttendanceState
  readonly walkIn: boolean
  readonly author: string | null
}

export async function exportRows(db: Db, scope: Scope, sessionId: string): Promise<ExportRow[]> {
  return db.hot<{ [K in keyof ExportRow]: ExportRow[K] }>({ name: 'attendance_export', text: exportSql }, [
    sessionId,
    scope.filterSites,
  ])
}
