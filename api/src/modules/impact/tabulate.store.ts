import {
  addDays,
  broken,
  type Breakdown,
  type FigureCell,
  type FigureTable,
  type Grain,
  type IndicatorId,
  type Indicator,
  type TableFigure,
  type Unit,
} from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { ofPerson } from './breakdowns.sql.ts'
import type { Facts } from './facts/facts.ts'
import { figureOf, withHeads } from './figure.ts'
import { protect, withheld, type Counted } from './protect.ts'
import { indicatorWith } from './registry.sql.ts'
import { tableSql, type Cell } from './table.sql.ts'
import { markOneSided } from './two-way.ts'

/** What is asked of an indicator: `[from, to)` local dates, at most two breakdowns, whole or by calendar periods. */
export interface TableQuestion {
  readonly indicatorId: string
  readonly from: string
  readonly to: string
  readonly by: readonly Breakdown[]
  readonly each: Grain | null
  /** All sites that the reader may read. */
  readonly sites: readonly string[]
  /** One of them, when only that is asked for. */
  readonly site: string | null
  readonly today: string
  readonly level: FigureTable['level']
}

/** The cells of an indicator, small numbers hidden for the reader's level. Throws `rule-broken` for what may not be asked. */
export async function tabulate(
  db: Db,
  question: TableQuestion,
): Promise<{ indicator: Indicator; cells: FigureCell[] }> {
  const { indicator, cells } = await lineUp(db, question)
  return { indicator, cells: markOneSided(indicator, question.by, cells) }
}

async function lineUp(db: Db, question: TableQuestion): Promise<{ indicator: Indicator; cells: FigureCell[] }> {
  const found = indicatorWith(question.indicatorId)
  if (!found) throw broken('rule-broken', '/query/indicator', { rule: 'unknown' })
  const { indicator, facts } = found
  judge(question, indicator, facts)
  const { site, sites, level } = question
  if (level === 'internal_case') {
    const asked = site === null ? question : { ...question, sites: [site] }
    return { indicator, cells: (await count(db, indicator, facts, asked)).map(shown) }
  }
  // a site among several is a line of the table of sites: what is hidden follows from all of it
  const isLine = site !== null && sites.length > 1
  const by: readonly Breakdown[] = isLine ? ['site', ...question.by] : question.by
  const cut = question.by.findIndex((one) => caseTeamOnly.has(one))
  const allowed = toldBy(indicator, facts)
    .filter((one) => !caseTeamOnly.has(one))
    .join(', ')
  if (cut >= 0) throw broken('rule-broken', cut === 0 ? '/query/by' : '/query/and', { rule: 'not-told-by', allowed })
  if (by.length > 2) throw broken('rule-broken', '/query/and', { rule: 'two-dimensions' })
  const cells = await count(db, indicator, facts, { ...question, by })
  const given = isOfPersons(indicator, facts, by)
    ? await protectEach(db, indicator, cells, { ...question, by })
    : cells.map(withoutNamed)
  if (!isLine) return { indicator, cells: given }
  const own = given.filter(({ codes: [code] }) => code === site)
  return { indicator, cells: own.map((cell) => ({ ...cell, codes: cell.codes.slice(1) })) }
}

/**
 * Told to the case team alone: two sets of age bands would cut each other, and who is Belgian is local, and no newcomer for
 * the law, so that one table subtracted from another would tell of few.
 */
export const caseTeamOnly: ReadonlySet<Breakdown> = new Set(['ageEsf', 'ageAmif', 'nationality', 'legalNewcomer'])

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

const shown = ({ from, to, codes, figure }: Counted): FigureCell => ({ from, to, codes, figure })

/** Of a month with one session, how many attendances are of named people, or who was trained, tells how many people came. */
function withoutNamed(cell: Counted): FigureCell {
  const isNamed = (code: string) => ['identified', 'unidentified', 'trainees', 'organisations'].includes(code)
  const parts = cell.figure.parts.map((part) =>
    isNamed(part.code) ? { ...part, value: null, suppressed: true } : part,
  )
  return shown({ ...cell, figure: { ...cell.figure, parts } })
}

