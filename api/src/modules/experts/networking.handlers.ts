import { problem, type expertRoutes } from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { requireInScope } from '../sites/sites.store.ts'
import { networkingEvent } from './experts.tables.ts'
import { findEvent, insertEvent, listEvents, saveEvent } from './networking.store.ts'

type NetworkingHandlers = Pick<
  Handlers<typeof expertRoutes>,
  'listNetworkingEvents' | 'addNetworkingEvent' | 'changeNetworkingEvent' | 'removeNetworkingEvent'
>
const entity = 'networking_event'

export const networkingHandlers = ({ database, clock }: Deps): NetworkingHandlers => ({
  listNetworkingEvents: ({ query, scope }) =>
    database.read(scope, async (db) => {
      const window = windowOf(query, 2)
      return pageOfRows(
        await listEvents(db, scope, query.siteId, window),
        window,
        ({ since, id }) => [since, id],
        ({ item }) => item,
      )
    }),

  addNetworkingEvent: ({ body, scope, actor }) => {
    requireInScope(scope, body.siteId)
    return database.write(scope, async (db) => {
      const id = await insertEvent(db, body, actor.accountId)
      const { event, today } = await findEvent(db, scope, id, clock.now())
      if (event.heldOn > today) throw problem('not-in-the-future')
      await recordAudit(db, { act: `${entity}.added`, siteId: event.siteId, entity, entityId: id })
      return event
    })
  },

  changeNetworkingEvent: ({ params: { networkingEventId: entityId }, body, scope, actor, ifMatch }) =>
    database.write(scope, async (db) => {
      const { event, today } = await findEvent(db, scope, entityId, clock.now())
      await guardVersion(db, scope, networkingEvent, entityId, ifMatch)
      if ((body.heldOn ?? event.heldOn) > today) throw problem('not-in-the-future')
      await saveEvent(db, event, body, actor.accountId)
      const fields = changedFields(body, { ...event, personIds: event.people?.map(({ personId }) => personId) })
      await recordAudit(db, { act: `${entity}.changed`, siteId: event.siteId, entity, entityId, fields })
      return (await findEvent(db, scope, entityId, clock.now())).event
    }),

  removeNetworkingEvent: async ({ params: { networkingEventId: entityId }, scope, actor, ifMatch }) => {
    await database.write(scope, async (db) => {
      const { event } = await findEvent(db, scope, entityId, clock.now())
      await guardVersion(db, scope, networkingEvent, entityId, ifMatch)
      await saveEvent(db, event, { removedAt: clock.now(), removedBy: actor.accountId }, actor.accountId)
      await recordAudit(db, { act: `${entity}.removed`, siteId: event.siteId, entity, entityId })
    })
    return undefined
  },
})
