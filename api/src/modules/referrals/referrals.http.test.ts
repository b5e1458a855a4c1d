import type { MoveReferral, Referral, SendReferral } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import type { PartnerKey } from '../../../test/partners.ts'
import { referralBody } from '../../../test/referrals.ts'

let t: Api
let cpas: PartnerKey
let me: ApiClient
let accountId: string
beforeAll(async () => {
  t = await startApi()
  cpas = await t.partnerKey({ partner: { name: 'CPAS de Liège' } })
  const signedIn = await t.signIn('coordinator')
  me = signedIn.client
  accountId = signedIn.accountId
})
afterAll(() => t.stop())

const names =
  'Adiam Bereket Chloe Dorota Elham Farid Goran Hugo Ilyas Jonas Katrin Lubna Mirza Nour Oskar Petra Quentin'.split(' ')
let made = 0
/** Somebody of a name of their own, unlike anybody else. */
function somebody(change: Partial<SendReferral> = {}, person: Partial<SendReferral['person']> = {}): SendReferral {
  const name = names[made++] ?? ''
  return referralBody(change, {
    givenName: name,
    familyName: `${[...name].reverse().join('')}ska`,
    birthYear: 1960 + made,
    contact: { preference: 'email', email: `p${made}@example.org` },
    ...person,
  })
}
async function received(body = somebody()): Promise<Referral> {
  const { id } = await cpas.client.sendReferral({ body, idempotencyKey: body.partnerReference })
  return me.getReferral({ params: { referralId: id } })
}
const move = ({ id, version }: Pick<Referral, 'id' | 'version'>, body: MoveReferral, client = me) =>
  client.moveReferral({ params: { referralId: id }, ifMatch: version, body })
const accept = ({ id, version }: Referral, more: object = {}) =>
  me.acceptReferral({ params: { referralId: id }, ifMatch: version, body: { programmes: ['interact'], ...more } })
const underReview = async (body = somebody()) => move(await received(body), { act: 'review' })
const statusFor = async ({ id }: Referral) =>
  (await cpas.client.getOwnReferral({ params: { referralId: id } })).partnerStatus

describe('[F4] the inbox', () => {
  test('[F4] the one that waits longest comes first; late is what waits longer than the policy says', async () => {
    const old = await received()
    await t.sql(`update referral set received_at = '2026-11-12T10:00:00Z' where id = $1`, [old.id])
    const recent = await received()
    const { items } = await me.listReferrals({ query: { show: 'waiting', siteId: t.sites.liege } })
    expect(items.map(({ id }) => id)).toEqual([old.id, recent.id])
    expect(items[0]).toMatchObject({ waitedDays: 10, late: true, next: 'review', partner: { name: 'CPAS de Liège' } })
    expect(items[1]).toMatchObject({ waitedDays: 0, late: false })
    const late = await me.listReferrals({ query: { show: 'late' } })
    expect(late.items.map(({ id }) => id)).toEqual([old.id])
    const today = (await me.getToday({})).waiting.filter(({ kind }) => kind === 'referral_late')
    expect(today).toMatchObject([{ entityId: old.id, title: 'CPAS de Liège', ageDays: 10 }])
    const mine = await move(recent, { act: 'review' })
    expect(mine).toMatchObject({ status: 'under_review', owner: { id: accountId }, next: 'accept' })
    const own = await me.listReferrals({ query: { mine: true } })
    expect(own.items.map(({ id }) => id)).toEqual([recent.id])
    const others = await me.listReferrals({ query: { partnerId: (await t.partnerKey()).partnerId } })
    expect(others.items).toEqual([])
    for (const client of [await t.as('reader'), await t.as('host')])
      await expect(client.listReferrals()).rejects.toHaveProblem('not-allowed')
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    await expect(elsewhere.getReferral({ params: { referralId: old.id } })).rejects.toHaveProblem('not-found')
    expect((await elsewhere.listReferrals()).items).toEqual([])
  })

  test('[F4] while we wait for information the clock stands, and the partner answers in its own words', async () => {
    const asked = await move(await received(), { act: 'ask', question: 'Quels soirs ?' })
    await t.sql(
      `update referral set received_at = '2026-11-02T11:00:00Z', status_since = '2026-11-05T11:00:00Z' where id = $1`,
      [asked.id],
    )
    expect(await me.getReferral({ params: { referralId: asked.id } })).toMatchObject({ waitedDays: 3, late: false })
    const params = { referralId: asked.id }
    expect(await cpas.client.getOwnReferral({ params })).toMatchObject({
      partnerStatus: 'need_information',
      question: 'Quels soirs ?',
    })
    const answered = await cpas.client.giveReferralInformation({ params, body: { information: 'Le mardi.' } })
    expect(answered).toMatchObject({ partnerStatus: 'in_review', question: null })
    const read = await me.getReferral({ params })
    expect(read).toMatchObject({ status: 'under_review', waitedDays: 3, late: false })
    expect(read.events.at(-1)).toMatchObject({ byKind: 'partner', said: 'Le mardi.' })
  })

  test('[F4] what is not possible says what is; who read an older state is told', async () => {
    const one = await received()
    const refused = move(one, { act: 'setFirstMeeting', on: '2026-12-01' })
    await expect(refused).rejects.toMatchObject({
      code: 'act-not-possible',
      extra: { params: { state: 'received', possible: expect.arrayContaining(['review', 'decline']) } },
    })
    await move(one, { act: 'review' })
    await expect(move(one, { act: 'decline', reasons: ['no_place'] })).rejects.toHaveProblem('version-outdated')
  })

  test('[F5] the sandbox never reaches the inbox', async () => {
    const sandbox = await t.partnerKey({ partnerId: cpas.partnerId, test: true })
    const body = somebody()
    const { id } = await sandbox.client.sendReferral({ body, idempotencyKey: 'sandbox' })
    await expect(me.getReferral({ params: { referralId: id } })).rejects.toHaveProblem('not-found')
    expect(JSON.stringify(await me.listReferrals())).not.toContain(id)
  })
})

