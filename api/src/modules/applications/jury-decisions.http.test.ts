import type { DecideApplication } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { applicationSteps, juryDay, score, type JuryDay } from '../../../test/applications.ts'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const read = ({ round: { id: roundId } }: JuryDay) => coordinator.getJuryRound({ params: { roundId } })
const on = ({ round, applications }: JuryDay, dossier = 1) => ({
  params: { roundId: round.id, applicationId: applications[dossier - 1]?.id ?? '' },
})
/** All of those who may, for it. */
const votesOf = async (day: JuryDay, dossier: number) =>
  (await read(day)).reviews.flatMap(({ memberId, applicationId, counts }) =>
    counts && applicationId === on(day, dossier).params.applicationId ? [{ memberId, vote: 'for' as const }] : [],
  )
const feedback = 'Un beau projet, et une équipe qui sait faire.'
const decide = async (day: JuryDay, body: Partial<DecideApplication> = {}, dossier = 1) => {
  const votes = await votesOf(day, dossier)
  return coordinator.decideApplication({ ...on(day, dossier), body: { outcome: 'admitted', feedback, votes, ...body } })
}
const scored = async (given: readonly number[], more: Parameters<typeof juryDay>[2] = {}) => {
  const day = await juryDay(t, coordinator, { jurors: given.length, ...more })
  for (const [index, juror] of day.jurors.entries()) await score(juror, 1, given[index] ?? 0)
  return day
}
const file = (day: JuryDay, dossier = 1) =>
  coordinator.getApplication({ params: { applicationId: on(day, dossier).params.applicationId } })

