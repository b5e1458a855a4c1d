import { problem, type VenueRequest, type VenueRequestState } from '@interra/contracts'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { askedRoomSql, findRequestSql } from './venues.sql.ts'
import { room, venueRequest } from './venues.tables.ts'

/** The room asked for, who answers for it, and what it is for. */
export interface AskedRoom {
  readonly siteId: string
  readonly room: string
  readonly venue: string
  readonly own: boolean
  readonly contact: string | null
  readonly email: string | null
  /** Local date at the site. */
  readonly today: string
  readonly proposalId: string | null
  readonly workshopId: string | null
  /** Of the workshop or proposal; null when there is none at that site. */
  readonly title: string | null
  readonly status: string | null
}

/** Throws `not-found` when there is no such room in use, or nothing at its site that it is for. */
export async function findAskedRoom(
  db: Db,
  scope: Scope,
  asked: { roomId: string; proposalId?: string; workshopId?: string },
  now: Date,
): Promise<AskedRoom & { readonly title: string }> {
  const values = [asked.roomId, asked.proposalId ?? null, asked.workshopId ?? null, scope.filterSites, now]
  const [found] = await db.hot<AskedRoom & Record<string, unknown>>(askedRoomSql, values)
  if (!found || found.title === null) throw problem('not-found')
  return { ...found, title: found.title }
}

export interface NewRequest {
  readonly siteId: string
  readonly roomId: string
  readonly proposalId: string | null
  readonly workshopId: string | null
  readonly wished: string
  readonly answerDueOn: string
  readonly askedAt: Date
  readonly askedBy: string | null
}

/** Throws `conflict` when the same room was asked for the same already. */
export async function insertRequest(db: Db, request: NewRequest): Promise<string> {
  const id = newId()
  await db
    .insert(venueRequest)
    .values({ id, ...request })
    .catch((error: unknown) => onConstraint(error, { venue_request_live: () => problem('conflict') }))
  return id
}

/** A request and its site. Throws `not-found`. */
export async function findRequest(
  db: Db,
  scope: Scope,
  requestId: string,
  now: Date,
): Promise<{ readonly request: VenueRequest; readonly siteId: string }> {
  const [found] = await db.hot<{ request: VenueRequest; siteId: string }>(findRequestSql, [
    requestId,
    scope.filterSites,
    now,
  ])
  if (!found) throw problem('not-found')
  return found
}

export async function saveRequest(
  db: Db,
  requestId: string,
  change: { status: VenueRequestState; answerNote?: string; answeredAt?: Date },
): Promise<void> {
  await db.update(venueRequest).set(change).where(eq(venueRequest.id, requestId))
}

/** Surface: the room that a venue confirmed for a proposal, the latest one; null when none did. */
export async function confirmedRoom(
  db: Db,
  proposalId: string,
): Promise<{ readonly id: string; readonly capacity: number } | null> {
  const [found] = await db
    .select({ id: room.id, capacity: room.capacity })
    .from(venueRequest)
    .innerJoin(room, eq(room.id, venueRequest.roomId))
    .where(and(eq(venueRequest.proposalId, proposalId), eq(venueRequest.status, 'confirmed')))
    .orderBy(sql`${venueRequest.answeredAt} desc`)
    .limit(1)
  return found ?? null
}

/** Surface: what was asked for a proposal is asked for its workshop from now on. */
export async function handOverRequests(db: Db, proposalId: string, workshopId: string): Promise<void> {
  await db
    .update(venueRequest)
    .set({ workshopId })
    .where(
      and(eq(venueRequest.proposalId, proposalId), inArray(venueRequest.status, ['asked', 'confirmed', 'refused'])),
    )
}
