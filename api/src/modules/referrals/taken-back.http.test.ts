import type { MoveReferral, PartnerReferral, Referral, SendReferral } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import type { PartnerKey } from '../../../test/partners.ts'
import { referralBody } from '../../../test/referrals.ts'
import { wipeReferralsJob } from './referrals.jobs.ts'

let t: Api
let cpas: PartnerKey
let me: ApiClient
beforeAll(async () => {
  t = await startApi()
  cpas = await t.partnerKey({ partner: { name: 'CPAS de Liège' } })
  me = await t.as('coordinator')
})
afterAll(() => t.stop())

const inDays = (days: number) => t.clock.set(new Date(Date.parse('2026-11-22T11:00:00Z') + days * 86_400_000))
/** Somebody unlike anybody else, who agreed to nothing but being received. */
function body(familyName: string, scopes: SendReferral['consent']['scopes'] = ['referral_receive']): SendReferral {
  const { consent } = referralBody()
  const contact = { preference: 'email', email: `${familyName}@example.org` } as const
  return referralBody({ consent: { ...consent, scopes } }, { givenName: familyName, familyName, contact })
}
const send = (what: SendReferral): Promise<PartnerReferral> =>
  cpas.client.sendReferral({ body: what, idempotencyKey: what.partnerReference })
const read = (id: string): Promise<Referral> => me.getReferral({ params: { referralId: id } })
const move = async (id: string, step: MoveReferral) =>
  me.moveReferral({ params: { referralId: id }, ifMatch: (await read(id)).version, body: step })
const accept = async (id: string) => {
  const { version } = await move(id, { act: 'review' })
  return me.acceptReferral({ params: { referralId: id }, ifMatch: version, body: { programmes: ['interact'] } })
}
const lettersOf = async (id: string) =>
  (
    await t.sql<{ status: string }>(
      `select payload ->> 'status' as status from outbox_message where dedupe_key like $1 order by created_at`,
      [`referral:${id}:%:partner`],
    )
  ).map(({ status }) => status)

describe('[F8] taken back', () => {
  const canary = 'Zorvqelska'
  /** Where a word is still kept, but for answers that are kept a week for whoever asks again. */
  async function keptIn(word: string): Promise<string[]> {
    const tables = await t.sql<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'idempotency_key'`,
    )
    const found: string[] = []
    for (const { name } of tables)
      if ((await t.sql(`select from ${name} one where one::text like $1 limit 1`, [`%${word}%`])).length > 0)
        found.push(name)
    return found
  }

  test('[F8] nothing that anybody wrote about them is kept anywhere, nor what is written afterwards', async () => {
    const { id } = await send(body(canary))
    const params = { referralId: id }
    await move(id, { act: 'review' })
    await move(id, { act: 'waitlist', reason: `${canary} attend`, note: `${canary} a appelé` })
    await move(id, { act: 'withdraw', requestedBy: 'person', note: `${canary} ne vient plus` })
    await t.runJobs()
    // the partner was not told that it is over
    await cpas.client.giveReferralInformation({ params, body: { information: `${canary} est libre le mardi` } })
    inDays(20)
    await cpas.client.withdrawReferral({ params, body: { requestedBy: 'partner', reason: canary } })
    inDays(31)
    await wipeReferralsJob.run(t.deps, {})
    expect(await keptIn(canary)).toEqual([])
    inDays(0)
  })

  test('[F8] what is told of somebody who was erased already is not kept', async () => {
    const later = 'Quivrandask'
    const { id } = await send(body(later))
    await move(id, { act: 'withdraw', requestedBy: 'staff' })
    inDays(31)
    await wipeReferralsJob.run(t.deps, {})
    const params = { referralId: id }
    await cpas.client.giveReferralInformation({ params, body: { information: `${later} est libre le mardi` } })
    await cpas.client.withdrawReferral({ params, body: { requestedBy: 'partner', reason: later } })
    expect(await keptIn(later)).toEqual([])
    inDays(0)
  })

  test('[F8] whoever takes back the consent to feedback is told about no more, at once', async () => {
    const ended = async (name: string, end: (personId: string, consentId: string) => Promise<unknown>) => {
      const { id, person } = await accept((await send(body(name, ['referral_receive', 'referral_feedback']))).id)
      await t.runJobs()
      const personId = person?.personId ?? ''
      const { consents = [] } = await me.getPerson({ params: { personId } })
      await end(personId, consents.find(({ purpose }) => purpose === 'referral_feedback')?.id ?? '')
      await move(id, { act: 'close', outcome: 'moved' })
      await t.runJobs()
      const { feedback, partnerStatus } = await cpas.client.getOwnReferral({ params: { referralId: id } })
      const letters = await lettersOf(id)
      return { feedback, partnerStatus, letters }
    }
    const silent = { feedback: false, partnerStatus: 'accepted', letters: ['in_review', 'accepted'] }
    expect(
      await ended('Adiam', (personId, consentId) => me.withdrawConsent({ params: { personId, consentId } })),
    ).toEqual(silent)
    const refused = { purpose: 'referral_feedback', given: false, textVersion: '2026-11', language: 'fr' } as const
    const refuse = (personId: string) =>
      me.recordConsent({ params: { personId }, body: { ...refused, channel: 'oral' } })
    expect(await ended('Bereket', refuse)).toEqual(silent)
  })

  test('[F8] who took a consent back since they were sent does not give it again by being accepted', async () => {
    const both: SendReferral['consent']['scopes'] = ['referral_receive', 'referral_feedback']
    const first = await accept((await send(body('Selam', both))).id)
    const second = await send(body('Selam', both))
    const personId = first.person?.personId ?? ''
    const given = async () => {
      const { consents = [] } = await me.getPerson({ params: { personId } })
      return consents.filter((one) => one.purpose === 'referral_feedback' && one.given && !one.withdrawnAt)
    }
    const [feedback] = await given()
    await me.withdrawConsent({ params: { personId, consentId: feedback?.id ?? '' } })
    const { version } = await move(second.id, { act: 'review' })
    const params = { referralId: second.id }
    await me.acceptReferral({ params, ifMatch: version, body: { programmes: ['interact'], personId } })
    expect(await given()).toEqual([])
    const told = await cpas.client.getOwnReferral({ params })
    expect(told).toMatchObject({ feedback: false, partnerStatus: 'in_review' })
  })
})
