import { preferNotToSay, type SurveyWave } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId } from '../../platform/ids.ts'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let coordinator: ApiClient
let wave: SurveyWave
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
  wave = await coordinator.openSurveyWave({ body: waveBody() })
})
afterAll(() => t.stop())

const waveBody = () => ({
  siteId: t.sites.liege,
  kind: 't0' as const,
  instruments: ['ucla3' as const, 'trust1' as const],
  opensOn: '2026-11-01',
  closesOn: '2026-12-01',
})

interface Came {
  readonly on?: string
  readonly agreed?: boolean | null
  readonly person?: Record<string, unknown>
}
/** Somebody who came to a session for the first time on a day, six days ago when absent. */
async function cameFirst({ on = '2026-11-16', agreed = true, person = {} }: Came = {}): Promise<string> {
  const { id, site_id } = await t.given.person(person)
  const session = await t.given.session({ starts_on: on, status: 'held' })
  const about = { id: newId(), site_id, person_id: id }
  const present = { status: 'present', observed_at: `${on}T18:00:00Z` }
  await t.insert('attendance', { ...about, session_id: session.id, ...present })
  const proof = { text_version: '1', language: 'fr', channel: 'paper', collected_on: '2026-01-01' }
  if (agreed !== null) await t.insert('consent', { ...about, purpose: 'surveys', given: agreed, ...proof })
  return id
}
const ask = (waveId = wave.id) => coordinator.askSurveyWave({ params: { waveId } })
async function invitationOf(personId: string, waveId = wave.id) {
  const { items } = await coordinator.listSurveyInvitations({ params: { waveId }, query: { limit: 200 } })
  const found = items.find((one) => one.personId === personId)
  if (!found) throw new Error('was not asked')
  return found
}
/** Asks somebody who just came, and answers the token of their link. */
async function askedToken(given: Came = {}) {
  const personId = await cameFirst(given)
  await ask()
  const { id } = await invitationOf(personId)
  const { url } = await coordinator.makeSurveyLink({ params: { invitationId: id } })
  return { personId, id, token: new URL(url).hash.slice(1) }
}
const trust = (value: number | typeof preferNotToSay) => ({ instrument: 'trust1' as const, item: 'value', value })
const lonely = (item: string, value: number) => ({ instrument: 'ucla3' as const, item, value })

describe('[H6] asking', () => {
  test('reaches who came in at most three weeks ago, agreed and is no minor; a second time it asks nobody', async () => {
    await ask()
    const before = await coordinator.getSurveyWave({ params: { waveId: wave.id } })
    await cameFirst()
    await cameFirst({ on: '2026-11-01' })
    await cameFirst({ on: '2026-10-31' })
    await cameFirst({ agreed: null })
    await cameFirst({ agreed: false })
    await cameFirst({ person: { birth_year: 2012 } })
    expect(await ask()).toEqual({ asked: 2, withoutConsent: 2, minors: 1 })
    expect(await ask()).toEqual({ asked: 0, withoutConsent: 2, minors: 1 })
    const after = await coordinator.getSurveyWave({ params: { waveId: wave.id } })
    expect(after).toMatchObject({ state: 'open', asked: before.asked + 2, answered: before.answered })
  })

  test('writes to who takes e-mail, with a link that does not outlive the mail', async () => {
    const personId = await cameFirst({ person: { email: 'lina@example.org', contact_language: 'ar' } })
    await ask()
    const message = { kind: 'survey-asked', locale: 'ar', status: 'queued' }
    const read = 'select kind, locale, status from outbox_message where person_id = $1'
    expect(await t.sql(read, [personId])).toEqual([message])
  })

  test('follows the entry into the programme of the wave, six months later', async () => {
    const later = await coordinator.openSurveyWave({ body: { ...waveBody(), kind: 't6', programme: 'duo2change' } })
    const joined = { applied_on: '2026-05-26', interviewed_on: '2026-05-26', waiting_since: '2026-05-26' }
    const due = await t.given.candidate({ side: 'newcomer', ...joined })
    const proof = { text_version: '1', language: 'fr', channel: 'paper', collected_on: '2026-01-01' }
    const about = { id: newId(), site_id: t.sites.liege, person_id: due.person_id }
    await t.insert('consent', { ...about, purpose: 'surveys', given: true, ...proof })
    expect(await ask(later.id)).toEqual({ asked: 1, withoutConsent: 0, minors: 0 })
    expect(await invitationOf(due.person_id, later.id)).toMatchObject({ state: 'waiting', dueOn: '2027-01-06' })
  })

  test('refuses an instrument whose owner has not agreed, and a wave that ends before it begins', async () => {
    const body = { ...waveBody(), instruments: ['trust1' as const, 'lsns_friends' as const] }
    await expect(coordinator.openSurveyWave({ body })).rejects.toHaveProblem('rule-broken')
    const reversed = { ...waveBody(), closesOn: '2026-10-01' }
    await expect(coordinator.openSurveyWave({ body: reversed })).rejects.toHaveProblem('rule-broken')
  })
})

