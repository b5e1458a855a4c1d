import {
  broken,
  problem,
  type AddFunder,
  type AddGrant,
  type ChangeFunder,
  type ChangeGrant,
  type Funder,
  type FunderDetail,
  type FunderGrant,
} from '@interra/contracts'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { findFunderSql, findGrantSql, listFundersSql } from './funders.sql.ts'
import { funder, funderGrant, grantTarget } from './funders.tables.ts'

interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly name: string
  readonly item: FunderDetail
}

/** By name. */
export const listFunders = (db: Db, scope: Scope, siteId: string | undefined, { take, after }: Window) =>
  db.hot<Listed>(listFundersSql, [scope.filterSites, siteId ?? null, after?.[0] ?? null, after?.[1] ?? null, take])

/** Throws `not-found`. */
export async function findFunder(db: Db, scope: Scope, funderId: string): Promise<FunderDetail> {
  const [row] = await db.hot<{ funder: FunderDetail }>(findFunderSql, [funderId, scope.filterSites])
  if (!row) throw problem('not-found')
  return row.funder
}

/** Throws `not-found`. */
export async function findGrant(db: Db, scope: Scope, grantId: string): Promise<FunderGrant> {
  const [row] = await db.hot<{ found: FunderGrant }>(findGrantSql, [grantId, scope.filterSites])
  if (!row) throw problem('not-found')
  return row.found
}

const refuse = (error: unknown): never =>
  onConstraint(error, {
    funder_name_key: () => broken('rule-broken', '/name', { rule: 'named-twice' }),
    funder_name_check: () => broken('rule-broken', '/name', { rule: 'blank' }),
    funder_grant_reference_check: () => broken('rule-broken', '/reference', { rule: 'blank' }),
    funder_grant_period: () => broken('rule-broken', '/endsOn', { rule: 'before-start' }),
    grant_target_key: () => broken('rule-broken', '/targets', { rule: 'named-twice' }),
  })

/** Throws `rule-broken` for a name that another funder of the site has. */
export async function insertFunder(db: Db, wanted: AddFunder, by: string | null): Promise<string> {
  const id = newId()
  await db
    .insert(funder)
    .values({ id, createdBy: by, ...wanted })
    .catch(refuse)
  return id
}

/** Throws as `insertFunder`. */
export async function saveFunder(db: Db, funderId: string, change: ChangeFunder): Promise<void> {
  if (Object.keys(change).length > 0) await db.update(funder).set(change).where(eq(funder.id, funderId)).catch(refuse)
}

/** Throws `rule-broken`. */
export async function insertGrant(
  db: Db,
  of: Pick<Funder, 'id' | 'siteId'>,
  { targets = [], ...wanted }: AddGrant,
  by: string | null,
): Promise<string> {
  const id = newId()
  await db
    .insert(funderGrant)
    .values({ id, siteId: of.siteId, funderId: of.id, createdBy: by, ...wanted })
    .catch(refuse)
  await insertTargets(db, { id, siteId: of.siteId, startsOn: wanted.startsOn }, targets)
  return id
}

/** Throws `rule-broken`: also when an activity that the grant carries would be outside it. */
export async function saveGrant(db: Db, present: FunderGrant, { targets, ...change }: ChangeGrant): Promise<void> {
  // other targets are another version of the grant
  await db
    .update(funderGrant)
    .set({ siteId: present.siteId, ...change })
    .where(eq(funderGrant.id, present.id))
    .catch(refuse)
  await db.execute(sql`set constraints funder_grant_valid immediate`).catch((error: unknown) =>
    onConstraint(error, {
      allocation_within_grant: () => broken('rule-broken', `/${leaving(change)}`, { rule: 'outside-grant' }),
    }),
  )
  if (!targets) return
  await db.delete(grantTarget).where(eq(grantTarget.grantId, present.id))
  await insertTargets(db, { ...present, ...change }, targets)
}

/** The member that takes a grant away from what it carries. */
const leaving = (change: ChangeGrant) =>
  (['startsOn', 'endsOn', 'programmes', 'status'] as const).find((name) => name in change) ?? 'status'

async function insertTargets(
  db: Db,
  { id, siteId, startsOn }: Pick<FunderGrant, 'id' | 'siteId' | 'startsOn'>,
  targets: NonNullable<AddGrant['targets']>,
): Promise<void> {
  const early = targets.findIndex(({ dueOn }) => dueOn < startsOn)
  if (early >= 0) throw broken('rule-broken', `/targets/${early}/dueOn`, { rule: 'before-start' })
  const rows = targets.map((target) => ({ id: newId(), siteId, grantId: id, ...target }))
  if (rows.length > 0) await db.insert(grantTarget).values(rows).catch(refuse)
}
