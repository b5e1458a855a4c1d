import { ref } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { holidaysOn } from '../../src/modules/sessions/holidays.ts'
import { startApi, type Api } from '../harness.ts'
import { cuts, differences, itemsIn } from './differences.ts'
import { refItems, refTables, type RefTables } from './ref.items.ts'
import { liveReferrals } from './ref.world.ts'
import { readWorlds, type World } from './oracle.ts'
import { People, peopleTables, type PeopleTables } from './people.ts'
import { inventAssociations, type Association } from './people.world.ts'

const count = process.env['INTERRA_PROVE'] === 'full' ? 300 : 12
const today = '2025-06-15'

let t: Api
let associations: Association[]
let worlds: Map<string, World<PeopleTables & RefTables>>
beforeAll(async () => {
  t = await startApi()
  // introductions and duos are made here without their consents and steps
  await t.sql(
    'alter table introduction disable trigger user; alter table duo disable trigger user; alter table candidacy disable trigger user; alter table duo_meeting disable trigger user; alter table enrolment disable trigger user',
  )
  associations = await inventAssociations(t, { seed: 4, count }, liveReferrals)
  const sites = associations.map(({ siteId }) => siteId)
  worlds = await t.database.system('test.worlds', (db) => readWorlds(db, [...peopleTables, ...refTables], sites))
}, 600_000)
afterAll(() => t.stop())

test('working days are those without a public holiday of Belgium, over thirty years', async () => {
  const rows = await t.sql<{ day: string; works: boolean }>(
    `select d::date::text as day, interra.is_working_day(d::date) as works
     from generate_series(date '2015-01-01', date '2044-12-31', interval '1 day') d where extract(isodow from d) < 6`,
  )
  const names = await holidaysOn(rows.map(({ day }) => day))
  expect(rows.filter(({ works }, at) => works !== (names[at] === null))).toEqual([])
})

describe('[H2] every figure of referrals and employers, computed a second time without its SQL', () => {
  test.each(ref)(
    '[H2] $id is the same in every association, whole, by month and by each dimension',
    async (indicator) => {
      const faults: unknown[] = []
      for (const { siteId } of associations) {
        const world = worlds.get(siteId)
        if (!world) throw new Error('no such association')
        const people = new People(world)
        const items = itemsIn(indicator.id, (period) =>
          refItems[indicator.id]({ world, people, today, siteId, period }),
        )
        for (const cut of cuts(indicator))
          faults.push(...(await differences(t.database, today, indicator, siteId, items, people, cut)))
      }
      expect(faults.slice(0, 5)).toEqual([])
    },
    600_000,
  )
})