describe('[H6] a link', () => {
  test('opens the questions in four languages, takes the answers once, then says so', async () => {
    const { token, id } = await askedToken()
    const asked = await t.anonymous.readSurveyLink({ body: { token } })
    expect(asked.instruments.map(({ code, wordings }) => [code, wordings.length])).toEqual([
      ['ucla3', 4],
      ['trust1', 4],
    ])
    const answers = [lonely('company', 1), lonely('leftOut', 2), lonely('isolated', 3), trust(preferNotToSay)]
    const said = await t.anonymous.answerSurvey({ body: { token, language: 'ar', answers } })
    expect(said).toMatchObject({ state: 'answered', instruments: [] })
    const again = t.anonymous.answerSurvey({ body: { token, language: 'ar', answers } })
    await expect(again).rejects.toHaveProblem('survey-answered')
    expect(await t.anonymous.readSurveyLink({ body: { token } })).toMatchObject({ state: 'answered' })
    const kept = `select instrument, items, score::float as score, mode, language, translation, answered_on::text as day
      from survey_response where invitation_id = $1 order by instrument desc`
    const how = { mode: 'phone', language: 'ar', translation: 'draft', day: '2026-11-22' }
    expect(await t.sql(kept, [id])).toEqual([
      { ...how, instrument: 'ucla3', items: { company: 1, leftOut: 2, isolated: 3 }, score: 6 },
      { ...how, instrument: 'trust1', items: { value: preferNotToSay }, score: null },
    ])
  })

  test('two of them never answer for one person, not at once either', async () => {
    const { token, id, personId } = await askedToken()
    const { url } = await coordinator.makeSurveyLink({ params: { invitationId: id } })
    const second = new URL(url).hash.slice(1)
    await expect(t.anonymous.readSurveyLink({ body: { token } })).rejects.toHaveProblem('link-expired')
    const body = { token: second, language: 'fr' as const, answers: [trust(5)] }
    const both = await Promise.allSettled([t.anonymous.answerSurvey({ body }), t.anonymous.answerSurvey({ body })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const other = await askedToken()
    await t.sql("update person set status = 'merged', merged_into_id = $2 where id = $1", [other.personId, personId])
    const merged = t.anonymous.answerSurvey({ body: { ...body, token: other.token } })
    await expect(merged).rejects.toHaveProblem('survey-answered')
  })

  test('knows no question that is not asked, no value outside the scale', async () => {
    const { token } = await askedToken()
    const said = (...answers: ReturnType<typeof trust>[]) =>
      t.anonymous.answerSurvey({ body: { token, language: 'fr', answers } })
    await expect(said(trust(11))).rejects.toHaveProblem('rule-broken')
    await expect(said(trust(4), trust(5))).rejects.toHaveProblem('rule-broken')
    await expect(said({ ...trust(4), item: 'company' })).rejects.toHaveProblem('rule-broken')
  })

  test('may be declined; is over with its wave, and when the consent is taken back', async () => {
    const { token, id } = await askedToken()
    expect(await t.anonymous.declineSurvey({ body: { token } })).toMatchObject({ state: 'declined' })
    expect((await t.anonymous.readSurveyLink({ body: { token } })).instruments).toEqual([])
    const made = coordinator.makeSurveyLink({ params: { invitationId: id } })
    await expect(made).rejects.toHaveProblem('act-not-possible')
    const back = await askedToken()
    await t.sql('update consent set withdrawn_at = now() where person_id = $1', [back.personId])
    await expect(t.anonymous.readSurveyLink({ body: { token: back.token } })).rejects.toHaveProblem('link-expired')
    const late = await askedToken()
    t.clock.set('2026-12-01T23:00:00Z')
    await expect(t.anonymous.readSurveyLink({ body: { token: late.token } })).rejects.toHaveProblem('link-expired')
    t.clock.set('2026-11-22T11:00:00Z')
  })
})

describe('[H6] on paper', () => {
  test('answers are entered by who may read them, on the day they were given, once', async () => {
    const personId = await cameFirst()
    await ask()
    const { id: invitationId } = await invitationOf(personId)
    const body = { mode: 'paper' as const, language: 'fr' as const, answeredOn: '2026-11-20', answers: [trust(7)] }
    const request = { params: { invitationId }, body }
    await expect((await t.as('admin')).enterSurveyAnswers(request)).rejects.toHaveProblem('not-allowed')
    const tomorrow = { ...request, body: { ...body, answeredOn: '2026-11-23' } }
    await expect(coordinator.enterSurveyAnswers(tomorrow)).rejects.toHaveProblem('rule-broken')
    const lastYear = { ...request, body: { ...body, answeredOn: '2025-11-20' } }
    await expect(coordinator.enterSurveyAnswers(lastYear)).rejects.toHaveProblem('rule-broken')
    const entered = await coordinator.enterSurveyAnswers(request)
    expect(entered).toMatchObject({ state: 'answered', mode: 'paper' })
    await expect(coordinator.enterSurveyAnswers(request)).rejects.toHaveProblem('survey-answered')
  })

  test('somebody is asked no more, once they said so', async () => {
    const { id, token } = await askedToken()
    const { version } = await coordinator
      .listSurveyInvitations({ params: { waveId: wave.id }, query: {} })
      .then(({ items }) => items.find((one) => one.id === id) ?? { version: 0 })
    const revoked = await coordinator.revokeSurveyInvitation({ params: { invitationId: id }, ifMatch: version })
    expect(revoked.state).toBe('revoked')
    await expect(t.anonymous.readSurveyLink({ body: { token } })).rejects.toHaveProblem('link-expired')
    expect((await ask()).asked).toBe(0)
  })
})