async function count(db: Db, indicator: Indicator, facts: Facts, question: TableQuestion): Promise<Counted[]> {
  const { by, each, level } = question
  const layout = { by, each, persons: level !== 'internal_case' }
  const cells =
    facts.parts && by.length === 0
      ? withParts(await read(db, indicator, facts, { ...layout, by: [facts.parts] }, question))
      : await read(db, indicator, facts, layout, question)
  const isApproximate = usesGroup(indicator, facts, by) && (await anyApproximate(db, question))
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
      persons: main?.persons ?? 0,
      figure: flagged(
        withHeads(figureOf(toldWhole(indicator, facts, by), own, days), indicator, isOfHeads),
        isApproximate && main !== undefined,
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

function nextOf(day: string, each: Grain): string {
  // the first week of a period may begin before it
  if (each === 'week') return addDays(day, 7 - ((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7))
  const [year = 0, month = 1] = day.split('-').map(Number)
  const span = months[each]
  const first = Math.floor((month - 1) / span) * span
  return new Date(Date.UTC(year, first + span, 1)).toISOString().slice(0, 10)
}

const ofPersons = new Set<Unit>([
  'PERS',
  'PAIR',
  'DUO',
  'PROPOSAL',
  'APPLICATION',
  'PROJECT',
  'ENTERPRISE',
  'NEED',
  'REFERRAL',
  'ORG',
  'HOUR/PERS',
  'DAY',
  'POINT',
])

/** Whether a table tells how many people there are, or what single people did. */
function isOfPersons(indicator: Indicator, facts: Facts, by: readonly Breakdown[]): boolean {
  const isOwn = (dimension: Breakdown) =>
    dimension === 'site' || (dimension in (facts.columns ?? {}) && dimension !== 'hostGroup')
  const tellsPeople = ['MIX-01', 'MIX-04', 'ACT-09'].includes(indicator.id) || indicator.parts.includes('newcomers')
  return ofPersons.has(indicator.unit) || !by.every(isOwn) || tellsPeople
}

/** Whole calendar years that are over, each alone: others would overlap, and could be subtracted. */
async function protectEach(
  db: Db,
  indicator: Indicator,
  cells: readonly Counted[],
  question: TableQuestion,
): Promise<FigureCell[]> {
  const { from, to, today, sites } = question
  const k = await smallest(db, sites, today)
  const among = await amongWhom(db, indicator, question)
  const years = [...new Set(cells.map((cell) => cell.from))]
  return years.flatMap((year) => {
    const own = cells.filter((cell) => cell.from === year)
    const isYear = own.every(
      (cell) => cell.from.endsWith('-01-01') && cell.to === nextOf(cell.from, 'year') && cell.to <= today,
    )
    if (isYear && from.endsWith('-01-01') && to.endsWith('-01-01')) return protect(indicator, own, k, among)
    return own.map((cell) => ({ ...shown(cell), figure: withheld(cell.figure, 'period_not_closed') }))
  })
}

/** Persons counted among others that are told as well: who came for the first time, among all who came. */
const isAmong: Readonly<Partial<Record<string, IndicatorId>>> = { 'ACT-05': 'ACT-04' }

/** Of how many the cells of an indicator are told elsewhere, by the same breakdowns. */
async function amongWhom(
  db: Db,
  { id }: Indicator,
  question: TableQuestion,
): Promise<((cell: Counted) => number) | undefined> {
  const around = indicatorWith(isAmong[id] ?? '')
  if (!around) return undefined
  const all = await count(db, around.indicator, around.facts, question)
  const placeOf = ({ from, codes }: Counted) => JSON.stringify([from, codes])
  const sizes = new Map(all.map((cell) => [placeOf(cell), cell.figure.value ?? 0]))
  return (cell) => sizes.get(placeOf(cell)) ?? 0
}

/** The smallest count that is told: the policy of the strictest of the sites. */
export async function smallest(db: Db, sites: readonly string[], today: string): Promise<number> {
  const text = `select coalesce(max((interra.policy(id, 'small_cell_k', $2::date) #>> '{}')::int), 5) as k from unnest($1::uuid[]) id`
  const [row] = await db.hot<{ k: number }>({ name: 'smallest cell', text }, [sites, today])
  return Math.max(3, row?.k ?? 5)
}
