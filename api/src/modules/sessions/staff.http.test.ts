import type { ScheduleSession } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
beforeAll(async () => {
  t = await startApi({ now: '2026-11-22T11:00:00Z' })
})
afterAll(() => t.stop())

const evening = (startsOn: string): ScheduleSession => ({ startsOn, startsTime: '18:30', endsTime: '20:30' })

describe('[A7] [M9] staff at the first sessions', () => {
  const dayed = (day: number) => evening(`2027-06-0${day}`)

  test('the first three of a workshop need somebody of the team, and are flagged while nobody is planned', async () => {
    const { client: coordinator, accountId } = await t.signIn('coordinator')
    const workshop = await t.given.workshop()
    const params = { workshopId: workshop.id }
    for (const day of [1, 2, 3, 4]) await coordinator.scheduleSession({ params, body: dayed(day) })
    const list = async () => (await coordinator.listSessions({ query: params })).items
    expect((await list()).map(({ staffMissing }) => staffMissing)).toEqual([true, true, true, false])
    const [first] = await list()
    const session = await coordinator.getSession({ params: { sessionId: first?.id ?? '' } })
    const planned = await coordinator.planStaff({
      params: { sessionId: session.id },
      body: { accountIds: [accountId] },
      ifMatch: session.version,
    })
    expect(planned).toMatchObject({ staffRequired: true, staffMissing: false, staff: [{ accountId, minutes: null }] })
    expect((await list()).map(({ staffMissing }) => staffMissing)).toEqual([false, true, true, false])
  })

  test('cancelling one of them makes the next one a first session; those that have begun stay as they were', async () => {
    const coordinator = await t.as('coordinator')
    const workshop = await t.given.workshop()
    const params = { workshopId: workshop.id }
    await t.given.session({
      workshop_id: workshop.id,
      starts_on: '2026-11-18',
      status: 'held',
      attendance_closed_at: '2026-11-18T21:00:00Z',
    })
    const sessions = []
    for (const day of [1, 2, 3]) sessions.push(await coordinator.scheduleSession({ params, body: dayed(day) }))
    const required = async () =>
      (await coordinator.listSessions({ query: { ...params, from: '2026-11-01' } })).items.map(
        (one) => one.staffRequired,
      )
    expect(await required()).toEqual([false, true, true, false])
    const [second] = sessions
    await coordinator.cancelSession({
      params: { sessionId: second?.id ?? '' },
      body: { scope: 'this', reason: 'Personne malade' },
      ifMatch: second?.version ?? 0,
    })
    expect(await required()).toEqual([false, true, true, true])
  })

  test('once a session is over, nobody is asked to plan it', async () => {
    const coordinator = await t.as('coordinator')
    const workshop = await t.given.workshop()
    const params = { workshopId: workshop.id }
    const { id } = await coordinator.scheduleSession({ params, body: evening('2026-11-23') })
    const seen = async () => {
      const one = await coordinator.getSession({ params: { sessionId: id } })
      const list = await coordinator.listSessions({ query: { ...params, from: '2026-11-01' } })
      const { waiting } = await coordinator.getToday({ query: {} })
      const asked = waiting.some(({ kind, entityId }) => kind === 'staff_missing' && entityId === id)
      return [one.staffMissing, list.items[0]?.staffMissing, asked]
    }
    t.clock.set('2026-11-23T19:00:00Z')
    expect(await seen()).toEqual([true, true, true])
    t.clock.set('2026-11-23T20:00:00Z')
    expect(await seen()).toEqual([false, false, false])
    t.clock.set('2026-11-22T11:00:00Z')
  })

  test('minutes are recorded in one call, for somebody of the team only; said again they are replaced', async () => {
    const { client: coordinator, accountId } = await t.signIn('coordinator', { name: 'Camille Essai' })
    const guest = await t.signIn('helper')
    const session = await t.given.session({ starts_on: '2026-11-19' })
    const params = { sessionId: session.id }
    await coordinator.recordStaffTime({ params, body: { accountId, present: true, minutes: 90 } })
    const after = await coordinator.recordStaffTime({ params, body: { accountId, present: true, minutes: 120 } })
    expect(after.staff).toEqual([{ accountId, name: 'Camille Essai', present: true, minutes: 120 }])
    await expect(
      coordinator.recordStaffTime({ params, body: { accountId: guest.accountId, present: true, minutes: 5 } }),
    ).rejects.toHaveProblem('rule-broken')
  })

  test('who has recorded time stays when the plan changes', async () => {
    const { client: coordinator, accountId } = await t.signIn('coordinator')
    const colleague = await t.signIn('coordinator')
    const session = await t.given.session()
    const params = { sessionId: session.id }
    await coordinator.recordStaffTime({ params, body: { accountId, present: true, minutes: 60 } })
    const { version } = await coordinator.getSession({ params })
    const planned = await coordinator.planStaff({
      params,
      body: { accountIds: [colleague.accountId] },
      ifMatch: version,
    })
    expect(planned.staff.map((one) => one.accountId).sort()).toEqual([accountId, colleague.accountId].sort())
    await expect(coordinator.planStaff({ params, body: { accountIds: [] }, ifMatch: version })).rejects.toHaveProblem(
      'version-outdated',
      { version: planned.version },
    )
  })
})
