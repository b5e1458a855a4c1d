import type { Db } from './db/database.ts'
import { newId } from './ids.ts'

export interface AuditEntry {
  /** Entity and past participle: `workshop.published`. */
  readonly act: string
  /** Null for what belongs to no site (an account). */
  readonly siteId: string | null
  readonly entity: string
  readonly entityId: string | null
  readonly reason?: string | null
  /** Names of the members that changed, never their values. */
  readonly fields?: readonly string[]
}

const insertAudit = {
  name: 'audit-event',
  text: `insert into audit_event (id, site_id, actor_kind, actor_id, act, entity, entity_id, reason, fields, request_id)
    values ($1, $2, current_setting('interra.actor_kind'), interra.actor(), $3, $4, $5, $6, $7, interra.request())`,
}

/** Adds a line to the audit trail, in the transaction of the act itself: `database.write` or `database.system` opened it. */
export async function recordAudit(db: Db, entry: AuditEntry): Promise<void> {
  const { act, siteId, entity, entityId, reason = null, fields = [] } = entry
  await db.hot(insertAudit, [newId(), siteId, act, entity, entityId, reason, fields])
}

/** For `fields`: the members of a body that differ from what is there, compared as JSON. */
export function changedFields(wanted: object, present: object): string[] {
  const before = new Map(Object.entries(present))
  return Object.entries(wanted).flatMap(([name, value]) =>
    JSON.stringify(value) === JSON.stringify(before.get(name)) ? [] : [name],
  )
}

const insertRead = {
  name: 'read-trace-by-act',
  text: `insert into read_trace (id, site_id, actor_id, person_id, operation, request_id)
    select $1, person.site_id, interra.actor(), person.id, $3, interra.request() from person where person.id = $2`,
}

/** Notes that the actor read somebody's file; nothing when that person is out of scope, for then nothing was read. */
export async function recordRead(db: Db, personId: string, operation: string): Promise<void> {
  await db.hot(insertRead, [newId(), personId, operation])
}

const insertReads = {
  name: 'read-trace-by-act-many',
  text: `insert into read_trace (id, site_id, actor_id, person_id, operation, request_id)
    select gen_random_uuid(), person.site_id, interra.actor(), person.id, $2, interra.request()
    from person where person.id = any($1)`,
}

/** As `recordRead`, of everybody whose file an answer shows: a line each. */
export async function recordReads(db: Db, personIds: readonly string[], operation: string): Promise<void> {
  if (personIds.length > 0) await db.hot(insertReads, [[...new Set(personIds)], operation])
}
