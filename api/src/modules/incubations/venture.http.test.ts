import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenAround, givenGuest, givenIncubation, type Accompanied } from '../../../test/incubations.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const at = ({ id }: Pick<Accompanied, 'id'>) => ({ params: { incubationId: id } })
/** The version of the venture as it stands. */
const now = async (one: Accompanied) => ({ ifMatch: (await coordinator.getVenture(at(one))).version })
type Code = Parameters<ApiClient['setMilestone']>[0]['params']['code']
type OfMilestone = NonNullable<Parameters<ApiClient['setMilestone']>[0]['body']>
const milestone = async (one: Accompanied, code: Code, body: OfMilestone) =>
  coordinator.setMilestone({ params: { incubationId: one.id, code }, body, ...(await now(one)) })
const setEnterprise = async (one: Accompanied, body: Parameters<ApiClient['setEnterprise']>[0]['body']) =>
  coordinator.setEnterprise({ ...at(one), body, ...(await now(one)) })
const enterprise = { number: 'BE 0427.178.892', kind: 'main', startedOn: '2026-10-01' } as const

describe('[E12] milestones', () => {
  test('[E12] are planned, then reached with what shows it, under the id of the incubation', async () => {
    const one = await givenIncubation(t)
    await milestone(one, 'offer_defined', { plannedOn: '2026-12-01' })
    const venture = await milestone(one, 'offer_defined', { reachedOn: '2026-11-20', evidence: 'La carte imprimée' })
    const found = venture.milestones?.find(({ code }) => code === 'offer_defined')
    expect(found).toMatchObject({ plannedOn: '2026-12-01', reachedOn: '2026-11-20', evidence: 'La carte imprimée' })
    await milestone(one, 'customer_interviews', { count: 12, reachedOn: '2026-11-02' })
    await expect(milestone(one, 'budget', { count: 3 })).rejects.toHaveProblem('rule-broken')
    const kept = await t.sql('select reached_on from history.milestone where incubation_id = $1', [one.id])
    expect(kept).toEqual([{ reached_on: null }])
  })

  test('[E12] planned after the end, reached in the future, or on a 31 February: each is told', async () => {
    const one = await givenIncubation(t)
    await expect(milestone(one, 'budget', { plannedOn: '2027-01-05' })).rejects.toHaveProblem('rule-broken')
    await expect(milestone(one, 'budget', { reachedOn: '2026-11-23' })).rejects.toHaveProblem('rule-broken')
    await expect(milestone(one, 'budget', { plannedOn: '2026-02-31' })).rejects.toHaveProblem('validation-failed')
  })
})

describe('[E12] the enterprise', () => {
  test('[E12] its number is checked, kept as ten digits and shown with dots; who verified it is kept', async () => {
    const one = await givenIncubation(t)
    const { enterprise: found } = await setEnterprise(one, { ...enterprise, verifiedOn: '2026-11-20' })
    expect(found).toMatchObject({ number: '0427178892', written: '0427.178.892', verifiedOn: '2026-11-20' })
    expect(found?.verifiedBy).toEqual(expect.any(String))
    for (const number of ['0427178893', '2000000000', '12345'])
      await expect(setEnterprise(one, { ...enterprise, number })).rejects.toHaveProblem('enterprise-number-wrong')
    const byHand = (number: string) =>
      t.sql('update venture set number = $1 where incubation_id = $2', [number, one.id])
    await expect(byHand('0427178893')).rejects.toThrow('venture_number')
    await expect(byHand('2000000000')).rejects.toThrow('venture_number')
    const backwards = { ...enterprise, ceasedOn: '2026-09-30' }
    await expect(setEnterprise(one, backwards)).rejects.toHaveProblem('rule-broken')
  })

  test('[E12] of the professional card the state is kept, and formalities have their day', async () => {
    const one = await givenIncubation(t)
    const body = { status: 'applied', sinceOn: '2026-11-02' } as const
    await coordinator.setCard({ ...at(one), body, ...(await now(one)) })
    await setEnterprise(one, enterprise)
    const params = { incubationId: one.id, code: 'cpas_informed' as const }
    const tick = async (doneOn: string | null) =>
      coordinator.setFormality({ params, body: { doneOn }, ...(await now(one)) })
    const { card, formalities, enterprise: kept } = await tick('2026-11-03')
    expect(card).toEqual({ status: 'applied', sinceOn: '2026-11-02' })
    expect(kept?.number).toBe('0427178892')
    expect(formalities?.find(({ code }) => code === 'cpas_informed')?.doneOn).toBe('2026-11-03')
    const taken = await tick(null)
    expect(taken.formalities?.find(({ code }) => code === 'cpas_informed')?.doneOn).toBeNull()
  })
})

