import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { lookAfterKeysJob } from './keys.jobs.ts'
import { isWholeKey } from '../../platform/key-text.ts'

let t: Api
let lead: ApiClient
beforeAll(async () => {
  t = await startApi()
  lead = await t.as('programme_lead')
})
afterAll(() => t.stop())

const addPartner = () =>
  lead.addPartner({
    body: { siteId: t.sites.liege, name: 'CPAS d’Outremeuse', types: ['cpas'], email: 'cpas@example.org' },
  })
const createKey = (partnerId: string, more: object = {}) =>
  lead.createPartnerKey({ params: { partnerId }, body: { name: 'Logiciel', scopes: ['referrals:read'], ...more } })
const keysOf = async (partnerId: string) => (await lead.listPartnerKeys({ params: { partnerId } })).items

test('[L2] a key is shown once: afterwards nothing that is kept, listed or traced holds it', async () => {
  const { id: partnerId } = await addPartner()
  const made = await createKey(partnerId, { contactEmail: 'dev@example.org' })
  expect(isWholeKey(made.key)).toBe(true)
  expect(made).toMatchObject({
    state: 'live',
    test: false,
    publicId: made.key.slice(9, 17),
    lastFour: made.key.slice(-4),
  })
  expect(made.expiresAt).toMatch(/^2027-11-22T23:00:00/)
  const { key, ...shown } = made
  expect(await keysOf(partnerId)).toEqual([shown])
  const secret = key.slice(18, 61)
  const tables = await t.sql<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`,
  )
  for (const { name } of tables)
    expect(await t.sql(`select 1 from ${name} r where r::text like '%' || $1 || '%'`, [secret])).toEqual([])
  const [audit] = await t.sql(`select entity_id from audit_event where act = 'api_key.created' and entity_id = $1`, [
    made.id,
  ])
  expect(audit).toBeDefined()
})

test('[L2] a key lasts a year at most, has scopes of a partner only, and belongs to its site', async () => {
  const { id: partnerId } = await addPartner()
  expect((await createKey(partnerId, { expiresOn: '2027-11-22', test: true })).key).toMatch(/^itr_test_/)
  await expect(createKey(partnerId, { expiresOn: '2027-11-23' })).rejects.toHaveProblem('rule-broken')
  await expect(createKey(partnerId, { expiresOn: '2026-11-22' })).rejects.toHaveProblem('rule-broken')
  await expect(createKey(partnerId, { scopes: ['figures:read'] })).rejects.toHaveProblem('validation-failed')
  await expect(createKey(partnerId, { scopes: [] })).rejects.toHaveProblem('validation-failed')
  const pilot = await t.as('programme_lead', { site: 'pilot' })
  const [key] = await keysOf(partnerId)
  await expect(pilot.listPartnerKeys({ params: { partnerId } })).rejects.toHaveProblem('not-found')
  await expect(pilot.revokeKey({ params: { keyId: key?.id ?? '' }, body: { reason: 'x' } })).rejects.toHaveProblem(
    'not-found',
  )
  const coordinator = await t.as('coordinator')
  await expect(coordinator.listPartnerKeys({ params: { partnerId } })).rejects.toHaveProblem('not-allowed')
})

test('[L2] two keys are live while one takes over from the other, of each kind; a third is refused, at once too', async () => {
  const { id: partnerId } = await addPartner()
  const first = await createKey(partnerId)
  const tries = await Promise.allSettled([1, 2, 3, 4].map(() => createKey(partnerId)))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(createKey(partnerId)).rejects.toHaveProblem('keys-two-live')
  await createKey(partnerId, { test: true })
  const revoked = await lead.revokeKey({ params: { keyId: first.id }, body: { reason: 'Remplacée' } })
  expect(revoked).toMatchObject({ state: 'revoked' })
  const again = await lead.revokeKey({ params: { keyId: first.id }, body: { reason: 'Encore' } })
  expect(again.revokedAt).toBe(revoked.revokedAt)
  await createKey(partnerId)
})

test('[L2] whoever looks after a key hears 30 and 7 days before its end, once each, and never of the sandbox', async () => {
  const day = 86_400_000
  const inDays = (days: number) => new Date(t.clock.now().getTime() + days * day)
  const key = (days: number, more: object = {}) => ({
    key: { name: `Dans ${days} jours`, created_at: inDays(-300), expires_at: inDays(days), ...more },
  })
  const to = { contact_email: 'dev@example.org' }
  const soon = await t.partnerKey({ ...key(30, to), partner: { name: 'CPAS du Quai', contact_language: 'nl' } })
  await t.partnerKey(key(7))
  const none = [
    key(31),
    key(20, { created_at: inDays(-1) }),
    key(5, { revoked_at: inDays(-1) }),
    { ...key(5), test: true },
  ]
  for (const given of none) await t.partnerKey(given)
  await t.insert('access_token', {
    token_hash: 'x',
    key_id: soon.keyId,
    scopes: ['referrals:read'],
    created_at: inDays(-2),
    expires_at: inDays(-1),
  })
  const mails = () =>
    t.sql(`select address, locale, payload ->> 'key' as key, payload ->> 'untilOn' as until from outbox_message
      where kind = 'key-expiring' order by id`)
  for (let run = 0; run < 2; run++) await lookAfterKeysJob.run(t.deps, {})
  const expected = [
    { address: 'dev@example.org', locale: 'nl', key: 'Dans 30 jours', until: '2026-12-22' },
    { address: 'centre@example.org', locale: 'fr', key: 'Dans 7 jours', until: '2026-11-29' },
  ]
  expect(await mails()).toHaveLength(2)
  expect(await mails()).toEqual(expect.arrayContaining(expected))
  expect(await t.sql('select 1 from access_token')).toEqual([])
  t.clock.set(inDays(23))
  await lookAfterKeysJob.run(t.deps, {})
  expect((await mails()).filter((mail) => mail['key'] === 'Dans 30 jours')).toHaveLength(2)
  await t.runJobs()
})
