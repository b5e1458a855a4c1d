import type { ReferByLink } from '@interra/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { startApi, type Api } from '../../../test/harness.ts'
import type { PartnerKey } from '../../../test/partners.ts'
import { referralBody } from '../../../test/referrals.ts'

let t: Api
let cpas: PartnerKey
let coordinator: Awaited<ReturnType<Api['as']>>
beforeAll(async () => {
  t = await startApi()
  cpas = await t.partnerKey()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const tokenOf = (url: string) => new URL(url).hash.slice(1)
const make = async ({ partnerId } = cpas, days = 90) =>
  tokenOf((await coordinator.makeFormLink({ params: { partnerId }, body: { days } })).url)
function words(token: string, change: Partial<ReferByLink> = {}): { body: ReferByLink } {
  const { partnerReference: _, ...body } = referralBody()
  return { body: { token, id: randomUUID(), ...body, ...change } }
}
const following = (token: string) => ({ body: { token } })

test('[F3] [F6] a link made by the team opens the form of one partner, without an account; only its hash is kept', async () => {
  const agent = await coordinator.addPartnerAgent({
    params: { partnerId: cpas.partnerId },
    body: { name: 'Claire Dubois', email: 'claire@example.org' },
  })
  const params = { partnerId: cpas.partnerId }
  const { link, url } = await coordinator.makeFormLink({ params, body: { agentId: agent.id } })
  expect(url).toContain('/refer#')
  const token = tokenOf(url)
  expect(link).toMatchObject({ state: 'live', agentName: 'Claire Dubois' })
  expect(Date.parse(link.expiresAt) - t.clock.now().getTime()).toBe(90 * 86_400_000)
  const kept = await t.sql('select token_hash from referral_link where id = $1', [link.id])
  expect(JSON.stringify(kept)).not.toContain(token)

  const form = await t.anonymous.readReferralForm(following(token))
  expect(form).toMatchObject({ siteName: 'Liège', agent: { name: 'Claire Dubois', email: 'claire@example.org' } })

  const asked = words(token)
  const sent = await t.anonymous.referByLink(asked)
  expect(sent.reference).toMatch(/^F-[A-Z]{4}-[A-Z]{4}-[A-Z]{4}$/)
  const again = await t.anonymous.referByLink(asked)
  expect(again.reference).toBe(sent.reference)
  const rows = await t.sql('select channel, agent_id, is_test from referral where partner_reference = $1', [
    sent.reference,
  ])
  expect(rows).toEqual([{ channel: 'form', agent_id: agent.id, is_test: false }])
  // the phone that heard no answer got another link: the first one opens nothing
  await expect(t.anonymous.readFollowLink(following(sent.followToken))).rejects.toHaveProblem('link-expired')
  await expect(t.anonymous.readFollowLink(following(token))).rejects.toHaveProblem('link-expired')
  const { body } = words(token, { id: asked.body.id, message: 'Autre chose' })
  await expect(t.anonymous.referByLink({ body })).rejects.toHaveProblem('reference-used')

  const seen = await t.anonymous.readFollowLink(following(again.followToken))
  expect(seen).toMatchObject({ reference: sent.reference, givenName: 'Selam', partnerStatus: 'received' })
  expect(JSON.stringify(seen)).not.toContain('Tesfaye')
  const listed = await coordinator.listFormLinks({ params })
  expect(listed.items[0]).toMatchObject({ id: link.id, lastUsedAt: expect.any(String) })
})

test('[F8] what the contract refuses of a program it refuses of the form: no consent, no way to reach, a register number', async () => {
  const token = await make()
  const { consent, person } = referralBody()
  const nothing = words(token, { consent: { ...consent, scopes: ['referral_feedback'] } })
  await expect(t.anonymous.referByLink(nothing)).rejects.toHaveProblem('rule-broken')
  const silent = words(token, { person: { ...person, contact: { preference: 'phone' } } })
  await expect(t.anonymous.referByLink(silent)).rejects.toHaveProblem('rule-broken')
  const number = words(token, { message: 'NISS 85.07.30-033.28' })
  await expect(t.anonymous.referByLink(number)).rejects.toHaveProblem('national-number-refused')
  expect(await t.sql(`select id from referral where received ->> 'message' like 'NISS%'`, [])).toEqual([])
})

test('[F6] a link that has expired or was revoked, or whose agreement has ended, opens nothing and refuses acts, but for taking back once an agreement has ended', async () => {
  const other = await t.partnerKey()
  const token = await make(other)
  const { followToken } = await t.anonymous.referByLink(words(token))
  const acts = (form: string, follow: string) => [
    () => t.anonymous.readReferralForm(following(form)),
    () => t.anonymous.referByLink(words(form)),
    () => t.anonymous.readFollowLink(following(follow)),
    () => t.anonymous.informByLink({ body: { token: follow, information: 'x' } }),
  ]
  const takeBack = () => t.anonymous.withdrawByLink({ body: { token: followToken, requestedBy: 'person' } })
  await t.sql(`update agreement set ends_on = '2025-12-31' where partner_id = $1`, [other.partnerId])
  for (const act of acts(token, followToken)) await expect(act()).rejects.toHaveProblem('agreement-missing')
  // what somebody takes back stands on no agreement
  expect((await takeBack()).partnerStatus).toBe('ended')
  await t.sql('update agreement set ends_on = null where partner_id = $1', [other.partnerId])
  const past = `update referral_link set created_at = $2::timestamptz - interval '9 days', expires_at = $2 where partner_id = $1`
  await t.sql(past, [other.partnerId, t.clock.now()])
  for (const act of [...acts(token, followToken), takeBack]) await expect(act()).rejects.toHaveProblem('link-expired')

  const { link, url } = await coordinator.makeFormLink({ params: { partnerId: other.partnerId }, body: {} })
  const elsewhere = await t.as('coordinator', { site: 'pilot' })
  const linkId = link.id
  await expect(elsewhere.revokeFormLink({ params: { linkId } })).rejects.toHaveProblem('not-found')
  expect((await coordinator.revokeFormLink({ params: { linkId } })).state).toBe('revoked')
  await expect(t.anonymous.readReferralForm(following(tokenOf(url)))).rejects.toHaveProblem('link-expired')
})

test('[F6] [F7] who sent somebody answers what is asked and takes it back by the link, and reads no more than the person agreed to', async () => {
  const token = await make()
  const { reference, followToken } = await t.anonymous.referByLink(words(token))
  await t.sql(
    `update referral set status = 'needs_info', partner_status = 'need_information' where partner_reference = $1`,
    [reference],
  )
  const informed = await t.anonymous.informByLink({ body: { token: followToken, information: 'Le matin' } })
  expect(informed.partnerStatus).toBe('in_review')
  const back = await t.anonymous.withdrawByLink({ body: { token: followToken, requestedBy: 'person' } })
  expect(back.partnerStatus).toBe('ended')
  const twice = t.anonymous.withdrawByLink({ body: { token: followToken, requestedBy: 'person' } })
  await expect(twice).rejects.toHaveProblem('act-not-possible')
  await expect(t.anonymous.informByLink({ body: { token: followToken, information: 'x' } })).rejects.toHaveProblem(
    'act-not-possible',
  )
  const { consent } = referralBody()
  const quiet = words(token, { consent: { ...consent, scopes: ['referral_receive'] } })
  const sent = await t.anonymous.referByLink(quiet)
  await t.sql(`update referral set status = 'declined' where partner_reference = $1`, [sent.reference])
  expect((await t.anonymous.readFollowLink(following(sent.followToken))).partnerStatus).toBe('received')
})
