import { groups, type Breakdown, type FigureCell, type Indicator, type TableFigure } from '@interra/contracts'
import { hiddenInTable, type Place } from '../../platform/hidden-in-table.ts'

/** A cell with what it takes to tell whether it is too small. */
export interface Counted extends FigureCell {
  readonly over: readonly boolean[]
  /** Persons behind it: all of them, and of a share those who are counted, those who are not, and those of whom it is not known. */
  readonly persons: { readonly all: number; readonly did: number; readonly didNot: number; readonly notKnown: number }
  /** Persons behind its sub-values, by their code. */
  readonly partPersons: ReadonlyMap<string, number>
}

interface Rules {
  /** The smallest count that is told. */
  readonly k: number
  readonly by: readonly Breakdown[]
  /** Of how many the cells are told elsewhere, so that the others are known too. */
  readonly among?: ((cell: Counted) => number) | undefined
}

/** A mean, a median or a share shown outside the case team stands on this many (domain reference 3.5). */
const enough = 10

/**
 * Cells of one period, by no, one or two breakdowns with their totals, as given to readers who do not know the people:
 * small ones are hidden, and as many others as it takes that none can be had, or known within less than `k`, from the rest.
 * The totals of a table of two breakdowns are the tables of one, and are hidden as they are there.
 */
export function protect(indicator: Indicator, told: readonly Counted[], { k, by, among }: Rules): FigureCell[] {
  // a share whose sub-values are counts tells the lines of other tables: all of it or nothing
  if (indicator.kind === 'ratio' && indicator.parts.length > 0 && !told.every((cell) => isTold(indicator, cell, k)))
    return told.map(({ from, to, codes, figure }) => ({ from, to, codes, figure: withheld(figure) }))
  const cells = withEmpty(told, by.indexOf('group'))
  const telling = indicator.kind === 'count' ? oneSided(cells, by.indexOf('group')) : new Set<Counted>()
  const hidden = new Set(countsOf(indicator, k).flatMap((count) => [...hiddenBy(cells, count, k, telling)]))
  if (among) for (const cell of hiddenAmong(cells, among, k)) hidden.add(cell)
  for (const cell of emptyAmong(cells, hidden)) hidden.add(cell)
  const there = new Set(told)
  return cells.flatMap((cell) => {
    const isHidden = hidden.has(cell) || (there.has(cell) && isThin(indicator, cell))
    if (!isHidden && !there.has(cell)) return []
    const figure = isHidden ? withheld(cell.figure) : withParts(indicator, cell, k)
    return [{ from: cell.from, to: cell.to, codes: cell.codes, figure }]
  })
}

/** The figure with nothing in it but why. */
export function withheld(figure: TableFigure, flag: TableFigure['flags'][number] = 'small_numbers'): TableFigure {
  const parts = figure.parts.map(({ code }) => ({ code, value: null, suppressed: true }))
  const nothing = { value: null, numerator: null, denominator: null, n: null, coverage: null, unknown: null }
  return { ...nothing, interval: null, parts, flags: [flag], suppressed: true }
}

/** One of the counts that a figure tells, the persons behind it, and below what it is too small. */
interface Count {
  readonly of: (cell: Counted) => number
  readonly persons: (cell: Counted) => number
  readonly least: number
  /** Whether the cell must not be told though it is not small. */
  readonly isTelling?: (cell: Counted) => boolean
}

/** The counts that a figure tells: of a share, and of a duration that may have ended, also how many did and how many did not. */
function countsOf({ kind, share, sensitive }: Indicator, k: number): Count[] {
  const all = (cell: Counted) => cell.persons.all
  if (kind === 'count' || kind === 'sum') return [{ of: ({ figure }) => figure.value ?? 0, persons: all, least: k }]
  const people = ({ figure }: Counted) => figure.n ?? 0
  const whole: Count = { of: people, persons: all, least: enough }
  if (kind !== 'duration' && (kind !== 'ratio' || !share)) return [whole]
  const did = ({ figure }: Counted) => figure.numerator ?? 0
  const didNot = (cell: Counted) => people(cell) - did(cell)
  // everybody or nobody of a kind of people tells of each of them (domain reference 3.5)
  const isTelling = (cell: Counted) => sensitive === true && people(cell) > 0 && (did(cell) === 0 || didNot(cell) === 0)
  const isRatio = kind === 'ratio'
  return [
    whole,
    { of: did, persons: isRatio ? (cell) => cell.persons.did : all, least: k, isTelling },
    { of: didNot, persons: isRatio ? (cell) => cell.persons.didNot : all, least: k },
    { of: ({ figure }) => figure.unknown ?? 0, persons: isRatio ? (cell) => cell.persons.notKnown : all, least: k },
  ]
}

