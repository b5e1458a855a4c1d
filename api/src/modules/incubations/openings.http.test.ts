import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenAround, givenGuest, givenIncubation, type Accompanied, type Guest } from '../../../test/incubations.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

type Wanted = Partial<Parameters<ApiClient['addOpening']>[0]['body']>
const at = ({ id }: Pick<Accompanied, 'id'>) => ({ params: { incubationId: id } })
const bank = { toWhom: 'Une banque du quartier', forWhat: 'Ouvrir un compte', openedOn: '2026-11-12' }
const add = (one: Accompanied, client: ApiClient, more: Wanted = {}) =>
  client.addOpening({ ...at(one), body: { ...bank, ...more } })
const openingAt = (one: Accompanied, { id, version }: { id: string; version: number }) => ({
  params: { incubationId: one.id, openingId: id },
  ifMatch: version,
})
interface Circle {
  readonly one: Accompanied
  readonly coach: Guest
  readonly mentor: Guest
  readonly memberId: string
}
/** Somebody with a coach, and with a mentor from 1 March 2026 on. */
async function surrounded(): Promise<Circle> {
  const one = await givenIncubation(t)
  const [coach, mentor] = [await givenGuest(t), await givenGuest(t, 'mentor')]
  await givenAround(t, one, coach.personId)
  const { id: memberId } = await givenAround(t, one, mentor.personId, { role: 'mentor', starts_on: '2026-03-01' })
  return { one, coach, mentor, memberId }
}
const read = async (one: Accompanied, client: ApiClient) => {
  const { items, counts } = await client.listOpenings(at(one))
  return { whom: items.map(({ toWhom }) => toWhom), counts: counts.map(({ count }) => count) }
}

