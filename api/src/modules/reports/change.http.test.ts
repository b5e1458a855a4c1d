import type { FigureChange, IndicatorId } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
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

const here = async (sessionId: string, person: Record<string, unknown> = {}) => {
  const { id: personId } = await t.given.person({ lifelong_resident: false, is_belgian: false, ...person })
  const id = newId()
  const of = { session_id: sessionId, person_id: personId, site_id: t.sites.liege }
  const seen = { status: 'present', part: 'participant', walk_in: false, observed_at: '2025-03-04T18:00:00Z' }
  await t.insert('attendance', { id, ...of, ...seen })
  return { id, personId }
}
const told = ({ before, after, causes }: FigureChange) => ({
  before,
  after,
  causes: causes.map(({ cause, way, count, delta }) => [cause, way, count, delta]).sort(),
})

describe('[M13] why did this number change', () => {
  test('[M12] a frozen report and now: late entries, corrections, merges and arrivals, each with its records', async () => {
    const session = await t.given.session({ starts_on: '2025-03-04', status: 'held' })
    const arrived = async (on: string) => {
      const one = await here(session.id)
      const fact = { person_id: one.personId, arrived_on: on, precision: 'day', source: 'self' }
      await t.insert('arrival_fact', { id: newId(), site_id: t.sites.liege, ...fact })
      return one
    }
    const [absent, twice, into] = [await here(session.id), await here(session.id), await here(session.id)]
    const recent = await arrived('2024-06-01')
    for (let more = 0; more < 4; more++) await arrived('2024-06-01')
    const lines = (['ACT-03', 'ACT-04', 'MIX-01'] as const).map((indicatorId) => ({ indicatorId, by: [], each: null }))
    const draft = await coordinator.addReport({
      body: {
        siteId: t.sites.liege,
        title: '2025',
        template: null,
        from: '2025-01-01',
        to: '2026-01-01',
        level: 'internal_case',
        lines,
      },
    })
    const params = { reportId: draft.id }
    const report = await coordinator.freezeReport({ params, ifMatch: draft.version })
    const ask = (indicator: IndicatorId) => coordinator.explainReportChange({ params, query: { indicator } })
    expect(told(await ask('ACT-04'))).toEqual({ before: 8, after: 8, causes: [] })

    const late = await here(session.id)
    await t.sql(`update attendance set status = 'unexcused' where id = $1`, [absent.id])
    await t.sql(`update person set status = 'merged', merged_into_id = $2 where id = $1`, [
      twice.personId,
      into.personId,
    ])
    await t.sql(`update arrival_fact set arrived_on = '2010-01-01' where person_id = $1`, [recent.personId])
    expect(told(await ask('ACT-04'))).toEqual({
      before: 8,
      after: 7,
      causes: [
        ['correction', 'removed', 1, -1],
        ['late_entry', 'added', 1, 1],
        ['merge', 'removed', 1, -1],
      ],
    })
    const times = await ask('ACT-03')
    expect(times.causes.find(({ cause }) => cause === 'late_entry')?.keys).toEqual([late.id])
    expect(times.causes.find(({ cause }) => cause === 'correction')?.keys).toEqual([absent.id])
    const newcomers = await ask('MIX-01')
    expect(newcomers.causes).toContainEqual({
      cause: 'arrival',
      way: 'reclassified',
      count: 1,
      delta: -1,
      keys: [recent.id],
    })
    for (const { before, after, causes } of [times, newcomers])
      expect(causes.reduce((sum, { delta }) => sum + delta, 0)).toBe(after - before)
    const since = report.asKnownAt ?? ''
    t.clock.set(new Date(Date.parse(since) + 3_600_000))
    const query = { indicator: 'ACT-04', from: '2025-01-01', to: '2026-01-01', siteId: t.sites.liege, since } as const
    expect(told(await coordinator.explainChange({ query }))).toEqual(told(await ask('ACT-04')))
    const reader = await t.as('reader')
    await expect(reader.explainChange({ query })).rejects.toHaveProblem('not-allowed')
  })

  test('[M11] [M13] what members answered is explained to nobody, record by record', async () => {
    const lines = [{ indicatorId: 'ACT-04' as const, by: [], each: null }]
    const whole = {
      siteId: t.sites.liege,
      from: '2025-01-01',
      to: '2026-01-01',
      level: 'internal_case' as const,
      lines,
    }
    const { id, version } = await coordinator.addReport({ body: { ...whole, title: '2025', template: null } })
    const params = { reportId: id }
    await coordinator.freezeReport({ params, ifMatch: version })
    const admin = await t.as('admin')
    for (const indicator of ['LNK-01', 'LNK-06', 'CNF-04', 'CNF-05'] as const)
      for (const client of [coordinator, admin])
        await expect(client.explainReportChange({ params, query: { indicator } })).rejects.toHaveProblem('not-allowed')
    expect((await admin.explainReportChange({ params, query: { indicator: 'ACT-04' } })).causes).toEqual([])
  })
})
