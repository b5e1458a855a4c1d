import type { Breakdown, IndicatorId } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId } from '../../platform/ids.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
beforeAll(async () => {
  t = await startApi({ now: '2026-11-22T11:00:00Z' })
})
afterAll(() => t.stop())

/** Minutes of the team at each weekly session; null: nobody of the team was there. */
const minutes = [120, 90, 60, null, null, null, 30] as const

describe('[M9] the team fades out of a workshop', () => {
  let account: string
  beforeAll(async () => {
    account = (await t.signIn('coordinator')).accountId
    const workshop = await t.given.workshop()
    for (const [week, spent] of minutes.entries()) {
      const day = `2026-${week < 4 ? '09' : '10'}-${String(1 + 7 * (week < 4 ? week : week - 4)).padStart(2, '0')}`
      const session = await t.given.session({ workshop_id: workshop.id, starts_on: day, status: 'held' })
      await t.insert('session_staff', {
        id: newId(),
        session_id: session.id,
        site_id: session.site_id,
        account_id: account,
        present: spent !== null,
        minutes: spent ?? 0,
      })
    }
  })
  const ask = async (indicator: IndicatorId, by?: Breakdown) => {
    const query = { indicator, from: '2026-09-01', to: '2026-11-01', ...(by && { by }) }
    const { cells } = await (await t.as('coordinator')).getFigureTable({ query })
    return cells
  }
  const byRank = async (indicator: IndicatorId) =>
    Object.fromEntries((await ask(indicator, 'rank')).map(({ codes: [rank], figure: { value } }) => [rank, value]))

  test('its curve by rank of the session falls, and rises again where support came back', async () => {
    expect(await byRank('AUT-01')).toEqual({ '*': 0.5714, 1: 1, 2: 1, 3: 1, 4: 0, 5: 0, 6: 0, 7: 1 })
    expect(await byRank('AUT-05')).toEqual({ '*': 0.71, '1-3': 1.5, '4-6': 0, '7+': 0.5 })
  })

  test('three sessions in a row without the team are autonomy; a return of support is told', async () => {
    const [share] = await ask('AUT-02')
    expect(share?.figure.parts.find(({ code }) => code === 'returned')?.value).toBe(1)
    expect(share?.figure).toMatchObject({ numerator: 3, denominator: 7 })
    const [delay] = await ask('AUT-03')
    expect(delay?.figure.value).toBe(3)
  })
})
