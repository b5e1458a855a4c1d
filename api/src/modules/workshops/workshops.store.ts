import { initialPolicies, problem, type HostPart, type Workshop, type WorkshopRow } from '@interra/contracts'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { conditionsOf, type Waivers } from './workshop.ts'
import { findWorkshopSql, listWorkshopsSql } from './workshops.sql.ts'
import { autonomyChange, workshop, workshopHost } from './workshops.tables.ts'

export interface WorkshopFilters {
  readonly siteId?: string
  readonly status?: readonly string[]
  readonly categoryId?: string
  readonly autonomy?: string
  readonly venueId?: string
  readonly personId?: string
  readonly text?: string
}
export interface ListedWorkshop {
  readonly title: string
  readonly id: string
  readonly item: WorkshopRow
}

/** Workshops by title. The text is looked for in the names of hosts too when `readsNames`. */
export function listWorkshops(
  db: Db,
  scope: Scope,
  filters: WorkshopFilters,
  { take, after }: Window,
  { now, readsNames }: { now: Date; readsNames: boolean },
): Promise<ListedWorkshop[]> {
  return db.hot<ListedWorkshop & Record<string, unknown>>(listWorkshopsSql, [
    scope.filterSites,
    now,
    filters.siteId ?? null,
    filters.status ?? null,
    filters.categoryId ?? null,
    filters.autonomy ?? null,
    filters.venueId ?? null,
    filters.personId ?? null,
    filters.text ?? null,
    readsNames,
    after?.[0] ?? null,
    after?.[1] ?? null,
    take,
  ])
}

/** A workshop and the day it is at its site. */
export interface FoundWorkshop {
  readonly workshop: Workshop
  /** Local date. */
  readonly today: string
}

/** Surface: a workshop with its conditions. Throws `not-found`. */
export async function findWorkshop(db: Db, scope: Scope, workshopId: string, now: Date): Promise<FoundWorkshop> {
  const [found] = await db.hot<{ workshop: Omit<Workshop, 'conditions'>; waivers: Waivers; today: string }>(
    findWorkshopSql,
    [workshopId, scope.filterSites, now, initialPolicies.first_sessions_with_staff],
  )
  if (!found) throw problem('not-found')
  const { workshop, waivers, today } = found
  return { workshop: { ...workshop, conditions: conditionsOf(workshop, waivers) }, today }
}

/**
 * As `findWorkshop`, locked until the end of the transaction. With `ifMatch`, throws `version-outdated` when somebody
 * changed it meanwhile.
 */
export async function lockWorkshop(
  db: Db,
  scope: Scope,
  workshopId: string,
  now: Date,
  ifMatch?: number,
): Promise<FoundWorkshop> {
  if (ifMatch === undefined)
    await db
      .select({ id: workshop.id })
      .from(workshop)
      .where(and(eq(workshop.id, workshopId), inArray(workshop.siteId, [...scope.filterSites])))
      .for('no key update')
  else await guardVersion(db, scope, workshop, workshopId, ifMatch)
  return findWorkshop(db, scope, workshopId, now)
}

export type WorkshopChange = Partial<
  Pick<
    typeof workshop.$inferInsert,
    | 'title'
    | 'summary'
    | 'categoryTermId'
    | 'languages'
    | 'capacity'
    | 'roomId'
    | 'ownerAccountId'
    | 'autonomy'
    | 'status'
    | 'statusReason'
    | 'statusSince'
    | 'publishedAt'
  >
>
export async function saveWorkshop(db: Db, workshopId: string, change: WorkshopChange): Promise<void> {
  if (Object.keys(change).length > 0) await db.update(workshop).set(change).where(eq(workshop.id, workshopId))
}

export interface NewWorkshop {
  readonly siteId: string
  readonly proposalId: string | null
  readonly title: string
  readonly categoryTermId: string | null
  readonly languages: string[]
  readonly capacity: number
  readonly roomId: string | null
  readonly ownerAccountId: string | null
  readonly hosts: readonly { personId: string; part: HostPart; trainedOn: string | null }[]
  /** Local date from which the first level of autonomy holds. */
  readonly from: string
  readonly by: string | null
}

/** Surface: makes a draft workshop with its hosts, supervised at first, and answers its id. */
export async function draftWorkshop(db: Db, { hosts, from, by, ...wanted }: NewWorkshop): Promise<string> {
  const id = newId()
  const { siteId } = wanted
  await db.insert(workshop).values({ id, ...wanted, createdBy: by })
  if (hosts.length > 0)
    await db.insert(workshopHost).values(hosts.map((host) => ({ id: newId(), siteId, workshopId: id, ...host })))
  await db
    .insert(autonomyChange)
    .values({ id: newId(), siteId, workshopId: id, level: 'supervised', fromOn: from, changedBy: by })
  return id
}

/** Surface: a room that a venue confirmed becomes that of the workshop, unless it has one. */
export async function takeRoom(db: Db, workshopId: string, roomId: string): Promise<void> {
  await db
    .update(workshop)
    .set({ roomId })
    .where(and(eq(workshop.id, workshopId), isNull(workshop.roomId)))
}

/** Surface: the workshop no longer has a room that was given back. */
export async function leaveRoom(db: Db, workshopId: string, roomId: string): Promise<void> {
  await db
    .update(workshop)
    .set({ roomId: null })
    .where(and(eq(workshop.id, workshopId), eq(workshop.roomId, roomId)))
}
