import {
  advance,
  duoMachine,
  problem,
  scoringVersion,
  type Duo,
  type DuoRow,
  type DuoAct,
  type DuoOrigin,
  type MatchPart,
  type Side,
} from '@interra/contracts'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { findDuoSql, listDuosSql } from './duos.sql.ts'
import { duo } from './duos.tables.ts'

export type StoredDuo = typeof duo.$inferSelect

/** Two candidacies, and what is known of them on the day they are proposed to each other. */
export interface NewDuo {
  readonly siteId: string
  readonly newcomer: { readonly candidacyId: string; readonly personId: string; readonly group: string }
  readonly local: { readonly candidacyId: string; readonly personId: string; readonly group: string }
  readonly matchedOn: string
  readonly origin: DuoOrigin
  readonly reason: string | null
  readonly score: number | null
  readonly coverage: number | null
  readonly parts: readonly MatchPart[]
  readonly matchRunId: string | null
  readonly ownerAccountId: string | null
  readonly proposedAt: Date
  readonly expiresAt: Date
  readonly rhythmDays: number
  readonly weeks: number
  readonly previousDuoId: string | null
}

/** Writes a proposal and answers its id. Throws `already-proposed`. */
export async function insertDuo(db: Db, { newcomer, local, ...wanted }: NewDuo): Promise<string> {
  const id = newId()
  await db
    .insert(duo)
    .values({
      id,
      ...wanted,
      newcomerId: newcomer.personId,
      newcomerCandidacyId: newcomer.candidacyId,
      newcomerGroup: newcomer.group,
      localId: local.personId,
      localCandidacyId: local.candidacyId,
      localGroup: local.group,
      scoringVersion,
      createdBy: wanted.ownerAccountId,
    })
    .catch((error: unknown) => onConstraint(error, { duo_pair_live: () => problem('already-proposed') }))
  return id
}

/**
 * Holds the places of both sides, then the duo, always in this order: two acts over one person never wait for each other
 * in a circle. Throws `not-found`, and `version-outdated` when `ifMatch` is given and another.
 */
export async function lockDuo(
  db: Db,
  scope: Pick<Scope, 'filterSites'>,
  duoId: string,
  ifMatch?: number,
): Promise<StoredDuo> {
  const places = `select l.candidacy_id from duo_load l
    join duo d on l.candidacy_id in (d.newcomer_candidacy_id, d.local_candidacy_id)
    where d.id = $1 and d.site_id = any($2) order by l.candidacy_id for no key update of l`
  await db.hot({ name: 'duo-places-lock', text: places }, [duoId, scope.filterSites])
  const [found] = await db
    .select()
    .from(duo)
    .where(sql`${duo.id} = ${duoId} and ${duo.siteId} = any(${sql.param([...scope.filterSites])}::uuid[])`)
    .for('no key update')
  if (!found) throw problem('not-found')
  if (ifMatch !== undefined) requireVersion(found, ifMatch)
  return found
}

/** Throws `version-outdated` when the row that is held is not the one that was read. */
export function requireVersion({ version }: Pick<StoredDuo, 'version'>, ifMatch: number): void {
  if (version !== ifMatch) throw problem('version-outdated', { params: { version } })
}

export type DuoChange = Partial<typeof duo.$inferInsert>

/** Takes a step of the machine on a duo that the caller holds, and saves what comes with it. */
export async function stepDuo(
  db: Db,
  held: Pick<StoredDuo, 'id' | 'status'>,
  act: DuoAct,
  more: DuoChange = {},
  reason?: string,
): Promise<void> {
  const status = advance(duoMachine, held.status, act, reason)
  await saveDuo(db, held.id, { ...more, status })
}

export async function saveDuo(db: Db, duoId: string, change: DuoChange): Promise<void> {
  await db
    .update(duo)
    .set(change)
    .where(eq(duo.id, duoId))
    .catch((error: unknown) => onConstraint(error, { duo_load_taken: () => problem('person-taken') }))
}

export interface Superseded {
  readonly id: string
  readonly siteId: string
}

/**
 * Closes the open proposals of candidacies that have no place left, `kept` apart, and answers them. They are held in the
 * order of their ids first: two people who are taken at once and were proposed to the same others do not wait for each other.
 */
export function supersedeWithoutPlace(db: Db, candidacyIds: readonly string[], kept: string): Promise<Superseded[]> {
  const text = `with full_now as (
      select candidacy_id from duo_load where candidacy_id = any($1) and taken >= places
    ), open as (
      select d.id from duo d where d.id <> $2 and d.status in ('proposed', 'accepted_by_one')
        and (d.newcomer_candidacy_id in (table full_now) or d.local_candidacy_id in (table full_now))
      order by d.id for no key update
    )
    update duo set status = 'superseded', superseded_because = 'paired_elsewhere' from open where duo.id = open.id
    returning duo.id, duo.site_id as "siteId"`
  return db.hot<{ id: string; siteId: string }>({ name: 'duo-supersede', text }, [candidacyIds, kept])
}

export const acceptedAt = (held: StoredDuo, side: Side) =>
  side === 'newcomer' ? held.newcomerAcceptedAt : held.localAcceptedAt

export interface FoundDuo {
  readonly duo: Duo
  /** Local dates of the site: today, and the day on which the second of the two accepted. */
  readonly today: string
  readonly acceptedOn: string | null
}

/** A duo with its meetings and check-ins, and the day it is there. Throws `not-found`. */
export async function findDuo(db: Db, scope: Pick<Scope, 'filterSites'>, duoId: string, now: Date): Promise<FoundDuo> {
  const [found] = await db.hot<FoundDuo & Record<string, unknown>>(findDuoSql, [duoId, scope.filterSites, now])
  if (!found) throw problem('not-found')
  return found
}

export interface DuoFilters {
  readonly siteId?: string
  readonly status?: readonly string[]
  readonly alert?: boolean
  readonly silent?: boolean
  readonly personId?: string
  readonly text?: string
}
interface ListedDuo extends Record<string, unknown> {
  readonly id: string
  readonly calm: boolean
  readonly proposedAt: Date
  readonly item: DuoRow
}

/** Duos, those that need a call first where the alerts may be read (`alertsAt`), then the latest proposed. */
export function listDuos(
  db: Db,
  scope: Scope,
  filters: DuoFilters,
  { take, after }: Window,
  { now, alertsAt }: { readonly now: Date; readonly alertsAt: readonly string[] },
): Promise<ListedDuo[]> {
  const { siteId = null, status = null, alert = null, silent = null, personId = null, text = null } = filters
  const asked = [scope.filterSites, now, siteId, status, alert, silent, personId, text]
  const before = [after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null]
  return db.hot<ListedDuo>(listDuosSql, [...asked, ...before, take, alertsAt])
}
