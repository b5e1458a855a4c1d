import { faultsOfReferral } from '@interra/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { PartnerKey } from '../../../test/partners.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { exampleReferrals } from './sandbox-people.ts'

let t: Api
beforeAll(async () => {
  t = await startApi()
})
afterAll(() => t.stop())

const [first] = exampleReferrals()
const send = ({ client }: PartnerKey, idempotencyKey: string, body = first) => {
  if (!body) throw new Error('there are examples')
  return client.sendReferral({ body, idempotencyKey })
}
const countOf = async ({ client }: PartnerKey) =>
  (await client.listOwnReferrals({ query: { limit: 200 } })).items.length

test('[L9] the sandbox gives forty different invented people, the same each time, each of whom can be sent', async () => {
  const sandbox = await t.partnerKey({ test: true })
  const { erased, examples } = await sandbox.client.resetSandbox()
  expect([erased, examples.length]).toEqual([0, 40])
  expect((await sandbox.client.resetSandbox()).examples).toEqual(examples)
  expect(new Set(examples.map(({ person }) => person.givenName)).size).toBe(40)
  expect(examples.flatMap((body) => faultsOfReferral(body, t.clock.now()))).toEqual([])
  for (const body of examples) await send(sandbox, body.partnerReference, body)
  expect(await countOf(sandbox)).toBe(40)
})

test('[L9] emptying it erases what its partner tried, and nothing of another one or of what is real', async () => {
  const sandbox = await t.partnerKey({ test: true })
  const live = await t.partnerKey({ partnerId: sandbox.partnerId })
  const other = await t.partnerKey({ test: true })
  const [before] = await Promise.all([sandbox, live, other].map((one) => send(one, 'one')))
  expect((await sandbox.client.resetSandbox()).erased).toBe(1)
  expect(await Promise.all([sandbox, live, other].map(countOf))).toEqual([0, 1, 1])
  const keptOf = 'select from history.referral where partner_id = $1 and is_test'
  expect(await t.sql(keptOf, [sandbox.partnerId])).toEqual([])
  // the same request is a new one now
  const again = await send(sandbox, 'one')
  expect(again.id).not.toBe(before?.id)
  await expect(live.client.resetSandbox()).rejects.toHaveProblem('sandbox-only')
  expect(await countOf(live)).toBe(1)
})

test('[L9] what is tried in the sandbox reaches no inbox, no mail and nobody', async () => {
  const sandbox = await t.partnerKey({ test: true })
  const people = async () => (await t.sql('select count(*) as n from person'))[0]
  const mails = async () => (await t.sql('select count(*) as n from outbox_message'))[0]
  const before = [await people(), await mails()]
  await send(sandbox, 'one')
  await t.runJobs()
  expect([await people(), await mails()]).toEqual(before)
  expect(await t.sql('select 1 from referral where is_test and person_id is not null')).toEqual([])
})
