import { indicators } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { cuts, differences } from './differences.ts'
import { startApi, type Api } from '../harness.ts'
import { liveInteract } from './act.world.ts'
import { autItems } from './aut.items.ts'
import { readWorlds, type Item, type World } from './oracle.ts'
import { People, peopleTables, type PeopleTables } from './people.ts'
import { inventAssociations, type Association } from './people.world.ts'
import { itemsOf, tables, type InteractTables } from './act.items.ts'

const count = process.env['INTERRA_PROVE'] === 'full' ? 300 : 12
const today = '2025-06-15'

let t: Api
let associations: Association[]
let worlds: Map<string, World<PeopleTables & InteractTables>>
beforeAll(async () => {
  t = await startApi()
  associations = await inventAssociations(t, { seed: 1, count }, liveInteract)
  const sites = associations.map(({ siteId }) => siteId)
  worlds = await t.database.system('test.worlds', (db) => readWorlds(db, [...peopleTables, ...tables], sites))
}, 1_800_000)
afterAll(() => t.stop())

const all = { ...itemsOf, ...autItems }
const known = (id: string): id is keyof typeof all => id in all
describe('[H2] every figure of workshops, mixity and autonomy, computed a second time without its SQL', () => {
  test.each(indicators.filter(({ id }) => known(id)))(
    '$id is the same in every association, whole, by month and by each dimension',
    async (indicator) => {
      const { id } = indicator
      if (!known(id)) throw new Error('nothing to compare it with')
      const faults: unknown[] = []
      for (const { siteId } of associations) {
        const world = worlds.get(siteId)
        if (!world) throw new Error('no such association')
        const people = new People(world)
        const items: readonly Item[] = all[id]({ world, people, today, siteId })
        for (const cut of cuts(indicator))
          faults.push(...(await differences(t.database, today, indicator, siteId, () => items, people, cut)))
      }
      expect(faults.slice(0, 5)).toEqual([])
    },
    1_800_000,
  )
})
