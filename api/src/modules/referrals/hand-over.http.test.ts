import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newId } from '../../platform/ids.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import type { PartnerKey } from '../../../test/partners.ts'
import { referralBody } from '../../../test/referrals.ts'

let t: Api
let partner: PartnerKey
let one: Awaited<ReturnType<Api['signIn']>>
let other: Awaited<ReturnType<Api['signIn']>>
beforeAll(async () => {
  t = await startApi()
  partner = await t.partnerKey()
  one = await t.signIn('coordinator')
  other = await t.signIn('coordinator')
})
afterAll(() => t.stop())

async function taken() {
  const body = referralBody()
  const { id } = await partner.client.sendReferral({ body, idempotencyKey: newId() })
  const params = { referralId: id }
  return one.client.moveReferral({ params, ifMatch: 1, body: { act: 'review' } })
}
const give = ({ id, version }: { id: string; version: number }, ownerId: string) =>
  one.client.handOverReferral({ params: { referralId: id }, ifMatch: version, body: { ownerId } })

test('[F4] a referral is given to a colleague: theirs in the inbox and in Today, with who gave it to whom', async () => {
  const referral = await taken()
  await t.sql(`update referral set received_at = '2026-11-01T10:00:00Z' where id = $1`, [referral.id])
  const waits = async ({ client }: typeof one) => {
    const { waiting } = await client.getToday({})
    return waiting.find(({ entityId }) => entityId === referral.id)?.mine
  }
  expect([await waits(one), await waits(other)]).toEqual([true, false])
  const { version } = await one.client.getReferral({ params: { referralId: referral.id } })
  const given = await give({ ...referral, version }, other.accountId)
  expect(given).toMatchObject({ owner: { id: other.accountId }, status: 'under_review' })
  const { name } = Object(given.owner)
  expect(given.events.at(-1)).toMatchObject({
    byKind: 'staff',
    from: 'under_review',
    reasons: ['handed_over'],
    note: name,
  })
  expect([await waits(one), await waits(other)]).toEqual([false, true])
  const own = await other.client.listReferrals({ query: { mine: true } })
  expect(own.items.map(({ id }) => id)).toEqual([referral.id])
  // given again to whoever has it: nothing happens
  expect((await give(given, other.accountId)).events).toHaveLength(given.events.length)
})

test('[F4] the partner learns nothing of it, not even that something changed', async () => {
  const referral = await taken()
  const params = { referralId: referral.id }
  const { id } = referral
  const seen = async () => [
    await partner.client.getOwnReferral({ params }),
    await t.sql('select changed_by_transaction::text, changed_at from referral where id = $1', [id]),
  ]
  const before = await seen()
  await give(referral, other.accountId)
  expect(await seen()).toEqual(before)
})

test('[F4] only somebody of the team of that site gets it, while it is open, from whoever read it as it is', async () => {
  const referral = await taken()
  const elsewhere = await t.signIn('coordinator', { site: 'pilot' })
  const reader = await t.signIn('reader')
  for (const { accountId } of [elsewhere, reader])
    await expect(give(referral, accountId)).rejects.toMatchObject({
      code: 'rule-broken',
      extra: { errors: [{ pointer: '/ownerId', params: { rule: 'unknown' } }] },
    })
  await expect(give({ ...referral, version: 1 }, other.accountId)).rejects.toHaveProblem('version-outdated')
  const params = { referralId: referral.id }
  const body = { ownerId: other.accountId }
  const ifMatch = referral.version
  await expect(elsewhere.client.handOverReferral({ params, ifMatch, body })).rejects.toHaveProblem('not-found')
  const ended = await one.client.moveReferral({ params, ifMatch, body: { act: 'decline', reasons: ['no_place'] } })
  await expect(give(ended, other.accountId)).rejects.toHaveProblem('act-not-possible')
})
