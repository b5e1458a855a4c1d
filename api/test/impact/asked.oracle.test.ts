import { asked as indicators } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../harness.ts'
import { askedItems, askedTables, type AskedTables } from './asked.items.ts'
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
  associations = await inventAssociations(t, { seed: 6, count, size: [30, 60] }, liveAsked)
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

describe('[M10] two-way impact', () => {
  test('every figure of links and belonging can be told for newcomers and locals side by side', () => {
    const own = new Set(['LNG-02', 'CNF-05', 'TRN-02'])
    const lacking = indicators.filter(({ id, by }) => !own.has(id) && !by.some((one) => one === 'group'))
    expect(lacking.map(({ id }) => id)).toEqual([])
  })
})
