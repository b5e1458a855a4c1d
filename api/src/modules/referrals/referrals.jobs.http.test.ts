import type { MoveReferral, PartnerReferral, Referral, SendReferral } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import type { PartnerKey } from '../../../test/partners.ts'
import { referralBody } from '../../../test/referrals.ts'
import { templates } from '../../mail/templates.ts'
import { compose } from '../../platform/mail/letter.ts'
import { engageReferredJob, expireReferralsJob, remindReferralsJob, wipeReferralsJob } from './referrals.jobs.ts'

let t: Api
let cpas: PartnerKey
let me: ApiClient
beforeAll(async () => {
  t = await startApi()
  cpas = await t.partnerKey({ partner: { name: 'CPAS de Liège' } })
  me = await t.as('coordinator')
})
afterAll(() => t.stop())

const day = 86_400_000
const start = Date.parse('2026-11-22T11:00:00Z')
const inDays = (days: number) => t.clock.set(new Date(start + days * day))
let made = 0
/** Each of another name: nobody looks like anybody. */
const body = (change: Partial<SendReferral> = {}, person: Partial<SendReferral['person']> = {}) => {
  const givenName =
    'Adiam Bereket Chloe Dorota Elham Farid Goran Hugo Ilyas Jonas Katrin Lubna Mirza Nour Oskar Petra Quentin Rukmini Sofia Tadeo Umut'.split(
      ' ',
    )[made++] ?? ''
  const named = { givenName, familyName: `${[...givenName].reverse().join('')}ska`, birthYear: 1960 + made }
  return referralBody(change, { ...named, contact: { preference: 'email', email: `p${made}@example.org` }, ...person })
}
const send = (what = body()): Promise<PartnerReferral> =>
  cpas.client.sendReferral({ body: what, idempotencyKey: what.partnerReference })
const read = (id: string): Promise<Referral> => me.getReferral({ params: { referralId: id } })
const move = async (id: string, step: MoveReferral) =>
  me.moveReferral({ params: { referralId: id }, ifMatch: (await read(id)).version, body: step })
const accept = async (id: string) => {
  const { version } = await move(id, { act: 'review' })
  return me.acceptReferral({ params: { referralId: id }, ifMatch: version, body: { programmes: ['interact'] } })
}
interface Mail {
  readonly kind: string
  readonly address: string | null
  readonly locale: string
  readonly payload: Record<string, string>
}
const mails = (like: string) =>
  t.sql<Mail & Record<string, unknown>>(
    'select kind, address, locale, payload from outbox_message where dedupe_key like $1 order by created_at, dedupe_key',
    [like],
  )
const run = async (job: typeof expireReferralsJob) => {
  await job.run(t.deps, {})
  await t.runJobs()
}

