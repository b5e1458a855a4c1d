import { webhookTypes, type WebhookDelivery } from '@interra/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { Webhook } from 'standardwebhooks'
import { startApi, type Api } from '../../../test/harness.ts'
import type { PartnerKey } from '../../../test/partners.ts'
import { startReceiver, status, taken, type Heard, type Receiver } from '../../../test/receiver.ts'
import { givenReferral, givenStep } from '../../../test/webhooks.ts'
import { createSeal } from '../../platform/seal.ts'
import { sealWebhookSecrets } from './sealed-secrets.store.ts'
import { deliverWebhooksJob, forgetWebhooksJob } from './deliver-webhooks.job.ts'

let t: Api
let receiver: Receiver
beforeAll(async () => {
  // the library that verifies looks at the real clock
  t = await startApi({ now: new Date().toISOString() })
  receiver = await startReceiver()
})
afterEach(() => {
  receiver.answer(taken)
  receiver.heard.length = 0
})
afterAll(() => receiver.stop().then(() => t.stop()))

/** A partner that is told at the receiver. */
async function listening(given: Parameters<Api['partnerKey']>[0] = {}) {
  const partner = await t.partnerKey(given)
  const endpoint = await partner.client.addWebhookEndpoint({ body: { url: receiver.url } })
  return { ...partner, endpoint, params: { endpointId: endpoint.id } }
}
const send = (endpointId: string, timeoutMs = 15_000) => deliverWebhooksJob({ timeoutMs }).run(t.deps, { endpointId })
/** All that partners are told when the clock has gone on by so much: every minute, the job asks for what is due. */
async function after(seconds: number, endpointId: string) {
  t.clock.set(new Date(t.clock.now().getTime() + seconds * 1000))
  await send(endpointId)
}
const deliveriesOf = async ({ client }: PartnerKey): Promise<WebhookDelivery[]> =>
  (await client.listWebhookDeliveries()).items
function latest(): Heard {
  const heard = receiver.heard.at(-1)
  if (!heard) throw new Error('nothing was heard')
  return heard
}
const statuses = () => receiver.heard.map(({ told }) => told.data['status'])

