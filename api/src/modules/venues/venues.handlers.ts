import { broken, type venueRoutes } from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { requireInScope } from '../sites/sites.store.ts'
import { venueRequestHandlers } from './venue-requests.handlers.ts'
import { findVenue, insertRooms, insertVenue, listVenues, roomIn, saveRoom, saveVenue } from './venues.store.ts'
import { room, venue } from './venues.tables.ts'

export const venueHandlers = (deps: Deps): Handlers<typeof venueRoutes> => {
  const { database, clock } = deps
  return {
    ...venueRequestHandlers(deps),

    listVenues: ({ query, scope }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        return pageOfRows(
          await listVenues(db, scope, query, window),
          window,
          ({ name, id }) => [name, id],
          ({ item }) => item,
        )
      }),

    getVenue: ({ params, scope }) => database.read(scope, (db) => findVenue(db, scope, params.venueId, clock.now())),

    addVenue: ({ body, scope }) => {
      requireInScope(scope, body.siteId)
      return database.write(scope, async (db) => {
        const { rooms: wanted = [], ...venue } = body
        requireOnePartner(venue)
        const id = await insertVenue(db, venue)
        await insertRooms(db, { id, siteId: body.siteId }, wanted)
        await recordAudit(db, { act: 'venue.added', siteId: body.siteId, entity: 'venue', entityId: id })
        return findVenue(db, scope, id, clock.now())
      })
    },

    changeVenue: ({ params: { venueId }, body, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        await guardVersion(db, scope, venue, venueId, ifMatch)
        const fields = changedFields(body, await findVenue(db, scope, venueId, clock.now()))
        await saveVenue(db, venueId, body)
        const changed = await findVenue(db, scope, venueId, clock.now())
        requireOnePartner(changed)
        await recordAudit(db, {
          act: 'venue.changed',
          siteId: changed.siteId,
          entity: 'venue',
          entityId: venueId,
          fields,
        })
        return changed
      }),

    addRoom: ({ params: { venueId }, body, scope }) =>
      database.write(scope, async (db) => {
        const { siteId } = await findVenue(db, scope, venueId, clock.now())
        const [roomId = ''] = await insertRooms(db, { id: venueId, siteId }, [body])
        await recordAudit(db, { act: 'venue.room_added', siteId, entity: 'venue', entityId: venueId })
        return roomIn(await findVenue(db, scope, venueId, clock.now()), roomId)
      }),

    changeRoom: ({ params: { venueId, roomId }, body, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        const before = roomIn(await findVenue(db, scope, venueId, clock.now()), roomId)
        await guardVersion(db, scope, room, roomId, ifMatch)
        await saveRoom(db, roomId, body)
        const venue = await findVenue(db, scope, venueId, clock.now())
        const fields = changedFields(body, before)
        await recordAudit(db, {
          act: 'venue.room_changed',
          siteId: venue.siteId,
          entity: 'venue',
          entityId: venueId,
          fields,
        })
        return roomIn(venue, roomId)
      }),
  }
}

/** What is ours belongs to no partner. */
function requireOnePartner({ own, partnerId }: { own?: boolean; partnerId?: string | null }): void {
  if (own && partnerId) throw broken('rule-broken', '/partnerId', { rule: 'own-venue' })
}