describe('[F4] time passes', () => {
  test('[F4] reminded after ten days, again every ten, and ended forty days after it came', async () => {
    inDays(0)
    const { id } = await send()
    const reminders = async () => {
      await run(remindReferralsJob)
      const [row] = await t.sql<{ reminders: number }>('select reminders from referral where id = $1', [id])
      await run(expireReferralsJob)
      return `${row?.reminders} ${(await read(id)).status}`
    }
    const seen: string[] = []
    for (const after of [9, 10, 15, 20, 30, 39, 40]) {
      // one morning the letters go out a little earlier than ten days before
      inDays(after === 20 ? 19.99 : after)
      seen.push(`${after}: ${await reminders()}`)
    }
    expect(seen).toEqual([
      '9: 0 received',
      '10: 1 received',
      '15: 1 received',
      '20: 2 received',
      '30: 3 received',
      '39: 3 received',
      '40: 4 expired',
    ])
    const [digest] = await mails('referrals-late:%:2026-12-02')
    expect(digest).toMatchObject({ kind: 'referrals-late', payload: { count: '1', list: 'CPAS de Liège (10)' } })
    inDays(0)
  })

  test('[F4] ends when the information asked for never came, thirty days after it was asked', async () => {
    const { id } = await send()
    await move(id, { act: 'ask', question: 'Quels soirs ?' })
    inDays(29)
    await run(expireReferralsJob)
    expect((await read(id)).status).toBe('needs_info')
    inDays(30)
    await run(expireReferralsJob)
    expect(await read(id)).toMatchObject({ status: 'expired', partnerStatus: 'ended' })
    expect(await cpas.client.getOwnReferral({ params: { referralId: id } })).toMatchObject({ partnerStatus: 'ended' })
    inDays(0)
  })

  test('[F4] the first presence since they were sent begins it, an earlier one does not', async () => {
    const accepted = await accept((await send()).id)
    const personId = accepted.person?.personId ?? ''
    const came = async (starts_on: string) => {
      const session = await t.given.session({ starts_on, starts_time: '10:00', ends_time: '11:00' })
      await t.sql(
        `insert into attendance (id, site_id, session_id, person_id, status, observed_at)
          values (gen_random_uuid(), $1, $2, $3, 'present', $4)`,
        [t.sites.liege, session.id, personId, `${starts_on}T10:00:00Z`],
      )
    }
    await came('2026-11-10')
    await run(engageReferredJob)
    expect((await read(accepted.id)).status).toBe('accepted')
    await came('2026-11-22')
    await run(engageReferredJob)
    const engaged = await read(accepted.id)
    expect(engaged).toMatchObject({ status: 'engaged', firstPresenceOn: '2026-11-22', partnerStatus: 'started' })
    expect(engaged.events.at(-1)).toMatchObject({ byKind: 'system', to: 'engaged' })
  })

  test('[F4] nobody is ended before they were thirty days late for somebody who heard of it', async () => {
    const { id } = await send()
    for (const [after, status] of [
      [45, 'received'],
      [74, 'received'],
      [75, 'expired'],
    ] as const) {
      inDays(after)
      await run(remindReferralsJob)
      await run(expireReferralsJob)
      expect([after, (await read(id)).status]).toEqual([after, status])
    }
    inDays(0)
  })

  test('[F4] the whole team is reminded of what somebody looked after who is not there any more', async () => {
    const left = await t.signIn('coordinator')
    const { id, version } = await read((await send()).id)
    await left.client.moveReferral({ params: { referralId: id }, ifMatch: version, body: { act: 'review' } })
    await t.sql(`update account set status = 'disabled' where id = $1`, [left.accountId])
    inDays(110)
    const before = await mails('referrals-late:%')
    await run(remindReferralsJob)
    expect(await mails('referrals-late:%')).toHaveLength(before.length + 1)
    inDays(0)
  })

  test('[F8] what was withdrawn is erased after thirty days, wherever it was kept; that it was there is still counted', async () => {
    const what = body()
    const { id } = await send(what)
    await cpas.client.withdrawReferral({
      params: { referralId: id },
      body: { requestedBy: 'person', reason: 'Secret' },
    })
    inDays(29)
    await run(wipeReferralsJob)
    expect((await read(id)).received).not.toBeNull()
    inDays(31)
    await run(wipeReferralsJob)
    expect(await read(id)).toMatchObject({ status: 'withdrawn', received: null, name: null })
    expect(await cpas.client.getOwnReferral({ params: { referralId: id } })).toMatchObject({ person: null })
    const left = await t.sql<{ text: string }>(
      `select (select json_agg(h)::text from history.referral h where h.id = $1) || (select json_agg(e)::text
        from referral_event e where e.referral_id = $1) || (select json_agg(r)::text from referral r where r.id = $1) as text`,
      [id],
    )
    for (const told of [what.person.givenName, what.person.contact.email ?? '', 'Secret'])
      expect(left[0]?.text).not.toContain(told)
    inDays(0)
  })
})

