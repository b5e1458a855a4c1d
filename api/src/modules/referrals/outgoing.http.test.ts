import type { MoveOutgoing, OutgoingReferral } from '@interra/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import type { PartnerKey } from '../../../test/partners.ts'
import { templates } from '../../mail/templates.ts'
import { compose } from '../../platform/mail/letter.ts'
import { lapseOutgoingJob, remindOutgoingJob } from './outgoing.jobs.ts'

let t: Api
let house: PartnerKey
let me: ApiClient
let agentId: string
beforeAll(async () => {
  t = await startApi()
  house = await t.partnerKey({ partner: { name: 'Maison des langues', contact_language: 'nl' } })
  me = await t.as('coordinator')
  const body = { name: 'An Peeters', email: 'an@example.org' }
  agentId = (await me.addPartnerAgent({ params: { partnerId: house.partnerId }, body })).id
})
afterAll(() => t.stop())

const send: MoveOutgoing = {
  act: 'send',
  consent: { on: '2026-11-20', method: 'oral', language: 'ti' },
  shares: ['name', 'phone'],
}
const someone = () =>
  t.given.person({ given_name: 'Zerezghi', family_name: 'Kanarie', phone: '+32470998877', email: 'zk@example.org' })
const prepare = async (): Promise<OutgoingReferral> => {
  const { id: personId } = await someone()
  const about = { service: 'Cours de Zerezghi', message: 'Zerezghi vient le matin' }
  return me.prepareOutgoing({ body: { personId, partnerId: house.partnerId, agentId, ...about } })
}
const move = ({ id, version }: OutgoingReferral, body: MoveOutgoing, client = me) =>
  client.moveOutgoing({ params: { outgoingId: id }, ifMatch: version, body })
interface Mail {
  readonly kind: string
  readonly address: string
  readonly locale: string
  readonly payload: Record<string, unknown>
}
const mailsOf = ({ id }: OutgoingReferral) =>
  t.sql<Mail>(
    'select kind, address, locale, payload from outbox_message where dedupe_key like $1 order by created_at, kind',
    [`outgoing:${id}:%`],
  )
const tokenOf = async (sent: OutgoingReferral) =>
  new URL(String((await mailsOf(sent))[0]?.payload['link'])).hash.slice(1)
const at = (pointer: string) => ({ code: 'rule-broken', extra: { errors: [{ pointer }] } })
const opened = (token: string) => t.anonymous.readOffered({ body: { token } })

test('[F10] the team counts whom it sent to a partner by what became of them; a key of the partner does not', async () => {
  const params = { partnerId: house.partnerId }
  await prepare()
  await move(await prepare(), send)
  await move(await move(await move(await prepare(), send), { act: 'accept' }), { act: 'start' })
  await move(await move(await prepare(), send), { act: 'decline', reason: 'no place' })
  await move(await move(await prepare(), send), { act: 'withdraw' })
  await move(await prepare(), { act: 'withdraw' })
  const { sentOn } = await me.getPartnerStatistics({ params })
  expect(sentOn).toEqual({ sent: 4, accepted: 1, declined: 1, unanswered: 1 })
  expect(await house.client.getOwnStatistics()).not.toHaveProperty('sentOn')
})

test('[F10] nothing leaves without the consent of the person, nor to a partner without an agreement', async () => {
  const prepared = await prepare()
  expect(prepared).toMatchObject({ status: 'prepared', consent: null, possible: ['send', 'withdraw'] })
  expect(await mailsOf(prepared)).toEqual([])
  const bare = { act: 'send', shares: ['name'] } as unknown as MoveOutgoing
  await expect(move(prepared, bare)).rejects.toHaveProblem('validation-failed')
  const none = { ...send, shares: [] } as MoveOutgoing
  await expect(move(prepared, none)).rejects.toHaveProblem('validation-failed')
  const later = { ...send, consent: { ...send.consent, on: '2027-01-01' } }
  await expect(move(prepared, later)).rejects.toMatchObject(at('/consent/on'))
  // the database keeps it too
  await expect(
    t.sql(`update outgoing_referral set status = 'sent', answer_due_on = '2026-12-01' where id = $1`, [prepared.id]),
  ).rejects.toThrow(/check/)
  await t.sql(`update agreement set ends_on = '2025-12-31' where partner_id = $1`, [house.partnerId])
  await expect(move(prepared, send)).rejects.toHaveProblem('agreement-missing')
  await t.sql('update agreement set ends_on = null where partner_id = $1', [house.partnerId])
  await expect(move(prepared, { act: 'accept' })).rejects.toHaveProblem('act-not-possible')
  const sent = await move(prepared, send)
  expect(sent).toMatchObject({ status: 'sent', consent: send.consent, shares: ['name', 'phone'], late: false })
  await expect(move(prepared, send)).rejects.toHaveProblem('version-outdated')
  await expect(move(sent, send)).rejects.toHaveProblem('act-not-possible')
})

