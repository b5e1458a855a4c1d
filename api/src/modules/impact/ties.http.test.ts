import { addDays, type IndicatorId } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { givenDuo, givenPair } from '../../../test/duos.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
beforeAll(async () => {
  t = await startApi()
})
afterAll(() => t.stop())

const year = { from: '2025-01-01', to: '2026-01-01' }
const tell = async (indicator: IndicatorId, role: 'coordinator' | 'evaluator' = 'coordinator') => {
  const client = await t.as(role)
  return client.getFigureTable({ query: { indicator, ...year } })
}
const valueOf = async (indicator: IndicatorId) => (await tell(indicator)).cells[0]?.figure.value

async function evening(starts_on: string, people: readonly string[], heads = 0) {
  const { id: session_id, site_id } = await t.given.session({ starts_on, status: 'held' })
  const observed_at = `${starts_on}T20:00:00Z`
  for (const person_id of people)
    await t.insert('attendance', { id: newId(), site_id, session_id, person_id, status: 'present', observed_at })
  if (heads > 0) await t.insert('head_count', { session_id, site_id, heads, observed_at })
}

describe('[M7] [H1] links created, as the figures tell them', () => {
  test('[M7] ten workshops of eleven and one meeting of a duo are a contact each; the workshops alone last', async () => {
    const newcomer = (await t.given.candidate({ side: 'newcomer' })).person_id
    const local = (await t.given.candidate({ side: 'local' })).person_id
    for (let week = 0; week < 9; week++) await evening(addDays('2025-01-06', 7 * week), [newcomer, local], 9)
    expect(await valueOf('TIE-01')).toBe(0)
    await evening('2025-03-10', [newcomer, local], 9)
    expect([await valueOf('TIE-01'), await valueOf('TIE-02')]).toEqual([1, 1])
    // half a year later they have not met again
    expect(await valueOf('TIE-03')).toBe(0)
    await evening(addDays('2025-03-10', 180), [newcomer, local])
    expect([await valueOf('TIE-03'), await valueOf('TIE-04')]).toEqual([1, 1])

    const duo = await givenDuo(t, {
      ...(await givenPair(t)),
      status: 'active',
      first_meeting_on: '2025-04-01',
      starts_on: '2025-04-01',
    })
    const said = { mode: 'in_person', logged_by: 'staff', logged_at: '2025-04-02T10:00:00Z' }
    await t.insert('duo_meeting', { id: newId(), site_id: duo.site_id, duo_id: duo.id, met_on: '2025-04-01', ...said })
    expect([await valueOf('TIE-01'), await valueOf('TIE-02')]).toEqual([2, 1])
    // the newcomer of the duo has no link that lasts, and knows no other local
    expect((await tell('TIE-05')).cells[0]?.figure).toMatchObject({ numerator: 1, denominator: 2 })
    expect(await valueOf('TIE-07')).toBe(1)
  })

  test('[M7] [M11] few of them are hidden from whoever does not know the people, and nobody is told pairs', async () => {
    const { cells } = await tell('TIE-01', 'evaluator')
    expect(cells).toMatchObject([{ figure: { value: null, suppressed: true, flags: ['small_numbers'] } }])
    expect(JSON.stringify(await tell('TIE-01'))).not.toMatch(/personId|newcomer_id/)
  })

  test('[M7] the rule of the site says from how much on it is a contact, and changes no earlier day', async () => {
    const lead = await t.as('programme_lead')
    const { items } = await lead.listPolicies({ params: { siteId: t.sites.liege } })
    expect(items.find(({ key }) => key === 'link_threshold')).toMatchObject({ value: 1 })
    const row = { id: newId(), site_id: t.sites.liege, key: 'link_threshold', value: '20', starts_on: '2025-03-11' }
    await t.insert('policy', row)
    expect(await valueOf('TIE-01')).toBe(1)
  })
})
