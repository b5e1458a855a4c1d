import {
  addDays,
  broken,
  type Breakdown,
  type FigureTable,
  type Grain,
  type Indicator,
  type TableFigure,
} from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { ofPerson } from './breakdowns.sql.ts'
import type { Facts } from './facts/facts.ts'
import { figureOf, withHeads } from './figure.ts'
import type { Counted } from './protect.ts'
import { tableSql, type Cell } from './table.sql.ts'

/** What is asked of an indicator: `[from, to)` local dates, at most two breakdowns, whole or by calendar periods. */
export interface TableQuestion {
  readonly indicatorId: string
  readonly from: string
  readonly to: string
  readonly by: readonly Breakdown[]
  readonly each: Grain | null
  /** All sites that the reader may read. */
  readonly sites: readonly string[]
  /** All that there are, where small numbers are hidden; those of the reader when they are the same. */
  readonly every?: readonly string[] | undefined
  /** One of them, when only that is asked for. */
  readonly site: string | null
  readonly today: string
  readonly level: FigureTable['level']
}

/** What an indicator may be told by. */
export function toldBy(indicator: Indicator, facts: Facts): Breakdown[] {
  return indicator.by.filter((one) => one === 'site' || one in (facts.columns ?? {}) || one in ofPerson)
}

/** Throws `rule-broken` for a period or a breakdown that cannot be told. */
export function judge(
  { from, to, by }: Pick<TableQuestion, 'from' | 'to' | 'by'>,
  indicator: Indicator,
  facts: Facts,
): void {
  if (from >= to) throw broken('rule-broken', '/query/to', { rule: 'before-start' })
  const between = indicator.breaks?.find((day) => from < day && day < to)
  if (between !== undefined) throw broken('rule-broken', '/query/from', { rule: 'across-a-break', on: between })
  const allowed = toldBy(indicator, facts)
  for (const [index, dimension] of by.entries()) {
    const pointer = index === 0 ? '/query/by' : '/query/and'
    if (!allowed.includes(dimension))
      throw broken('rule-broken', pointer, { rule: 'not-told-by', allowed: allowed.join(', ') })
    if (by.indexOf(dimension) !== index) throw broken('rule-broken', pointer, { rule: 'named-twice' })
  }
}

/** Every cell of a table, with nothing hidden. */
export async function count(db: Db, indicator: Indicator, facts: Facts, question: TableQuestion): Promise<Counted[]> {
  const { by, each, level } = question
  const layout = { by, each, persons: level !== 'internal_case' }
  const cells =
    facts.parts && by.length === 0
      ? withParts(await read(db, indicator, facts, { ...layout, by: [facts.parts] }, question))
      : await read(db, indicator, facts, layout, question)
  const isApproximate = usesGroup(indicator, facts, by) && (await anyApproximate(db, question))
  const openings = indicator.tellsFirsts ? await openingsOf(db, question.sites) : null
  return groupCells(cells, question).map(({ bucket, dims, over, own }) => {
    const period = periodOf(bucket, question)
    const days = (Date.parse(period.to) - Date.parse(period.from)) / 86_400_000
    const main = own.find(({ part }) => part === null)
    const codes = dims.map((code, index) => (over[index] ? '*' : code))
    const isOfHeads = by.every((one, index) => over[index] || one === 'site' || one === 'programme')
    return {
      ...period,
      codes,
      over,
      persons: {
        all: main?.persons ?? 0,
        did: main?.did ?? 0,
        didNot: main?.didNot ?? 0,
        notKnown: main?.notKnown ?? 0,
      },
      partPersons: new Map(own.flatMap(({ part, persons }) => (part === null ? [] : [[part, persons] as const]))),
      figure: sinceOpening(
        flagged(
          withHeads(figureOf(toldWhole(indicator, facts, by), own, days), indicator, isOfHeads),
          isApproximate && main !== undefined,
        ),
        period,
        openings,
      ),
    }
  })
}

/** Sub-values that are a dimension are told of the whole alone: beside another one they would be noughts. */
function toldWhole(indicator: Indicator, facts: Facts, by: readonly Breakdown[]): Indicator {
  if (facts.parts === undefined || by.length === 0) return indicator
  const own = typeof indicator.partKind === 'object' ? Object.keys(indicator.partKind) : []
  return { ...indicator, parts: indicator.parts.filter((part) => own.includes(part)) }
}

async function read(
  db: Db,
  indicator: Indicator,
  facts: Facts,
  layout: Parameters<typeof tableSql>[2],
  { sites, from, to, today }: TableQuestion,
): Promise<Cell[]> {
  const name = `figure ${[indicator.id, ...layout.by, layout.each ?? 'whole', layout.persons ? 'p' : ''].join(' ')}`
  return db.hot<Cell & Record<string, unknown>>({ name, text: tableSql(indicator, facts, layout) }, [
    sites,
    from,
    to,
    today,
  ])
}

