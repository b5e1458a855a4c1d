import { indicators, type Breakdown } from '@interra/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { tabulate } from '../../src/modules/impact/tabulate.store.ts'
import { startApi, type Api } from '../harness.ts'
import { itemsOf, tables, type InteractTables } from './act.items.ts'
import { liveInteract } from './act.world.ts'
import { isInSpan, type Vector } from './linear.ts'
import { readWorlds, type Item, type World } from './oracle.ts'
import { People, peopleTables, type PeopleTables } from './people.ts'
import { inventAssociations } from './people.world.ts'

const trios = process.env['INTERRA_PROVE'] === 'full' ? 40 : 3
const today = '2025-06-15'
const years = ['2023', '2024']
const told = ['gender', 'age', 'group', 'site'] as const satisfies readonly Breakdown[]

let t: Api
let sites: string[]
let worlds: Map<string, World<PeopleTables & InteractTables>>
beforeAll(async () => {
  t = await startApi()
  const all = await inventAssociations(t, { seed: 7, count: 3 * trios, size: [25, 80] }, liveInteract)
  sites = all.map(({ siteId }) => siteId)
  worlds = await t.database.system('test.worlds', (db) => readWorlds(db, [...peopleTables, ...tables], sites))
}, 600_000)
afterAll(() => t.stop())

/** A person of a year, with what they may be told by. */
type Codes = ReadonlyMap<Breakdown, string | null>
interface Somebody {
  readonly key: string
  readonly codes: Codes
  /** Whether they count in a share. */
  readonly did: boolean
}

const ids = ['ACT-04', 'ACT-05', 'ACT-08', 'MIX-05'] as const
type Id = (typeof ids)[number]

/** Everybody that an indicator counts in a year, each on their first day. */
function everybody(id: Id, trio: readonly string[], year: string): Somebody[] {
  return trio.flatMap((siteId) => {
    const world = worlds.get(siteId)
    if (!world) throw new Error('no such association')
    const people = new People(world)
    const items: readonly Item[] = itemsOf[id]({ world, people, today, siteId })
    const own = items.filter(({ day, part = null }) => day.startsWith(year) && part === null)
    return [...new Set(own.map(({ key }) => key))].map((key) => {
      const first =
        own
          .filter((item) => item.key === key)
          .map(({ day }) => day)
          .toSorted()[0] ?? ''
      const codes = told.map((by) => [by, by === 'site' ? siteId : people.tellBy(by, key, first)] as const)
      const did = own.some((item) => item.key === key && (item.numerator ?? 0) > 0)
      return { key, codes: new Map(codes), did }
    })
  })
}

/** What was asked, and what it counts: the kinds of persons that the words of the question name. */
interface Cell {
  readonly name: string
  readonly kinds: readonly number[]
  /** How many there are, and what was told of it. */
  readonly size: number
  readonly value: number | null
}

/** Every kind of person that there might be, of one indicator: the reader knows no more than the dimensions. */
function kindsOf(trio: readonly string[], all: readonly Somebody[]): Codes[] {
  const values = told.map((by) =>
    by === 'site' ? [...trio] : [...new Set([...all.map(({ codes }) => codes.get(by) ?? null), null])],
  )
  return values.reduce<Codes[]>(
    (kinds, some, index) =>
      kinds.flatMap((kind) => some.map((value) => new Map([...kind, [told[index] ?? 'site', value]]))),
    [new Map()],
  )
}

