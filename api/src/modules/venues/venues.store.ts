import {
  broken,
  problem,
  who,
  type ChangeRoom,
  type ChangeVenue,
  type Room,
  type Venue,
  type VenueDetail,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Actor, Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { findVenueSql, listVenuesSql } from './venues.sql.ts'
import { room, venue } from './venues.tables.ts'

export interface VenueFilters {
  readonly siteId?: string
  readonly text?: string
  readonly own?: boolean
  readonly stepFree?: boolean
  readonly active?: boolean
}
export interface ListedVenue {
  readonly name: string
  readonly id: string
  readonly item: Venue
}

export function listVenues(
  db: Db,
  scope: Scope,
  filters: VenueFilters,
  { take, after }: Window,
): Promise<ListedVenue[]> {
  return db.hot<ListedVenue & Record<string, unknown>>(listVenuesSql, [
    scope.filterSites,
    filters.siteId ?? null,
    filters.text ?? null,
    filters.own ?? null,
    filters.stepFree ?? null,
    filters.active ?? null,
    after?.[0] ?? null,
    after?.[1] ?? null,
    take,
  ])
}

/** A venue with its rooms, and the requests that the actor may read. Throws `not-found`. */
export async function findVenue(
  db: Db,
  { scope, actor }: { readonly scope: Scope; readonly actor: Pick<Actor, 'sitesWith'> },
  venueId: string,
  now: Date,
): Promise<VenueDetail> {
  // rooms are everybody's; what they are asked for is InterAct's
  const requestSites = actor.sitesWith(who.allStaff, 'interact')
  const [found] = await db.hot<{ venue: VenueDetail }>(findVenueSql, [venueId, scope.filterSites, now, requestSites])
  if (!found) throw problem('not-found')
  return found.venue
}

type NewVenue = ChangeVenue & { readonly siteId: string; readonly name: string }
type NewRoom = Omit<ChangeRoom, 'active'> & Pick<Room, 'name' | 'capacity'>

const partnerUnknown = (error: unknown): never =>
  onConstraint(error, {
    venue_partner_id_site_id_fkey: () => broken('rule-broken', '/partnerId', { rule: 'unknown' }),
  })

export async function insertVenue(db: Db, wanted: NewVenue): Promise<string> {
  const id = newId()
  await db
    .insert(venue)
    .values({ id, ...wanted })
    .catch(partnerUnknown)
  return id
}

export async function saveVenue(db: Db, venueId: string, change: ChangeVenue): Promise<void> {
  if (Object.keys(change).length > 0)
    await db.update(venue).set(change).where(eq(venue.id, venueId)).catch(partnerUnknown)
}

export async function insertRooms(
  db: Db,
  venue: { readonly id: string; readonly siteId: string },
  wanted: readonly NewRoom[],
): Promise<string[]> {
  const made = wanted.map((room) => ({ id: newId(), siteId: venue.siteId, venueId: venue.id, ...room }))
  if (made.length > 0) await db.insert(room).values(made)
  return made.map(({ id }) => id)
}

export async function saveRoom(db: Db, roomId: string, change: ChangeRoom): Promise<void> {
  if (Object.keys(change).length > 0) await db.update(room).set(change).where(eq(room.id, roomId))
}

/** A room among those of a venue. Throws `not-found`. */
export function roomIn(venue: Pick<Venue, 'rooms'>, roomId: string): Room {
  const room = venue.rooms.find(({ id }) => id === roomId)
  if (!room) throw problem('not-found')
  return room
}