function isThin({ kind }: Indicator, { figure }: Counted): boolean {
  return kind !== 'count' && kind !== 'sum' && (figure.n ?? 0) < enough
}

/** The cells of a table with those that are empty: an empty one that had to be hidden would tell by not being there. */
function withEmpty(told: readonly Counted[], groupPlace: number): readonly Counted[] {
  const cells = [...told]
  const has = (codes: Counted['codes']) => cells.some((cell) => cell.codes.every((code, at) => code === codes[at]))
  const add = (line: Counted, place: number, code: Counted['codes'][number]) => {
    const empty = emptyAt(line, place, code)
    if (!has(empty.codes)) cells.push(empty)
  }
  const whole = told.find(({ over }) => over.every(Boolean))
  if (whole && groupPlace >= 0) for (const group of groups) add(whole, groupPlace, group)
  const rows = cells.filter(({ over }) => over.length === 2 && !over[0] && over[1])
  const columns = cells.filter(({ over }) => over.length === 2 && over[0] && !over[1])
  for (const row of rows) for (const { codes } of columns) add(row, 1, codes[1] ?? null)
  return cells
}

/**
 * Of people told by group, the lines of which everybody is in one group: what is 100 % there is hidden, like what is 0 %
 * (domain reference 3.5), or the total of the line would tell it.
 */
function oneSided(cells: readonly Counted[], place: number): ReadonlySet<Counted> {
  const lines = cells.filter(({ over }) => over[place] === true)
  const inner = cells.filter(({ over }) => over[place] === false)
  return new Set(
    lines.flatMap((line) => {
      const own = inner.filter(({ codes }) => codes.every((code, at) => at === place || code === line.codes[at]))
      return own.filter(({ figure }) => figure.value !== 0).length === 1 ? own : []
    }),
  )
}

/**
 * The empty cells of a table of two breakdowns, where more of the others are hidden than told: from who is nowhere in several
 * such tables it would follow where the few are.
 */
function emptyAmong(cells: readonly Counted[], hidden: ReadonlySet<Counted>): readonly Counted[] {
  const inner = cells.filter(({ over }) => over.length === 2 && !over.includes(true))
  const [people, empty] = [inner.filter((cell) => sizeOf(cell) > 0), inner.filter((cell) => sizeOf(cell) === 0)]
  const told = people.filter((cell) => !hidden.has(cell)).length
  return 2 * told < people.length ? empty : []
}
const sizeOf = ({ figure: { n, value } }: Counted) => n ?? value ?? 0

const emptyAt = (line: Counted, place: number, code: string | null): Counted => ({
  ...line,
  codes: line.codes.with(place, code),
  over: line.over.with(place, false),
  persons: { all: 0, did: 0, didNot: 0, notKnown: 0 },
  figure: { ...line.figure, value: 0, n: 0, numerator: 0, denominator: 0, unknown: 0 },
})

function hiddenBy(
  cells: readonly Counted[],
  count: Count,
  k: number,
  telling: ReadonlySet<Counted> = new Set(),
): ReadonlySet<Counted> {
  const [first] = cells
  const whole = cells.find(({ over }) => over.every(Boolean))
  if (!first || !whole) return new Set()
  const isHidden = (cell: Counted) => isSmall(cell, count, k) || count.isTelling?.(cell) === true || telling.has(cell)
  if (isHidden(whole)) return new Set(cells)
  if (first.over.length === 0) return new Set()
  const lineOf = (line: readonly Counted[]): ReadonlySet<Counted> => {
    const table = { rows: [line.map(count.of)], columnTotals: false, hidden: placesOf([line], isHidden) }
    const hidden = hiddenInTable(table, k)
    return new Set(line.filter((_, column) => hidden.cell(0, column) || hidden.rowTotal(0)))
  }
  if (first.over.length === 1) return lineOf(cells.filter(({ over }) => !over[0]))
  const rows = cells.filter(({ over }) => !over[0] && over[1])
  const columns = cells.filter(({ over }) => over[0] && !over[1])
  const hiddenRows = lineOf(rows)
  const hiddenColumns = lineOf(columns)
  const inner = rows.map((row) =>
    columns.map((column) =>
      cells.find(
        ({ over, codes }) => !over[0] && !over[1] && codes[0] === row.codes[0] && codes[1] === column.codes[1],
      ),
    ),
  )
  const table = hiddenInTable(
    {
      rows: inner.map((line) => line.map((cell) => (cell ? count.of(cell) : 0))),
      columnTotals: true,
      hidden: placesOf(inner, isHidden),
      hiddenTotals: { rows: indexes(rows, hiddenRows), columns: indexes(columns, hiddenColumns), whole: false },
    },
    k,
  )
  const isMore =
    rows.some((cell, row) => table.rowTotal(row) && !hiddenRows.has(cell)) ||
    columns.some((cell, column) => table.columnTotal(column) && !hiddenColumns.has(cell))
  const hidden = inner.flatMap((line, row) =>
    line.filter((cell, column) => cell !== undefined && (isMore || table.cell(row, column))),
  )
  return new Set([...hiddenRows, ...hiddenColumns, ...hidden.filter((cell) => cell !== undefined)])
}

