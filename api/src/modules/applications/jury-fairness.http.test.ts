import type { DecideApplication } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { applicationSteps, juryDay, sameScore, score, type JuryDay } from '../../../test/applications.ts'
import type { ApiClient } from '../../../test/client.ts'
import { givenConsent } from '../../../test/incubations.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const applicationOf = ({ applications }: JuryDay) => applications[0]?.id ?? ''
const memberOf = (day: JuryDay, personId: string | undefined) =>
  day.round.members.find(({ person }) => person.personId === personId)?.id ?? ''
const firstOf = async (client: ApiClient) => (await client.listOwnReviews({})).items[0]?.id ?? ''
const rule = (name: string) => ({
  code: 'rule-broken',
  extra: { errors: [expect.objectContaining({ params: expect.objectContaining({ rule: name }) })] },
})
type Votes = DecideApplication['votes']
const decide = (day: JuryDay, votes: readonly Votes[number]['vote'][], more: Partial<DecideApplication> = {}) =>
  coordinator.decideApplication({
    params: { roundId: day.round.id, applicationId: applicationOf(day) },
    body: {
      outcome: 'admitted',
      feedback: 'Bravo',
      votes: votes.map((vote, index) => ({ memberId: memberOf(day, day.jurors[index]?.personId), vote })),
      ...more,
    },
  })

describe('[E2] [E3] who joins a jury that scores', () => {
  test('[E3] a conflict that was declared holds when they are taken out and put back', async () => {
    const day = await juryDay(t, coordinator, { jurors: 4 })
    const [a] = day.jurors
    if (!a) throw new Error('no juror')
    await a.client.recuseOwnReview({ params: { reviewId: await firstOf(a.client) }, body: { conflict: 'friend' } })
    const params = { roundId: day.round.id }
    await coordinator.removeJuryMember({ params: { ...params, memberId: memberOf(day, a.personId) } })
    const back = await coordinator.addJuryMember({ params, body: { personId: a.personId } })
    const memberId = memberOf({ ...day, round: back }, a.personId)
    expect(back.reviews.find((one) => one.memberId === memberId)).toMatchObject({
      status: 'recused',
      conflict: 'friend',
    })
    expect((await a.client.listOwnReviews({})).items).toEqual([])
  })

  test('[E2] nobody who was taken out, or reads rounds as one of the team, once there are scores', async () => {
    const day = await juryDay(t, coordinator, { jurors: 4 })
    const [a, b] = day.jurors
    if (!a || !b) throw new Error('no jurors')
    const params = { roundId: day.round.id }
    const add = (personId: string) => coordinator.addJuryMember({ params, body: { personId } })
    await coordinator.removeJuryMember({ params: { ...params, memberId: memberOf(day, a.personId) } })
    await score(b, 1, 3)
    await expect(add(a.personId)).rejects.toMatchObject(rule('was-removed'))
    const { id: personId } = await t.given.person()
    await t.as('coordinator', { personId })
    await expect(add(personId)).rejects.toMatchObject(rule('has-read-scores'))
    await expect(add((await t.given.person()).id)).resolves.toMatchObject({ id: day.round.id })
  })
})

describe('[E2] a dossier in the wrong round', () => {
  test('[E2] is taken out while the round is prepared, back to where it was, with a history; not once jurors score', async () => {
    const heldOn = '2026-11-24'
    const { id: roundId } = await coordinator.addJuryRound({ body: { siteId: t.sites.liege, name: 'Jury', heldOn } })
    const { id: applicationId } = await applicationSteps(t, coordinator).eligible()
    const at = { params: { roundId, applicationId } }
    await expect(coordinator.removeJuryDossier(at)).rejects.toHaveProblem('not-found')
    const add = () => coordinator.addJuryDossier({ params: { roundId }, body: { applicationId } })
    expect((await add()).dossiers).toHaveLength(1)
    await expect((await t.as('coordinator', { site: 'pilot' })).removeJuryDossier(at)).rejects.toHaveProblem(
      'not-found',
    )
    expect((await coordinator.removeJuryDossier(at)).dossiers).toEqual([])
    const { status, history } = await coordinator.getApplication({ params: { applicationId } })
    expect([status, history[0]?.act]).toEqual(['eligible', 'application.taken_from_jury'])
    expect((await add()).dossiers).toMatchObject([{ applicationId, number: 1 }])

    const day = await juryDay(t, coordinator)
    const scoring = { params: { roundId: day.round.id, applicationId: applicationOf(day) } }
    await expect(coordinator.removeJuryDossier(scoring)).rejects.toHaveProblem('act-not-possible', { state: 'scoring' })
  })
})

