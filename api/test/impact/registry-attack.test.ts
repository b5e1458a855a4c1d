import { type Breakdown, type Indicator, type TableFigure } from '@interra/contracts'
import { expect, test } from '@jest/globals'
import { toldBy } from '../../src/modules/impact/count.store.ts'
import { indicatorWith } from '../../src/modules/impact/registry.sql.ts'
import { isForCaseTeam, tabulate } from '../../src/modules/impact/tabulate.store.ts'
import { startApi, type Api } from '../harness.ts'
import { families } from './families.ts'
import { isInSpan, type Vector } from './linear.ts'
import { readWorlds, type Item, type Period, type World } from './oracle.ts'
import { People, peopleTables, type PeopleTables } from './people.ts'
import { inventAssociations } from './people.world.ts'

const full = process.env['INTERRA_PROVE'] === 'full'
const trios = full ? 4 : 1
const years = full ? ['2023', '2024'] : ['2024']
const today = '2025-06-15'

/** Units of persons, or of what tells of persons: the counts of which none of 1 to 4 may be had. */
const ofPersons = new Set([
  'PERS',
  'PAIR',
  'DUO',
  'PROPOSAL',
  'APPLICATION',
  'PROJECT',
  'ENTERPRISE',
  'NEED',
  'REFERRAL',
])
const isAttacked = ({ unit, kind }: Indicator) => (ofPersons.has(unit) || kind === 'paired') && kind !== 'sum'

type Code = string | null
/** Terms of a site's own lists. */
const ofOneSite: ReadonlySet<Breakdown> = new Set(['theme', 'cohort'])
/** One that is counted, by what it may be told; in several codes at once when it did several things. */
interface One {
  readonly codes: ReadonlyMap<Breakdown, readonly Code[]>
  /** Whether it is in the numerator of a share, or a duration that ended; null is not known. */
  readonly did: boolean | null
}

type Telling = Pick<People, 'tellBy'>
function codeOf(item: Item, by: Breakdown, siteId: string, people: Telling, day: string): Code {
  if (by === 'site') return siteId
  if (item.codes && by in item.codes) return item.codes[by] ?? null
  return item.person === null ? null : people.tellBy(by, item.person, day)
}

