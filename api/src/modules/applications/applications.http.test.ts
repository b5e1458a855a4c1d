import { actsFrom, applicationForms, applicationMachine, unanswered, type ApplicationAct } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { applicationSteps, wholeAnswers } from '../../../test/applications.ts'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
let steps: ReturnType<typeof applicationSteps>
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
  steps = applicationSteps(t, coordinator)
})
afterAll(() => t.stop())

const cohort = (capacity: number | null, name = `Promotion ${newId().slice(-6)}`) =>
  coordinator.addCohort({ body: { siteId: t.sites.liege, name, startsOn: '2027-01-11', capacity } })

describe('[E5] a cohort', () => {
  test('[E5] has dates and places, a name of its own, and ends after it begins', async () => {
    const made = await cohort(1, 'Printemps')
    expect(made).toMatchObject({ name: 'Printemps', capacity: 1, endsOn: null, admitted: 0, open: 0 })
    await expect(cohort(8, 'Printemps')).rejects.toHaveProblem('code-taken')
    const at = { params: { cohortId: made.id }, ifMatch: made.version }
    await expect(coordinator.changeCohort({ ...at, body: { endsOn: '2027-01-11' } })).rejects.toHaveProblem(
      'rule-broken',
    )
    const longer = await coordinator.changeCohort({ ...at, body: { endsOn: '2027-07-02', capacity: null } })
    expect(longer).toMatchObject({ endsOn: '2027-07-02', capacity: null })
  })

  test('[E5] a cohort of one takes one; the database refuses a second, also at once', async () => {
    const { id: cohortId } = await cohort(1)
    const [one, other] = [await steps.eligible({}, { cohortId }), await steps.eligible({}, { cohortId })]
    const admit = (id: string) => t.sql(`update application set status = 'admitted' where id = $1`, [id])
    const both = await Promise.allSettled([admit(one.id), admit(other.id)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { items } = await coordinator.listCohorts({ query: {} })
    const full = items.find(({ id }) => id === cohortId)
    expect(full).toMatchObject({ admitted: 1, open: 1 })
  })

  test('[E5] does not shrink below those admitted; without places it never fills up', async () => {
    const made = await cohort(null)
    for (const project of ['Un', 'Deux']) {
      const { id } = await steps.eligible({}, { cohortId: made.id, project })
      await t.sql(`update application set status = 'admitted' where id = $1`, [id])
    }
    const at = { params: { cohortId: made.id }, ifMatch: made.version }
    await expect(coordinator.changeCohort({ ...at, body: { capacity: 1 } })).rejects.toHaveProblem(
      'capacity-below-seats',
    )
    expect((await coordinator.changeCohort({ ...at, body: { capacity: 2 } })).capacity).toBe(2)
  })
})

describe('[E1] an application', () => {
  test('[E1] a draft is kept as it is; submitting names each required question without an answer', async () => {
    const { id: personId } = await t.given.person()
    const draft = await coordinator.startApplication({
      body: {
        personId,
        project: 'Atelier couture',
        helpedBy: 'staff',
        answers: [{ question: 'idea', value: 'Coudre' }],
      },
    })
    expect(draft).toMatchObject({
      status: 'draft',
      helpedBy: 'staff',
      answers: [{ question: 'idea', value: 'Coudre' }],
    })
    await expect(coordinator.submitApplication(steps.at(draft))).rejects.toHaveProblem('conditions-unmet', {
      unanswered: ['forWhom', 'strengths', 'needs', 'availability', 'residence'],
    })
    await expect(coordinator.startApplication({ body: { personId, project: 'Un autre' } })).rejects.toHaveProblem(
      'already-applied',
    )
  })

  test('[E1] an answer that the form does not know is refused', async () => {
    const draft = await steps.draft()
    for (const answer of [
      { question: 'religion', value: 'x' },
      { question: 'availability', value: 'perhaps' },
    ])
      await expect(
        coordinator.changeApplication({ ...steps.at(draft), body: { answers: [answer] } }),
      ).rejects.toHaveProblem('rule-broken')
  })

  test('[E1] locals are eligible too; time and a stay of yes or unknown are needed, no papers are', async () => {
    const local = await steps.submitted({ is_belgian: true, lifelong_resident: true })
    expect((await coordinator.findEligible(steps.at(local))).status).toBe('eligible')
    for (const [question, value] of [
      ['availability', 'no'],
      ['residence', 'no'],
    ] as const) {
      const { id: personId } = await t.given.person()
      const answers = wholeAnswers.map((one) => (one.question === question ? { question, value } : one))
      const draft = await coordinator.startApplication({ body: { personId, project: 'Vélo', answers } })
      const sent = await coordinator.submitApplication(steps.at(draft))
      await expect(coordinator.findEligible(steps.at(sent))).rejects.toHaveProblem('conditions-unmet', {
        unmet: [question],
      })
      await expect(
        coordinator.findNotEligible({ ...steps.at(sent), body: { reason: 'Pas assez de temps' } }),
      ).resolves.toMatchObject({ status: 'not_eligible', statusReason: 'Pas assez de temps' })
    }
  })

  test('[E1] every act from every state does what the table says, and nothing else', async () => {
    const calls: Partial<Record<ApplicationAct, (at: ReturnType<typeof steps.at>) => Promise<unknown>>> = {
      submit: (at) => coordinator.submitApplication(at),
      find_eligible: (at) => coordinator.findEligible(at),
      find_not_eligible: (at) => coordinator.findNotEligible({ ...at, body: { reason: 'Hors sujet' } }),
      withdraw: (at) => coordinator.withdrawApplication({ ...at, body: {} }),
    }
    for (const status of applicationMachine.states)
      for (const [act, call] of Object.entries(calls) as [ApplicationAct, (typeof calls)['submit']][]) {
        const draft = await steps.draft()
        const submitted_at = status === 'draft' ? null : '2026-11-20T10:00:00Z'
        await t.sql('update application set status = $2, submitted_at = $3 where id = $1', [
          draft.id,
          status,
          submitted_at,
        ])
        const { version } = await coordinator.getApplication({ params: { applicationId: draft.id } })
        const done = call?.({ params: { applicationId: draft.id }, ifMatch: version })
        if (actsFrom(applicationMachine, status).includes(act))
          await expect(done).resolves.toMatchObject({ status: applicationMachine.acts[act].to })
        else await expect(done).rejects.toHaveProblem('act-not-possible', { state: status })
      }
  })

  test('[E1] the form asks its questions in four languages, and old answers stay readable under their version', async () => {
    for (const { questions } of Object.values(applicationForms))
      for (const { words, choices = [] } of questions)
        for (const one of [words, ...choices.map((choice) => choice.words)])
          expect(Object.values(one).every((text) => text.length > 1)).toBe(true)
    expect(unanswered(1, wholeAnswers)).toEqual([])
    const draft = await steps.draft()
    expect(draft.formVersion).toBe(1)
    expect(draft.answers).toEqual(wholeAnswers)
  })

  test('[E1] once it is submitted its words stay; the cohort may change until the decision', async () => {
    const sent = await steps.submitted()
    await expect(
      coordinator.changeApplication({ ...steps.at(sent), body: { project: 'Autre' } }),
    ).rejects.toHaveProblem('act-not-possible')
    const { id: cohortId } = await cohort(3)
    const moved = await coordinator.changeApplication({ ...steps.at(sent), body: { cohortId } })
    expect(moved.cohort?.id).toBe(cohortId)
  })

  test('[E1] several may found it together: one application', async () => {
    const { id: personId } = await t.given.person()
    const { id: other } = await t.given.person({ given_name: 'Farid', family_name: 'Autre' })
    const body = { personId, project: 'Menuiserie', coFounderIds: [other, personId] }
    const draft = await coordinator.startApplication({ body })
    expect(draft).toMatchObject({ founders: 2, coFounders: [{ personId: other, name: 'Farid Autre' }] })
  })
})

describe('[E1] by link, without an account', () => {
  const linked = async (person = {}) => {
    const draft = await steps.draft(person)
    const { url } = await coordinator.makeApplicationLink({ params: { applicationId: draft.id } })
    return { draft, token: url.split('#')[1] ?? '', url }
  }

  test('[E1] one writes, comes back the next day, and submits; nothing of others is read', async () => {
    const { token, draft } = await linked({ given_name: 'Nour', family_name: 'Haddad' })
    const save = (value: string) =>
      t.anonymous.saveApplicationByLink({
        body: { token, language: 'ar', answers: [{ question: 'idea', value }], helpedBy: 'interpreter' },
      })
    await save('مطعم صغير')
    t.clock.set('2026-11-23T09:00:00Z')
    const own = await t.anonymous.readApplicationLink({ body: { token } })
    expect(own).toMatchObject({ language: 'ar', status: 'draft' })
    expect(own.answers).toContainEqual({ question: 'idea', value: 'مطعم صغير' })
    await t.anonymous.saveApplicationByLink({ body: { token, answers: [{ question: 'needs', value: '' }] } })
    expect(JSON.stringify(own)).not.toMatch(/Haddad|Nour/)
    await expect(t.anonymous.submitApplicationByLink({ body: { token } })).rejects.toHaveProblem('conditions-unmet')
    await t.anonymous.saveApplicationByLink({ body: { token, answers: [...wholeAnswers] } })
    expect((await t.anonymous.submitApplicationByLink({ body: { token } })).status).toBe('submitted')
    await expect(save('encore')).rejects.toHaveProblem('act-not-possible')
    t.clock.set('2026-11-22T11:00:00Z')
    const { submittedAt, helpedBy } = await coordinator.getApplication({ params: { applicationId: draft.id } })
    expect([submittedAt?.slice(0, 10), helpedBy]).toEqual(['2026-11-23', 'interpreter'])
  })

  test('[E1] two who write at once lose nothing: an answer that is not sent stays, one that is emptied goes', async () => {
    const { token } = await linked()
    const save = (question: string, value: string) =>
      t.anonymous.saveApplicationByLink({ body: { token, answers: [{ question, value }] } })
    const answersOf = async () =>
      Object.fromEntries(
        (await t.anonymous.readApplicationLink({ body: { token } })).answers.map(({ question, value }) => [
          question,
          value,
        ]),
      )
    const before = await answersOf()
    await Promise.all([save('idea', 'Du pain'), save('needs', 'Un four')])
    expect(await answersOf()).toEqual({ ...before, idea: 'Du pain', needs: 'Un four' })
    await save('needs', '')
    const { needs: _, ...rest } = before
    expect(await answersOf()).toEqual({ ...rest, idea: 'Du pain' })
  })

  test('[E1] two who change the same answer: the second one is told, and what the first wrote stays', async () => {
    const { token } = await linked()
    const save = (value: string, before: string) =>
      t.anonymous.saveApplicationByLink({
        body: {
          token,
          answers: [
            { question: 'forWhom', value: 'Tous' },
            { question: 'tried', value },
          ],
          before: [{ question: 'tried', value: before }],
        },
      })
    const tried = async () =>
      (await t.anonymous.readApplicationLink({ body: { token } })).answers.find(({ question }) => question === 'tried')
        ?.value
    await save('Un marché', '')
    await expect(save('Une foire', '')).rejects.toMatchObject({
      code: 'rule-broken',
      extra: { errors: [{ pointer: '/answers/1/value', params: { rule: 'changed-meanwhile' } }] },
    })
    expect(await tried()).toBe('Un marché')
    // the same answer, or one that was written over what stands, is no conflict
    await save('Un marché', '')
    await save('Une foire', 'Un marché')
    expect(await tried()).toBe('Une foire')
  })

  test('[E1] a link ends after thirty days, when another replaces it, and when it is revoked; its hash alone is kept', async () => {
    const first = await linked()
    const at = { params: { applicationId: first.draft.id } }
    const second = (await coordinator.makeApplicationLink(at)).url.split('#')[1] ?? ''
    const read = (token: string) => t.anonymous.readApplicationLink({ body: { token } })
    await expect(read(first.token)).rejects.toHaveProblem('link-expired')
    await expect(read(second)).resolves.toMatchObject({ status: 'draft' })
    t.clock.set('2026-12-22T11:00:01Z')
    await expect(read(second)).rejects.toHaveProblem('link-expired')
    t.clock.set('2026-11-22T11:00:00Z')
    await coordinator.revokeApplicationLink(at)
    await expect(read(second)).rejects.toHaveProblem('link-expired')
    const rows = await t.sql<{ token_hash: string }>('select token_hash from application_link')
    expect(rows.every(({ token_hash }) => /^[0-9a-f]{64}$/.test(token_hash))).toBe(true)
  })
})
