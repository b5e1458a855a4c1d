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

    getVenue: (call) => database.read(call.scope, (db) => findVenue(db, call, call.params.venueId, clock.now())),

    addVenue: (call) => {
      const { body, scope } = call
      requireInScope(scope, body.siteId)
      return database.write(scope, async (db) => {
        const { rooms: wanted = [], ...venue } = body
        requireOnePartner(venue)
        const id = await insertVenue(db, venue)
        await insertRooms(db, { id, siteId: body.siteId }, wanted)
        await recordAudit(db, { act: 'venue.added', siteId: body.siteId, entity: 'venue', entityId: id })
        return findVenue(db, call, id, clock.now())
      })
    },

    changeVenue: (call) =>
      database.write(call.scope, async (db) => {
        const { venueId } = call.params
        await guardVersion(db, call.scope, venue, venueId, call.ifMatch)
        const fields = changedFields(call.body, await findVenue(db, call, venueId, clock.now()))
        await saveVenue(db, venueId, call.body)
        const changed = await findVenue(db, call, venueId, clock.now())
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

    addRoom: (call) =>
      database.write(call.scope, async (db) => {
        const { venueId } = call.params
        const { siteId } = await findVenue(db, call, venueId, clock.now())
        const [roomId = ''] = await insertRooms(db, { id: venueId, siteId }, [call.body])
        await recordAudit(db, { act: 'venue.room_added', siteId, entity: 'venue', entityId: venueId })
        return roomIn(await findVenue(db, call, venueId, clock.now()), roomId)
      }),

    changeRoom: (call) =>
      database.write(call.scope, async (db) => {
        const { venueId, roomId } = call.params
        await guardVersion(db, call.scope, room, roomId, call.ifMatch)
        const before = roomIn(await findVenue(db, call, venueId, clock.now()), roomId)
        await saveRoom(db, roomId, call.body)
        const venue = await findVenue(db, call, venueId, clock.now())
        const fields = changedFields(call.body, before)
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
