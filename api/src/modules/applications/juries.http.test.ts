import { usualJuryWeights } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { applicationSteps, juryDay, sameScore, score, wholeAnswers, type JuryDay } from '../../../test/applications.ts'
import type { ApiClient } from '../../../test/client.ts'
import { givenDuo, givenPair } from '../../../test/duos.ts'
import { givenConsent } from '../../../test/incubations.ts'
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

const read = ({ round: { id: roundId } }: JuryDay) => coordinator.getJuryRound({ params: { roundId } })
const own = async (client: ApiClient) => (await client.listOwnReviews({})).items
const firstOf = async (client: ApiClient) => (await own(client))[0]?.id ?? ''

describe('[E2] the panel', () => {
  test('[E2] of one organisation, without quorum or without a dossier is not opened', async () => {
    const body = { siteId: t.sites.liege, name: 'Jury', heldOn: '2026-11-24' }
    let round = await coordinator.addJuryRound({ body })
    const params = { roundId: round.id }
    const open = () => coordinator.openJuryRound({ params, ifMatch: round.version })
    await expect(open()).rejects.toHaveProblem('conditions-unmet', { unmet: ['quorum', 'organisations', 'dossiers'] })
    for (let index = 0; index < 3; index++) {
      const { id: personId } = await t.given.person({ gender: index === 0 ? null : 'woman' })
      round = await coordinator.addJuryMember({ params, body: { personId } })
    }
    expect(round.women).toEqual({ women: 2, known: 2, unknown: 1 })
    const { id: applicationId } = await steps.eligible()
    round = await coordinator.addJuryDossier({ params, body: { applicationId } })
    await expect(open()).rejects.toHaveProblem('conditions-unmet', { unmet: ['organisations'] })
    const { status } = await coordinator.getApplication({ params: { applicationId } })
    expect(status).toBe('in_jury')
  })

  test('[E2] only an eligible application comes before it, and once', async () => {
    const day = await juryDay(t, coordinator)
    const { id: applicationId } = await steps.submitted()
    const add = (id: string) =>
      coordinator.addJuryDossier({ params: { roundId: day.round.id }, body: { applicationId: id } })
    await expect(add(applicationId)).rejects.toHaveProblem('act-not-possible')
    await expect(add(day.applications[0]?.id ?? '')).rejects.toHaveProblem('act-not-possible')
    await expect(add(newId())).rejects.toHaveProblem('rule-broken')
    const { personId } = day.jurors[0] ?? { personId: '' }
    await expect(
      coordinator.addJuryMember({ params: { roundId: day.round.id }, body: { personId } }),
    ).rejects.toHaveProblem('already-in-jury')
  })
})