test('[F10] the agent is written to in their language, and the mail says nothing of the person; the link keeps a hash alone', async () => {
  const sent = await move(await prepare(), send)
  const [mail, ...more] = await mailsOf(sent)
  expect(more).toEqual([])
  expect(mail).toMatchObject({ kind: 'outgoing-sent', address: 'an@example.org', locale: 'nl' })
  const letter = compose(templates, mail?.kind ?? '', 'nl', mail?.payload ?? {})
  expect(letter.text).toContain('An Peeters')
  for (const canary of ['Zerezghi', 'Kanarie', '998877', 'zk@example.org', 'matin'])
    expect(JSON.stringify([mail, letter])).not.toContain(canary)
  const token = await tokenOf(sent)
  const kept = await t.sql('select * from referral_link where outgoing_id = $1', [sent.id])
  expect(JSON.stringify(kept)).not.toContain(token)
  // no more than was agreed to
  const { shared } = await opened(token)
  const name = 'Zerezghi Kanarie'
  const message = 'Zerezghi vient le matin'
  expect(shared).toEqual({ name, phone: '+32470998877', email: null, language: null, message })
})

test('[F10] the agent answers by the link, each step once, and the person is shown no more once it has ended', async () => {
  const sent = await move(await prepare(), send)
  const token = await tokenOf(sent)
  const answer = (said: Parameters<ApiClient['answerOffered']>[0]['body']['answer']) =>
    t.anonymous.answerOffered({ body: { token, answer: said } })
  expect((await opened(token)).possible).toEqual(['accept', 'decline'])
  await expect(answer({ act: 'start' })).rejects.toHaveProblem('act-not-possible')
  const both = await Promise.allSettled([answer({ act: 'accept' }), answer({ act: 'accept' })])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(answer({ act: 'decline', reason: 'x' })).rejects.toHaveProblem('act-not-possible')
  expect((await answer({ act: 'start' })).shared).not.toBeNull()
  const ended = await answer({ act: 'close', outcome: 'served' })
  expect(ended).toMatchObject({ status: 'closed', shared: null, possible: [] })
  const { items } = await me.listOutgoing({ query: { personId: sent.person.personId } })
  expect(items).toMatchObject([{ status: 'closed', outcome: 'served' }])

  const refused = await move(await prepare(), send)
  const other = await tokenOf(refused)
  const said = { act: 'decline', reason: 'Complet' } as const
  expect((await t.anonymous.answerOffered({ body: { token: other, answer: said } })).shared).toBeNull()
  const [listed] = (await me.listOutgoing({ query: { personId: refused.person.personId } })).items
  expect(listed).toMatchObject({ status: 'declined', reason: 'Complet', possible: ['tell'] })
})