describe('[F7] who is told', () => {
  test('[F7] the partner and the person are told of a refusal, in the language of each, and the letter to the partner names nobody', async () => {
    const what = body({ consent: { ...body().consent, language: 'ar' } })
    const { id } = await send(what)
    await move(id, { act: 'decline', reasons: ['no_place'], words: 'Le groupe est complet.' })
    await t.runJobs()
    const [toPartner, toPerson] = await mails(`referral:${id}:2:%`)
    expect(toPartner).toMatchObject({ kind: 'referral-partner', address: 'claire@example.org', locale: 'fr' })
    expect(toPerson).toMatchObject({ kind: 'referral-person', address: what.person.contact.email, locale: 'ar' })
    expect(await t.sql('select channel from referral_told where referral_id = $1', [id])).toEqual([
      { channel: 'email' },
    ])
    const letters = [toPartner, toPerson].map((mail) =>
      compose(templates, mail?.kind ?? '', mail?.locale ?? '', mail?.payload ?? {}),
    )
    expect(letters[0]?.text).toContain(what.partnerReference)
    expect(letters[0]?.text).not.toContain(what.person.givenName)
    expect(letters[1]?.text).toContain('لا يمكننا أن نقدّم لكم مكانًا هذه المرة')
    for (const letter of letters) {
      expect(letter?.text).toContain('Le groupe est complet.')
      expect(letter?.text).not.toContain('no_place')
    }
  })

  test('[F8] without consent to feedback the partner is told nothing, and the person all the same', async () => {
    const what = body()
    const { id } = await send({ ...what, consent: { ...what.consent, scopes: ['referral_receive'] } })
    await accept(id)
    await t.runJobs()
    expect((await mails(`referral:${id}:%`)).map(({ kind }) => kind)).toEqual(['referral-person'])
    const seen = await cpas.client.getOwnReferral({ params: { referralId: id } })
    expect(seen).toMatchObject({ partnerStatus: 'received', version: 1 })
  })

  test('[F7] what the team wrote down as the answer to its question is not sent to the partner', async () => {
    const { id } = await send()
    await move(id, { act: 'ask', question: 'Quels soirs ?' })
    await move(id, { act: 'inform', information: 'Elle a quitté la maison.' })
    await t.runJobs()
    expect((await mails(`referral:${id}:%`)).map(({ payload }) => [payload['status'], payload['said']])).toEqual([
      ['need_information', 'Quels soirs ?'],
      ['in_review', ''],
    ])
  })

  test('[F7] whoever asked to be called gets no letter, though an address is known', async () => {
    const contact = { preference: 'phone', phone: '+32470998877', email: 'shared@example.org' } as const
    const { id } = await send(body({}, { contact }))
    await move(id, { act: 'decline', reasons: ['too_far'] })
    await t.runJobs()
    expect(await mails(`referral:${id}:%:person`)).toMatchObject([{ address: null, payload: { phone: contact.phone } }])
  })

  test('[F9] joining another referral tells nobody anything new', async () => {
    const what = body()
    const first = await send(what)
    const again = await send({ ...what, partnerReference: `${what.partnerReference}-b` })
    await move(again.id, { act: 'link', referralId: first.id })
    await t.runJobs()
    expect((await mails(`referral:${again.id}:%`)).map(({ payload }) => payload['status'])).toEqual(['in_review'])
  })

  test('[F7] whoever no e-mail reaches stands in Today to be told, registered or not, until it is done', async () => {
    const what = body({}, { contact: { preference: 'via_centre' } })
    const { id } = await send(what)
    await move(id, { act: 'decline', reasons: ['too_far'] })
    await t.runJobs()
    const toTell = async () =>
      (await me.getToday({})).waiting.filter(
        ({ detail, toTell: one }) => detail === 'referral-person' && one?.name === what.person.givenName,
      )
    const [item] = await toTell()
    expect(item?.toTell).toEqual({
      personId: null,
      name: what.person.givenName,
      channel: 'through_referrer',
      phone: null,
      through: 'Claire Dubois, CPAS de Liège',
    })
    await me.noteTold({ params: { messageId: item?.entityId ?? '' } })
    expect(await toTell()).toEqual([])
  })
})
