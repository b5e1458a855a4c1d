import type { webhookRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { findDelivery, listDeliveries, listEndpoints, reachOf, requireActive, resend } from './webhooks.store.ts'

type StaffRoutes = Pick<typeof webhookRoutes, 'listPartnerWebhooks' | 'listPartnerDeliveries' | 'replayPartnerDelivery'>

export const staffWebhookHandlers = ({ database, clock }: Deps): Handlers<StaffRoutes> => ({
  listPartnerWebhooks: ({ params, query, scope }) =>
    database.read(scope, async (db) => ({
      items: await listEndpoints(db, await reachOf(db, scope, params.partnerId, query.sandbox)),
    })),

  listPartnerDeliveries: ({ params, query, scope }) =>
    database.read(scope, async (db) => {
      const window = windowOf(query, 2)
      const reach = await reachOf(db, scope, params.partnerId, query.sandbox)
      const rows = await listDeliveries(db, reach, query, window)
      return pageOfRows(
        rows,
        window,
        ({ at, id }) => [at, id],
        ({ item }) => item,
      )
    }),

  replayPartnerDelivery: ({ params: { partnerId, deliveryId }, scope }) =>
    database.write(scope, async (db) => {
      const reach = await reachOf(db, scope, partnerId)
      const { siteId, endpointId, endpointStatus } = await findDelivery(db, reach, deliveryId)
      requireActive({ status: endpointStatus })
      await resend(db, deliveryId, endpointId, clock.now())
      await recordAudit(db, { act: 'webhook.replayed', siteId, entity: 'webhook_endpoint', entityId: endpointId })
      return (await findDelivery(db, reach, deliveryId)).item
    }),
})