/** Cells from which too few others would follow. */
function hiddenAmong(cells: readonly Counted[], among: (cell: Counted) => number, k: number): Counted[] {
  const others: Count = { of: (cell) => among(cell) - (cell.figure.n ?? 0), persons: among, least: k }
  return [...hiddenBy(cells, others, k)]
}

const indexes = (line: readonly Counted[], hidden: ReadonlySet<Counted>) =>
  line.flatMap((cell, index) => (hidden.has(cell) ? [index] : []))

const placesOf = (
  lines: readonly (readonly (Counted | undefined)[])[],
  isHidden: (cell: Counted) => boolean,
): Place[] =>
  lines.flatMap((line, row) => line.flatMap((cell, column) => (cell && isHidden(cell) ? [{ row, column }] : [])))

/** Too few, or of few persons, however often they came. */
function isSmall(cell: Counted, { of, persons, least }: Count, k: number): boolean {
  const value = of(cell)
  return value > 0 && (value < least || persons(cell) < k)
}

/** Sub-values that anybody can work out from the figure and the others: they tell nothing more. */
const following = new Set(['conservative', 'all', 't0', 'mcnemar_p', 'per_newcomer', 'follow_up_rate'])
/** No counts: how the people of the figure lie around its mean, or a mean of 10 or more whose number stands beside it. */
const measures = new Set(['g_av', 'd_av', 'dz', 'median', 'change_t3', 'interra'])
/** Medians of people whose number is told nowhere, and what is left of a number that had become small by then. */
const ofSome = /^(month_\d+|first_(contact|presence))$/

/** Whether a sub-value is a share or a median of people of which it is not told how many they are. */
function isShareOfSome({ kind, partKind = kind }: Indicator, code: string): boolean {
  const own = typeof partKind === 'string' ? partKind : partKind[code]
  return ofSome.test(code) || (own === 'ratio' && !following.has(code))
}

/** Whether no sub-value, no difference of two of them and none from the value is small, nor of few persons. */
function isTold(indicator: Indicator, { figure, persons, partPersons }: Counted, k: number): boolean {
  const { value, n, numerator, unknown } = figure
  const isCount = (code: string) => !following.has(code) && !measures.has(code) && !isShareOfSome(indicator, code)
  const parts = figure.parts.filter(({ code }) => isCount(code))
  const tells = numerator === null ? [value ?? 0, n ?? 0] : [n ?? 0, numerator, unknown ?? 0]
  // of pairs the numerator is a mean
  const whole = indicator.kind === 'paired' ? [n ?? 0] : tells
  const counts = [...whole, ...parts.map((part) => part.value ?? 0)]
  const sum = parts.reduce((all, part) => all + (part.value ?? 0), 0)
  const differences = [...counts, sum].flatMap((one, index, all) => all.slice(index).map((two) => Math.abs(one - two)))
  const people = [persons.all, ...parts.map(({ code }) => partPersons.get(code) ?? 0)]
  return [...counts, ...differences, ...people].every((count) => count === 0 || count >= k)
}

/** Sub-values overlap each other and the value in ways of their own; they are never told beside a dimension. */
function withParts(indicator: Indicator, cell: Counted, k: number): TableFigure {
  const { figure, over } = cell
  if (figure.parts.length === 0) return figure
  const isWhole = over.length === 0 && isTold(indicator, cell, k)
  const parts = figure.parts.map((part) =>
    isWhole && !isShareOfSome(indicator, part.code) ? part : { code: part.code, value: null, suppressed: true },
  )
  // an interval of persons tells how many had no name
  const interval = indicator.kind === 'count' && !isWhole ? null : figure.interval
  return { ...figure, interval, parts }
}
