import {
  broken,
  problem,
  wholeShare,
  type Activity,
  type AddAllocation,
  type Allocation,
  type ChangeAllocation,
} from '@interra/contracts'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { findAllocationSql, listActivitiesSql, listAllocationsSql } from './funders.sql.ts'
import { allocation, allocationShare } from './funders.tables.ts'

interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly since: string
  readonly item: Allocation
}

/** The latest first. */
export const listAllocations = (
  db: Db,
  scope: Scope,
  { siteId, funderId }: { readonly siteId?: string; readonly funderId?: string },
  { take, after }: Window,
) => {
  const before = [after?.[0] ?? null, after?.[1] ?? null]
  return db.hot<Listed>(listAllocationsSql, [scope.filterSites, siteId ?? null, funderId ?? null, ...before, take])
}

export const listActivities = (db: Db, siteId: string, text: string | undefined) =>
  db.hot<Activity & Record<string, unknown>>(listActivitiesSql, [siteId, text ?? null])

/** Throws `not-found`. */
export async function findAllocation(db: Db, scope: Scope, allocationId: string): Promise<Allocation> {
  const [row] = await db.hot<{ allocation: Allocation }>(findAllocationSql, [allocationId, scope.filterSites])
  if (!row) throw problem('not-found')
  return row.allocation
}

const unknownActivity = () => broken('rule-broken', '/activity/id', { rule: 'unknown' })
const refuse = (error: unknown): never =>
  onConstraint(error, {
    allocation_workshop_id_site_id_fkey: unknownActivity,
    allocation_course_id_site_id_fkey: unknownActivity,
    allocation_cohort_id_site_id_fkey: unknownActivity,
    allocation_one_activity: () => broken('rule-broken', '/activity/id', { rule: 'exactly-one' }),
    allocation_period: () => broken('rule-broken', '/endsOn', { rule: 'before-start' }),
    allocation_once: () => broken('rule-broken', '/startsOn', { rule: 'shared-twice' }),
    allocation_share_grant_id_site_id_fkey: () => broken('rule-broken', '/shares', { rule: 'unknown' }),
    allocation_share_pkey: () => broken('rule-broken', '/shares', { rule: 'named-twice' }),
    allocation_within_grant: () => broken('rule-broken', '/shares', { rule: 'outside-grant' }),
  })

/** Throws `rule-broken`. */
export async function insertAllocation(
  db: Db,
  { activity: { kind, id: activityId }, shares, ...wanted }: AddAllocation,
  by: string | null,
): Promise<string> {
  if ((kind === 'duos') !== (activityId === null)) throw broken('rule-broken', '/activity/id', { rule: 'exactly-one' })
  const id = newId()
  const of = {
    workshopId: kind === 'workshop' ? activityId : null,
    courseId: kind === 'course' ? activityId : null,
    cohortId: kind === 'cohort' ? activityId : null,
    programme: kind === 'duos' ? ('duo2change' as const) : null,
  }
  await db
    .insert(allocation)
    .values({ id, createdBy: by, ...wanted, ...of, unallocated: restOf(shares) })
    .catch(refuse)
  await insertShares(db, { id, siteId: wanted.siteId }, shares)
  return id
}

/** Throws `rule-broken`. */
export async function saveAllocation(
  db: Db,
  { id, siteId }: Pick<Allocation, 'id' | 'siteId'>,
  { shares, ...change }: ChangeAllocation,
): Promise<void> {
  // other shares are another version of the allocation
  const rest = shares ? { unallocated: restOf(shares) } : {}
  await db
    .update(allocation)
    .set({ siteId, ...change, ...rest })
    .where(eq(allocation.id, id))
    .catch(refuse)
  if (shares) await db.delete(allocationShare).where(eq(allocationShare.allocationId, id))
  await insertShares(db, { id, siteId }, shares ?? [])
}

/** What the shares leave of the whole. Throws `rule-broken` when they are more than it. */
function restOf(shares: AddAllocation['shares']): number {
  const rest = shares.reduce((left, { share }) => left - share, wholeShare)
  if (rest < 0) throw broken('rule-broken', '/shares', { rule: 'over-whole' })
  return rest
}

async function insertShares(
  db: Db,
  { id, siteId }: Pick<Allocation, 'id' | 'siteId'>,
  shares: AddAllocation['shares'],
): Promise<void> {
  const rows = shares.map((share) => ({ allocationId: id, siteId, ...share }))
  if (rows.length > 0) await db.insert(allocationShare).values(rows).catch(refuse)
  // what PostgreSQL asks at the end of the transaction is asked here, where it has a meaning
  await db.execute(sql`set constraints allocation_valid, allocation_share_valid immediate`).catch(refuse)
}