describe('[L4] webhooks', () => {
  test('tell each step thinly, signed as Standard Webhooks say, in the transaction of the step', async () => {
    const partner = await listening()
    const { id, partner_reference } = await givenReferral(t, partner)
    await givenStep(t, id, 1, 'received')
    await givenStep(t, id, 2, null)
    await t.runJobs()
    expect(receiver.heard).toHaveLength(1)
    const { headers, body, told } = latest()
    const data = { id, partnerReference: partner_reference, status: 'received' }
    expect(told).toEqual({ type: 'referral.received', timestamp: t.clock.now().toISOString(), data })
    expect(new Webhook(partner.endpoint.secret).verify(body, headers as Record<string, string>)).toEqual(told)
    expect(() => new Webhook(partner.endpoint.secret).verify(`${body} `, headers as Record<string, string>)).toThrow()
    const [delivery] = await deliveriesOf(partner)
    expect(delivery).toMatchObject({
      status: 'delivered',
      lastStatus: 204,
      attempts: 1,
      eventId: headers['webhook-id'],
    })
    const [kept] = await t.sql('select secret from webhook_endpoint where id = $1', [partner.endpoint.id])
    expect(JSON.stringify(kept)).not.toContain(partner.endpoint.secret.slice(6))
  })

  test('say nothing of somebody who did not agree to feedback, nor once it was taken back', async () => {
    const partner = await listening()
    const silent = await givenReferral(t, partner, { feedback: false })
    await givenStep(t, silent.id, 1, 'received')
    const { id } = await givenReferral(t, partner)
    await givenStep(t, id, 1, 'received')
    await t.sql('update referral set feedback = false where id = $1', [id])
    await send(partner.endpoint.id)
    expect(receiver.heard).toEqual([])
    expect(await deliveriesOf(partner)).toMatchObject([
      { status: 'failed', lastFault: 'consent-withdrawn', attempts: 0 },
    ])
  })

  test('a receiver that is down for a day hears each step once it is up, in order, with the ids of the first tries', async () => {
    const partner = await listening()
    const { id } = await givenReferral(t, partner)
    const other = await givenReferral(t, partner)
    receiver.answer(status(503))
    await givenStep(t, id, 1, 'received')
    await givenStep(t, id, 2, 'in_review')
    await givenStep(t, other.id, 1, 'received')
    await send(partner.endpoint.id)
    // each record's first step was tried, and what follows it waits
    expect(statuses().sort()).toEqual(['received', 'received'])
    const ids = new Set(receiver.heard.map(({ headers }) => headers['webhook-id']))
    for (const wait of [6, 331, 1981, 7921, 19_801, 39_601]) await after(wait, partner.endpoint.id)
    expect(receiver.heard).toHaveLength(14)
    expect(new Set(receiver.heard.map(({ headers }) => headers['webhook-id']))).toEqual(ids)
    await givenStep(t, id, 3, 'accepted')
    receiver.answer(taken)
    receiver.heard.length = 0
    await after(55_441, partner.endpoint.id)
    const told = receiver.heard.filter(({ told: { data } }) => data['id'] === id)
    expect(told.map(({ told: { data } }) => data['status'])).toEqual(['received', 'in_review', 'accepted'])
    expect(ids).toContain(told[0]?.headers['webhook-id'])
    expect((await deliveriesOf(partner)).map((one) => one.status)).toEqual(Array(4).fill('delivered'))
    expect((await partner.client.getWebhookEndpoint(partner)).failingSince).toBeNull()
    // an acknowledgement is no news
    const heard = 'select referral_id, channel from referral_told where referral_id = any ($1)'
    expect(await t.sql(heard, [[id, other.id]])).toEqual([{ referral_id: id, channel: 'webhook' }])
  })

  test('a slow receiver, a redirection, another 4xx and a line that is down are failures that the partner sees', async () => {
    const partner = await listening()
    const ping = async () => (await partner.client.pingWebhookEndpoint(partner)).id
    const fault = async (deliveryId: string) => (await deliveriesOf(partner)).find(({ id }) => id === deliveryId)
    receiver.answer(() => undefined)
    const slow = await ping()
    await send(partner.endpoint.id, 50)
    expect(await fault(slow)).toMatchObject({ status: 'waiting', lastFault: 'timeout', lastStatus: null, attempts: 1 })
    receiver.answer(status(302, { location: 'http://169.254.169.254/latest/meta-data' }))
    const redirected = await ping()
    await send(partner.endpoint.id)
    expect(await fault(redirected)).toMatchObject({ status: 'waiting', lastFault: 'redirection', lastStatus: 302 })
    receiver.answer(status(429, { 'retry-after': '7200' }))
    const busy = await ping()
    await send(partner.endpoint.id)
    expect(await fault(busy)).toMatchObject({ lastFault: 'refused', lastStatus: 429 })
    const wait = Date.parse((await fault(busy))?.dueAt ?? '') - t.clock.now().getTime()
    expect(wait).toBe(7_200_000)
    await partner.client.changeWebhookEndpoint({ ...partner, ifMatch: 2, body: { url: 'http://127.0.0.1:9/none' } })
    const down = await ping()
    await send(partner.endpoint.id)
    expect(await fault(down)).toMatchObject({ lastFault: 'unreachable', lastStatus: null })
  })

  test('an endless answer is cut, and one that was taken counts', async () => {
    const partner = await listening()
    const cut = new Promise<string>((resolve) => {
      receiver.answer((_, response) => {
        response.on('close', () => resolve('cut'))
        response.writeHead(200)
        const more = () => void (response.destroyed || response.write('x'.repeat(65_536), more))
        more()
      })
    })
    await partner.client.pingWebhookEndpoint(partner)
    await send(partner.endpoint.id)
    expect(await cut).toBe('cut')
    expect(await deliveriesOf(partner)).toMatchObject([{ status: 'delivered' }])
  })

  test('410 ends it at once; five days of failing do as well; the partner is told, of the sandbox nobody is', async () => {
    const mails = async () =>
      (
        await t.sql<{ why: string }>("select payload ->> 'why' as why from outbox_message where kind = 'webhook-off'")
      ).map(({ why }) => why)
    receiver.answer(status(410))
    const gone = await listening()
    const tested = await listening({ test: true })
    for (const { client, params, endpoint } of [gone, tested]) {
      await client.pingWebhookEndpoint({ params })
      await send(endpoint.id)
      expect(await client.getWebhookEndpoint({ params })).toMatchObject({ status: 'disabled', disabledBecause: 'gone' })
      await expect(client.pingWebhookEndpoint({ params })).rejects.toHaveProblem('act-not-possible')
    }
    expect(await mails()).toEqual(['gone'])
    receiver.answer(status(500))
    const failing = await listening()
    const { id } = await givenReferral(t, failing)
    await givenStep(t, id, 1, 'received')
    for (const day of [0, 2, 2]) await after(day * 86_400, failing.endpoint.id)
    expect(await failing.client.getWebhookEndpoint(failing)).toMatchObject({ status: 'active' })
    await after(86_400, failing.endpoint.id)
    const off = await failing.client.getWebhookEndpoint(failing)
    expect(off).toMatchObject({ status: 'disabled', disabledBecause: 'failing' })
    expect(await mails()).toEqual(['gone', 'failing'])
    // what happens meanwhile is not sent, and can be asked for
    const since = t.clock.now().toISOString()
    await givenStep(t, id, 2, 'accepted')
    receiver.answer(taken)
    receiver.heard.length = 0
    await send(failing.endpoint.id)
    expect(receiver.heard).toEqual([])
    await failing.client.changeWebhookEndpoint({ ...failing, ifMatch: off.version, body: { status: 'active' } })
    expect(await failing.client.replayWebhooks({ ...failing, body: { since } })).toEqual({ count: 1 })
    await send(failing.endpoint.id)
    expect(statuses()).toEqual(['received', 'accepted'])
  })

  test('one is sent again with the same id, by the partner and by staff, who leave a trace', async () => {
    const partner = await listening()
    const { id } = await givenReferral(t, partner)
    await givenStep(t, id, 1, 'received')
    await send(partner.endpoint.id)
    const [delivery] = await deliveriesOf(partner)
    const deliveryId = delivery?.id ?? ''
    await partner.client.replayWebhookDelivery({ params: { deliveryId } })
    await send(partner.endpoint.id)
    const coordinator = await t.as('coordinator')
    const params = { partnerId: partner.partnerId }
    expect((await coordinator.listPartnerWebhooks({ params })).items).toMatchObject([{ id: partner.endpoint.id }])
    expect((await coordinator.listPartnerDeliveries({ params })).items).toMatchObject([{ id: deliveryId }])
    await coordinator.replayPartnerDelivery({ params: { ...params, deliveryId } })
    await send(partner.endpoint.id)
    expect(new Set(receiver.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(receiver.heard).toHaveLength(3)
    const traces = await t.sql("select actor_kind from audit_event where act = 'webhook.replayed' and entity_id = $1", [
      partner.endpoint.id,
    ])
    expect(traces.map((one) => one['actor_kind']).sort()).toEqual(['account', 'key'])
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    await expect(elsewhere.listPartnerDeliveries({ params })).rejects.toHaveProblem('not-found')
  })

  test('while a secret is replaced, both verify; then the new one alone', async () => {
    const partner = await listening()
    const { secret } = await partner.client.rotateWebhookSecret(partner)
    await partner.client.pingWebhookEndpoint(partner)
    await send(partner.endpoint.id)
    const signatures = () => String(latest().headers['webhook-signature']).split(' ')
    const signedBy = (one: string) => {
      const { headers, body } = latest()
      const at = new Date(Number(headers['webhook-timestamp']) * 1000)
      return new Webhook(one).sign(String(headers['webhook-id']), at, body)
    }
    expect(signatures()).toEqual([signedBy(secret), signedBy(partner.endpoint.secret)])
    await partner.client.pingWebhookEndpoint(partner)
    await after(25 * 3600, partner.endpoint.id)
    expect(signatures()).toEqual([signedBy(secret)])
  })

  test('are asked for at public https addresses only, and never known to another partner', async () => {
    const partner = await listening()
    const other = await t.partnerKey()
    const sandbox = await t.partnerKey({ partnerId: partner.partnerId, test: true })
    expect(partner.endpoint.types).toEqual(webhookTypes)
    for (const url of [
      'http://example.org/hook',
      'https://10.0.0.1/hook',
      'https://[::ffff:10.0.0.1]/',
      'https://a@b.be/',
    ])
      await expect(partner.client.addWebhookEndpoint({ body: { url } })).rejects.toMatchObject({
        extra: { errors: [{ pointer: '/url' }] },
      })
    for (const { client } of [other, sandbox]) {
      expect((await client.listWebhookEndpoints()).items).toEqual([])
      await expect(client.getWebhookEndpoint(partner)).rejects.toHaveProblem('not-found')
      await expect(client.rotateWebhookSecret(partner)).rejects.toHaveProblem('not-found')
      await expect(client.pingWebhookEndpoint(partner)).rejects.toHaveProblem('not-found')
      expect((await client.listWebhookDeliveries({ query: partner.params })).items).toEqual([])
    }
    const one = () => other.client.addWebhookEndpoint({ body: { url: receiver.url } })
    const added = await Promise.all(Array.from({ length: 10 }, one))
    await expect(one()).rejects.toMatchObject({
      extra: { errors: [{ pointer: '/url', params: { rule: 'too-many' } }] },
    })
    const off = { params: { endpointId: added[0]?.id ?? '' }, ifMatch: 1, body: { status: 'disabled' } } as const
    await other.client.changeWebhookEndpoint(off)
    await one()
    const on = { ...off, ifMatch: 2, body: { status: 'active' } } as const
    await expect(other.client.changeWebhookEndpoint(on)).rejects.toHaveProblem('rule-broken')
    const reading = await t.partnerKey({ scopes: ['referrals:read'] })
    await expect(reading.client.listWebhookEndpoints()).rejects.toHaveProblem('scope-missing')
  })

  test('what was told is kept for ninety days', async () => {
    const partner = await listening()
    const now = t.clock.now().getTime()
    for (const days of [91, 89]) {
      t.clock.set(new Date(now - days * 86_400_000))
      await givenStep(t, (await givenReferral(t, partner)).id, 1, 'received')
    }
    t.clock.set(new Date(now))
    await forgetWebhooksJob.run(t.deps, {})
    expect(await deliveriesOf(partner)).toHaveLength(1)
    expect(await t.sql('select from webhook_event where partner_id = $1', [partner.partnerId])).toHaveLength(1)
  })

  test('stop with the agreement', async () => {
    const partner = await listening()
    const { id } = await givenReferral(t, partner)
    await givenStep(t, id, 1, 'received')
    await t.sql("update agreement set ends_on = '2025-06-30' where partner_id = $1", [partner.partnerId])
    await send(partner.endpoint.id)
    expect(receiver.heard).toEqual([])
  })

  test('keep their secrets when the key that seals is replaced, and are missed when it is lost', async () => {
    const { endpoint } = await listening()
    const [first] = t.config.secretsKeys
    const second = Buffer.alloc(32, 9)
    await expect(sealWebhookSecrets(t.database, createSeal([second]))).rejects.toThrow('SECRETS_KEY lacks the key')
    await sealWebhookSecrets(t.database, createSeal(first ? [second, first] : []))
    const [row] = await t.sql<{ secret: string }>('select secret from webhook_endpoint where id = $1', [endpoint.id])
    expect(createSeal([second]).open(row?.secret ?? '', `webhook:${endpoint.id}`)).toBe(endpoint.secret)
    await sealWebhookSecrets(t.database, createSeal(first ? [first, second] : []))
  })
})