/** Everything that readers may ask of an indicator in a year: by no, one or two dimensions, of the sites or of some of them. */
async function ask(id: Id, trio: readonly string[], year: string): Promise<Cell[]> {
  const indicator = indicators.find((one) => one.id === id)
  if (!indicator) throw new Error('not in the registry')
  const all = everybody(id, trio, year)
  const reached = everybody('ACT-04', trio, year)
  const firstTimers = new Set(everybody('ACT-05', trio, year).map(({ key }) => key))
  const kinds = kindsOf(trio, reached)
  // of each kind those who came before, then of those who came for the first time who came back and who did not
  const [before, back, once] = [0, kinds.length, 2 * kinds.length] as const
  const found: Cell[] = []
  for (const { by, own } of questions(indicator.by, trio)) {
    const asked = {
      indicatorId: id,
      from: `${year}-01-01`,
      to: `${Number(year) + 1}-01-01`,
      by,
      site: null,
      each: null,
    }
    const table = await t.database.system('test.attack', (db) =>
      tabulate(db, { ...asked, sites: own, every: trio, today, level: 'external' }),
    )
    for (const { codes, figure } of table.cells) {
      const isOf = (one: Codes) =>
        own.includes(one.get('site') ?? '') &&
        codes.every((code, at) => code === '*' || one.get(by[at] ?? 'site') === code)
      const cell = (
        name: string,
        value: number | null,
        of: readonly Somebody[],
        starts: readonly number[],
        isCounted: (one: Codes) => boolean = () => true,
      ): Cell => ({
        name: [id, year, own.length, ...by, ...codes, name].join(' '),
        kinds: kinds.flatMap((kind, place) =>
          isOf(kind) && isCounted(kind) ? starts.map((start) => start + place) : [],
        ),
        size: of.filter((one) => isOf(one.codes) && isCounted(one.codes)).length,
        value,
      })
      const everyone = [before, back, once]
      const who = {
        before: reached.filter(({ key }) => !firstTimers.has(key)),
        back: all.filter(({ did }) => did),
        once: all.filter(({ did }) => !did),
      }
      if (id === 'MIX-05') {
        found.push(cell('women', figure.numerator, all, everyone, (one) => one.get('gender') === 'woman'))
        found.push(cell('known', figure.n, all, everyone, (one) => one.get('gender') !== null))
      } else if (id === 'ACT-04') found.push(cell('persons', figure.value, all, everyone))
      else {
        found.push(cell('first', id === 'ACT-05' ? figure.value : figure.n, all, [back, once]))
        found.push(cell('before', null, who.before, [before]))
      }
      if (id !== 'ACT-08') continue
      found.push(cell('back', figure.numerator, who.back, [back]))
      found.push(cell('once', null, who.once, [once]))
    }
  }
  return found
}

/** Questions that may be put: by no, one or two dimensions, of all sites, of two or of one; with some of them by one beside the site. */
function questions(by: readonly Breakdown[], trio: readonly string[]) {
  const dims: readonly Breakdown[] = told.filter((one) => by.includes(one))
  const sets: (readonly Breakdown[])[] = [
    [],
    ...dims.map((one) => [one]),
    ...dims.flatMap((one, index) => dims.slice(index + 1).map((two) => [one, two])),
  ]
  const some = sets.filter((set) => set.length < 2 || set.includes('site'))
  const parts = trio.flatMap((site) => [[site], trio.filter((one) => one !== site)])
  return [
    ...sets.map((set) => ({ by: set, own: trio })),
    ...parts.flatMap((own) => some.map((set) => ({ by: set, own }))),
  ]
}

test('[M11] [K5] from everything that may be asked, no count of 1 to 4 persons can be computed', async () => {
  let given = 0
  let hiddenSmall = 0
  for (let index = 0; index < trios; index++) {
    const trio = sites.slice(3 * index, 3 * index + 3).toSorted()
    for (const year of years) {
      const known: Cell[] = []
      const small: Cell[] = []
      for (const id of ids) {
        const cells = await ask(id, trio, year)
        known.push(...cells.filter(({ value }) => value !== null))
        small.push(...cells.filter(({ value, size }) => value === null && size > 0 && size < 5))
      }
      for (const { name, value, size } of known)
        expect([name, value, size === 0 || size >= 5]).toEqual([name, size, true])
      given += known.length
      hiddenSmall += small.length
      // of a count of nobody each kind of person it holds is nobody
      const nobody = new Set(known.filter(({ value }) => value === 0).flatMap(({ kinds }) => kinds))
      const vectorOf = ({ kinds }: Cell): Vector =>
        new Map(kinds.filter((kind) => !nobody.has(kind)).map((kind) => [kind, 1n]))
      const isKnown = isInSpan(known.map(vectorOf))
      expect(small.filter((cell) => isKnown(vectorOf(cell))).map(({ name }) => name)).toEqual([])
    }
  }
  // the fixture has something to hide, and something to show
  expect(given).toBeGreaterThan(100 * trios)
  expect(hiddenSmall).toBeGreaterThan(50 * trios)
}, 3_600_000)
