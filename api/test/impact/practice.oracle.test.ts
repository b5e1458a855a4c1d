import { indicators } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../harness.ts'
import { cuts, differences, itemsIn } from './differences.ts'
import { readWorlds, type World } from './oracle.ts'
import { People, peopleTables, type PeopleTables } from './people.ts'
import { inventAssociations, type Association } from './people.world.ts'
import { practiceItems, practiceTables, type PracticeTables } from './practice.items.ts'
import { livePractice } from './practice.world.ts'

const count = process.env['INTERRA_PROVE'] === 'full' ? 300 : 12
const today = '2025-06-15'

let t: Api
let associations: Association[]
let worlds: Map<string, World<PeopleTables & PracticeTables>>
beforeAll(async () => {
  t = await startApi()
  // duos are made here without their places, consents and steps
  await t.sql(
    'alter table duo disable trigger user; alter table candidacy disable trigger user; alter table duo_meeting disable trigger user',
  )
  associations = await inventAssociations(t, { seed: 8, count }, livePractice)
  const sites = associations.map(({ siteId }) => siteId)
  worlds = await t.database.system('test.worlds', (db) => readWorlds(db, [...peopleTables, ...practiceTables], sites))
}, 600_000)
afterAll(() => t.stop())

const known = (id: string): id is keyof typeof practiceItems => id in practiceItems
const rows: Readonly<Record<string, string>> = { 'LNG-01': '[H7]', 'LNK-03': '[H1]' }
const named = indicators.filter(({ id }) => known(id)).map((one) => ({ ...one, row: rows[one.id] ?? '[H2]' }))

describe('[H2] every figure of French, encounters and trainings, computed a second time without its SQL', () => {
  test.each(named)(
    '$row $id is the same in every association, whole, by month and by each dimension',
    async ({ row: _, ...indicator }) => {
      const { id } = indicator
      if (!known(id)) throw new Error('nothing to compare it with')
      const faults: unknown[] = []
      for (const { siteId } of associations) {
        const world = worlds.get(siteId)
        if (!world) throw new Error('no such association')
        const people = new People(world)
        const items = itemsIn(indicator.id, (period) => practiceItems[id]({ world, people, today, siteId, period }))
        for (const cut of cuts(indicator))
          faults.push(...(await differences(t.database, today, indicator, siteId, items, people, cut)))
      }
      expect(faults.slice(0, 5)).toEqual([])
    },
    600_000,
  )
})
