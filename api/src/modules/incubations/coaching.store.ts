import { broken, problem, type AddCoachingLog, type CoachingLog, type CoachingLogs } from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { newId } from '../../platform/ids.ts'
import { personJson } from '../workshops/shapes.sql.ts'
import { accountName } from './incubations.sql.ts'
import { coachingLog } from './incubations.tables.ts'

/** $1 incubation, $2 account that reads. Private notes stand in a table of their own, which this never touches. */
const logsSql = {
  name: 'coaching-logs',
  text: `select i.site_id as "siteId",
    coalesce((select json_agg(json_build_object('id', l.id, 'coach', ${personJson('l.coach_id')}, 'heldOn', l.held_on,
        'minutes', l.minutes, 'mode', l.mode, 'role', l.role, 'topics', l.topics, 'coaches', l.coaches,
        'nextSteps', l.next_steps, 'sharedNote', l.shared_note, 'shared', l.shared,
        'status', l.status, 'statusReason', l.status_reason,
        'by', ${accountName('l.created_by')}, 'signedAt', l.signed_at, 
        'acknowledgement', case when l.acknowledged_on is not null then json_build_object('on', l.acknowledged_on,
          'through', l.acknowledged_through, 'notedBy', ${accountName('l.acknowledged_by')}) end,
        'mine', coalesce(l.created_by = $2::uuid, false), 'version', l.version)
      order by l.held_on desc, l.created_at desc, l.id desc)
      from coaching_log l where l.incubation_id = i.id), '[]') as items,
    (select coalesce(sum(l.minutes), 0)::int from coaching_log l
      where l.incubation_id = i.id and l.status in ('signed', 'acknowledged')) as minutes
    from incubation i where i.id = $1`,
}

export type WholeLogs = Omit<CoachingLogs, 'items'> & { readonly items: Required<CoachingLog>[] }

interface ReadLogs extends Record<string, unknown> {
  readonly siteId: string
  readonly items: Required<CoachingLog>[]
  readonly minutes: number
}
export async function listLogs(db: Db, incubationId: string, accountId: string | null): Promise<WholeLogs> {
  const [found] = await db.hot<ReadLogs>(logsSql, [incubationId, accountId])
  if (!found) throw problem('not-found')
  return found
}

/** Throws `not-found`. */
export function logIn({ items }: Pick<WholeLogs, 'items'>, coachingLogId: string): Required<CoachingLog> {
  const found = items.find(({ id }) => id === coachingLogId)
  if (!found) throw problem('not-found')
  return found
}

interface Of {
  readonly id: string
  readonly siteId: string
}
type Wanted = Omit<AddCoachingLog, 'privateNote' | 'sign' | 'coachId'>
interface Written {
  readonly coachId: string | null
  readonly createdBy: string | null
  readonly createdAt: Date
  readonly signedAt: Date | null
}
/** Throws `rule-broken` for a coach who is unknown here. */
export async function insertLog(
  db: Db,
  { id: incubationId, siteId }: Of,
  wanted: Wanted,
  written: Written,
): Promise<string> {
  const id = newId()
  const status = written.signedAt === null ? 'draft' : 'signed'
  await db
    .insert(coachingLog)
    .values({ id, siteId, incubationId, ...wanted, ...written, status })
    .catch((error: unknown) =>
      onConstraint(error, { coaching_log_coach: () => broken('rule-broken', '/coachId', { rule: 'unknown' }) }),
    )
  return id
}

export async function saveLog(db: Db, id: string, change: Partial<typeof coachingLog.$inferInsert>): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db.update(coachingLog).set(change).where(eq(coachingLog.id, id))
}

/**
 * The private note of an account on a log. PostgreSQL shows a row to its author alone, and only within a transaction that
 * says who acts: `database.write`.
 */
export async function findPrivateNote(db: Db, logId: string, accountId: string | null): Promise<string | null> {
  const text = 'select note from coaching_private_note where coaching_log_id = $1 and author_id = $2'
  const [found] = await db.hot<{ note: string }>({ name: 'private-note', text }, [logId, accountId])
  return found?.note ?? null
}

export async function savePrivateNote(db: Db, logId: string, accountId: string | null, note: string): Promise<void> {
  const text = `insert into coaching_private_note (coaching_log_id, author_id, note) values ($1, $2, $3)
    on conflict (coaching_log_id, author_id) do update set note = excluded.note, updated_at = now()`
  await db.hot({ name: 'private-note-save', text }, [logId, accountId, note])
}
