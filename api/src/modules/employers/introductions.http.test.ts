import type { Introduction } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { employerSteps } from '../../../test/employers.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { templates } from '../../mail/templates.ts'
import { compose } from '../../platform/mail/letter.ts'

let t: Api
let coordinator: ApiClient
let steps: Awaited<ReturnType<typeof employerSteps>>
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
  steps = await employerSteps(t, coordinator)
})
afterAll(() => t.stop())

const act = (one: Pick<Introduction, 'id' | 'version'>) => ({
  params: { introductionId: one.id },
  ifMatch: one.version,
})
async function introduced(until: 'proposed' | 'consented' | 'sent' | 'meeting' | 'started', startedOn = '2026-11-20') {
  const { id: needId } = await steps.addNeed()
  const personId = await steps.member({ person: { given_name: 'Samira', family_name: 'Exemple' } })
  let one = await coordinator.proposeIntroduction({ params: { employerNeedId: needId }, body: { personId } })
  if (until === 'proposed') return { one, personId, needId }
  one = await coordinator.consentToIntroduction(act(one))
  if (until === 'consented') return { one, personId, needId }
  one = await coordinator.sendIntroduction(act(one))
  if (until === 'sent') return { one, personId, needId }
  one = await coordinator.meetEmployer({ ...act(one), body: { on: startedOn } })
  if (until === 'meeting') return { one, personId, needId }
  one = await coordinator.startAtEmployer({ ...act(one), body: { on: startedOn } })
  return { one, personId, needId }
}
const mailsOf = (introductionId: string) =>
  t.sql<{ status: string; address: string; payload: Record<string, string> }>(
    'select status, address, payload from outbox_message where dedupe_key = $1',
    [`introduction-sent:${introductionId}`],
  )

