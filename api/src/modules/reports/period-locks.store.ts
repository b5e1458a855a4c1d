import { broken, problem, type LateEdit, type LockPeriod, type PeriodLock } from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { periodLock } from './reports.tables.ts'

const utc = (value: string) => `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const by = (column: string) => `(select a.name from account a where a.id = ${column})`
const lockJson = `json_build_object('id', l.id, 'siteId', l.site_id, 'from', l.from_on, 'to', l.to_on,
  'lockedAt', ${utc('l.locked_at')}, 'lockedBy', ${by('l.locked_by')}, 'reopenedAt', ${utc('l.reopened_at')},
  'reopenedBy', ${by('l.reopened_by')}, 'reopenedReason', l.reopened_reason, 'version', l.version)`

interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly since: string
  readonly item: PeriodLock
}

/** The latest first. */
export function listLocks(
  db: Db,
  scope: Scope,
  siteId: string | undefined,
  { take, after }: Window,
): Promise<Listed[]> {
  const text = `select l.id, l.locked_at::text as since, ${lockJson} as item from period_lock l
    where l.site_id = any ($1::uuid[]) and ($2::uuid is null or l.site_id = $2)
      and ($3::timestamptz is null or (l.locked_at, l.id) < ($3, $4::uuid))
    order by l.locked_at desc, l.id desc limit $5`
  const values = [scope.filterSites, siteId ?? null, after?.[0] ?? null, after?.[1] ?? null, take]
  return db.hot<Listed>({ name: 'period-locks', text }, values)
}

/** Throws `not-found`. */
export async function findLock(db: Db, scope: Scope, lockId: string): Promise<PeriodLock> {
  const text = `select ${lockJson} as lock from period_lock l where l.site_id = any ($1::uuid[]) and l.id = $2`
  const [found] = await db.hot<{ lock: PeriodLock }>({ name: 'period-lock', text }, [scope.filterSites, lockId])
  if (!found) throw problem('not-found')
  return found.lock
}

/** Throws `period-locked` when a day of it is locked already. */
export async function insertLock(db: Db, { siteId, from, to }: LockPeriod, lockedBy: string | null): Promise<string> {
  if (from >= to) throw broken('rule-broken', '/to', { rule: 'before-start' })
  const id = newId()
  await db
    .insert(periodLock)
    .values({ id, siteId, fromOn: from, toOn: to, lockedBy })
    .catch((error: unknown) => onConstraint(error, { period_lock_once: () => problem('period-locked') }))
  return id
}

export async function saveReopening(
  db: Db,
  lockId: string,
  reason: string,
  by: string | null,
  at: Date,
): Promise<void> {
  const change = { reopenedAt: at, reopenedBy: by, reopenedReason: reason }
  await db.update(periodLock).set(change).where(eq(periodLock.id, lockId))
}

/** Sessions of the period of which an attendance, the heads or the day were written after it had been locked. */
export function lateEdits(db: Db, scope: Scope, lockId: string): Promise<LateEdit[]> {
  const text = `
    select s.id as "sessionId", s.starts_on::text as on, w.title, coalesce(a.attendances, 0)::int as attendances,
      coalesce(k.recorded_at > l.locked_at, false) as "headsChanged",
      ${utc('greatest(a.last_at, case when k.recorded_at > l.locked_at then k.recorded_at end, case when s.recorded_at > l.locked_at then s.recorded_at end)')} as "lastAt"
    from period_lock l
    join session s on s.site_id = l.site_id and s.starts_on >= l.from_on and s.starts_on < l.to_on and s.status = 'held'
    join workshop w on w.id = s.workshop_id
    left join lateral (select count(*) as attendances, max(a.recorded_at) as last_at from attendance a
      where a.session_id = s.id and a.recorded_at > l.locked_at) a on true
    left join head_count k on k.session_id = s.id
    where l.id = $2 and l.site_id = any ($1::uuid[])
      and (a.attendances > 0 or k.recorded_at > l.locked_at or s.recorded_at > l.locked_at)
    order by s.starts_on, s.id`
  return db.hot<LateEdit & Record<string, unknown>>({ name: 'late-edits', text }, [scope.filterSites, lockId])
}
