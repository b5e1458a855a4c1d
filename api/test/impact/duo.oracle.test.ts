import { duo } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../harness.ts'
import { cuts, differences } from './differences.ts'
import { duoItems, duoTables, type DuoTables } from './duo.items.ts'
import { liveInDuos } from './duo.world.ts'
import { readWorlds, type Item, type World } from './oracle.ts'
import { People, peopleTables, type PeopleTables } from './people.ts'
import { inventAssociations, type Association } from './people.world.ts'

const count = process.env['INTERRA_PROVE'] === 'full' ? 300 : 12
const today = '2025-06-15'

let t: Api
let associations: Association[]
let worlds: Map<string, World<PeopleTables & DuoTables>>
beforeAll(async () => {
  t = await startApi()
  // duos are made here without their places, consents and steps
  await t.sql(
    'alter table duo disable trigger user; alter table candidacy disable trigger user; alter table check_in disable trigger user; alter table duo_meeting disable trigger user',
  )
  associations = await inventAssociations(t, { seed: 5, count }, liveInDuos)
  const sites = associations.map(({ siteId }) => siteId)
  worlds = await t.database.system('test.worlds', (db) => readWorlds(db, [...peopleTables, ...duoTables], sites))
}, 600_000)
afterAll(() => t.stop())

describe('[H2] every figure of duos, computed a second time without its SQL', () => {
  test.each(duo)(
    '[H2] $id is the same in every association, whole, by month and by each dimension',
    async (indicator) => {
      const faults: unknown[] = []
      for (const { siteId } of associations) {
        const world = worlds.get(siteId)
        if (!world) throw new Error('no such association')
        const people = new People(world)
        const items: readonly Item[] = duoItems[indicator.id]({ world, people, today, siteId })
        for (const cut of cuts(indicator))
          faults.push(...(await differences(t.database, today, indicator, siteId, () => items, people, cut)))
      }
      expect(faults.slice(0, 5)).toEqual([])
    },
    600_000,
  )
})