describe('[E12] the enterprise, noted again', () => {
  test('[E12] a day that is not sent stays, and one that is sent as unknown goes', async () => {
    const one = await givenIncubation(t)
    const set = (more: Readonly<Record<string, string | null>>) => setEnterprise(one, { ...enterprise, ...more })
    await set({ verifiedOn: '2026-11-02', aliveOn: '2026-11-03', ceasedOn: null })
    const { enterprise: same } = await setEnterprise(one, {
      number: enterprise.number,
      kind: 'secondary',
      startedOn: enterprise.startedOn,
    })
    expect(same).toMatchObject({ kind: 'secondary', verifiedOn: '2026-11-02', aliveOn: '2026-11-03' })
    expect(same?.verifiedBy).not.toBeNull()
    const { enterprise: gone } = await set({ verifiedOn: null, aliveOn: null })
    expect(gone).toMatchObject({ verifiedOn: null, verifiedBy: null, aliveOn: null })
  })
})

describe('[E12] an enterprise that was noted by mistake', () => {
  const remove = async (one: Accompanied, reason: string) =>
    coordinator.removeEnterprise({ ...at(one), body: { reason }, ...(await now(one)) })

  test('[E12] is taken out with a reason, which coaches read until one is noted again; what stood there is kept', async () => {
    const one = await givenIncubation(t)
    const days = { verifiedOn: '2026-11-02', aliveOn: '2026-11-03', ceasedOn: '2026-11-04' }
    await setEnterprise(one, { ...enterprise, ...days })
    await expect(remove(one, ' ')).rejects.toHaveProblem('reason-required')
    const mentor = await givenGuest(t, 'mentor')
    await givenAround(t, one, mentor.personId, { role: 'mentor' })
    const reason = 'Le numéro d’une autre boulangerie'
    expect(await remove(one, reason)).toMatchObject({ enterprise: null, enterpriseRemoved: reason })
    await expect(remove(one, reason)).rejects.toHaveProblem('act-not-possible')
    expect(await mentor.client.getVenture(at(one))).not.toHaveProperty('enterpriseRemoved')
    const kept = await t.sql(
      'select number, alive_on from history.venture where incubation_id = $1 and number is not null',
      [one.id],
    )
    expect(kept).toEqual([{ number: '0427178892', alive_on: '2026-11-03' }])
    const traces = await t.sql('select act, reason from audit_event where entity_id = $1 order by at, id', [one.id])
    expect(traces.at(-1)).toEqual({ act: 'venture.enterprise_removed', reason: null })
    const again = await setEnterprise(one, enterprise)
    expect(again).toMatchObject({ enterprise: { number: '0427178892', aliveOn: null }, enterpriseRemoved: null })
  })

  test('[E12] does not open the way to a launch any more', async () => {
    const one = await givenIncubation(t, { row: { stage: 'pre_launch' } })
    await setEnterprise(one, enterprise)
    expect((await coordinator.getIncubation(at(one))).missing).toEqual([])
    await remove(one, 'Une faute de frappe')
    expect((await coordinator.getIncubation(at(one))).missing).toEqual(['activity_registered'])
  })
})

describe('[E12] two who note at once', () => {
  test('[E12] whoever is second is told what stands now, and nothing of the first is lost', async () => {
    const one = await givenIncubation(t)
    const { version: read } = await coordinator.getVenture(at(one))
    const params = { incubationId: one.id }
    const first = await coordinator.setMilestone({
      params: { ...params, code: 'budget' },
      body: { plannedOn: '2026-12-01' },
      ifMatch: read,
    })
    const late = { ifMatch: read } as const
    const acts = [
      () => coordinator.setMilestone({ params: { ...params, code: 'budget' }, body: { plannedOn: null }, ...late }),
      () => coordinator.setCard({ params, body: { status: 'needed', sinceOn: null }, ...late }),
      () => coordinator.setFormality({ params: { ...params, code: 'vat' }, body: { doneOn: '2026-11-02' }, ...late }),
      () => coordinator.setEnterprise({ params, body: enterprise, ...late }),
    ]
    for (const act of acts) await expect(act()).rejects.toHaveProblem('version-outdated', { version: first.version })
    const { version, milestones } = await coordinator.getVenture(at(one))
    expect(version).toBe(first.version)
    expect(milestones?.find(({ code }) => code === 'budget')?.plannedOn).toBe('2026-12-01')
  })
})