function onesOf(
  { kind, unit }: Indicator,
  items: readonly Item[],
  dims: readonly Breakdown[],
  siteId: string,
  people: Telling,
): One[] {
  const whole = items.filter(({ part = null, denominator }) => part === null && (kind !== 'ratio' || denominator !== 0))
  const isOnce = kind === 'count' || (kind === 'ratio' && unit === 'PERS')
  const groups = new Map<string, Item[]>()
  for (const [place, item] of whole.entries()) {
    const key = isOnce ? item.key : String(place)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return [...groups.values()].flatMap((all) => {
    const first = all.map(({ day }) => day).toSorted()[0] ?? ''
    const codes = new Map(
      dims.map((by) => [by, [...new Set(all.map((item) => codeOf(item, by, siteId, people, first)))]] as const),
    )
    const last = all.at(-1)
    const [over, under = null] = [last?.numerator ?? null, last?.denominator]
    if (kind === 'count') return all.some(({ numerator }) => (numerator ?? 0) > 0) ? [{ codes, did: true }] : []
    if (kind === 'duration') return [{ codes, did: under === 1 }]
    if (kind === 'paired') return [{ codes, did: under === null ? null : true }]
    return [{ codes, did: over === null ? null : over > 0 }]
  })
}

interface Told {
  readonly name: string
  readonly value: number | null
  readonly isCounted: (did: boolean | null) => boolean
}

/** The numbers that a figure tells, and those that follow from them. */
function numbersOf({ kind, share }: Indicator, figure: TableFigure | null): Told[] {
  const { value, n, numerator, unknown } = figure ?? { value: 0, n: 0, numerator: 0, unknown: 0 }
  if (kind === 'count') return [{ name: 'value', value, isCounted: () => true }]
  const people: Told = { name: 'n', value: n, isCounted: (did) => kind === 'duration' || did !== null }
  if (kind !== 'duration' && !(kind === 'ratio' && share)) return [people]
  const not = n === null || numerator === null ? null : n - numerator
  const shares: Told[] = [
    people,
    { name: 'did', value: numerator, isCounted: (did) => did === true },
    { name: 'did not', value: not, isCounted: (did) => did === false },
  ]
  return kind === 'duration'
    ? shares
    : [...shares, { name: 'unknown', value: unknown, isCounted: (did) => did === null }]
}

/** What everybody may ask of an indicator, by all readers of some of the sites. */
function questions(dims: readonly Breakdown[], trio: readonly string[]) {
  const pairs = dims.flatMap((one, index) => dims.slice(index + 1).map((two) => [one, two] as const))
  const sets: (readonly Breakdown[])[] = [
    [],
    ...dims.map((one) => [one]),
    // what only one site has names the site
    ...pairs.filter((pair) => pair.includes('site') || !pair.some((one) => ofOneSite.has(one))),
  ]
  const parts = trio.flatMap((site) => [[site], trio.filter((one) => one !== site)])
  const some = sets.filter((set) => set.filter((one) => one !== 'site').length < 2)
  return [...sets.map((by) => ({ by, sites: trio })), ...parts.flatMap((sites) => some.map((by) => ({ by, sites })))]
}

async function attack(
  t: Api,
  indicator: Indicator,
  {
    trio,
    year,
    bySite,
  }: {
    readonly trio: readonly string[]
    readonly year: string
    readonly bySite: (site: string, dims: readonly Breakdown[]) => readonly One[]
  },
): Promise<{ given: number; faults: unknown[] }> {
  const facts = indicatorWith(indicator.id)?.facts
  if (!facts) throw new Error('not in the registry')
  const dims = toldBy(indicator, facts)
    .filter((by) => !isForCaseTeam(indicator, by) && by !== 'source' && by !== 'level')
    .slice(0, 5)
  const all: Somebody[] = trio.flatMap((site) => bySite(site, dims).map((one) => ({ ...one, site })))
  const kinds = kindsOf(all, dims, trio)
  const known: { name: string; places: number[]; value: number }[] = []
  const small: { name: string; places: number[] }[] = []
  const faults: unknown[] = []
  for (const { by, sites } of questions(dims, trio)) {
    const question = {
      indicatorId: indicator.id,
      from: `${year}-01-01`,
      to: `${Number(year) + 1}-01-01`,
      by,
      each: null,
    }
    const { cells } = await t.database.system('test.attack', (db) =>
      tabulate(db, { ...question, sites, every: trio, site: null, today, level: 'external' }),
    )
    // what is not there is nobody
    const place = ({ codes }: { readonly codes: readonly Code[] }) => JSON.stringify(codes)
    const there = new Set(cells.map(place))
    const absent = combinationsOf(all, by)
      .filter((codes) => !there.has(place({ codes })))
      .map((codes) => ({ codes, figure: null }))
    for (const { codes, figure } of [...cells, ...absent])
      for (const { name, value, isCounted } of numbersOf(indicator, figure)) {
        const isOf = (one: Somebody) =>
          sites.includes(one.site) &&
          isCounted(one.did) &&
          codes.every((code, at) => code === '*' || one.codes.get(by[at] ?? 'site')?.includes(code))
        const size = all.filter(isOf).length
        const of = [indicator.id, year, sites.length, ...by, ...codes, name].join(' ')
        const counted = kinds.flatMap((one, at) => (isOf(one) ? [at] : []))
        if (value !== null) known.push({ name: of, places: counted, value })
        else if (size > 0 && size < 5) small.push({ name: of, places: counted })
        if (value !== null && (value !== size || (size > 0 && size < 5))) faults.push({ of, value, size })
      }
  }
  // of a count of nobody each kind of person it holds is nobody
  const nobody = new Set(known.flatMap(({ value, places }) => (value === 0 ? places : [])))
  const vectorOf = (places: readonly number[]): Vector =>
    new Map(places.filter((at) => !nobody.has(at)).map((at) => [at, 1n]))
  const isKnown = isInSpan(known.filter(({ value }) => value > 0).map(({ places }) => vectorOf(places)))
  const found = small.filter(({ places }) => isKnown(vectorOf(places))).map(({ name }) => name)
  return { given: known.length, faults: [...faults, ...found] }
}

interface Somebody extends One {
  readonly site: string
}

/** Every kind of person that there might be, as the reader knows no more than the dimensions; and those who are of several. */
function kindsOf(all: readonly Somebody[], dims: readonly Breakdown[], trio: readonly string[]): Somebody[] {
  let kinds: Somebody[] = trio.flatMap((site) =>
    [true, false, null].map((did) => ({ site, did, codes: new Map([['site', [site]]]) })),
  )
  for (const by of dims.filter((one) => one !== 'site')) {
    kinds = kinds.flatMap((kind) =>
      // what only one site has is in no other
      valuesOf(ofOneSite.has(by) ? all.filter(({ site }) => site === kind.site) : all, by).map((code) => ({
        ...kind,
        codes: new Map([...kind.codes, [by, [code]]]),
      })),
    )
  }
  const several = all.filter(({ codes }) => [...codes.values()].some((one) => one.length > 1))
  return [...kinds, ...several]
}

const valuesOf = (all: readonly One[], by: Breakdown): Code[] => [
  ...new Set(all.flatMap(({ codes }) => codes.get(by) ?? [])),
]

const combinationsOf = (all: readonly One[], by: readonly Breakdown[]): Code[][] =>
  by.reduce<Code[][]>(
    (codes, one) => codes.flatMap((code) => valuesOf(all, one).map((value) => [...code, value])),
    [[]],
  )

test.each(families)(
  '[M11] [K5] of $name nothing that may be asked tells of 1 to 4 persons, nor any two answers of different readers',
  async ({ of, tables, live, itemsOf, bare = [], name }) => {
    const t = await startApi()
    try {
      for (const table of bare) await t.sql(`alter table ${table} disable trigger user`)
      const seed = 20 + families.findIndex((one) => one.name === name)
      const associations = await inventAssociations(t, { seed, count: 3 * trios, size: [30, 70] }, live as never)
      const sites = associations.map(({ siteId }) => siteId)
      const worlds: Map<string, World<PeopleTables>> = await t.database.system('test.worlds', (db) =>
        readWorlds(db, [...peopleTables, ...tables] as never[], sites),
      )
      let given = 0
      for (let index = 0; index < trios; index++)
        for (const year of years)
          for (const indicator of of.filter(isAttacked)) {
            const period: Period = { from: `${year}-01-01`, to: `${Number(year) + 1}-01-01` }
            const bySite = (siteId: string, dims: readonly Breakdown[]) => {
              const world = worlds.get(siteId)
              if (!world) throw new Error('no such association')
              const people = new People(world)
              const items = itemsOf[indicator.id]?.({ world, people, today, siteId, period } as never) ?? []
              const inside = items.filter(({ day }) => day >= period.from && day < period.to)
              return onesOf(indicator, inside, dims, siteId, people)
            }
            const trio = sites.slice(3 * index, 3 * index + 3).toSorted()
            const found = await attack(t, indicator, { trio, year, bySite })
            expect(found.faults.slice(0, 5)).toEqual([])
            given += found.given
          }
      // something is told
      expect(given).toBeGreaterThan(10 * trios)
    } finally {
      await t.stop()
    }
  },
  1_800_000,
)
