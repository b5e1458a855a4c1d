import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startApi, type Api } from '../harness.ts'

let t: Api
beforeAll(async () => void (t = await startApi()))
afterAll(() => t.stop())

const arrived = { newcomer: '2025-06-01', local: '2010-01-01' }

async function evening(starts_on: string) {
  return t.given.session({ site: 'liege', starts_on, status: 'held', attendance_closed_at: `${starts_on}T21:00:00Z` })
}

async function came(sessionId: string, status: string, more: object = {}, group?: keyof typeof arrived) {
  const person = await t.given.person({ site: 'liege', is_belgian: false })
  const of = { id: person.id, site_id: t.sites.liege, person_id: person.id }
  if (group) await t.insert('arrival_fact', { ...of, arrived_on: arrived[group], precision: 'day', source: 'self' })
  await t.insert('attendance', { ...of, session_id: sessionId, status, observed_at: '2026-03-01T18:00:00Z', ...more })
}

const table = async (indicator: 'MIX-03' | 'ACT-09', from: string, to: string) => {
  const { cells } = await (await t.as('coordinator')).getFigureTable({ query: { indicator, from, to } })
  return cells[0]?.figure
}

test('[M3] TV-9: five and five give 25 of 45 pairs, nine and one 9 of 45, both together 0.3778', async () => {
  const groups = async (sessionId: string, newcomers: number) => {
    for (let place = 0; place < 10; place++)
      await came(sessionId, 'present', {}, place < newcomers ? 'newcomer' : 'local')
  }
  await groups((await evening('2026-03-03')).id, 5)
  await groups((await evening('2026-04-07')).id, 9)
  expect(await table('MIX-03', '2026-03-01', '2026-04-01')).toMatchObject({
    numerator: 25,
    denominator: 45,
    value: 0.5556,
  })
  expect(await table('MIX-03', '2026-04-01', '2026-05-01')).toMatchObject({ numerator: 9, denominator: 45, value: 0.2 })
  expect((await table('MIX-03', '2026-03-01', '2026-05-01'))?.value).toBe(0.3778)
})

test('[H2] TV-10: two of eight who had registered did not come; walk-ins do not count', async () => {
  const { id } = await evening('2026-05-05')
  for (let place = 0; place < 8; place++) await came(id, 'present', { walk_in: place < 2 })
  for (let place = 0; place < 2; place++) await came(id, 'unexcused')
  for (let place = 0; place < 3; place++) await came(id, 'excused')
  expect(await table('ACT-09', '2026-05-01', '2026-06-01')).toMatchObject({ numerator: 2, denominator: 8, value: 0.25 })
})