describe('[E6] doors opened from the address books of the circle', () => {
  test('[E6] a mentor notes their own; what came of it is said later, and counted by outcome', async () => {
    const { one, mentor, memberId } = await surrounded()
    const opened = await add(one, mentor.client)
    const person = { personId: mentor.personId }
    expect(opened).toMatchObject({ ...bank, circleMemberId: memberId, person, role: 'mentor', outcome: 'unknown' })
    await add(one, coordinator, { circleMemberId: memberId, toWhom: 'Un traiteur', outcome: 'met' })
    const useful = { ...openingAt(one, opened), body: { outcome: 'useful' as const } }
    expect(await mentor.client.changeOpening(useful)).toMatchObject({ ...bank, outcome: 'useful' })
    await expect(coordinator.changeOpening(useful)).rejects.toHaveProblem('version-outdated')
    const { items, counts } = await coordinator.listOpenings(at(one))
    expect(items.map(({ toWhom }) => toWhom)).toEqual(['Un traiteur', bank.toWhom])
    expect(counts).toEqual([
      { outcome: 'unknown', count: 0 },
      { outcome: 'met', count: 1 },
      { outcome: 'useful', count: 1 },
      { outcome: 'nothing', count: 0 },
    ])
  })

  test('[E6] on a day on which they stand in the circle, that has come, told at its field', async () => {
    const { one, mentor, memberId } = await surrounded()
    const refused = (field: string, rule: string, more = {}) =>
      expect.objectContaining({
        code: 'rule-broken',
        extra: expect.objectContaining({
          errors: [expect.objectContaining({ pointer: field, params: { rule, ...more } })],
        }),
      })
    await expect(add(one, mentor.client, { openedOn: '2026-02-28' })).rejects.toEqual(
      refused('/openedOn', 'not-around'),
    )
    await expect(add(one, mentor.client, { openedOn: '2026-11-23' })).rejects.toEqual(
      refused('/openedOn', 'in-the-future'),
    )
    await expect(add(one, mentor.client, { toWhom: ' ' })).rejects.toEqual(refused('/toWhom', 'blank'))
    await expect(add(one, coordinator)).rejects.toEqual(refused('/circleMemberId', 'unknown'))
    const opened = await add(one, mentor.client, { openedOn: '2026-03-01' })
    const early = { ...openingAt(one, opened), body: { openedOn: '2026-02-28' } }
    await expect(mentor.client.changeOpening(early)).rejects.toEqual(refused('/openedOn', 'not-around'))
    const byHand = t.sql(`update circle_opening set opened_on = '2027-01-05' where id = $1`, [opened.id])
    await expect(byHand).rejects.toThrow('not in the circle that day')
    // nobody leaves before the last door that they opened, nor does it all end before
    const latest = await add(one, mentor.client)
    const leaving = { params: { incubationId: one.id, circleMemberId: memberId }, ifMatch: 1 }
    const left = coordinator.endCircleMember({ ...leaving, body: { endsOn: '2026-11-11' } })
    await expect(left).rejects.toEqual(refused('/endsOn', 'something-later'))
    const { version } = await coordinator.getIncubation(at(one))
    const shorter = coordinator.changeIncubation({ ...at(one), ifMatch: version, body: { endsOn: '2026-11-11' } })
    await expect(shorter).rejects.toEqual(refused('/endsOn', 'something-later', { on: latest.openedOn }))
    await coordinator.endCircleMember({ ...leaving, body: { endsOn: latest.openedOn } })
  })

  test('[E6] an expert or a mentor reads, counts, changes and takes out what they opened and nothing else', async () => {
    const { one, coach, mentor, memberId } = await surrounded()
    const { circleMemberId: theirs, ...door } = await add(one, coach.client, { toWhom: 'Le guichet' })
    const own = await add(one, mentor.client)
    expect(await read(one, coordinator)).toEqual({ whom: [own.toWhom, door.toWhom], counts: [2, 0, 0, 0] })
    expect(await read(one, coach.client)).toEqual(await read(one, coordinator))
    expect(await read(one, mentor.client)).toEqual({ whom: [own.toWhom], counts: [1, 0, 0, 0] })
    const change = { ...openingAt(one, door), body: { outcome: 'met' as const } }
    await expect(mentor.client.changeOpening(change)).rejects.toHaveProblem('not-found')
    await expect(mentor.client.removeOpening(openingAt(one, door))).rejects.toHaveProblem('not-found')
    await expect(add(one, mentor.client, { circleMemberId: theirs })).rejects.toHaveProblem('rule-broken')
    // a coach notes for the others
    expect(await add(one, coach.client, { circleMemberId: memberId })).toMatchObject({ circleMemberId: memberId })
    const other = await surrounded()
    await expect(add(other.one, coach.client)).rejects.toHaveProblem('not-found')
    await expect(add(one, coordinator, { circleMemberId: other.memberId })).rejects.toHaveProblem('rule-broken')
    await t.sql('update consent set withdrawn_at = now() where person_id = $1', [one.personId])
    await expect(mentor.client.listOpenings(at(one))).rejects.toHaveProblem('not-found')
  })

  test('[E6] noted by mistake it is taken out, and can be noted again', async () => {
    const { one, mentor } = await surrounded()
    const { id, version } = await add(one, mentor.client)
    await mentor.client.removeOpening(openingAt(one, { id, version }))
    await expect(mentor.client.removeOpening(openingAt(one, { id, version }))).rejects.toHaveProblem('not-found')
    expect(await read(one, mentor.client)).toEqual({ whom: [], counts: [0, 0, 0, 0] })
    const kept = await t.sql('select to_whom from history.circle_opening where id = $1', [id])
    expect(kept).toEqual([{ to_whom: bank.toWhom }])
    expect(await add(one, mentor.client)).toMatchObject(bank)
  })

  test('[E6] reading them leaves a trace of whose file it was', async () => {
    const { one } = await surrounded()
    await coordinator.listOpenings(at(one))
    const traces = await t.sql('select operation from read_trace where person_id = $1', [one.personId])
    expect(traces).toEqual([{ operation: 'listOpenings' }])
  })
})
