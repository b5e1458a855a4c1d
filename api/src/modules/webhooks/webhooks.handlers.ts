import { broken, oldSecretHours, problem, webhookTypes, type webhookRoutes } from '@interra/contracts'
import { randomBytes } from 'node:crypto'
import { isLoopback } from '../../config.ts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { createSeal } from '../../platform/seal.ts'
import { isWebhookAddress } from './address.ts'
import { sealedFor } from './secret.ts'
import { staffWebhookHandlers } from './staff-webhooks.handlers.ts'
import {
  findDelivery,
  findEndpoint,
  holdEndpoint,
  insertEndpoint,
  insertPing,
  listDeliveries,
  listEndpoints,
  ownReach,
  requireActive,
  resend,
  resendSince,
  saveEndpoint,
  wake,
} from './webhooks.store.ts'

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`

export const webhookHandlers = (deps: Deps): Handlers<typeof webhookRoutes> => {
  const { database, clock, config } = deps
  const seal = createSeal(config.secretsKeys)
  const loopback = isLoopback(config.publicUrl.hostname)
  const requireAddress = (url: string | undefined) => {
    if (url !== undefined && !isWebhookAddress(url, loopback))
      throw broken('rule-broken', '/url', { rule: 'public-https-only' })
  }
  const requireSeal = () => {
    if (!seal.ready) throw problem('act-not-possible', { params: { missing: 'SECRETS_KEY' } })
  }
  const audit = (db: Db, siteId: string, act: string, entityId: string) =>
    recordAudit(db, { act: `webhook.${act}`, siteId, entity: 'webhook_endpoint', entityId })

  return {
    listWebhookEndpoints: ({ scope }) =>
      database.read(scope, async (db) => ({ items: await listEndpoints(db, ownReach(scope)) })),

    addWebhookEndpoint: ({ body, scope }) => {
      requireSeal()
      requireAddress(body.url)
      const { partnerId, siteId, test: isTest, sites } = ownReach(scope)
      const id = newId()
      const secret = newSecret()
      return database.write(scope, async (db) => {
        const { types = [...webhookTypes], url } = body
        const sealed = seal.close(secret, sealedFor(id))
        await insertEndpoint(db, { id, siteId, partnerId, isTest, url, secret: sealed, types })
        await audit(db, siteId, 'added', id)
        return { ...(await findEndpoint(db, { partnerId, test: isTest, sites }, id)), secret }
      })
    },

    getWebhookEndpoint: ({ params, scope }) =>
      database.read(scope, (db) => findEndpoint(db, ownReach(scope), params.endpointId)),

    changeWebhookEndpoint: ({ params: { endpointId }, body, scope, ifMatch }) => {
      requireAddress(body.url)
      const reach = ownReach(scope)
      return database.write(scope, async (db) => {
        const held = await holdEndpoint(db, reach, endpointId)
        if (held.version !== ifMatch) throw problem('version-outdated', { params: { version: held.version } })
        const { status, ...wanted } = body
        const off = status === 'disabled' && held.status === 'active' ? { disabledBecause: 'partner' as const } : {}
        const on = status === 'active' ? { disabledBecause: null, failingSince: null } : {}
        if (Object.keys(body).length > 0)
          await saveEndpoint(db, endpointId, { ...wanted, ...(status && { status }), ...off, ...on })
        if (status === 'active') await wake(db, endpointId, clock.now())
        await audit(db, reach.siteId, 'changed', endpointId)
        return findEndpoint(db, reach, endpointId)
      })
    },

    rotateWebhookSecret: ({ params: { endpointId }, scope }) => {
      requireSeal()
      const reach = ownReach(scope)
      const secret = newSecret()
      return database.write(scope, async (db) => {
        const held = await holdEndpoint(db, reach, endpointId)
        const oldSecretUntil = new Date(clock.now().getTime() + oldSecretHours * 3_600_000)
        const sealed = seal.close(secret, sealedFor(endpointId))
        await saveEndpoint(db, endpointId, { secret: sealed, oldSecret: held.secret, oldSecretUntil })
        await audit(db, reach.siteId, 'secret_replaced', endpointId)
        return { secret, oldSecretUntil: oldSecretUntil.toISOString() }
      })
    },

    pingWebhookEndpoint: ({ params: { endpointId }, scope }) => {
      const reach = ownReach(scope)
      return database.write(scope, async (db) => {
        requireActive(await holdEndpoint(db, reach, endpointId))
        const deliveryId = await insertPing(db, reach, endpointId, clock.now())
        return (await findDelivery(db, reach, deliveryId)).item
      })
    },

    replayWebhooks: ({ params: { endpointId }, body, scope }) => {
      const reach = ownReach(scope)
      return database.write(scope, async (db) => {
        requireActive(await holdEndpoint(db, reach, endpointId))
        const count = await resendSince(db, reach, endpointId, body.since, clock.now())
        await audit(db, reach.siteId, 'replayed', endpointId)
        return { count }
      })
    },

    listWebhookDeliveries: ({ query, scope }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        const rows = await listDeliveries(db, ownReach(scope), query, window)
        return pageOfRows(
          rows,
          window,
          ({ at, id }) => [at, id],
          ({ item }) => item,
        )
      }),

    replayWebhookDelivery: ({ params: { deliveryId }, scope }) => {
      const reach = ownReach(scope)
      return database.write(scope, async (db) => {
        const found = await findDelivery(db, reach, deliveryId)
        requireActive({ status: found.endpointStatus })
        await resend(db, deliveryId, found.endpointId, clock.now())
        await audit(db, reach.siteId, 'replayed', found.endpointId)
        return (await findDelivery(db, reach, deliveryId)).item
      })
    },

    ...staffWebhookHandlers(deps),
  }
}
