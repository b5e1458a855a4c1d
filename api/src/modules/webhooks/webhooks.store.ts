import {
  broken,
  problem,
  webhookEndpointsOn,
  type DeliveryStatus,
  type WebhookDelivery,
  type WebhookEndpoint,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { webhookEndpoint } from './webhooks.tables.ts'
import {
  deliveriesSql,
  deliverySql,
  endpointSql,
  endpointsSql,
  holdEndpointSql,
  resendSinceSql,
  resendSql,
  wakeSql,
} from './webhooks.sql.ts'

export const deliverTask = 'deliver-webhooks'

/** Whose webhooks are looked at: a partner's, of the sandbox or not; from these sites, when staff look. */
export interface Reach {
  readonly partnerId: string
  readonly test: boolean
  readonly sites: readonly string[] | null
}

/** The partner whose key calls. */
export function ownReach({ partner }: Scope): Reach & { readonly siteId: string } {
  if (!partner) throw problem('not-allowed')
  return { partnerId: partner.id, siteId: partner.siteId, test: partner.test, sites: null }
}

/** A partner that staff look at. Throws `not-found` out of scope. */
export async function reachOf(db: Db, scope: Scope, partnerId: string, test = false): Promise<Reach> {
  const text = 'select from partner where id = $1 and site_id = any ($2)'
  const found = await db.hot({ name: 'webhook-partner', text }, [partnerId, scope.filterSites])
  if (found.length === 0) throw problem('not-found')
  return { partnerId, test, sites: scope.filterSites }
}

const values = ({ partnerId, test, sites }: Reach) => [partnerId, test, sites]

export async function listEndpoints(db: Db, reach: Reach): Promise<WebhookEndpoint[]> {
  const rows = await db.hot<{ endpoint: WebhookEndpoint }>(endpointsSql, values(reach))
  return rows.map(({ endpoint }) => endpoint)
}

/** Throws `not-found`. */
export async function findEndpoint(db: Db, reach: Reach, endpointId: string): Promise<WebhookEndpoint> {
  const [found] = await db.hot<{ endpoint: WebhookEndpoint }>(endpointSql, [...values(reach), endpointId])
  if (!found) throw problem('not-found')
  return found.endpoint
}

export interface HeldEndpoint extends Record<string, unknown> {
  readonly version: number
  readonly status: 'active' | 'disabled'
  readonly secret: string
}
/** Until the transaction ends nobody else changes it. Throws `not-found`. */
export async function holdEndpoint(db: Db, reach: Reach, endpointId: string): Promise<HeldEndpoint> {
  const [held] = await db.hot<HeldEndpoint>(holdEndpointSql, [...values(reach), endpointId])
  if (!held) throw problem('not-found')
  return held
}

const tooMany = (error: unknown) =>
  onConstraint(error, {
    webhook_endpoint_ten: () => broken('rule-broken', '/url', { rule: 'too-many', limit: webhookEndpointsOn }),
  })
type Row = typeof webhookEndpoint.$inferInsert
export async function insertEndpoint(db: Db, row: Row): Promise<void> {
  await db.insert(webhookEndpoint).values(row).catch(tooMany)
}
export async function saveEndpoint(db: Db, endpointId: string, changed: Partial<Row>): Promise<void> {
  await db.update(webhookEndpoint).set(changed).where(eq(webhookEndpoint.id, endpointId)).catch(tooMany)
}

interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly at: string
  readonly item: WebhookDelivery
}
export const listDeliveries = (
  db: Db,
  reach: Reach,
  { endpointId, status }: { endpointId?: string; status?: DeliveryStatus },
  { take, after }: Window,
) =>
  db.hot<Listed>(deliveriesSql, [
    ...values(reach),
    endpointId ?? null,
    status ?? null,
    after?.[0] ?? null,
    after?.[1] ?? null,
    take,
  ])

interface FoundDelivery extends Record<string, unknown> {
  readonly item: WebhookDelivery
  readonly endpointId: string
  readonly siteId: string
  readonly endpointStatus: string
}
/** Throws `not-found`. */
export async function findDelivery(db: Db, reach: Reach, deliveryId: string): Promise<FoundDelivery> {
  const [found] = await db.hot<FoundDelivery>(deliverySql, [...values(reach), deliveryId])
  if (!found) throw problem('not-found')
  return found
}

/** A message that tells nothing but that it comes. Answers its delivery. */
export async function insertPing(
  db: Db,
  { partnerId, siteId, test }: Reach & { readonly siteId: string },
  endpointId: string,
  now: Date,
): Promise<string> {
  const [eventId, deliveryId] = [newId(), newId()]
  const body = JSON.stringify({ type: 'ping', timestamp: now.toISOString(), data: { id: endpointId } })
  const event = `insert into webhook_event (id, site_id, partner_id, is_test, type, body, at)
    values ($1, $2, $3, $4, 'ping', $5, $6)`
  await db.hot({ name: 'webhook-ping', text: event }, [eventId, siteId, partnerId, test, body, now])
  const delivery = `insert into webhook_delivery (id, site_id, partner_id, is_test, endpoint_id, event_id, due_at)
    values ($1, $2, $3, $4, $5, $6, $7)`
  const row = [deliveryId, siteId, partnerId, test, endpointId, eventId, now]
  await db.hot({ name: 'webhook-ping-delivery', text: delivery }, row)
  await enqueueDelivery(db, endpointId)
  return deliveryId
}

export async function resend(db: Db, deliveryId: string, endpointId: string, now: Date): Promise<void> {
  await db.hot(resendSql, [deliveryId, now])
  await enqueueDelivery(db, endpointId)
}

/** An endpoint that is on again does not wait for the tries that were planned. */
export async function wake(db: Db, endpointId: string, now: Date): Promise<void> {
  await db.hot(wakeSql, [endpointId, now])
  await enqueueDelivery(db, endpointId)
}

/** Answers how many. */
export async function resendSince(db: Db, reach: Reach, endpointId: string, since: string, now: Date): Promise<number> {
  const sent = await db.hot(resendSinceSql, [...values(reach), endpointId, since, now])
  await enqueueDelivery(db, endpointId)
  return sent.length
}

export const enqueueDelivery = (db: Db, endpointId: string) =>
  enqueue(db, { task: deliverTask, payload: { endpointId }, key: `webhook:${endpointId}` })

/** Nothing is sent to an address that is off. */
export function requireActive({ status }: { readonly status: string }): void {
  if (status !== 'active') throw problem('act-not-possible', { params: { status } })
}