describe('[A12] [F8] somebody is accepted', () => {
  test('[A12] [F8] registers them with what was received, who sent them and what they agreed to; and on to an outcome', async () => {
    const body = somebody({}, { interests: ['cooking', 'unheard_of'], frenchLevel: 'A2' })
    const accepted = await accept(await underReview(body))
    expect(accepted).toMatchObject({ status: 'accepted', programmes: ['interact'], next: 'contact' })
    const personId = accepted.person?.personId ?? ''
    const person = await me.getPerson({ params: { personId } })
    expect(person).toMatchObject({
      givenName: body.person.givenName,
      birth: String(body.person.birthYear),
      email: body.person.contact.email,
      contactLanguage: 'ti',
      referrerPartnerName: 'CPAS de Liège',
      referrerName: 'Claire Dubois',
      arrivals: [{ arrivedOn: '2026-03', source: 'partner' }],
    })
    expect(person.languages?.map(({ language, level }) => `${language} ${level}`).sort()).toEqual([
      'fr A2',
      'ti native',
    ])
    expect(person.interests?.map(({ label, category }) => [label, category?.code])).toContainEqual([
      'unheard of',
      undefined,
    ])
    expect(person.consents?.map(({ purpose, given, language }) => [purpose, given, language]).sort()).toEqual([
      ['referral_feedback', true, 'ti'],
      ['referral_receive', true, 'ti'],
    ])
    let one = await move(accepted, { act: 'contact', reached: true })
    one = await move(one, { act: 'setFirstMeeting', on: '2026-12-01' })
    expect(await statusFor(one)).toBe('accepted')
    one = await move(one, { act: 'close', outcome: 'moved' })
    expect(one).toMatchObject({
      status: 'closed',
      outcome: 'moved',
      person: { personId },
      firstMeetingOn: '2026-12-01',
    })
    expect(await statusFor(one)).toBe('ended')
    expect(one.events.map(({ seq, to }) => `${seq} ${to}`)).toEqual([
      '1 received',
      '2 under_review',
      '3 accepted',
      '4 contacted',
      '5 first_meeting_set',
      '6 closed',
    ])
  })

  test('[F9] somebody known is found, linked, and gains only what was not known', async () => {
    const email = 'deja@example.org'
    const known = await t.given.person({ given_name: 'Yordanos', family_name: 'Kidane', birth_year: 1992, email })
    const body = somebody(
      {},
      {
        givenName: 'Yordanos',
        familyName: 'Kidane',
        birthYear: 1992,
        contact: { preference: 'email', email },
        municipalityNis: '62051',
      },
    )
    const one = await underReview(body)
    const { items } = await me.listReferralCandidates({ params: { referralId: one.id } })
    expect(items).toMatchObject([{ person: { id: known.id, reasons: ['name', 'email', 'birth'] }, score: 1 }])
    await expect(accept(one)).rejects.toHaveProblem('possible-duplicate')
    const linked = await accept(one, { personId: known.id })
    expect(linked.person?.personId).toBe(known.id)
    const person = await me.getPerson({ params: { personId: known.id } })
    expect(person).toMatchObject({
      referrerPartnerName: 'CPAS de Liège',
      arrivals: [{ arrivedOn: '2026-03' }],
      municipalityNis: '62051',
    })
    expect(person.consents).toHaveLength(2)
    const other = await underReview({ ...body, partnerReference: `${body.partnerReference}-b` })
    const twin = await accept(other, { notSameAs: { personIds: [known.id], reason: 'Deux cousines' } })
    expect(twin.person?.personId).not.toBe(known.id)
  })

  test('[F9] the same need already open: joined, and the partner reads what it reads of any other', async () => {
    const body = somebody()
    const first = await received(body)
    const again = await received({ ...body, partnerReference: `${body.partnerReference}-again` })
    const { referrals } = await me.listReferralCandidates({ params: { referralId: again.id } })
    expect(referrals.map(({ id }) => id)).toEqual([first.id])
    await expect(move(again, { act: 'link', referralId: again.id })).rejects.toHaveProblem('rule-broken')
    const linked = await move(again, { act: 'link', referralId: first.id })
    expect(linked).toMatchObject({ status: 'linked', linkedTo: first.id })
    const params = { referralId: again.id }
    const { partnerStatus, version, question } = await cpas.client.getOwnReferral({ params })
    expect({ partnerStatus, version, question }).toEqual({ partnerStatus: 'in_review', version: 2, question: null })
    await cpas.client.changeReferralContact({ params, ifMatch: 2, body: { contact: { preference: 'via_centre' } } })
    await cpas.client.giveReferralInformation({ params, body: { information: 'Libre le mardi' } })
    const over = await cpas.client.withdrawReferral({ params, body: { requestedBy: 'partner' } })
    expect(over.partnerStatus).toBe('ended')
  })

  test('[F8] a minor is accepted with the consent of a guardian, by name', async () => {
    const one = await underReview(somebody({}, { birthYear: null, birthDate: '2010-05-01' }))
    await expect(accept(one)).rejects.toHaveProblem('guardian-consent-missing')
    const accepted = await accept(one, { guardianName: 'Almaz Tesfaye' })
    const { consents } = await me.getPerson({ params: { personId: accepted.person?.personId ?? '' } })
    expect(consents?.map(({ guardianName }) => guardianName)).toEqual(['Almaz Tesfaye', 'Almaz Tesfaye'])
  })
})