describe('[E2] [M19] what a juror reads', () => {
  test('[M19] no name, gender or origin, and no score of others before their own is submitted', async () => {
    const day = await juryDay(t, coordinator)
    const [a, b] = day.jurors
    if (!a || !b) throw new Error('no jurors')
    await t.sql(`update person set given_name = 'Yasmina', family_name = 'Kaddour' where id = $1`, [
      day.applications[0]?.person?.personId,
    ])
    await t.sql(
      `update application set project = 'Chez Yasmina', answers = answers || '{"idea": "Moi, YASMINA Kaddour"}'
      where id = $1`,
      [day.applications[0]?.id],
    )
    await score(a, 1, 4)
    const reviewId = await firstOf(b.client)
    const first = await b.client.getOwnReview({ params: { reviewId } })
    const traces = await t.sql(`select from read_trace where person_id = $1 and operation = 'getOwnReview'`, [
      day.applications[0]?.person?.personId,
    ])
    expect(traces).toHaveLength(1)
    expect(first).toMatchObject({ project: 'Chez •••', dossier: 1, status: 'assigned', others: null, submitted: null })
    expect(Object.keys(first).sort()).toEqual(
      ['id', 'siteId', 'round', 'dossier', 'project', 'status', 'decided', 'version', 'language', 'formVersion']
        .concat(['answers', 'weights', 'draft', 'submitted', 'submissions', 'others'])
        .sort(),
    )
    const everything = JSON.stringify([first, await own(b.client)])
    expect(everything).not.toMatch(/yasmina|kaddour|woman|personId|gender/i)
    expect(everything).not.toContain(day.applications[0]?.id)
    const sent = await score(b, 1, 2)
    expect(sent.others).toMatchObject([{ juror: 'J1', total: 100 }])
    expect(JSON.stringify(sent.others)).not.toContain(a.personId)
  })

  test('[E2] somebody of the team who judges sees no score of that dossier before their own, nor what follows from it', async () => {
    const day = await juryDay(t, coordinator)
    const { id: personId } = await t.given.person()
    const chair = await t.as('coordinator', { personId })
    const params = { roundId: day.round.id }
    await coordinator.addJuryMember({ params, body: { personId } })
    for (const juror of day.jurors) await score(juror, 1, 3)
    await coordinator.setJuryWeights({
      params,
      ifMatch: (await read(day)).version,
      body: { ...usualJuryWeights, person: 20, conditions: 10 },
    })
    const blind = await chair.getJuryRound({ params })
    expect(blind.dossiers[0]).toMatchObject({ hidden: true, result: null })
    expect(blind.reviews.every(({ scores, total }) => scores === null && total === null)).toBe(true)
    expect(blind.members.every(({ severity }) => severity === null)).toBe(true)
    expect(blind.sheets[0]?.kept).toEqual([])
    await score({ personId, client: chair }, 1, 3)
    expect((await chair.getJuryRound({ params })).dossiers[0]).toMatchObject({ hidden: false, result: { total: 75 } })
  })

  test('[E2] nothing of a round that is prepared, of another juror, or of another site', async () => {
    const day = await juryDay(t, coordinator)
    const [a, b] = day.jurors
    if (!a || !b) throw new Error('no jurors')
    const params = { reviewId: await firstOf(a.client) }
    await expect(b.client.getOwnReview({ params })).rejects.toHaveProblem('not-found')
    await expect(b.client.saveOwnReview({ params, body: { scores: [] } })).rejects.toHaveProblem('not-found')
    const elsewhere = await t.as('juror', { site: 'pilot', personId: a.personId })
    expect(await own(elsewhere)).toEqual([])
    await expect(a.client.getJuryRound({ params: { roundId: day.round.id } })).rejects.toHaveProblem('not-allowed')
    const bare = await t.as('juror')
    expect(await own(bare)).toEqual([])
    await expect(bare.getOwnReview({ params })).rejects.toHaveProblem('not-found')
  })

  test('[E2] what is scored is kept as it is; submitting asks for all of it, and a correction is another submission', async () => {
    const day = await juryDay(t, coordinator)
    const [a] = day.jurors
    if (!a) throw new Error('no juror')
    const params = { reviewId: await firstOf(a.client) }
    const save = (scores: Parameters<typeof a.client.saveOwnReview>[0]['body']['scores']) =>
      a.client.saveOwnReview({ params, body: { scores } })
    const half = [{ criterion: 'person', score: 1, comment: null }] as const
    expect((await save([...half])).draft).toEqual(half)
    await expect(a.client.submitOwnReview({ params })).rejects.toHaveProblem('rule-broken')
    await save(sameScore(1).map((one) => ({ ...one, comment: null })))
    await expect(a.client.submitOwnReview({ params })).rejects.toHaveProblem('rule-broken')
    await save(sameScore(1))
    expect(await a.client.submitOwnReview({ params })).toMatchObject({ status: 'submitted', submissions: 1 })
    await save(sameScore(3))
    // kept, and not submitted: what counts is what was
    expect((await read(day)).dossiers[0]?.result?.total).toBe(25)
    expect(await a.client.submitOwnReview({ params })).toMatchObject({ submissions: 2 })
    expect((await read(day)).dossiers[0]?.result?.total).toBe(75)
    await expect(t.sql('update jury_score set score = 4')).rejects.toThrow('what was submitted stays')
    await expect(t.sql('delete from jury_score')).rejects.toThrow('what was submitted stays')
  })
})

