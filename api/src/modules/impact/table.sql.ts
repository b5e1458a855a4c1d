import type { Breakdown, Grain, Indicator } from '@interra/contracts'
import { ofPerson } from './breakdowns.sql.ts'
import type { Facts } from './facts/facts.ts'
import { groupJoins, ruleOn, rulesSql } from './group.sql.ts'

/** How the facts of an indicator are laid out: by at most two breakdowns, and by calendar periods within the whole one. */
export interface Layout {
  readonly by: readonly Breakdown[]
  readonly each: Grain | null
  /** Whether the persons behind each cell are counted as well, for those from whom small numbers are hidden. */
  readonly persons: boolean
}

/** One row of `tableSql`. `by` has as many members as breakdowns; `whole` tells, bit by bit, over which of them a total is taken. */
export interface Cell {
  readonly bucket: string
  readonly part: string | null
  readonly dims: readonly (string | null)[]
  /** Whether the row is a total over that dimension. */
  readonly over: readonly boolean[]
  readonly rows: number
  /** Distinct keys that count. */
  readonly keys: number
  readonly unknown: number
  readonly numerator: number | null
  readonly denominator: number | null
  /** Distinct persons of all the rows, of those that add something, add nothing though they might, and are not known. */
  readonly persons: number
  readonly did: number
  readonly didNot: number
  readonly notKnown: number
  readonly weeks: number
  readonly lastFour: number
  /** Numerator and denominator of each fact, of durations, pairs and sizes alone. */
  readonly values: readonly (readonly [number | null, number | null])[] | null
}

const listed = new Set(['duration', 'paired', 'quantile'])

/** Whether the single facts are needed, and not their sums alone. */
function isListed({ kind, partKind = kind }: Indicator): boolean {
  const kinds = typeof partKind === 'string' ? [partKind] : Object.values(partKind)
  return [kind, ...kinds].some((one) => listed.has(one))
}

/** What a row of `laid` is told by. */
const namesOf = (by: readonly Breakdown[]) => by.map((_, index) => `d${index}`)

/** Whether each key counts once in a period, by its first day. */
const countsOnce = (indicator: Indicator, facts: Facts) => indicator.kind === 'count' || facts.oncePerKey === true

/** Values of its own that an indicator is told by. */
const toldOf = (facts: Facts, by: readonly Breakdown[]) => [
  ...new Set(by.flatMap((breakdown) => facts.columns?.[breakdown] ?? [])),
]

/**
 * `with … laid as (…)`: the facts of an indicator, each with its codes `d0`, `d1`; parameters as in `Facts`. Persons are
 * looked at on the day of the fact; where each key counts once, on its first day.
 */
export function laidSql(indicator: Indicator, facts: Facts, { by, each }: Pick<Layout, 'by' | 'each'>): string {
  const own = by.filter((breakdown) => breakdown in (facts.columns ?? {}))
  const personal = by.filter((breakdown) => breakdown in ofPerson && !own.includes(breakdown))
  const rules = personal.includes('group') || personal.includes('legalNewcomer')
  const isOnce = countsOnce(indicator, facts)
  const told = toldOf(facts, by)
  const unit = ['bucket', 'part', 'key', 'person_id', 'site_id', ...told]
  const whose = by.includes('hostGroup') ? 'coalesce(f.person_id, f.host_id) as person_id' : 'f.person_id'
  // the day on which a person is looked at is the same for the value and its sub-values
  const isSeveral = told.length > 0 || (indicator.parts.length > 0 && !facts.partsApart)
  const firstDay = isSeveral ? 'min(min(day)) over (partition by bucket, key)' : 'min(day)'
  const bucket = each ? `greatest(date_trunc('${each}', day::timestamp)::date, $2::date)` : `$2::date`
  const column = (breakdown: Breakdown) => {
    if (own.includes(breakdown)) return `w.${facts.columns?.[breakdown]}::text`
    return breakdown === 'site' ? 'w.site_id::text' : (ofPerson[breakdown] ?? 'null::text')
  }
  const dims = by.map((breakdown, index) => `, ${column(breakdown)} as d${index}`).join('')
  return `
with fact as (
  -- only what is asked for is worked out
  select ${['site_id', 'day', 'key', 'part', 'numerator', 'denominator', ...told].map((name) => `f.${name}`).join(', ')},
    ${whose}, ${bucket} as bucket
  from ${each && facts.ofPeriod ? partByPart(facts.sql, each) : `(${facts.sql})`} f
  where day >= $2::date and day < $3::date and $4::date is not null
),
${
  isOnce
    ? `once as (
  select ${unit.join(', ')}, ${firstDay} as day, max(numerator) as numerator, max(denominator) as denominator
  from fact group by ${unit.join(', ')}
),`
    : ''
}
${rules ? `${rulesSql},` : ''}
laid as (
  select w.bucket, w.part, w.key, w.person_id, w.day, w.numerator, w.denominator${dims}
  from ${isOnce ? 'once' : 'fact'} w
  ${personal.length > 0 ? 'left join person p on p.id = w.person_id' : ''}
  ${rules ? `left join rules r on ${ruleOn('w.site_id', 'w.day')}` : ''}${personal.includes('group') ? groupJoins('w.day') : ''}
)`
}