describe('[E4] votes', () => {
  test('[E4] a quorum of those whose review counts; against their majority a reason is needed', async () => {
    const day = await juryDay(t, coordinator, { jurors: 4 })
    for (const juror of day.jurors.slice(0, 3)) await score(juror, 1, 3)
    await expect(decide(day, ['for', 'for'])).rejects.toMatchObject(rule('votes-below-quorum'))
    await expect(decide(day, ['for', 'for', 'for', 'for'])).rejects.toMatchObject(rule('may-not-vote'))
    await expect(decide(day, ['for', 'against', 'against'])).rejects.toHaveProblem('reason-required')
    await decide(day, ['for', 'against', 'against'], { deviationReason: 'Deux réserves levées ce jour' })
    const [decision] = await t.sql<{ id: string }>('select id from jury_decision where round_id = $1', [day.round.id])
    const silent = { decision_id: decision?.id, member_id: memberOf(day, day.jurors[3]?.personId), vote: 'for' }
    await expect(t.insert('jury_vote', { ...silent, site_id: t.sites.liege })).rejects.toThrow('may not vote')
  })
})

describe('[E4] a decision and the reviews it rests on', () => {
  test('[E4] counts what was submitted, also when somebody submits at that moment', async () => {
    for (let turn = 0; turn < 3; turn++) {
      const day = await juryDay(t, coordinator, { jurors: 4 })
      const [late] = day.jurors.slice(3)
      if (!late) throw new Error('no juror')
      for (const juror of day.jurors.slice(0, 3)) await score(juror, 1, 3)
      const reviewId = await firstOf(late.client)
      await late.client.saveOwnReview({ params: { reviewId }, body: { scores: sameScore(2) } })
      await Promise.allSettled([
        late.client.submitOwnReview({ params: { reviewId } }),
        decide(day, ['for', 'for', 'for']),
      ])
      const [row] = await t.sql<{ reviews: number; submitted: number }>(
        `select reviews, (select count(*)::int from jury_review r where r.round_id = d.round_id and r.status = 'submitted')
          as submitted from jury_decision d where round_id = $1`,
        [day.round.id],
      )
      expect(row?.reviews).toBe(row?.submitted)
    }
  })

  test('[E4] the database takes no decision that says another number of reviews than count', async () => {
    const day = await juryDay(t, coordinator)
    for (const juror of day.jurors) await score(juror, 1, 4)
    const [sheet] = await t.sql<{ id: string }>('select id from jury_sheet where round_id = $1', [day.round.id])
    const row = { id: newId(), site_id: t.sites.liege, round_id: day.round.id, application_id: applicationOf(day) }
    const said = { outcome: 'admitted', total: 100, reviews: 4, proposal: 'admit', feedback: 'Oui' }
    await expect(
      t.insert('jury_decision', { ...row, ...said, sheet_id: sheet?.id, decided_at: '2026-11-22T11:00:00Z' }),
    ).rejects.toThrow('other reviews')
  })

  test('[E3] a review stays what it was when its juror becomes the coach later', async () => {
    const day = await juryDay(t, coordinator)
    for (const juror of day.jurors) await score(juror, 1, 4)
    await decide(day, ['for', 'for', 'for'])
    const incubation = {
      id: newId(),
      application_id: applicationOf(day),
      person_id: day.applications[0]?.person?.personId,
    }
    const days = { stage_since: '2027-01-11', starts_on: '2027-01-11', ends_on: '2027-07-02' }
    await t.insert('incubation', { ...incubation, ...days, site_id: t.sites.liege })
    const coach = { person_id: day.jurors[0]?.personId, role: 'coach', starts_on: '2027-01-11', site_id: t.sites.liege }
    await t.insert('circle_member', { id: newId(), incubation_id: incubation.id, ...coach })
    const { reviews, dossiers } = await coordinator.getJuryRound({ params: { roundId: day.round.id } })
    expect(reviews.map(({ counts, conflict }) => [counts, conflict])).toEqual(day.jurors.map(() => [true, null]))
    expect(dossiers[0]?.result?.reviews).toBe(3)
  })
})