function usesGroup({ id }: Indicator, { parts }: Facts, by: readonly Breakdown[]): boolean {
  return by.includes('group') || by.includes('hostGroup') || parts === 'group' || /^MIX-0[1-4]$/.test(id)
}

const flagged = (figure: TableFigure, isApproximate: boolean): TableFigure =>
  isApproximate ? { ...figure, flags: [...figure.flags, 'group_approximate'] } : figure

interface Openings {
  readonly first: string
  readonly last: string
}

/** Before a site opened nobody wrote down who came: that is not nobody (domain reference 3.3, ACT-05). */
function sinceOpening(
  figure: TableFigure,
  { from, to }: { readonly from: string; readonly to: string },
  openings: Openings | null,
): TableFigure {
  if (openings === null || from >= openings.last) return figure
  const flags: TableFigure['flags'] = [...figure.flags, 'history_start']
  if (to > openings.first) return { ...figure, flags }
  const nothing = {
    value: null,
    numerator: null,
    denominator: null,
    n: null,
    coverage: null,
    unknown: null,
    interval: null,
  }
  return { ...figure, ...nothing, parts: figure.parts.map((part) => ({ ...part, value: null })), flags }
}

async function openingsOf(db: Db, sites: readonly string[]): Promise<Openings | null> {
  const text = `select min(opens_on)::text as first, max(opens_on)::text as last from site where id = any ($1::uuid[])`
  const [row] = await db.hot<{ first: string | null; last: string | null }>({ name: 'figures-openings', text }, [sites])
  return row?.first && row.last ? { first: row.first, last: row.last } : null
}

/** Whether the arrival of somebody who came in the period is known by its month, its year, or about: their group is cautious. */
async function anyApproximate(db: Db, { sites, from, to }: TableQuestion): Promise<boolean> {
  const text = `with about as materialized (select person_id from arrival_fact where site_id = any ($1::uuid[])
      and superseded_at is null and precision in ('month', 'year', 'approximate'))
    select exists (select from about) and exists (select from session s
      join attendance a on a.session_id = s.id and a.status = 'present'
      where s.site_id = any ($1::uuid[]) and s.status = 'held' and s.starts_on >= $2::date and s.starts_on < $3::date
        and a.person_id in (select person_id from about)) as found`
  const [row] = await db.hot<{ found: boolean }>({ name: 'approximate arrivals', text }, [sites, from, to])
  return row?.found ?? false
}

/** Sub-values that are a dimension: its cells, as parts of the whole. */
const withParts = (cells: readonly Cell[]): Cell[] =>
  cells.flatMap((cell) => {
    const whole = { ...cell, dims: [], over: [] }
    if (cell.over[0]) return [whole]
    return cell.part === null ? [{ ...whole, part: cell.dims[0] ?? 'unknown' }] : []
  })

/** The rows of a cell together; a whole with nothing in it is there too, as a figure of nothing. */
function groupCells(cells: readonly Cell[], { each, from, by }: TableQuestion) {
  const groups = new Map<
    string,
    { bucket: string; dims: readonly (string | null)[]; over: readonly boolean[]; own: Cell[] }
  >()
  if (each === null)
    groups.set(JSON.stringify([from, by.map(() => null), by.map(() => true)]), {
      bucket: from,
      dims: by.map(() => null),
      over: by.map(() => true),
      own: [],
    })
  for (const cell of cells) {
    const { bucket, dims, over } = cell
    const key = JSON.stringify([bucket, dims, over])
    const group = groups.get(key)
    if (group) group.own.push(cell)
    else groups.set(key, { bucket, dims, over, own: [cell] })
  }
  return [...groups.values()]
}

/** The part of the whole period that begins on `bucket`. */
function periodOf(bucket: string, { each, to }: TableQuestion): { from: string; to: string } {
  if (each === null) return { from: bucket, to }
  const end = nextOf(bucket, each)
  return { from: bucket, to: end < to ? end : to }
}

const months = { month: 1, quarter: 3, year: 12 }

/** The first day after the calendar period in which a day lies. */
export function nextOf(day: string, each: Grain): string {
  // the first week of a period may begin before it
  if (each === 'week') return addDays(day, 7 - ((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7))
  const [year = 0, month = 1] = day.split('-').map(Number)
  const span = months[each]
  const first = Math.floor((month - 1) / span) * span
  return new Date(Date.UTC(year, first + span, 1)).toISOString().slice(0, 10)
}
