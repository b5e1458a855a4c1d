import { addDays, tie } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../harness.ts'
import { cuts, differences } from './differences.ts'
import { readWorlds, type Item, type World } from './oracle.ts'
import { People, peopleTables, type PeopleTables } from './people.ts'
import { inventAssociations, type Association } from './people.world.ts'
import { othersOf, tieItems, tieTables, type TieTables } from './tie.items.ts'
import { liveTogether } from './tie.world.ts'
import { tiesOf, type Encounter } from './ties.ts'

const count = process.env['INTERRA_PROVE'] === 'full' ? 300 : 12
const today = '2025-06-15'

let t: Api
let associations: Association[]
let worlds: Map<string, World<PeopleTables & TieTables>>
beforeAll(async () => {
  t = await startApi()
  // duos are made here without their places, consents and steps
  await t.sql(
    'alter table duo disable trigger user; alter table candidacy disable trigger user; alter table duo_meeting disable trigger user',
  )
  associations = await inventAssociations(t, { seed: 9, count, size: [6, 14] }, liveTogether)
  const sites = associations.map(({ siteId }) => siteId)
  worlds = await t.database.system('test.worlds', (db) => readWorlds(db, [...peopleTables, ...tieTables], sites))
}, 1_800_000)
afterAll(() => t.stop())

describe('[M7] [H1] what ties two people', () => {
  const eleven = Array.from({ length: 11 }, (_, place) => `p${String(place).padStart(2, '0')}`)
  const weekly = (people: readonly string[], heads = 0): Encounter[] =>
    Array.from({ length: 10 }, (_, week) => ({
      on: new Date(Date.UTC(2025, 0, 6 + 7 * week)).toISOString().slice(0, 10),
      people,
      heads,
    }))

  test('[M7] ten workshops of eleven, or one meeting of a duo, are one contact; only the first may last', () => {
    const workshops = tiesOf(weekly(eleven)).find(({ pair }) => pair.join() === 'p00,p01')
    expect(workshops).toMatchObject({ contactOn: '2025-03-10', durableOn: '2025-03-10' })
    expect(tiesOf([{ on: '2025-01-06', people: ['p00', 'p01'] }])).toMatchObject([
      { contactOn: '2025-01-06', durableOn: null },
    ])
    expect(tiesOf(weekly(eleven).slice(1))).toEqual([])
  })

  test('[M7] heads without a name weigh as people do, and are nobody', () => {
    expect(tiesOf(weekly(eleven.slice(0, 2), 9))).toMatchObject([{ pair: ['p00', 'p01'], contactOn: '2025-03-10' }])
    expect(tiesOf(weekly(eleven.slice(0, 1), 10))).toEqual([])
  })
})

describe('[M7] [M8] [H1] every figure of links, computed a second time without its SQL', () => {
  test.each(tie)(
    '[M7] $id is the same in every association, whole, by month and by each dimension',
    async (indicator) => {
      const faults: unknown[] = []
      let counted = 0
      for (const { siteId } of associations) {
        const world = worlds.get(siteId)
        if (!world) throw new Error('no such association')
        const people = new People(world)
        const items: readonly Item[] = tieItems[indicator.id]({ world, people, today, siteId })
        counted += items.length
        for (const cut of cuts(indicator))
          faults.push(...(await differences(t.database, today, indicator, siteId, () => items, people, cut)))
      }
      expect(faults.slice(0, 5)).toEqual([])
      expect(counted).toBeGreaterThan(count)
    },
    1_800_000,
  )
})

test('[M8] the page of a duo tells the same number of other locals, before its start and since', async () => {
  const told: number[] = []
  const naive: number[] = []
  for (const { siteId } of associations) {
    const world = worlds.get(siteId)
    if (!world) throw new Error('no such association')
    const asked = { world, people: new People(world), today, siteId }
    for (const duo of world.duo) {
      const on = duo.starts_on
      if (on === null) continue
      const [before, after] = [addDays(on, -182), addDays(on, 182)]
      naive.push(
        othersOf({ ...asked, today: after }, duo, before, on),
        othersOf({ ...asked, today: after }, duo, on, after),
      )
      const [row] = await t.sql<{ before: number; since: number }>(
        `select interra.locals_tied($1, $2, $3, $4) as before, interra.locals_tied($1, $2, $4, $5) as since`,
        [duo.newcomer_id, duo.local_id, before, on, after],
      )
      told.push(row?.before ?? Number.NaN, row?.since ?? Number.NaN)
    }
  }
  expect(told).toEqual(naive)
  expect(naive.some((others) => others > 1)).toBe(true)
}, 1_800_000)