describe('[E3] conflicts of interest', () => {
  test('[E3] [M19] the coach, duo partner, founder, sender, future employer and applicant stand aside by the records; the database refuses them too', async () => {
    const pair = await givenPair(t)
    await givenDuo(t, { ...pair, status: 'completed' })
    const judged = pair.newcomer.person_id
    const draft = await coordinator.startApplication({
      body: { personId: judged, project: 'Cantine', answers: [...wholeAnswers] },
    })
    const applicant = await coordinator.findEligible(steps.at(await coordinator.submitApplication(steps.at(draft))))
    const partner = await t.insert<{ id: string }>('partner', {
      id: newId(),
      site_id: t.sites.liege,
      name: 'CPAS',
      types: ['cpas'],
    })
    await t.sql('update person set referrer_partner_id = $2 where id = $1', [judged, partner.id])
    const round = await coordinator.addJuryRound({
      body: { siteId: t.sites.liege, name: 'Conflits', heldOn: '2026-11-24' },
    })
    const params = { roundId: round.id }
    const at = (table: string, row: Record<string, unknown>) =>
      t.insert<{ id: string }>(table, { id: newId(), site_id: t.sites.liege, ...row })
    const jurors: Record<string, string> = {}
    const juror = async (kind: string, partnerId: string | null = null) => {
      const known: Readonly<Record<string, string>> = { same_person: judged, duo: pair.local.person_id }
      const personId = known[kind] ?? (await t.given.person()).id
      jurors[personId] = kind
      await coordinator.addJuryMember({ params, body: { personId, partnerId } })
      return personId
    }
    const coach = await juror('circle')
    const before = await at('application', {
      person_id: judged,
      project: 'Avant',
      form_version: 1,
      status: 'admitted',
      submitted_at: '2025-01-01T10:00:00Z',
    })
    const period = { stage_since: '2025-02-01', starts_on: '2025-02-01', ends_on: '2025-08-01', stage: 'stopped' }
    const incubation = await at('incubation', { application_id: before.id, person_id: judged, ...period })
    await at('circle_member', {
      incubation_id: incubation.id,
      person_id: coach,
      role: 'coach',
      starts_on: '2025-02-01',
    })
    const founder = await juror('founder')
    await t.insert('application_founder', {
      application_id: applicant.id,
      person_id: founder,
      site_id: t.sites.liege,
    })
    await juror('same_person')
    await juror('duo')
    await juror('sending_partner', partner.id)
    const employer = await at('partner', { name: 'Boulangerie du Pont', types: ['employer'] })
    const need = await at('employer_need', { partner_id: employer.id, kind: 'job', title: 'Commis' })
    await givenConsent(t, judged, { purpose: 'employer_introduction' })
    const sent = { status: 'sent', consented_on: '2026-11-02', sent_at: '2026-11-03T10:00:00Z' }
    await at('introduction', { need_id: need.id, person_id: judged, ...sent })
    await juror('future_employer', employer.id)
    const free = await juror('none')
    await coordinator.addJuryDossier({ params, body: { applicationId: applicant.id } })
    const opened = await coordinator.openJuryRound({
      params,
      ifMatch: (await coordinator.getJuryRound({ params })).version,
    })
    for (const { person, id } of opened.members) {
      const review = opened.reviews.find(({ memberId }) => memberId === id)
      const kind = jurors[person.personId]
      expect([kind, review?.status, review?.conflict]).toEqual(
        kind === 'none' ? ['none', 'assigned', null] : [kind, 'recused', kind],
      )
    }
    const coachs = await t.as('juror', { personId: coach })
    expect(await own(coachs)).toEqual([])
    // even past the handlers
    const review = opened.reviews.find(({ status }) => status === 'recused')
    const row = { site_id: t.sites.liege, number: 1, criterion: 'fit', score: 4, submitted_at: '2026-11-22T11:00:00Z' }
    await expect(t.insert('jury_score', { review_id: review?.id, ...row })).rejects.toThrow('a conflict of interest')
    // who becomes the coach after the round was opened cannot submit either
    await at('circle_member', {
      incubation_id: incubation.id,
      person_id: free,
      role: 'mentor',
      starts_on: '2025-03-01',
    })
    const freed = { personId: free, client: await t.as('juror', { personId: free }) }
    await expect(score(freed, 1, 4)).rejects.toHaveProblem('conflict-of-interest')
  })

  test('[E3] who says so stands aside: nothing to read or score any more, and no vote', async () => {
    const day = await juryDay(t, coordinator, { jurors: 4 })
    const [a, ...others] = day.jurors
    if (!a) throw new Error('no juror')
    const params = { reviewId: await firstOf(a.client) }
    await a.client.recuseOwnReview({ params, body: { conflict: 'friend' } })
    await expect(a.client.getOwnReview({ params })).rejects.toHaveProblem('not-found')
    for (const juror of others) await score(juror, 1, 3)
    const { members } = await read(day)
    const member = (personId: string) => members.find(({ person }) => person.personId === personId)?.id ?? ''
    const target = { roundId: day.round.id, applicationId: day.applications[0]?.id ?? '' }
    const decide = (...memberIds: string[]) =>
      coordinator.decideApplication({
        params: target,
        body: {
          outcome: 'admitted',
          feedback: 'Bravo',
          votes: memberIds.map((memberId) => ({ memberId, vote: 'for' as const })),
        },
      })
    await expect(decide(member(a.personId))).rejects.toHaveProblem('rule-broken')
    await decide(...others.map(({ personId }) => member(personId)))
  })
})

describe('[E2] weights', () => {
  test('[E2] others after scoring are another sheet; what those before gave is kept', async () => {
    const day = await juryDay(t, coordinator)
    for (const juror of day.jurors) {
      const params = { reviewId: await firstOf(juror.client) }
      const scores = sameScore(2).map((one) => (one.criterion === 'person' ? { ...one, score: 4 } : one))
      await juror.client.saveOwnReview({ params, body: { scores } })
      await juror.client.submitOwnReview({ params })
    }
    const before = await read(day)
    expect(before.dossiers[0]?.result).toMatchObject({ total: 62.5, proposal: 'discuss' })
    const params = { roundId: day.round.id }
    const set = (body: typeof usualJuryWeights) => coordinator.setJuryWeights({ params, ifMatch: before.version, body })
    await expect(set({ ...usualJuryWeights, person: 26 })).rejects.toHaveProblem('rule-broken')
    const after = await set({ ...usualJuryWeights, person: 40, fit: 0 })
    expect(after.dossiers[0]?.result).toMatchObject({ total: 70, proposal: 'admit' })
    expect(after.sheets).toMatchObject([
      { number: 1, weights: usualJuryWeights, kept: [{ total: 62.5, spread: 0, reviews: 3 }] },
      { number: 2, kept: null },
    ])
  })
})
