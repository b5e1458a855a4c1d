import { broken, problem, type AddExpert, type ChangeExpert, type Expert, type ExpertField } from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { findExpertSql, listExpertsSql } from './experts.sql.ts'
import { expert } from './experts.tables.ts'

export interface ExpertFilters {
  readonly siteId?: string
  readonly field?: ExpertField
  readonly language?: string
  readonly hours?: number
  readonly offering?: boolean
}
interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly name: string
  readonly item: Expert
}

/** By name. */
export function listExperts(
  db: Db,
  scope: Scope,
  { siteId, field, language, hours, offering }: ExpertFilters,
  { take, after }: Window,
  now: Date,
): Promise<Listed[]> {
  const chosen = [field ?? null, language ?? null, hours ?? null, offering ?? null]
  const values = [scope.filterSites, siteId ?? null, now, ...chosen, after?.[0] ?? null, after?.[1] ?? null, take]
  return db.hot<Listed>(listExpertsSql, values)
}

/** Throws `not-found`. */
export async function findExpert(db: Db, scope: Scope, expertId: string, now: Date): Promise<Expert> {
  const [found] = await db.hot<{ expert: Expert }>(findExpertSql, [expertId, scope.filterSites, now])
  if (!found) throw problem('not-found')
  return found.expert
}

const refusals = {
  expert_once: () => problem('already-expert'),
  expert_partner_id_site_id_fkey: () => broken('rule-broken', '/partnerId', { rule: 'unknown' }),
  expert_check: () => broken('rule-broken', '/endsOn', { rule: 'before-start' }),
}
const siteOf = {
  name: 'expert-person',
  text: `select site_id as "siteId" from person
  where id = $1 and site_id = any($2) and status = 'active'`,
}

/** Throws `rule-broken` for whoever is unknown, `already-expert`. */
export async function insertExpert(db: Db, scope: Scope, wanted: AddExpert, by: string | null): Promise<string> {
  const [person] = await db.hot<{ siteId: string }>(siteOf, [wanted.personId, scope.filterSites])
  if (!person) throw broken('rule-broken', '/personId', { rule: 'unknown' })
  const id = newId()
  await db
    .insert(expert)
    .values({ id, siteId: person.siteId, createdBy: by, ...wanted })
    .catch((error: unknown) => onConstraint(error, refusals))
  return id
}

/** Throws `rule-broken`. */
export async function saveExpert(
  db: Db,
  expertId: string,
  change: ChangeExpert & { readonly removedAt?: Date; readonly removedBy?: string | null },
): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db
    .update(expert)
    .set(change)
    .where(eq(expert.id, expertId))
    .catch((error: unknown) => onConstraint(error, refusals))
}
