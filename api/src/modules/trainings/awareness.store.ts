import {
  broken,
  problem,
  type AddAwareness,
  type AwarenessAction,
  type AwarenessKind,
  type ChangeAwareness,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { todayAt } from '../workshops/shapes.sql.ts'
import { awarenessAction, awarenessHeads } from './trainings.tables.ts'

/** $1 sites, $2 now, $3 id, $4 site, $5 kind, $6 day and $7 id before, $8 rows. */
const listSql = {
  name: 'awareness-list',
  text: `select a.id, a.held_on::text as "heldOn", ${todayAt('a.site_id', '$2')}::text as today,
      json_build_object('id', a.id, 'siteId', a.site_id, 'kind', a.kind, 'title', a.title, 'heldOn', a.held_on,
        'place', a.place, 'partnerId', a.partner_id,
        'partnerName', (select p.name from partner p where p.id = a.partner_id), 'note', a.note,
        'heads', (select coalesce(json_agg(json_build_object('audience', h.audience, 'heads', h.heads) order by h.audience), '[]')
          from awareness_heads h where h.awareness_action_id = a.id),
        'version', a.version) as item
    from awareness_action a
    where a.site_id = any($1) and a.removed_at is null
      and ($3::uuid is null or a.id = $3)
      and ($4::uuid is null or a.site_id = $4)
      and ($5::text is null or a.kind = $5)
      and ($6::date is null or (a.held_on, a.id) < ($6, $7::uuid))
    order by a.held_on desc, a.id desc limit $8`,
}
interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly heldOn: string
  readonly today: string
  readonly item: AwarenessAction
}
export interface AwarenessFilters {
  readonly siteId?: string
  readonly kind?: AwarenessKind
}

/** Awareness actions, the latest first. */
export function listActions(
  db: Db,
  scope: Scope,
  { siteId, kind }: AwarenessFilters,
  { take, after }: Window,
  now: Date,
): Promise<Listed[]> {
  const filters = [null, siteId ?? null, kind ?? null, after?.[0] ?? null, after?.[1] ?? null]
  return db.hot<Listed>(listSql, [scope.filterSites, now, ...filters, take])
}

/** The action and the day it is at its site. Throws `not-found`. */
export async function findAction(db: Db, scope: Scope, actionId: string, now: Date): Promise<Listed> {
  const [found] = await db.hot<Listed>(listSql, [scope.filterSites, now, actionId, null, null, null, null, 1])
  if (!found) throw problem('not-found')
  return found
}

const partnerUnknown = (error: unknown): never =>
  onConstraint(error, {
    awareness_action_partner_id_site_id_fkey: () => broken('rule-broken', '/partnerId', { rule: 'unknown' }),
  })

export async function insertAction(
  db: Db,
  { heads, ...wanted }: AddAwareness,
  { now, by }: { readonly now: Date; readonly by: string | null },
): Promise<string> {
  const id = newId()
  await db
    .insert(awarenessAction)
    .values({ id, ...wanted, createdAt: now, createdBy: by })
    .catch(partnerUnknown)
  await saveHeads(db, { id, siteId: wanted.siteId }, heads)
  return id
}

export async function saveAction(
  db: Db,
  { id, siteId }: Pick<AwarenessAction, 'id' | 'siteId'>,
  { heads, ...change }: ChangeAwareness & { readonly removedAt?: Date },
): Promise<void> {
  // a change of heads alone changes the action too: its version moves
  await db
    .update(awarenessAction)
    .set({ ...change, updatedAt: new Date() })
    .where(eq(awarenessAction.id, id))
    .catch(partnerUnknown)
  if (heads) await saveHeads(db, { id, siteId }, heads)
}

async function saveHeads(
  db: Db,
  { id, siteId }: { readonly id: string; readonly siteId: string },
  heads: AddAwareness['heads'],
): Promise<void> {
  await db.delete(awarenessHeads).where(eq(awarenessHeads.awarenessActionId, id))
  await db.insert(awarenessHeads).values(heads.map((one) => ({ awarenessActionId: id, siteId, ...one })))
}