/** The facts of each calendar period within the whole one, asked one after the other. */
const partByPart = (sql: string, each: Grain) => `(
  select o.* from (
    select greatest(d::date, $2::date) as from_on, least((d + ${lengthOf(each)})::date, $3::date) as to_on
    from generate_series(date_trunc('${each}', $2::date::timestamp), $3::date - interval '1 day', ${lengthOf(each)}) d) part_of_period
  cross join lateral (${sql.replaceAll('$2::date', 'part_of_period.from_on').replaceAll('$3::date', 'part_of_period.to_on')}) o
  where o.day >= part_of_period.from_on and o.day < part_of_period.to_on)`

const lengthOf = (each: Grain) => `interval '${each === 'quarter' ? '3 months' : `1 ${each}`}'`

/**
 * The statement that lays out the facts of an indicator; parameters as in `Facts`. With breakdowns it gives the totals over
 * each of them as well.
 */
export function tableSql(indicator: Indicator, facts: Facts, { by, each, persons }: Layout): string {
  const names = namesOf(by)
  const groups = ['()', ...names.map((name) => `(${name})`), ...(names.length > 1 ? [`(${names.join()})`] : [])]
  // a key that counts once has one row for each value of its own that it is told by
  const isSummed = (indicator.kind === 'sum' || indicator.kind === 'weekly') && indicator.partKind === undefined
  const areOne = countsOnce(indicator, facts) ? toldOf(facts, by).length === 0 : isSummed
  const adds = by.length > 0 && areOne && !persons && indicator.kind !== 'weekly' && !isListed(indicator)
  return `${laidSql(indicator, facts, { by, each })}
${adds ? packedSql(names) : ''}
select bucket::text, part, array[${names.join()}]::text[] as dims,
  array[${names.map((name) => `grouping(${name}) = 1`).join()}]::boolean[] as over,
  ${adds ? 'sum(rows)' : 'count(*)'}::int as rows, (${adds ? 'sum(keys)' : `count(${areOne ? '*' : 'distinct key'}) filter (where numerator > 0)`})::int as keys,
  (${adds ? 'sum(unknown)' : 'count(*) filter (where numerator is null)'})::int as unknown,
  sum(numerator)::float8 as numerator,
  (sum(denominator)${adds ? '' : ' filter (where numerator is not null)'})::float8 as denominator,
  ${personsSql(persons)},
  ${indicator.kind === 'weekly' ? `(count(distinct date_trunc('week', day)))::int` : '0'} as weeks,
  ${indicator.kind === 'weekly' ? `(count(*) filter (where day >= ${lastDay(each)} - 28))::int` : '0'} as "lastFour",
  ${isListed(indicator) ? 'json_agg(json_build_array(numerator, denominator))' : 'null::json'} as values
from ${adds ? 'packed' : 'laid'}
group by bucket, part${by.length === 0 ? '' : `, grouping sets (${groups.join(', ')})`}
order by bucket, part nulls first${names.map((name) => `, ${name}`).join('')}`
}

const personsSql = (isAsked: boolean) =>
  [
    ['persons', 'true'],
    ['did', 'numerator > 0'],
    ['"didNot"', 'numerator = 0 and denominator > 0'],
    ['"notKnown"', 'numerator is null'],
  ]
    .map(
      ([name, when]) =>
        `${isAsked ? `(count(distinct coalesce(person_id, key)) filter (where ${when}))::int` : '0'} as ${name}`,
    )
    .join(',\n  ')

/** What adds up is added up once for each cell, and its totals from the cells. */
const packedSql = (names: readonly string[]) => `, packed as (
  select bucket, part, ${names.join(', ')}, count(*) as rows, count(*) filter (where numerator > 0) as keys,
    count(*) filter (where numerator is null) as unknown, sum(numerator) as numerator,
    sum(denominator) filter (where numerator is not null) as denominator
  from laid group by bucket, part, ${names.join(', ')}
)`

/** The day after the last one of a bucket. */
function lastDay(each: Grain | null): string {
  return each ? `least((date_trunc('${each}', bucket) + ${lengthOf(each)})::date, $3::date)` : '$3::date'
}