describe('[E12] what became of somebody', () => {
  const note = async (one: Accompanied, moment: 'exit' | 'month_6' | 'month_12') => {
    const params = { incubationId: one.id, moment }
    return coordinator.setOutcome({ params, body: { situations: ['launched_main'] }, ...(await now(one)) })
  }

  test('[E12] is asked at the exit and 6, 12, 24 and 36 months later, and not before', async () => {
    const under = await givenIncubation(t)
    expect((await coordinator.getVenture(at(under))).outcomes).toEqual([])
    await expect(note(under, 'exit')).rejects.toHaveProblem('act-not-possible')
    const one = await givenIncubation(t, { row: { stage: 'launched', stage_since: '2026-05-22' } })
    const row = async () =>
      (await coordinator.listIncubations({ query: { stage: 'launched' } })).items.find(({ id }) => id === one.id)
    expect((await row())?.nextOutcome).toEqual({ moment: 'exit', dueOn: '2026-06-19' })
    await note(one, 'exit')
    const { outcomes } = await note(one, 'month_6')
    expect(outcomes?.[1]).toMatchObject({ dueOn: '2026-11-22', situations: ['launched_main'], notedOn: '2026-11-22' })
    expect((await row())?.nextOutcome).toEqual({ moment: 'month_12', dueOn: '2027-05-22' })
    await expect(note(one, 'month_12')).rejects.toHaveProblem('rule-broken')
  })

  test('[E12] who stops after a launch is asked on the days of the launch, and Today waits for the same', async () => {
    const one = await givenIncubation(t, { row: { stage: 'launched', stage_since: '2026-02-20' } })
    await note(one, 'exit')
    const { version } = await coordinator.getIncubation(at(one))
    const body = { act: 'stop', reason: 'Ferme' } as const
    const { nextOutcome } = await coordinator.moveIncubation({ ...at(one), ifMatch: version, body })
    expect(nextOutcome).toEqual({ moment: 'month_6', dueOn: '2026-08-20' })
    const { waiting } = await coordinator.getToday({})
    expect(waiting.find(({ entityId }) => entityId === one.id)).toMatchObject({ detail: 'month_6' })
    await note(one, 'month_6')
  })

  test('[E12] it waits in Today for the team of InterLab from its day on, and is gone once it is noted', async () => {
    const row = { stage: 'launched', stage_since: '2026-05-22' }
    const one = await givenIncubation(t, { row })
    const waits = async (client: ApiClient) =>
      (await client.getToday({})).waiting.filter(({ entityId }) => entityId === one.id)
    const due = { kind: 'outcome_due', title: 'Épicerie de quartier', mine: true }
    expect(await waits(coordinator)).toMatchObject([{ ...due, detail: 'exit', sinceOn: '2026-06-19', ageDays: 156 }])
    await note(one, 'exit')
    expect(await waits(coordinator)).toMatchObject([{ ...due, detail: 'month_6', sinceOn: '2026-11-22', ageDays: 0 }])
    expect(await waits(await t.as('coordinator', { programme: 'interact' }))).toEqual([])
    expect(await waits(await t.as('reader'))).toEqual([])
    await note(one, 'month_6')
    expect(await waits(coordinator)).toEqual([])
    // within the four weeks after an exit it waits already; whoever is still accompanied is not asked
    const left = await givenIncubation(t, {
      row: { stage: 'stopped', stage_since: '2026-11-20', stage_reason: 'Déménage', ends_on: '2026-11-20' },
    })
    await givenIncubation(t)
    const all = (await coordinator.getToday({})).waiting.filter(({ kind }) => kind === 'outcome_due')
    expect(all.find(({ entityId }) => entityId === left.id)).toMatchObject({ sinceOn: '2026-12-18', ageDays: -26 })
    expect(all).toHaveLength(1)
  })
})
