import { addDays, type Breakdown, type Grain, type Indicator } from '@interra/contracts'
import type { Db } from '../../src/platform/db/database.ts'
import { isOfPerson, type People } from './people.ts'

/**
 * A second, naive way to every figure: rows of tables as they are, loops over them, and no SQL of the indicators. Slow, and
 * so plain that it can be read beside the domain reference.
 */

/** Rows of tables by their own columns: days are `YYYY-MM-DD`, instants RFC 3339. */
export type World<T> = { readonly [K in keyof T]: readonly T[K][] }

/** Every row of the tables that belongs to the sites, by site. */
export async function readWorlds<T extends object>(
  db: Db,
  tables: readonly (keyof T & string)[],
  sites: readonly string[],
): Promise<Map<string, World<T>>> {
  const worlds = new Map(
    sites.map((site) => [site, Object.fromEntries(tables.map((table) => [table, [] as object[]]))]),
  )
  for (const table of tables) {
    const text = `select site_id, to_jsonb(t) as row from ${table} t where site_id = any ($1::uuid[])`
    const statement = { name: `raw ${table}`, text }
    for (const { site_id, row } of await db.hot<{ site_id: string; row: object }>(statement, [sites]))
      worlds.get(site_id)?.[table]?.push(row)
  }
  return worlds as unknown as Map<string, World<T>>
}

/** One thing that counts, as the domain reference says it: compare `Facts` of the service. */
export interface Item {
  readonly day: string
  readonly key: string
  readonly person: string | null
  readonly part?: string | null
  readonly numerator: number | null
  readonly denominator?: number | null
  /** What it may be told by, of its own. */
  readonly codes?: Readonly<Partial<Record<Breakdown, string | null>>>
}

/** The calendar period in which a day lies, by its first day; never before the whole period begins. */
export function bucketOf(day: string, each: Grain | null, from: string): string {
  if (each === null) return from
  const [year = '', month = ''] = day.split('-')
  const first =
    each === 'year'
      ? '01'
      : each === 'month'
        ? month
        : String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0')
  const start = `${year}-${first}-01`
  return start < from ? from : start
}

/** The calendar periods of a cut, as if each were asked alone. */
export function periodsOf({ from, to, each }: Pick<Cut, 'from' | 'to' | 'each'>): Period[] {
  const starts = new Set<string>()
  for (let day = from; day < to; day = addDays(day, 1)) starts.add(bucketOf(day, each, from))
  const all = [...starts]
  return all.map((start, place) => ({ from: start, to: all[place + 1] ?? to }))
}

/** `[from, to)` local dates. */
export interface Period {
  readonly from: string
  readonly to: string
}
export interface Cut extends Period {
  readonly each: Grain | null
  readonly by: Breakdown | null
}

/** The items of an indicator by bucket and code; `*` is all of them. The key is `[bucket, code]` as JSON. */
export function cellsOf(
  indicator: Indicator,
  items: readonly Item[],
  people: People,
  { from, to, each, by }: Cut,
): Map<string, Item[]> {
  const cells = new Map<string, Item[]>()
  const inside = items.filter(({ day }) => day >= from && day < to)
  for (const item of inside) {
    const bucket = bucketOf(item.day, each, from)
    const codes = by === null ? ['*'] : ['*', codeOf(indicator, item, inside, people, { from, each, by })]
    for (const code of codes) {
      const key = JSON.stringify([bucket, code])
      cells.set(key, [...(cells.get(key) ?? []), item])
    }
  }
  return cells
}

/** Who counts once in a period is looked at on the first of their days in it. */
function codeOf(
  { kind, unit }: Indicator,
  item: Item,
  inside: readonly Item[],
  people: People,
  { from, each, by }: { readonly from: string; readonly each: Grain | null; readonly by: Breakdown },
): string | null {
  if (item.codes && by in item.codes) return item.codes[by] ?? null
  if (!isOfPerson(by) || item.person === null) return null
  if (kind !== 'count' && unit !== 'PERS') return people.code(by, item.person, item.day)
  const bucket = bucketOf(item.day, each, from)
  const days = inside.filter((one) => one.key === item.key && bucketOf(one.day, each, from) === bucket)
  return people.code(by, item.person, days.map(({ day }) => day).toSorted()[0] ?? item.day)
}

/** What a cell amounts to, by the words of the reference; undefined where the indicator has more to say than this. */
export function naive(
  { kind, unit, decimals, parameters }: Indicator,
  all: readonly Item[],
  days: number,
): number | null | undefined {
  const whole = all.filter(({ part = null }) => part === null)
  // of persons each is one, on the first of their days
  const items =
    unit === 'PERS' && kind === 'ratio' ? [...new Map(whole.map((item) => [item.key, item])).values()] : whole
  const known = items.filter(({ numerator }) => numerator !== null)
  const sum = (numbers: readonly (number | null | undefined)[]) =>
    numbers.reduce<number>((one, other) => one + (other ?? 0), 0)
  const round = (value: number) => Number(Number(value.toPrecision(12)).toFixed(decimals))
  const keys = new Set(known.filter(({ numerator }) => (numerator ?? 0) > 0).map(({ key }) => key)).size
  if (kind === 'count') return keys
  if (kind === 'sum') return round(sum(known.map(({ numerator }) => numerator)))
  if (kind === 'weekly') return round((keys * 7) / days)
  if (kind === 'duration') return halfOver(items)
  if (kind === 'paired') {
    const pairs = known.filter(({ denominator = null }) => denominator !== null)
    const differences = pairs.map(({ numerator, denominator }) => (denominator ?? 0) - (numerator ?? 0))
    return pairs.length < 10 ? null : round(sum(differences) / pairs.length)
  }
  if (kind !== 'ratio') return undefined
  const under = sum(known.map(({ denominator }) => denominator))
  const isKnown = items.length === 0 || known.length / items.length >= (parameters?.['minCoverage'] ?? 0.6)
  return under === 0 || !isKnown ? null : round(sum(known.map(({ numerator }) => numerator)) / under)
}

/** The first day by which half had ended, by the product of what was left day after day (Kaplan and Meier 1958). */
function halfOver(items: readonly Item[]): number | null {
  const last = Math.max(0, ...items.map(({ numerator }) => numerator ?? 0))
  let left = 1
  for (let day = 0; day <= last; day++) {
    const watched = items.filter(({ numerator }) => (numerator ?? 0) >= day)
    const ended = watched.filter(({ numerator, denominator }) => numerator === day && denominator === 1)
    if (watched.length > 0) left *= 1 - ended.length / watched.length
    if (ended.length > 0 && left <= 0.5 + 1e-12) return day
  }
  return null
}