describe('[F4] what else may come of it', () => {
  test('[F4] declined with reasons that are ours and kind words that are for the partner', async () => {
    const declined = await move(await underReview(), {
      act: 'decline',
      reasons: ['no_place'],
      words: 'Le groupe est complet ; une place s’ouvre en mars.',
      note: 'Rappeler en mars',
    })
    expect(declined).toMatchObject({ status: 'declined', next: null, possible: [] })
    const told = await cpas.client.getOwnReferral({ params: { referralId: declined.id } })
    expect(told.partnerStatus).toBe('declined')
    expect(JSON.stringify(told)).not.toMatch(/no_place|Rappeler/)
  })

  test('[F4] waits on a list with a reason, and comes off it', async () => {
    const one = await underReview()
    await expect(move(one, { act: 'waitlist', reason: ' ' })).rejects.toHaveProblem('reason-required')
    const waiting = await move(one, { act: 'waitlist', reason: 'Groupe complet', reviewOn: '2026-12-22' })
    expect(waiting).toMatchObject({ status: 'waitlisted', reviewOn: '2026-12-22' })
    expect(await statusFor(waiting)).toBe('waiting_list')
    const [now, dueInToday] = [
      t.clock.now(),
      async () =>
        (await me.getToday({})).waiting.filter(({ kind, entityId }) => kind === 'referral_late' && entityId === one.id),
    ]
    expect(await dueInToday()).toEqual([])
    t.clock.set(new Date('2026-12-22T09:00:00Z'))
    expect(await dueInToday()).toHaveLength(1)
    // looked at again: it waits on, by default for thirty days
    const on = await move(await me.getReferral({ params: { referralId: one.id } }), {
      act: 'waitlist',
      reason: 'Complet',
    })
    expect(await dueInToday()).toEqual([])
    t.clock.set(new Date('2027-01-21T09:00:00Z'))
    expect(await dueInToday()).toHaveLength(1)
    t.clock.set(now)
    expect((await accept(on)).status).toBe('accepted')
  })

  test('[F4] three calls without an answer within 21 days offer to close; an older one does not count', async () => {
    let one = await accept(await underReview())
    for (let call = 0; call < 3; call++) {
      expect(one.unreachable).toBe(false)
      one = await move(one, { act: 'contact', reached: false, note: 'Messagerie' })
    }
    expect(one).toMatchObject({ status: 'accepted', unreachable: true })
    t.clock.set('2026-12-14T11:00:00Z')
    expect((await me.getReferral({ params: { referralId: one.id } })).unreachable).toBe(false)
    t.clock.set('2026-11-22T11:00:00Z')
    expect(await move(one, { act: 'close', outcome: 'unreachable' })).toMatchObject({ status: 'closed' })
  })

  test('[F3] [F8] told by telephone it is entered for the partner: same states, its channel kept, no consent no referral', async () => {
    const { partnerReference: _, dataProtectionCommitment: __, ...told } = somebody()
    const entry = { siteId: t.sites.liege, partnerId: cpas.partnerId, ...told }
    const entered = await me.enterReferral({ body: entry })
    expect(entered).toMatchObject({ status: 'received', channel: 'staff_entry', partner: { id: cpas.partnerId } })
    expect(await statusFor(entered)).toBe('received')
    const without = { ...entry, consent: { ...told.consent, scopes: ['referral_feedback' as const] } }
    await expect(me.enterReferral({ body: without })).rejects.toHaveProblem('rule-broken')
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    await expect(elsewhere.enterReferral({ body: entry })).rejects.toHaveProblem('not-found')
    const stranger = { ...entry, partnerId: (await t.partnerKey({ site: 'pilot' })).partnerId }
    await expect(me.enterReferral({ body: stranger })).rejects.toHaveProblem('rule-broken')
  })
})
