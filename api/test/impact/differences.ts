import type { Breakdown, Indicator, TableFigure } from '@interra/contracts'
import { recordsOf, tellsRecords, type RecordsQuestion } from '../../src/modules/impact/records.store.ts'
import { count } from '../../src/modules/impact/count.store.ts'
import { indicatorWith } from '../../src/modules/impact/registry.sql.ts'
import type { Database } from '../../src/platform/db/database.ts'
import type { Scope } from '../../src/platform/http/context.ts'
import { statisticFaults } from './naive-statistics.ts'
import { cellsOf, naive, periodsOf, type Cut, type Item, type Period } from './oracle.ts'
import { type People } from './people.ts'
import { lifetime } from './people.world.ts'

/** Whole, by month and by quarter; and by each dimension year by year. */
export const cuts = (indicator: Indicator, period: Pick<Cut, 'from' | 'to'> = lifetime): Cut[] => [
  ...([null, 'month', 'quarter'] as const).map((each) => ({ ...period, each, by: null })),
  ...indicator.by
    .filter((by) => by !== 'partner' && by !== 'source')
    .map((by: Breakdown) => ({ ...period, each: 'year' as const, by })),
]

/** Figures of the last thing said or done in a period, or of somebody's all of it. */
const ofWholePeriod: ReadonlySet<string> = new Set([
  'EMP-01',
  'INC-06',
  'INC-09',
  'LNG-01',
  'LNK-01',
  'LNK-02',
  'CNF-04',
  'CNF-05',
])

/** Walls around some sites, as a reader has them: around all of them each row would be looked for among hundreds. */
const within = (sites: readonly string[]): Scope => ({
  sites,
  filterSites: sites,
  actorKind: 'system',
  actorId: null,
  requestId: 'test',
})

/** The items of an indicator in any period. */
export function itemsIn(id: string, itemsOf: (period: Period) => readonly Item[]): (period: Period) => readonly Item[] {
  const all = itemsOf(lifetime)
  return (period) => (ofWholePeriod.has(id) ? itemsOf(period) : all)
}

/** The records behind the whole value: as many as a count says, adding up to a sum. */
async function recordFaults(
  database: Database,
  indicator: Indicator,
  question: Omit<RecordsQuestion, 'by' | 'codes'>,
  figure: Pick<TableFigure, 'value' | 'n'> | undefined,
): Promise<unknown[]> {
  const all = { take: 1_000_000, after: null }
  const records = await database.read(within(question.sites), (db) =>
    recordsOf(db, { ...question, by: [], codes: [] }, all),
  )
  const sum = records.reduce((total, { amount }) => total + amount, 0)
  const told = indicator.kind === 'sum' ? figure?.value : figure?.n
  const listed = indicator.kind === 'sum' ? sum : records.length
  const isOnce = new Set(records.map(({ key }) => key)).size === records.length
  return isOnce && Math.abs(listed - (told ?? 0)) < 0.01 ? [] : [{ indicator: indicator.id, listed, told, isOnce }]
}

/** Each cell of the service against the same cell recomputed, each period as if it were asked alone; and the whole against its records. */
export async function differences(
  database: Database,
  today: string,
  indicator: Indicator,
  siteId: string,
  itemsOf: (period: Period) => readonly Item[],
  people: People,
  cut: Cut,
) {
  const items = periodsOf(cut).flatMap((period) =>
    itemsOf(period).filter(({ day }) => day >= period.from && day < period.to),
  )
  const question = {
    ...cut,
    by: cut.by ? [cut.by] : [],
    indicatorId: indicator.id,
    sites: [siteId],
    site: null,
    today,
    level: 'internal_case' as const,
  }
  const found = indicatorWith(indicator.id)
  if (!found) throw new Error('not in the registry')
  const cells = await database.read(within(question.sites), (db) => count(db, found.indicator, found.facts, question))
  const expected = cellsOf(indicator, items, people, cut)
  const isWhole = cut.each === null && cut.by === null && tellsRecords(indicator)
  const faults = isWhole ? await recordFaults(database, indicator, question, cells[0]?.figure) : []
  for (const cell of cells) {
    const key = JSON.stringify([cell.from, cut.by ? cell.codes[0] : '*'])
    const days = (Date.parse(cell.to) - Date.parse(cell.from)) / 86_400_000
    const told = naive(indicator, expected.get(key) ?? [], days)
    if (told !== cell.figure.value) faults.push({ siteId, cut, key, told, service: cell.figure.value })
    for (const fault of statisticFaults(indicator, expected.get(key) ?? [], cell.figure))
      faults.push({ siteId, cut, key, fault })
    for (const { code, value } of cell.figure.parts) {
      const own = (expected.get(key) ?? []).filter(({ part }) => part === code)
      if (code === 'per_newcomer') {
        const newcomers = new Set(
          (expected.get(key) ?? []).flatMap((item) => (item.part === 'newcomers' ? [item.key] : [])),
        ).size
        const each = newcomers === 0 || told === null || told === undefined ? null : told / newcomers
        if (Math.abs((each ?? -1) - (value ?? -1)) > 0.01) faults.push({ siteId, cut, key, code, each, service: value })
        continue
      }
      const { kind, partKind = kind } = indicator
      const measure = typeof partKind === 'string' ? partKind : (partKind[code] ?? kind)
      const limit = survivals[code]
      if (limit !== undefined && measure === 'duration') {
        const share = leftAfter(
          (expected.get(key) ?? []).filter(({ part = null }) => part === null),
          limit,
        )
        if (share !== value) faults.push({ siteId, cut, key, code, share, service: value })
        continue
      }
      const isTold = ['count', 'sum'].includes(measure) || (['duration', 'ratio'].includes(measure) && own.length > 0)
      // told by group of its own accord: compared as that dimension is
      if (!isTold || (indicator.id === 'ACT-04' && code !== 'unidentified')) continue
      const sub = naive(
        {
          ...indicator,
          kind: measure,
          decimals: measure === kind ? indicator.decimals : 2,
          parameters: { minCoverage: 0 },
        },
        own.map((item) => ({ ...item, part: null })),
        days,
      )
      if (sub !== value) faults.push({ siteId, cut, key, code, sub, service: value })
    }
    expected.delete(key)
  }
  const left = [...expected].filter(([, own]) => own.some(({ part = null }) => part === null))
  return [...faults, ...left.map(([key]) => ({ siteId, cut, key, told: 'there', service: 'absent' }))]
}

const survivals: Readonly<Record<string, number>> = {
  month_3: 91,
  month_6: 182,
  month_12: 365,
  month_24: 730,
  month_36: 1095,
}

/** What is left after so many days, day by day; not known when nothing was watched that long and something is left. */
function leftAfter(items: readonly Item[], days: number): number | null {
  let left = 1
  for (let day = 0; day <= days; day++) {
    const watched = items.filter(({ numerator }) => (numerator ?? 0) >= day)
    const ended = watched.filter(({ numerator, denominator }) => numerator === day && denominator === 1)
    if (watched.length > 0) left *= 1 - ended.length / watched.length
  }
  const isLong = items.some(({ numerator }) => (numerator ?? 0) >= days)
  return left > 0 && !isLong ? null : Number(Number(left.toPrecision(12)).toFixed(4))
}
