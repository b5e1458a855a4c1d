import { applicationMachine } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { applicationSteps, juryDay, score } from '../../../test/applications.ts'
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

const cohort = () =>
  coordinator.addCohort({ body: { siteId: t.sites.liege, name: `Promotion ${newId()}`, startsOn: '2027-01-11' } })

describe('[E5] [E13] the funnel', () => {
  test('counts what was submitted in a period by its furthest step, women among those whose gender is known', async () => {
    const { id: cohortId } = await cohort()
    const query = { from: '2026-11-01', to: '2026-12-01', cohortId }
    await steps.draft({}, { cohortId })
    await steps.submitted({ gender: 'man' }, { cohortId })
    await steps.eligible({ gender: null }, { cohortId })
    const gone = await steps.submitted({}, { cohortId })
    await coordinator.withdrawApplication({ ...steps.at(gone), body: {} })
    const [admitted, started] = [await steps.eligible({}, { cohortId }), await steps.eligible({}, { cohortId })]
    await t.sql(`update application set status = 'admitted' where id = any($1)`, [[admitted.id, started.id]])
    await t.insert('incubation', {
      id: newId(),
      site_id: t.sites.liege,
      application_id: started.id,
      person_id: started.person?.personId,
      stage_since: '2026-11-22',
      starts_on: '2026-11-22',
      ends_on: '2027-05-22',
    })
    const { steps: counted, aside, delay } = await coordinator.getInterlabFunnel({ query })
    expect(counted.map(({ step, applications }) => [step, applications])).toEqual([
      ['submitted', 5],
      ['eligible', 3],
      ['heard', 2],
      ['admitted', 2],
      ['started', 1],
    ])
    // four known are too few for a share
    expect(counted[0]).toMatchObject({ people: 5, women: { women: 3, known: 4, unknown: 1, share: null } })
    expect(aside).toEqual({ redirected: 0, refused: 0, notEligible: 0, withdrawn: 1, inProgress: 2 })
    expect(delay).toMatchObject({ admitted: { decided: 0, medianDays: null }, pending: 4 })
    // of five that were submitted three went on; of three that did, no ratio is told
    expect(counted.map(({ ofPrevious, ofSubmitted }) => [ofPrevious, ofSubmitted])).toEqual([
      [null, 1],
      [0.6, 0.6],
      [null, 0.4],
      [null, 0.4],
      [null, 0.2],
    ])
    await steps.submitted({}, { cohortId })
    const more = await coordinator.getInterlabFunnel({ query })
    expect(more.steps[0]?.women).toEqual({ women: 4, known: 5, unknown: 1, share: 0.8 })
    await expect(coordinator.getInterlabFunnel({ query: { ...query, to: query.from } })).rejects.toHaveProblem(
      'rule-broken',
    )
  })
  test('[E13] [M19] admission by gender: of those decided, each person once, and no rate that few people would be told by', async () => {
    const { id: cohortId } = await cohort()
    const decided = async (gender: string | null, status: string, count: number) => {
      for (let index = 0; index < count; index++) {
        const { id } = await steps.submitted({ gender }, { cohortId })
        await t.sql('update application set status = $2 where id = $1', [id, status])
      }
    }
    await decided('woman', 'admitted', 5)
    await decided('woman', 'refused', 5)
    await decided('man', 'admitted', 6)
    await decided('man', 'refused', 6)
    await decided('man', 'waitlisted', 1)
    const read = async () =>
      (await coordinator.getInterlabFunnel({ query: { from: '2026-11-01', to: '2026-12-01', cohortId } })).admission
    const woman = { gender: 'woman', decided: 10, admitted: 5, rate: 0.5, suppressed: false }
    const man = { gender: 'man', decided: 12, admitted: 6, rate: 0.5, suppressed: false }
    expect(await read()).toEqual([man, woman])
    // somebody who was refused and is admitted now is one person; four women refused are few, men would tell them
    await t.sql(
      `insert into application_founder (application_id, person_id, site_id)
       select a.id, (select b.person_id from application b join person p on p.id = b.person_id
           where b.cohort_id = $1 and b.status = 'refused' and p.gender = 'woman' limit 1), a.site_id
         from application a join person p on p.id = a.person_id
         where a.cohort_id = $1 and a.status = 'admitted' and p.gender = 'woman' limit 1`,
      [cohortId],
    )
    const hidden = { decided: null, admitted: null, rate: null, suppressed: true }
    expect(await read()).toEqual([
      { gender: 'man', ...hidden },
      { gender: 'woman', ...hidden },
    ])
  })

  test('[E4] INC-02 whoever waits counts for as long as they have waited, whoever withdrew until that day', async () => {
    const { id: cohortId } = await cohort()
    const { round, jurors, applications } = await juryDay(t, coordinator, { cohortId })
    await steps.submitted({}, { cohortId })
    const gone = await steps.submitted({}, { cohortId })
    t.clock.set('2026-11-23T11:00:00Z')
    await coordinator.withdrawApplication({ ...steps.at(gone), body: {} })
    for (const juror of jurors) await score(juror, 1, 3)
    const votes = round.members.map(({ id }) => ({ memberId: id, vote: 'for' as const }))
    const at = { params: { roundId: round.id, applicationId: applications[0]?.id ?? '' } }
    await coordinator.decideApplication({ ...at, body: { outcome: 'admitted', feedback: 'Bravo', votes } })
    t.clock.set('2026-11-26T11:00:00Z')
    await coordinator.communicateDecision(at)
    t.clock.set('2026-12-02T11:00:00Z')
    const query = { from: '2026-11-01', to: '2026-12-02', cohortId }
    const delay = async () => (await coordinator.getInterlabFunnel({ query })).delay
    // one of two who still waited on the fourth day was told on it
    expect(await delay()).toMatchObject({ all: { medianDays: 4, p90Days: null }, admitted: { medianDays: 4 } })
    t.clock.set('2026-11-27T11:00:00Z')
    await steps.submitted({}, { cohortId })
    t.clock.set('2026-12-02T11:00:00Z')
    expect(await delay()).toMatchObject({ all: { medianDays: null, p90Days: null }, pending: 2 })
    t.clock.set('2026-11-22T11:00:00Z')
  })

  test('[E1] time to a decision runs from the submission: an application is complete then, and is never sent back', async () => {
    const sent = await steps.submitted()
    const [row] = await t.sql<{ complete: boolean }>(
      'select complete_at = submitted_at as complete from application where id = $1',
      [sent.id],
    )
    expect(row).toEqual({ complete: true })
    expect(Object.values(applicationMachine.acts).filter(({ to }) => (to as string) === 'draft')).toEqual([])
  })
})
