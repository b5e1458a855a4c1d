import { problem, type AddReport, type Report } from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Database, Db } from '../../platform/db/database.ts'
import type { Actor, Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { countsFiles, readsIn } from '../impact/level.ts'
import { newId } from '../../platform/ids.ts'
import { report } from './reports.tables.ts'

const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const reportJson = `json_build_object('id', r.id, 'siteId', r.site_id, 'title', r.title, 'template', r.template,
  'from', r.from_on, 'to', r.to_on, 'level', r.level, 'lines', r.lines, 'status', r.status,
  'madeBy', (select a.name from account a where a.id = r.created_by), 'asKnownAt', ${utc('r.as_known_at')},
  'sha256', r.sha256, 'publishedAt', ${utc('r.published_at')}, 'withdrawnAt', ${utc('r.withdrawn_at')},
  'withdrawnReason', r.withdrawn_reason, 'version', r.version)`
/**
 * $1 sites, $2 those where the caller reads whole numbers, $3 those where also of files of projects: others find what was frozen
 * without them.
 */
const isRead = `r.site_id = any ($1::uuid[]) and (
  r.site_id = any ($2::uuid[]) and (r.site_id = any ($3::uuid[]) or r.level <> 'internal_case'
    or not exists (select from jsonb_array_elements(r.lines) l where l ->> 'indicatorId' like 'INC-%'))
  or r.status in ('frozen', 'published') and r.level <> 'internal_case')`

export interface Reading {
  /** Sites where the caller reads people one by one, in every programme: a report may tell of any. */
  readonly whole: readonly string[]
  /** Those of them where also files of projects are read. */
  readonly files: readonly string[]
}
export function readingOf(actor: Pick<Actor, 'kind' | 'sitesWith'>, scope: Scope): Reading {
  const whole = scope.filterSites.filter((site) => readsIn(actor, 'C1', { sites: [site] }))
  return { whole, files: whole.filter((site) => readsIn(actor, 'C7', { sites: [site], ids: ['INC-01'] })) }
}

/** Whether its whole numbers tell of files of projects. */
export const tellsFiles = ({ lines }: Pick<Report, 'lines'>): boolean =>
  lines.some(({ indicatorId }) => countsFiles(indicatorId))

interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly since: string
  readonly item: Report
}

/** The latest first. */
export function listReports(
  db: Db,
  scope: Scope,
  { whole, files }: Reading,
  siteId: string | undefined,
  { take, after }: Window,
): Promise<Listed[]> {
  const text = `select r.id, r.created_at::text as since, ${reportJson} as item from report r where ${isRead}
      and ($4::uuid is null or r.site_id = $4)
      and ($5::timestamptz is null or (r.created_at, r.id) < ($5, $6::uuid))
    order by r.created_at desc, r.id desc limit $7`
  const values = [scope.filterSites, whole, files, siteId ?? null, after?.[0] ?? null, after?.[1] ?? null, take]
  return db.hot<Listed>({ name: 'reports-list', text }, values)
}

/** A report and the bytes it was frozen with. Throws `not-found`. */
export async function findReport(
  db: Db,
  scope: Scope,
  { whole, files }: Reading,
  reportId: string,
): Promise<{ readonly report: Report; readonly content: string | null }> {
  const text = `select ${reportJson} as report, r.content from report r where ${isRead} and r.id = $4`
  const [found] = await db.hot<{ report: Report; content: string | null }>({ name: 'report-find', text }, [
    scope.filterSites,
    whole,
    files,
    reportId,
  ])
  if (!found) throw problem('not-found')
  return found
}

export async function insertReport(db: Db, wanted: AddReport, by: string | null): Promise<string> {
  const id = newId()
  const { from, to, ...rest } = wanted
  await db.insert(report).values({ id, fromOn: from, toOn: to, createdBy: by, ...rest })
  return id
}

export async function saveReport(db: Db, reportId: string, change: Partial<typeof report.$inferInsert>): Promise<void> {
  await db.update(report).set(change).where(eq(report.id, reportId))
}

/** Before it began everything that is being written: what is known then never changes. */
export async function settledAt(db: Db): Promise<Date> {
  const [row] = await db.hot<{ at: Date }>({ name: 'report-settled', text: 'select interra.settled_at() as at' }, [])
  if (!row) throw new Error('there is no present')
  return row.at
}

/**
 * Reports are computed where reports are read: a copy that has not written everything yet would freeze less than was known.
 * Throws `unavailable` until it has.
 */
export async function requireCaughtUp(database: Database, scope: Scope): Promise<void> {
  const written = { name: 'report-written', text: 'select pg_current_wal_insert_lsn()::text as at' }
  const [here] = await database.read(scope, (db) => db.hot<{ at: string }>(written, []))
  const text = `select not pg_is_in_recovery() or pg_last_wal_replay_lsn() >= $1::pg_lsn as is_there`
  const [there] = await database.report(scope, (db) =>
    db.hot<{ is_there: boolean }>({ name: 'report-caught-up', text }, [here?.at]),
  )
  if (!there?.is_there) throw problem('unavailable', { retryAfter: 1 })
}
