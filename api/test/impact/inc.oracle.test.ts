import { inc, incOutcomes } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../harness.ts'
import { cuts, differences, itemsIn } from './differences.ts'
import { incItems, incTables, type IncTables } from './inc.items.ts'
import { incOutcomeItems } from './inc-outcomes.items.ts'
import { liveInterlab } from './inc.world.ts'
import { readWorlds, type World } from './oracle.ts'
import { People, peopleTables, type PeopleTables } from './people.ts'
import { inventAssociations, type Association } from './people.world.ts'

const count = process.env['INTERRA_PROVE'] === 'full' ? 300 : 12
const today = '2025-06-15'

let t: Api
let associations: Association[]
let worlds: Map<string, World<PeopleTables & IncTables>>
beforeAll(async () => {
  t = await startApi()
  // juries answer here without their sheets
  await t.sql('alter table jury_decision disable trigger user')
  associations = await inventAssociations(t, { seed: 3, count }, liveInterlab)
  const sites = associations.map(({ siteId }) => siteId)
  worlds = await t.database.system('test.worlds', (db) => readWorlds(db, [...peopleTables, ...incTables], sites))
}, 600_000)
afterAll(() => t.stop())

const itemsOf = { ...incItems, ...incOutcomeItems }

describe('[H2] every figure of InterLab, computed a second time without its SQL', () => {
  test.each([...inc, ...incOutcomes])(
    '[H2] $id is the same in every association, whole, by month and by each dimension',
    async (indicator) => {
      const faults: unknown[] = []
      for (const { siteId } of associations) {
        const world = worlds.get(siteId)
        if (!world) throw new Error('no such association')
        const people = new People(world)
        const items = itemsIn(indicator.id, (period) => itemsOf[indicator.id]({ world, people, today, siteId, period }))
        for (const cut of cuts(indicator))
          faults.push(...(await differences(t.database, today, indicator, siteId, items, people, cut)))
      }
      expect(faults.slice(0, 5)).toEqual([])
    },
    600_000,
  )
})