describe('[G2] introductions', () => {
  test('[G2] goes from a need to a start, and the employer is told by e-mail once', async () => {
    const { one } = await introduced('started')
    expect(one).toMatchObject({ status: 'started', startedOn: '2026-11-20', next: 'followUp', nextOn: '2027-02-20' })
    expect(one.followUps.map(({ dueOn }) => dueOn)).toEqual(['2027-02-20', '2027-05-20', '2027-11-20'])
    const mails = await mailsOf(one.id)
    expect(mails).toMatchObject([{ address: 'ines@example.org', payload: { person: 'Samira Exemple' } }])
  })

  test('[G2] the employer learns no name before the person said yes, and gets nothing before the sending', async () => {
    const { one } = await introduced('proposed')
    expect(one.toEmployer).toMatchObject({ name: null, skills: [{ id: steps.skillIds[0] }] })
    await expect(coordinator.sendIntroduction(act(one))).rejects.toHaveProblem('act-not-possible')
    const consented = await coordinator.consentToIntroduction(act(one))
    expect(consented.toEmployer.name).toBe('Samira Exemple')
    expect(await mailsOf(one.id)).toEqual([])
    await coordinator.sendIntroduction(act(consented))
    expect(await mailsOf(one.id)).toHaveLength(1)
  })

  test('[G2] without a consent in force nothing goes on, and who refused is not even proposed', async () => {
    const { id: needId } = await steps.addNeed()
    const personId = await steps.member({ agreed: null })
    const one = await coordinator.proposeIntroduction({ params: { employerNeedId: needId }, body: { personId } })
    await expect(coordinator.consentToIntroduction(act(one))).rejects.toHaveProblem('consent-missing')
    await steps.agree(personId)
    await expect(coordinator.consentToIntroduction(act(one))).resolves.toMatchObject({ status: 'consented' })
    const refused = await steps.member({ agreed: false })
    const propose = coordinator.proposeIntroduction({ params: { employerNeedId: needId }, body: { personId: refused } })
    await expect(propose).rejects.toHaveProblem('consent-missing')
    // PostgreSQL keeps it too
    await expect(
      t.sql(`update introduction set status = 'consented', consented_on = '2026-11-22' where id = $1`, [
        (await introducedWithout()).id,
      ]),
    ).rejects.toThrow('no consent')
  })
  async function introducedWithout() {
    const { id: needId } = await steps.addNeed()
    const personId = await steps.member({ agreed: null })
    return coordinator.proposeIntroduction({ params: { employerNeedId: needId }, body: { personId } })
  }

  test('[G2] a consent that is withdrawn stops it at once, and holds back a message that did not leave', async () => {
    const { one, personId } = await introduced('sent')
    const { consents = [] } = await coordinator.getPerson({ params: { personId } })
    const [consent] = consents.filter(({ purpose }) => purpose === 'employer_introduction')
    await coordinator.withdrawConsent({ params: { personId, consentId: consent?.id ?? '' } })
    const stopped = await coordinator.getIntroduction({ params: { introductionId: one.id } })
    expect(stopped).toMatchObject({ status: 'declined', declinedBy: 'person', statusReason: 'consent_withdrawn' })
    expect(stopped.toEmployer.name).toBeNull()
    expect(await mailsOf(one.id)).toEqual([{ status: 'cancelled', address: 'ines@example.org', payload: {} }])
    await expect(coordinator.meetEmployer({ ...act(stopped), body: { on: '2026-11-22' } })).rejects.toHaveProblem(
      'act-not-possible',
    )
  })

  test('[G2] nothing is sent to an employer without an address, until one is noted', async () => {
    const { one } = await introduced('consented')
    const { employer } = one
    const { version } = await coordinator.getEmployer({ params: { employerId: employer.id } })
    const change = (ifMatch: number, email: string | null) =>
      coordinator.changeEmployer({ params: { employerId: employer.id }, ifMatch, body: { email } })
    const changed = await change(version, null)
    await expect(coordinator.sendIntroduction(act(one))).rejects.toHaveProblem('employer-unreachable')
    expect(await mailsOf(one.id)).toEqual([])
    await change(changed.version, 'pain@example.org')
    await expect(coordinator.sendIntroduction(act(one))).resolves.toMatchObject({ status: 'sent' })
  })

  test('[G2] the employer is written to in the language of its contact, languages by their names', async () => {
    const said = {
      fr: ['Une personne à vous présenter', 'français'],
      en: ['Somebody to introduce to you', 'French'],
      nl: ['Iemand om aan u voor te stellen', 'Frans'],
      ar: ['شخص نقدّمه لكم', 'الفرنسية'],
    } as const
    for (const contactLanguage of ['en', 'nl', 'ar', 'fr'] as const) {
      const { one } = await introduced('consented')
      const params = { employerId: one.employer.id }
      const { version } = await coordinator.getEmployer({ params })
      const changed = await coordinator.changeEmployer({ params, ifMatch: version, body: { contactLanguage } })
      expect(changed.contactLanguage).toBe(contactLanguage)
      await coordinator.sendIntroduction(act(one))
      const [mail] = await t.sql<{ locale: string; payload: Record<string, string> }>(
        'select locale, payload from outbox_message where dedupe_key = $1',
        [`introduction-sent:${one.id}`],
      )
      const [subject, french] = said[contactLanguage]
      const letter = compose(templates, 'introduction-sent', mail?.locale ?? '', mail?.payload ?? {})
      expect(letter.subject).toContain(subject)
      expect(letter.text).toContain(`${french} B1`)
    }
  })

  test('[G2] [DP-12] the message is tied to the person, and keeps no name once the consent is withdrawn', async () => {
    for (const status of ['failed', 'not_reachable', 'sent']) {
      const { one, personId } = await introduced('sent')
      const reached = status === 'not_reachable' ? `, channel = 'none', address = null` : ''
      await t.sql(`update outbox_message set status = $2${reached} where dedupe_key = $1`, [
        `introduction-sent:${one.id}`,
        status,
      ])
      await steps.agree(personId, false)
      const [mail] = await t.sql('select person_id, status, payload from outbox_message where dedupe_key = $1', [
        `introduction-sent:${one.id}`,
      ])
      const after = status === 'sent' ? 'sent' : 'cancelled'
      expect(mail).toEqual({ person_id: personId, status: after, payload: {} })
    }
  })

  test('[G2] [DP-23] reading one leaves a trace of whose it was', async () => {
    const { one, personId } = await introduced('proposed')
    await coordinator.getIntroduction({ params: { introductionId: one.id } })
    const traces = await t.sql('select operation from read_trace where person_id = $1', [personId])
    expect(traces).toEqual([{ operation: 'getIntroduction' }])
  })

  test('[G2] a withdrawal and a sending that cross never both hold', async () => {
    const { one, personId } = await introduced('consented')
    const { consents = [] } = await coordinator.getPerson({ params: { personId } })
    const [consent] = consents.filter(({ purpose }) => purpose === 'employer_introduction')
    await Promise.allSettled([
      coordinator.sendIntroduction(act(one)),
      coordinator.withdrawConsent({ params: { personId, consentId: consent?.id ?? '' } }),
    ])
    const after = await coordinator.getIntroduction({ params: { introductionId: one.id } })
    expect(after.status).toBe('declined')
    expect((await mailsOf(one.id)).filter(({ status }) => status === 'queued')).toEqual([])
  })

  test('[G2] whoever has started has done so: a consent withdrawn later changes no outcome', async () => {
    const { one, personId } = await introduced('started')
    await steps.agree(personId, false)
    const after = await coordinator.getIntroduction({ params: { introductionId: one.id } })
    expect(after.status).toBe('started')
  })

  test('[G2] says by whom it was declined, and may then be proposed again', async () => {
    const { one, personId, needId } = await introduced('sent')
    const again = () => coordinator.proposeIntroduction({ params: { employerNeedId: needId }, body: { personId } })
    await expect(again()).rejects.toHaveProblem('already-introduced')
    const declined = await coordinator.declineIntroduction({ ...act(one), body: { by: 'employer', reason: 'Complet' } })
    expect(declined).toMatchObject({ status: 'declined', declinedBy: 'employer', next: null })
    await expect(again()).resolves.toMatchObject({ status: 'proposed' })
  })

  test('[G2] does not begin before they met, nor tomorrow', async () => {
    const { one } = await introduced('meeting')
    const start = (on: string) => coordinator.startAtEmployer({ ...act(one), body: { on } })
    await expect(start('2026-11-19')).rejects.toHaveProblem('rule-broken')
    await expect(start('2026-11-23')).rejects.toHaveProblem('rule-broken')
  })

  test('[G2] follow-ups at 3, 6 and 12 months count those who did not answer', async () => {
    const site = { query: { siteId: t.sites.liege } }
    const before = await coordinator.getIntroductionFigures(site)
    const { one } = await introduced('started', '2026-05-10')
    const follow = (ifMatch: number, month: 3 | 6 | 12, outcome: 'still_there' | 'no_answer') =>
      coordinator.recordFollowUp({ params: { introductionId: one.id }, ifMatch, body: { month, outcome } })
    const third = await follow(one.version, 3, 'still_there')
    expect(third).toMatchObject({ status: 'followed_up', next: 'followUp', nextOn: '2026-11-10' })
    const sixth = await follow(third.version, 6, 'no_answer')
    await expect(follow(sixth.version, 12, 'still_there')).rejects.toHaveProblem('rule-broken')
    // nobody says how it goes before they began
    const early = { month: 6, outcome: 'still_there', answeredOn: '2026-05-09' } as const
    const at = { params: { introductionId: one.id }, ifMatch: sixth.version }
    await expect(coordinator.recordFollowUp({ ...at, body: early })).rejects.toMatchObject({
      extra: { errors: [expect.objectContaining({ pointer: '/answeredOn' })] },
    })
    const after = await coordinator.getIntroductionFigures(site)
    const added = after.followUps.map(({ month, ...now }, index) => {
      const then = before.followUps[index]
      return [
        month,
        now.due - (then?.due ?? 0),
        now.answered - (then?.answered ?? 0),
        now.noAnswer - (then?.noAnswer ?? 0),
      ]
    })
    expect(added).toEqual([
      [3, 1, 1, 0],
      [6, 1, 0, 1],
      [12, 0, 0, 0],
    ])
  })

  test('[G2] whom to ask stands in Today from its day on, month by month, until something is noted', async () => {
    const { one } = await introduced('started', '2026-05-10')
    const due = async (client = coordinator) =>
      (await client.getToday({})).waiting.filter(({ entityId }) => entityId === one.id)
    expect(await due()).toMatchObject([{ kind: 'follow_up_due', detail: '3', sinceOn: '2026-08-10', ageDays: 104 }])
    const note = (ifMatch: number, month: 3 | 6) =>
      coordinator.recordFollowUp({ params: act(one).params, ifMatch, body: { month, outcome: 'no_answer' } })
    const third = await note(one.version, 3)
    expect(await due()).toMatchObject([{ detail: '6', sinceOn: '2026-11-10' }])
    for (const client of [await t.as('reader'), await t.as('coordinator', { site: 'pilot' })])
      expect(await due(client)).toEqual([])
    await note(third.version, 6)
    expect(await due()).toEqual([])
  })

  test('[G2] lists what is under way with its next step, page by page', async () => {
    const { one, needId } = await introduced('consented')
    const query = { need: needId, live: true, limit: 1 }
    const { items, next } = await coordinator.listIntroductions({ query })
    expect(items).toMatchObject([{ id: one.id, next: 'send', nextOn: null, employer: { name: 'Boulangerie du Pont' } }])
    expect(next).toBeNull()
    const first = await coordinator.listIntroductions({ query: { limit: 1 } })
    const second = await coordinator.listIntroductions({ query: { limit: 1, after: first.next ?? '' } })
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id)
  })

  test('[G2] nobody outside the team of the site reads or writes any of it', async () => {
    const { one } = await introduced('consented')
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    await expect(elsewhere.getIntroduction({ params: { introductionId: one.id } })).rejects.toHaveProblem('not-found')
    await expect(elsewhere.sendIntroduction(act(one))).rejects.toHaveProblem('not-found')
    const officer = await t.as('social_officer')
    await expect(officer.sendIntroduction(act(one))).rejects.toHaveProblem('not-allowed')
    const reader = await t.as('reader')
    await expect(reader.listIntroductions({ query: {} })).rejects.toHaveProblem('not-allowed')
    const { items } = await reader.listEmployers({ query: {} })
    for (const employer of items)
      for (const member of ['email', 'introduced']) expect(employer).not.toHaveProperty(member)
    const needs = (await reader.listEmployerNeeds({ query: {} })).items
    expect(needs.length).toBeGreaterThan(0)
    for (const need of needs) for (const member of ['introduced', 'started']) expect(need).not.toHaveProperty(member)
  })
})
