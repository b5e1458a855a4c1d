import { asked as indicators } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../harness.ts'
import { askedItems } from './asked.items.ts'
import { askedTables, type AskedTables } from './asked.rows.ts'
import { liveAsked } from './asked.world.ts'
import { cuts, differences, itemsIn } from './differences.ts'
import { readWorlds, type World } from './oracle.ts'
import { People, peopleTables, type PeopleTables } from './people.ts'
import { inventAssociations, lifetime, type Association } from './people.world.ts'

const count = process.env['INTERRA_PROVE'] === 'full' ? 300 : 6
// the waves of some are not over yet
const today = '2025-03-01'

let t: Api
let associations: Association[]
let worlds: Map<string, World<PeopleTables & AskedTables>>
beforeAll(async () => {
  t = await startApi()
  associations = [
    ...(await inventAssociations(t, { seed: 6, count, size: [30, 60] }, liveAsked)),
    // large enough for 30 pairs, from which the size of a change is told
    ...(await inventAssociations(t, { seed: 16, count: 1, size: [400, 400] }, liveAsked)),
  ]
  const sites = associations.map(({ siteId }) => siteId)
  worlds = await t.database.system('test.worlds', (db) => readWorlds(db, [...peopleTables, ...askedTables], sites))
}, 1_800_000)
afterAll(() => t.stop())

describe('[H2] [H6] [H8] every figure of what people say of themselves, computed a second time without its SQL', () => {
  test.each(indicators)(
    '$id is the same in every association, whole, by month and by each dimension',
    async (indicator) => {
      const faults: unknown[] = []
      for (const { siteId } of associations) {
        const world = worlds.get(siteId)
        const itemsOf = askedItems[indicator.id]
        if (!world || !itemsOf) throw new Error('nothing to compare it with')
        const people = new People(world)
        const items = itemsIn(indicator.id, (period) =>
          itemsOf({ world, people, today, period }).map((item) => ({
            ...item,
            codes: { ...item.codes, site: siteId },
          })),
        )
        for (const cut of cuts(indicator))
          faults.push(...(await differences(t.database, today, indicator, siteId, items, people, cut)))
      }
      expect(faults.slice(0, 5)).toEqual([])
    },
    1_800_000,
  )
})

test('[LNK-05] [H6] there are too few pairs in some associations, and enough to say how large the change is in one', () => {
  const sizes = [...worlds.values()].map((world) => {
    const items = askedItems['LNK-05']?.({ world, people: new People(world), today, period: lifetime }) ?? []
    return items.filter(({ part, denominator }) => part === null && denominator !== null).length
  })
  expect(Math.min(...sizes)).toBeLessThan(10)
  expect(Math.max(...sizes)).toBeGreaterThanOrEqual(30)
})

describe('[M10] two-way impact', () => {
  test('every figure of links and belonging can be told for newcomers and locals side by side', () => {
    const own = new Set(['LNG-02', 'CNF-05', 'TRN-02'])
    const lacking = indicators.filter(({ id, by }) => !own.has(id) && !by.some((one) => one === 'group'))
    expect(lacking.map(({ id }) => id)).toEqual([])
  })
})
