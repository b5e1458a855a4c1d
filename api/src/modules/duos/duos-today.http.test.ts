import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { duoSteps, givenDuo, givenPair } from '../../../test/duos.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let coordinator: ApiClient
let steps: ReturnType<typeof duoSteps>
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
  steps = duoSteps(coordinator)
})
afterAll(() => t.stop())

const active = async (more: object = {}) => givenDuo(t, { ...(await givenPair(t)), status: 'active', ...more })

describe('[J6] Today', () => {
  test('shows what duos and candidates wait for', async () => {
    const accepted = await steps.accepted(await givenPair(t))
    const over = await active({ starts_on: '2026-11-13', planned_end_on: '2026-11-22' })
    const candidate = await t.given.candidate({ side: 'local', status: 'applied', applied_on: '2026-11-14' })
    const early = await t.given.candidate({ side: 'local', status: 'applied', applied_on: '2026-11-15' })
    const { waiting } = await coordinator.getToday({})
    const kinds = (id: string) => waiting.filter(({ entityId }) => entityId === id).map(({ kind }) => kind)
    expect(kinds(accepted.id)).toEqual(['duo_to_plan'])
    expect(kinds(over.id)).toEqual(['duo_over'])
    expect(kinds(candidate.person_id)).toEqual(['candidate_to_meet'])
    expect(kinds(early.person_id)).toEqual([])
  })

  test('calls about duos and candidates that are stuck, the day after their time is over and not before', async () => {
    const met = async (first_meeting_on: string) =>
      (await givenDuo(t, { ...(await givenPair(t)), status: 'first_meeting', first_meeting_on })).id
    const paused = async (paused_until: string) =>
      (await givenDuo(t, { ...(await givenPair(t)), status: 'paused', paused_until })).id
    const candidate = async (more: object) => (await t.given.candidate({ side: 'local', ...more })).person_id
    const stuck = {
      start_late: await met('2026-11-14'),
      pause_over: await paused('2026-11-21'),
      candidate_to_admit: await candidate({ status: 'met', interviewed_on: '2026-11-07' }),
      candidate_pause_over: await candidate({ status: 'paused', paused_until: '2026-11-21' }),
    }
    const inTime = [
      await met('2026-11-15'),
      await paused('2026-11-22'),
      await candidate({ status: 'met', interviewed_on: '2026-11-08' }),
      await candidate({ status: 'paused', paused_until: '2026-11-22' }),
      await candidate({ status: 'paused', paused_until: null }),
    ]
    const { waiting } = await coordinator.getToday({})
    const why = (id: string) =>
      waiting
        .filter(({ entityId }) => entityId === id)
        .map(({ kind, detail, sinceOn }) => [kind === 'duo_alert' ? detail : kind, sinceOn])
        .filter(([kind]) => kind !== 'duo_to_plan')
    expect(Object.values(stuck).map(why)).toEqual([
      [['start_late', '2026-11-14']],
      [['pause_over', '2026-11-21']],
      [['candidate_to_admit', '2026-11-07']],
      [['candidate_pause_over', '2026-11-21']],
    ])
    expect(inTime.flatMap(why)).toEqual([])
    const { alerts } = await coordinator.getDuo({ params: { duoId: stuck.start_late } })
    expect(alerts).toEqual(['start_late'])
  })
})