test('[F10] a link that is over, or of somebody who left the partner, opens nothing, and what the person takes back is gone from it and from what was kept', async () => {
  const old = await move(await prepare(), send)
  const past = await tokenOf(old)
  await t.sql(
    `update referral_link set created_at = $2::timestamptz - interval '9 days', expires_at = $2 where outgoing_id = $1`,
    [old.id, t.clock.now()],
  )
  await expect(opened(past)).rejects.toHaveProblem('link-expired')

  const left = await move(await prepare(), send)
  const theirs = await tokenOf(left)
  await t.sql('update partner_agent set active = false where id = $1', [agentId])
  await expect(opened(theirs)).rejects.toHaveProblem('link-expired')
  await t.sql('update partner_agent set active = true where id = $1', [agentId])

  const sent = await move(await prepare(), send)
  const token = await tokenOf(sent)
  const back = await move(sent, { act: 'withdraw' })
  expect(back).toMatchObject({ status: 'withdrawn', message: null, shares: [], possible: [] })
  expect(back.consent).not.toBeNull()
  await expect(opened(token)).rejects.toHaveProblem('link-expired')
  await expect(t.anonymous.answerOffered({ body: { token, answer: { act: 'accept' } } })).rejects.toHaveProblem(
    'link-expired',
  )
  expect(await mailsOf(sent)).toEqual([])
  const before = await t.sql<{ message: string | null }>('select * from history.outgoing_referral where id = $1', [
    sent.id,
  ])
  expect(before.length).toBeGreaterThan(0)
  expect(before.every(({ message }) => message === null)).toBe(true)
})

test('[F10] it stays at its site and with the team: no other site, no other role, and no key of the partner itself', async () => {
  const sent = await move(await prepare(), send)
  const elsewhere = await t.as('coordinator', { site: 'pilot' })
  expect((await elsewhere.listOutgoing({ query: {} })).items).toEqual([])
  await expect(move(sent, { act: 'withdraw' }, elsewhere)).rejects.toHaveProblem('not-found')
  const { personId } = sent.person
  const body = { personId, partnerId: house.partnerId, agentId, service: 'x' }
  await expect(elsewhere.prepareOutgoing({ body })).rejects.toHaveProblem('not-found')
  for (const other of [await t.partnerKey(), await t.partnerKey({ site: 'pilot' })])
    await expect(me.prepareOutgoing({ body: { ...body, partnerId: other.partnerId } })).rejects.toMatchObject(
      at('/agentId'),
    )
  await expect(house.client.listOutgoing({ query: {} })).rejects.toHaveProblem('not-allowed')
  const seen = await t.deps.database.read(
    {
      sites: [],
      filterSites: [],
      actorKind: 'anonymous',
      actorId: null,
      requestId: 'wall',
      partner: { id: house.partnerId, siteId: house.siteId, test: false },
    },
    (db) => db.hot({ name: 'wall-test-outgoing', text: 'select id from outgoing_referral' }, []),
  )
  expect(seen).toEqual([])
})

test('[F10] the agent is reminded once after the days of the policy; then it lapses, and Today says so until the person knows', async () => {
  const start = t.clock.now().getTime()
  const inDays = (days: number) => t.clock.set(new Date(start + days * 86_400_000))
  const { mine, sent } = { mine: await t.signIn('coordinator'), sent: await move(await prepare(), send) }
  const waiting = async () =>
    (await mine.client.getToday({})).waiting.filter(
      ({ kind, entityId }) => kind === 'outgoing_to_follow' && entityId === sent.person.personId,
    )
  const token = await tokenOf(sent)
  inDays(10)
  await remindOutgoingJob.run(t.deps, {})
  expect(await mailsOf(sent)).toHaveLength(1)
  expect(await waiting()).toEqual([])
  inDays(11)
  await remindOutgoingJob.run(t.deps, {})
  await remindOutgoingJob.run(t.deps, {})
  expect((await mailsOf(sent)).map(({ kind }) => kind).sort()).toEqual(['outgoing-reminder', 'outgoing-sent'])
  expect(await waiting()).toMatchObject([{ title: 'Maison des langues', detail: 'sent' }])
  // the first link works on
  expect((await opened(token)).status).toBe('sent')
  inDays(40)
  await lapseOutgoingJob.run(t.deps, {})
  expect((await opened(token)).status).toBe('sent')
  inDays(41)
  await lapseOutgoingJob.run(t.deps, {})
  await expect(opened(token)).rejects.toHaveProblem('link-expired')
  expect(await waiting()).toMatchObject([{ detail: 'lapsed' }])
  const [lapsed] = (await me.listOutgoing({ query: { personId: sent.person.personId } })).items
  if (lapsed) await move(lapsed, { act: 'tell' })
  expect(await waiting()).toEqual([])
  t.clock.set(new Date(start))
})
