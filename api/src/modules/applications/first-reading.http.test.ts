import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { applicationSteps, juryDay, score } from '../../../test/applications.ts'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

describe('[M19] a first reading by somebody of the team', () => {
  test('[M19] has no identity in the round, the file or the list until they have said what they think', async () => {
    const steps = applicationSteps(t, coordinator)
    const one = await steps.eligible({ given_name: 'Yasmina', family_name: 'Kaddour' }, { project: 'Chez Yasmina' })
    const at = { params: { applicationId: one.id } }
    const { id: personId } = await t.given.person()
    const chair = await t.as('coordinator', { personId })
    const reads = async (reader: ApiClient, roundId: string) =>
      JSON.stringify([
        (await reader.getJuryRound({ params: { roundId } })).dossiers,
        await reader.getApplication(at),
        await reader.listApplications({ query: { status: 'in_jury' } }),
      ])
    const identity = new RegExp(`Yasmina|Kaddour|${one.person?.personId}`)
    const day = await juryDay(t, coordinator, { given: [one.id] })
    const params = { roundId: day.round.id }
    expect(await reads(chair, day.round.id)).toMatch(identity)
    await coordinator.addJuryMember({ params, body: { personId } })
    expect(await reads(chair, day.round.id)).not.toMatch(identity)
    const blind = await chair.getApplication(at)
    expect(blind).toMatchObject({ person: null, project: 'Chez •••', status: 'in_jury', history: [], decisions: [] })
    expect((await chair.getJuryRound({ params })).dossiers).toMatchObject([{ person: null, hidden: true }])
    // [DP-23] and yet their reading it is known
    const traces = await t.sql<{ operation: string }>(
      'select distinct operation from read_trace where person_id = $1 order by operation',
      [one.person?.personId],
    )
    expect(traces.map(({ operation }) => operation)).toEqual(['getApplication', 'getJuryRound'])
    // whoever does not judge it reads whose it is
    expect(await reads(coordinator, day.round.id)).toMatch(identity)
    await score({ personId, client: chair }, 1, 3)
    expect(await reads(chair, day.round.id)).toMatch(identity)
  })

  test('[M19] begins when they sit in a round that is prepared', async () => {
    const { id: personId } = await t.given.person()
    const chair = await t.as('coordinator', { personId })
    const body = { siteId: t.sites.liege, name: 'Jury de mars', heldOn: '2027-03-24' }
    const { id: roundId } = await coordinator.addJuryRound({ body })
    const { id: applicationId } = await applicationSteps(t, coordinator).eligible()
    await coordinator.addJuryMember({ params: { roundId }, body: { personId } })
    await coordinator.addJuryDossier({ params: { roundId }, body: { applicationId } })
    expect((await chair.getJuryRound({ params: { roundId } })).dossiers).toMatchObject([{ person: null }])
    expect((await chair.getApplication({ params: { applicationId } })).person).toBeNull()
  })

  test('[M19] [E3] does not tell who of the others knows the applicant, or is the applicant, and how', async () => {
    const one = await applicationSteps(t, coordinator).eligible()
    const { id: personId } = await t.given.person()
    const chair = await t.as('coordinator', { personId })
    const { round } = await juryDay(t, coordinator, { given: [one.id] })
    const params = { roundId: round.id }
    for (const member of [personId, one.person?.personId ?? ''])
      await coordinator.addJuryMember({ params, body: { personId: member } })
    const aside = async (reader: ApiClient) =>
      (await reader.getJuryRound({ params })).reviews.filter(({ status }) => status === 'recused')
    expect(await aside(coordinator)).toMatchObject([{ conflict: 'same_person' }])
    expect(await aside(chair)).toMatchObject([{ conflict: null }])
    await score({ personId, client: chair }, 1, 3)
    expect(await aside(chair)).toMatchObject([{ conflict: 'same_person' }])
  })
})