describe('[E3] [G2] a juror of an employer', () => {
  test('[E3] [G2] stands aside once somebody was sent to it, never before; a review that was submitted stays', async () => {
    const day = await juryDay(t, coordinator)
    const at = (table: string, row: Record<string, unknown>) =>
      t.insert<{ id: string }>(table, { id: newId(), site_id: t.sites.liege, ...row })
    const personId = day.applications[0]?.person?.personId ?? ''
    await givenConsent(t, personId, { purpose: 'employer_introduction' })
    const need = await at('employer_need', { partner_id: day.partnerId, kind: 'job', title: 'Commis' })
    const introduced = await at('introduction', { need_id: need.id, person_id: personId })
    const move = (status: string, more = '') =>
      t.sql(`update introduction set status = $2, consented_on = '2026-11-02' ${more} where id = $1`, [
        introduced.id,
        status,
      ])
    const [ours, theirs] = day.jurors
    if (!ours || !theirs) throw new Error('no jurors')
    const conflictOf = async ({ personId: juror }: { personId: string }) => {
      const { reviews } = await coordinator.getJuryRound({ params: { roundId: day.round.id } })
      return reviews.find(({ memberId }) => memberId === memberOf(day, juror))?.conflict
    }
    // the employer knows nobody before somebody was sent: standing aside would tell who is to come
    expect(await conflictOf(theirs)).toBeNull()
    await move('consented')
    expect(await conflictOf(theirs)).toBeNull()
    await score(theirs, 1, 3)
    await move('sent', `, sent_at = '2026-11-22T11:00:01Z'`)
    expect(await conflictOf(theirs)).toBeNull()
    // whoever comes from there now, does not judge; nor once it came to nothing
    const { id: late } = await t.given.person()
    await coordinator.addJuryMember({
      params: { roundId: day.round.id },
      body: { personId: late, partnerId: day.partnerId },
    })
    const { members, reviews } = await coordinator.getJuryRound({ params: { roundId: day.round.id } })
    const memberId = members.find(({ person }) => person.personId === late)?.id
    expect(reviews.find((one) => one.memberId === memberId)).toMatchObject({
      status: 'recused',
      conflict: 'future_employer',
    })
    await t.sql(`update jury_review set status_since = '2026-11-22T11:00:02Z' where member_id = $1`, [
      memberOf(day, theirs.personId),
    ])
    expect(await conflictOf(theirs)).toBe('future_employer')
    await move('declined', `, declined_by = 'employer'`)
    expect(await conflictOf(theirs)).toBe('future_employer')
    expect(await conflictOf(ours)).toBeNull()
  })
})

describe('[E2] a draft', () => {
  test('[E2] of a juror is in no history, though what follows it is', async () => {
    const day = await juryDay(t, coordinator)
    const [a] = day.jurors
    if (!a) throw new Error('no juror')
    const params = { reviewId: await firstOf(a.client) }
    const keep = (comment: string) =>
      a.client.saveOwnReview({ params, body: { scores: [{ criterion: 'person', score: 1, comment }] } })
    await keep('Je doute encore de Paul')
    await keep('Je doute moins')
    await score(a, 1, 3)
    const tables = await t.sql<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'history'`,
    )
    let everything = ''
    for (const { name } of tables) everything += JSON.stringify(await t.sql(`select * from history."${name}"`))
    expect(everything).toContain(params.reviewId)
    expect(everything).not.toMatch(/Je doute/)
    expect(await t.sql('select * from jury_review_draft where review_id = $1', [params.reviewId])).toEqual([])
  })
})
