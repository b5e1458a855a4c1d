import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '../src/platform/ids.ts'
import type { Sites } from './base-data.ts'
import type { Api } from './harness.ts'
import type { PartnerKey } from './partners.ts'

/** A referral of a partner, as a row; feedback agreed to. */
export async function givenReferral(
  t: Api,
  { partnerId, siteId }: Pick<PartnerKey, 'partnerId' | 'siteId'>,
  more: Readonly<Record<string, unknown>> = {},
): Promise<{ id: string; partner_reference: string }> {
  const now = t.clock.now()
  const id = newId()
  return t.insert('referral', {
    id,
    site_id: siteId,
    partner_id: partnerId,
    channel: 'api',
    partner_reference: `R-${id.slice(-12)}`,
    body_hash: 'x',
    received: '{}',
    status_since: now,
    feedback: true,
    referred_at: now,
    received_at: now,
    ...more,
  })
}

/**
 * Waits until every transaction of the server older than this moment has ended: the feed tells what is before them all,
 * and the databases of other tests are on the same server.
 */
export async function settled(t: Api): Promise<void> {
  const [row] = await t.sql<{ id: string }>('select pg_current_xact_id()::text as id')
  for (;;) {
    const sql = 'select pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8 as past'
    const [now] = await t.sql<{ past: boolean }>(sql, [row?.id])
    if (now?.past) return
    await pause(5)
  }
}

/** A step of a referral that its partner may read. */
export async function givenStep(
  t: Api,
  referralId: string,
  seq: number,
  partnerStatus: string | null,
): Promise<unknown> {
  return t.sql(
    `insert into referral_event (id, site_id, partner_id, is_test, referral_id, seq, to_status, partner_status, at,
       actor_kind)
     select $1, site_id, partner_id, is_test, id, $3, status, $4, $5, 'staff' from referral where id = $2`,
    [newId(), referralId, seq, partnerStatus, t.clock.now()],
  )
}

/** An endpoint of a partner, with a delivery: for the loops over the contract. */
export async function oneWebhook(t: Api, site: keyof Sites, partnerId: string) {
  const owned = { site_id: t.sites[site], partner_id: partnerId, is_test: false }
  const [endpointId, eventId, deliveryId] = [newId(), newId(), newId()]
  const at = t.clock.now()
  await t.insert('webhook_endpoint', {
    id: endpointId,
    ...owned,
    url: 'https://a.be/',
    secret: 'x',
    types: ['referral.ended'],
  })
  await t.insert('webhook_event', { id: eventId, ...owned, type: 'ping', body: '{}', at })
  await t.insert('webhook_delivery', {
    id: deliveryId,
    ...owned,
    endpoint_id: endpointId,
    event_id: eventId,
    due_at: at,
  })
  return { partnerId, endpointId, deliveryId }
}