describe('[E4] a decision', () => {
  test('[E4] [E2] without quorum, or by one organisation, is refused: by the service and by the database', async () => {
    const day = await juryDay(t, coordinator, { jurors: 5 })
    const [a, b, c, d, e] = day.jurors
    if (!a || !b || !c || !d || !e) throw new Error('no jurors')
    for (const juror of [a, c]) await score(juror, 1, 4)
    await expect(decide(day)).rejects.toHaveProblem('jury-incomplete', {
      missing: ['quorum', 'organisations'],
      reviews: 2,
      quorum: 3,
    })
    await score(e, 1, 4)
    await expect(decide(day)).rejects.toHaveProblem('jury-incomplete', { missing: ['organisations'], organisations: 1 })
    const [sheet] = await t.sql<{ id: string }>('select id from jury_sheet where round_id = $1', [day.round.id])
    const row = {
      id: newId(),
      site_id: t.sites.liege,
      round_id: day.round.id,
      application_id: day.applications[0]?.id,
      sheet_id: sheet?.id,
      outcome: 'admitted',
      total: 100,
      reviews: 3,
      proposal: 'admit',
      feedback: 'Oui',
      decided_at: '2026-11-22T11:00:00Z',
    }
    await expect(t.insert('jury_decision', row)).rejects.toThrow('one organisation')
    await score(b, 1, 4)
    expect((await decide(day)).dossiers[0]?.decision).toMatchObject({ outcome: 'admitted', total: 100, sheet: 1 })
    expect((await file(day)).status).toBe('admitted')
    // whoever had not scored has missed it
    const after = await read(day)
    expect(after.reviews.find(({ memberId }) => memberId === day.round.members[3]?.id)?.status).toBe('missed')
    await expect(score(a, 1, 0)).rejects.toHaveProblem('act-not-possible')
  })

  test('[E3] [E4] a review by somebody with a conflict does not count towards the quorum', async () => {
    const day = await scored([3, 3, 3])
    await t.insert('application_founder', {
      application_id: day.applications[0]?.id,
      person_id: day.jurors[0]?.personId,
      site_id: t.sites.liege,
    })
    const votes = [{ memberId: day.round.members[1]?.id ?? '', vote: 'for' as const }]
    await expect(decide(day, { votes })).rejects.toHaveProblem('jury-incomplete', { reviews: 2 })
    expect((await read(day)).dossiers[0]?.result?.reviews).toBe(2)
  })

  test('[E4] says why it refuses, why it deviates from the proposal, and keeps the votes', async () => {
    const day = await scored([1, 1, 1])
    await expect(decide(day, { outcome: 'refused' })).rejects.toHaveProblem('reason-required')
    await expect(decide(day, { outcome: 'admitted' })).rejects.toHaveProblem('reason-required')
    const votes = day.round.members.map(({ id: memberId }, index) => ({
      memberId,
      vote: (['for', 'against', 'abstained'] as const)[index] ?? 'for',
    }))
    const round = await decide(day, { outcome: 'refused', reason: 'Le marché est trop petit', votes })
    const { decision } = round.dossiers[0] ?? {}
    expect(decision).toMatchObject({ outcome: 'refused', proposal: 'redirect', feedbackDueOn: '2026-11-27' })
    expect(decision?.votes?.map(({ vote }) => vote).sort()).toEqual(['abstained', 'against', 'for'])
    expect(await file(day)).toMatchObject({ status: 'refused', statusReason: 'Le marché est trop petit' })
    await expect(decide(day, { outcome: 'refused', reason: 'Encore' })).rejects.toHaveProblem('act-not-possible')
  })

  test('[E4] may set conditions with a day, redirect to a partner, or have somebody wait and be admitted later', async () => {
    const day = await scored([3, 3, 3])
    await expect(decide(day, { outcome: 'admitted_with_conditions' })).rejects.toHaveProblem('rule-broken')
    const conditions = [{ text: 'Un plan de caisse', dueOn: '2027-01-31' }]
    await decide(day, { outcome: 'admitted_with_conditions', conditions })
    expect((await file(day)).decisions).toMatchObject([{ conditions }])
    const away = await scored([1, 1, 1])
    const { partnerId } = away
    await decide(away, { outcome: 'redirected', reason: 'Une coopérative existe déjà', partnerId })
    expect((await file(away)).decisions[0]?.redirectedTo).toContain('Union des commerces')
    const waiting = await scored([2, 2, 3])
    const first = await decide(waiting, { outcome: 'waitlisted' })
    expect((await file(waiting)).status).toBe('waitlisted')
    // whoever decided at the same moment has not read this
    await expect(decide(waiting, { outcome: 'admitted' })).rejects.toHaveProblem('conflict')
    await decide(waiting, { outcome: 'admitted', replaces: first.dossiers[0]?.decision?.id ?? '' })
    expect((await file(waiting)).decisions.map(({ outcome }) => outcome)).toEqual(['admitted', 'waitlisted'])
  })

  test('[E5] [E4] over the places of the cohort nobody is admitted, and a place that comes free is taken', async () => {
    const { id: cohortId } = await coordinator.addCohort({
      body: { siteId: t.sites.liege, name: `Promotion ${newId()}`, startsOn: '2027-01-11', capacity: 1 },
    })
    const day = await scored([3, 3, 3], { dossiers: 2, cohortId })
    for (const juror of day.jurors) await score(juror, 2, 3)
    const both = await Promise.allSettled([decide(day, {}, 1), decide(day, {}, 2)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const left = (await file(day, 1)).status === 'admitted' ? 2 : 1
    const errors = [{ pointer: '/outcome', code: 'cohort-full' }]
    await expect(decide(day, {}, left)).rejects.toMatchObject({ code: 'cohort-full', extra: { errors } })
    // nothing of the decision that failed is kept
    expect((await file(day, left)).decisions).toEqual([])
  })
})

describe('[E4] the person is told', () => {
  test('[E4] once, in their language, with the feedback and nothing of scores; INC-02 counts the days', async () => {
    const { id: cohortId } = await coordinator.addCohort({
      body: { siteId: t.sites.liege, name: `Promotion ${newId()}`, startsOn: '2027-01-11' },
    })
    const day = await scored([3, 3, 4], { cohortId })
    await expect(coordinator.communicateDecision(on(day))).rejects.toHaveProblem('act-not-possible')
    await decide(day)
    const applicationId = day.applications[0]?.id
    const waits = async (client: ApiClient) =>
      (await client.getToday({})).waiting.filter(({ entityId }) => entityId === applicationId)
    expect(await waits(coordinator)).toMatchObject([
      { kind: 'decision_to_tell', title: 'Cantine du monde', sinceOn: '2026-11-27' },
    ])
    expect(await waits(await t.as('coordinator', { programme: 'interact' }))).toEqual([])
    t.clock.set('2026-11-26T11:00:00Z')
    const told = await coordinator.communicateDecision(on(day))
    expect(told.dossiers[0]?.decision?.communicatedAt).toBe('2026-11-26T11:00:00+00:00')
    await expect(coordinator.communicateDecision(on(day))).rejects.toHaveProblem('act-not-possible')
    expect(await waits(coordinator)).toEqual([])
    t.clock.set('2026-11-22T11:00:00Z')
    const mails = await t.sql<{ payload: Record<string, string> }>(
      `select payload from outbox_message where kind = 'application-decision' and person_id = $1`,
      [day.applications[0]?.person?.personId],
    )
    expect(mails).toHaveLength(1)
    expect(mails[0]?.payload).toMatchObject({ outcome: 'admitted', feedback: expect.stringContaining('beau projet') })
    expect(JSON.stringify(mails)).not.toMatch(/total|score|vote/)
    const query = { from: '2026-11-01', to: '2026-12-01', cohortId }
    const { delay } = await coordinator.getInterlabFunnel({ query })
    expect(delay).toEqual({
      all: { medianDays: 4, p90Days: 4 },
      admitted: { decided: 1, medianDays: 4, p90Days: 4 },
      refused: { decided: 0, medianDays: null, p90Days: null },
      pending: 0,
    })
  })

  test('[E4] [E6] nobody begins an incubation before they were told that they are admitted', async () => {
    const day = await scored([3, 3, 4])
    await decide(day)
    const { applicationId } = on(day).params
    const start = () =>
      coordinator.startIncubation({
        params: { applicationId },
        body: { startsOn: '2027-01-11', endsOn: '2027-07-02', charterSignedOn: '2026-11-20' },
      })
    await expect(start()).rejects.toHaveProblem('conditions-unmet', { unmet: ['told'] })
    await coordinator.communicateDecision(on(day))
    expect((await start()).startsOn).toBe('2027-01-11')
  })

  test('[E4] whom no e-mail reaches is told by the team of InterLab, and by no other', async () => {
    const day = await scored([3, 3, 4])
    await t.sql('update person set email = null where id = $1', [day.applications[0]?.person?.personId])
    await decide(day)
    await coordinator.communicateDecision(on(day))
    const toTell = async (client: ApiClient) =>
      (await client.getToday({})).waiting.filter(({ detail }) => detail === 'application-decision')
    expect(await toTell(await t.as('coordinator', { programme: 'interact' }))).toEqual([])
    const [message] = await toTell(await t.as('coordinator', { programme: 'interlab' }))
    expect(message).toMatchObject({ kind: 'to_tell', title: 'Cantine du monde' })
    expect((await file(day)).decisions).toMatchObject([{ communicatedAt: null }])
    await expect(coordinator.communicateDecision(on(day))).rejects.toHaveProblem('act-not-possible')
    const told = { params: { messageId: message?.entityId ?? '' } }
    await expect((await t.as('coordinator', { programme: 'interact' })).noteTold(told)).rejects.toHaveProblem(
      'not-found',
    )
    await (await t.as('coordinator', { programme: 'interlab' })).noteTold(told)
    expect(await toTell(coordinator)).toEqual([])
    expect((await file(day)).decisions).toMatchObject([{ communicatedAt: expect.stringContaining('2026-11-22') }])
  })

  test('[E1] [E4] the link of an application is a receipt: it tells no answer, and no outcome before it was told', async () => {
    const draft = await applicationSteps(t, coordinator).draft()
    const applicationId = draft.id
    const { url } = await coordinator.makeApplicationLink({ params: { applicationId } })
    const token = url.split('#')[1] ?? ''
    const read = () => t.anonymous.readApplicationLink({ body: { token } })
    expect((await read()).answers).toEqual(draft.answers)
    await t.anonymous.submitApplicationByLink({ body: { token } })
    const receipt = await read()
    expect(receipt).toMatchObject({ status: 'submitted', answers: [], helpedBy: null, project: draft.project })
    const sent = await coordinator.getApplication({ params: { applicationId } })
    await coordinator.findEligible({ params: { applicationId }, ifMatch: sent.version })
    expect(await read()).toEqual(receipt)
    const day = await juryDay(t, coordinator, { given: [applicationId] })
    for (const juror of day.jurors) await score(juror, 1, 2)
    const at = { params: { roundId: day.round.id, applicationId } }
    const votes = day.round.members.map(({ id: memberId }) => ({ memberId, vote: 'for' as const }))
    const body = { feedback: 'Merci', votes }
    const waits = await coordinator.decideApplication({ ...at, body: { ...body, outcome: 'waitlisted' } })
    const replaces = waits.dossiers.find((one) => one.applicationId === applicationId)?.decision?.id ?? ''
    expect(await read()).toEqual(receipt)
    await coordinator.communicateDecision(at)
    expect((await read()).status).toBe('waitlisted')
    t.clock.set('2026-11-22T11:00:01Z')
    await coordinator.decideApplication({ ...at, body: { ...body, outcome: 'admitted', replaces } })
    expect((await read()).status).toBe('waitlisted')
    await coordinator.communicateDecision(at)
    expect((await read()).status).toBe('admitted')
    t.clock.set('2026-11-22T11:00:00Z')
  })

  test('[E2] [E4] a juror reads a dossier until seven days after the decision, told or not, and not a moment longer', async () => {
    for (const told of [true, false]) {
      const day = await scored([3, 3, 3], { dossiers: 2 })
      const [juror] = day.jurors
      if (!juror) throw new Error('no juror')
      const dossiers = async () => (await juror.client.listOwnReviews({})).items
      const reviewId = (await dossiers()).find(({ dossier }) => dossier === 1)?.id ?? ''
      const reading = () => juror.client.getOwnReview({ params: { reviewId } })
      await decide(day)
      t.clock.set('2026-11-28T11:00:00Z')
      if (told) await coordinator.communicateDecision(on(day))
      t.clock.set('2026-11-29T10:59:59Z')
      expect(await reading()).toMatchObject({ decided: true })
      t.clock.set('2026-11-29T11:00:00Z')
      await expect(reading()).rejects.toHaveProblem('not-found')
      await expect(juror.client.submitOwnReview({ params: { reviewId } })).rejects.toHaveProblem('not-found')
      expect((await dossiers()).map(({ dossier }) => dossier)).toEqual([2])
      t.clock.set('2026-11-22T11:00:00Z')
    }
  })

  test('[E2] what jurors say stands in no history, no search and no trail', async () => {
    const day = await scored([1, 1, 1])
    const { id, person } = await file(day)
    const { history } = await file(day)
    expect(JSON.stringify(history)).not.toContain('Trop tôt')
    const trail = await t.sql(`select * from audit_event where entity in ('review', 'application', 'jury_round')`)
    expect(JSON.stringify(trail)).not.toMatch(/Trop tôt|"score"/)
    const timeline = await coordinator.getTimeline({ params: { personId: person?.personId ?? '' }, query: {} })
    expect(JSON.stringify(timeline)).not.toContain('Trop tôt')
    expect(id).toBe(day.applications[0]?.id)
  })
})

describe('[E2] [E3] a jury day', () => {
  test('[E2] five jurors, ten dossiers: everything is covered, decided and closed', async () => {
    const { eligible } = applicationSteps(t, coordinator)
    const day = await juryDay(t, coordinator, { jurors: 5, dossiers: 10 })
    expect(day.round.reviews).toHaveLength(50)
    for (const [index, juror] of day.jurors.entries())
      for (let dossier = 1; dossier <= 10; dossier++) await score(juror, dossier, (dossier + index) % 2 ? 4 : 3)
    const { dossiers, members, organisations } = await read(day)
    expect(organisations).toBe(2)
    expect(dossiers.every(({ result }) => result?.reviews === 5 && result.proposal === 'admit')).toBe(true)
    expect(members.every(({ severityOf }) => severityOf === 10)).toBe(true)
    for (let dossier = 1; dossier <= 9; dossier++) await decide(day, {}, dossier)
    const params = { roundId: day.round.id }
    const close = async () => coordinator.closeJuryRound({ params, ifMatch: (await read(day)).version })
    await expect(close()).rejects.toHaveProblem('conditions-unmet', { unmet: ['decisions'] })
    await decide(day, {}, 10)
    expect((await close()).status).toBe('closed')
    const { id: applicationId } = await eligible()
    await expect(coordinator.addJuryDossier({ params, body: { applicationId } })).rejects.toHaveProblem(
      'act-not-possible',
    )
  })
})
