import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { oneOfEach, operations, paramsOf, send } from '../../../test/contract/objects.ts'
import { valid, type Known } from '../../../test/contract/values.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import type { PartnerKey } from '../../../test/partners.ts'
import { referralBody } from '../../../test/referrals.ts'

let t: Api
let one: PartnerKey
let other: PartnerKey
beforeAll(async () => {
  t = await startApi()
  one = await t.partnerKey({ partner: { name: 'CPAS Zanzibar', email: 'zanzibar@example.org' } })
  other = await t.partnerKey()
})
afterAll(() => t.stop())

const secret = referralBody(
  {
    partnerReference: 'ZZ-canary-1',
    message: 'Zcanary message',
    referrer: { name: 'Zcanary Agent', email: 'z@canary.example' },
  },
  {
    givenName: 'Zcanary',
    familyName: 'Zcanaryson',
    contact: { preference: 'phone', phone: '+32470999111', email: 'zc@canary.example' },
  },
)
const told = /canary|zanzibar|470999111/i
const sample = (schema: object | undefined, known: Known): unknown =>
  schema && fc.sample(valid(schema, known, ''), { numRuns: 1, seed: 7 })[0]

test('[F5] through no route of the partner door, list, filter or refusal does one partner learn of those of another', async () => {
  const sent = await one.client.sendReferral({ body: secret, idempotencyKey: 'canary' })
  // all that one partner has, as another may guess it
  const known: Known = { ...(await oneOfEach(t, 'liege')), referralId: sent.id, partnerId: one.partnerId }
  const faults: string[] = []
  const doors = operations.filter(
    ({ route: { access, path } }) => typeof access === 'object' && access.keys && path.startsWith('/v1/partner'),
  )
  for (const { name, route } of doors) {
    const { body, status } = await ask(name, known)
    if (told.test(body)) faults.push(`${name} tells ${body.slice(0, 200)}`)
    const namesReferral = route.path.includes(':referralId')
    if (namesReferral && status !== 404) faults.push(`${name}: ${status}`)
  }
  expect(faults).toEqual([])
  expect(doors.length).toBeGreaterThan(5)

  async function ask(name: string, ids: Known) {
    const route = operations.find((operation) => operation.name === name)?.route
    if (!route) throw new Error(name)
    const headers = { authorization: `Bearer ${other.key}` }
    const request = { params: paramsOf(route, ids), body: sample(route.body, ids), headers }
    const { status, text } = await send(t, route, request)
    return { status, body: text }
  }
})

test('[F5] filters find one’s own alone, and a reference of another is free', async () => {
  const { client } = other
  expect(await client.listOwnReferrals({ query: { partnerReference: 'ZZ-canary-1' } })).toEqual({
    items: [],
    next: null,
  })
  expect((await client.listOwnReferrals({ query: { status: 'received' } })).items).toEqual([])
  const { items } = await one.client.listOwnReferrals()
  const [theirs] = items
  const previous = referralBody({ previousReferralId: theirs?.id ?? '' })
  await expect(client.sendReferral({ body: previous, idempotencyKey: 'previous' })).rejects.toHaveProblem('rule-broken')
  const same = await client.sendReferral({ body: { ...secret, message: 'Autre' }, idempotencyKey: 'canary' })
  expect(same.id).not.toBe(theirs?.id)
  expect((await one.client.listOwnReferrals()).items).toEqual(items)
})

test('[F5] the letters to one partner say nothing of another, nor of the person', async () => {
  const me = await t.as('coordinator')
  for (const { client, name } of [
    { client: one.client, name: 'one' },
    { client: other.client, name: 'other' },
  ]) {
    const body = referralBody(
      { referrer: { name: 'Agent', email: `${name}@agents.example` } },
      { givenName: `Given${name}` },
    )
    const { id } = await client.sendReferral({ body, idempotencyKey: `mail-${name}` })
    await me.moveReferral({ params: { referralId: id }, ifMatch: 1, body: { act: 'decline', reasons: ['no_place'] } })
  }
  await t.runJobs()
  const mails = await t.sql<{ address: string; payload: object }>(
    `select address, payload from outbox_message where kind = 'referral-partner' order by address`,
  )
  expect(mails.map(({ address }) => address)).toEqual(['one@agents.example', 'other@agents.example'])
  expect(JSON.stringify(mails)).not.toMatch(/Given|canary|zanzibar/i)
})
