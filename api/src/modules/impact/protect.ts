import type { FigureCell, Indicator, TableFigure } from '@interra/contracts'
import { hiddenInTable, type Place } from '../../platform/hidden-in-table.ts'

/** A cell with what it takes to tell whether it is too small. */
export interface Counted extends FigureCell {
  readonly over: readonly boolean[]
  /** Persons behind it. */
  readonly persons: number
}

/** A mean, a median or a share shown outside the case team stands on this many (domain reference 3.5). */
const enough = 10

/**
 * Cells of one period, by no, one or two breakdowns with their totals, as given to readers who do not know the people:
 * small ones are hidden, and as many others as it takes that none can be had, or known within less than `k`, from the rest.
 * The totals of a table of two breakdowns are the tables of one, and are hidden as they are there. `among`: of how many
 * these are told elsewhere, so that the others are known too.
 */
export function protect(
  indicator: Indicator,
  cells: readonly Counted[],
  k: number,
  among?: (cell: Counted) => number,
): FigureCell[] {
  // a share whose sub-values are counts tells the lines of other tables: all of it or nothing
  if (indicator.kind === 'ratio' && indicator.parts.length > 0 && !cells.every((cell) => isTold(indicator, cell, k)))
    return cells.map(({ from, to, codes, figure }) => ({ from, to, codes, figure: withheld(figure) }))
  const hidden = new Set(countsOf(indicator).flatMap((count) => [...hiddenBy(cells, count, k)]))
  if (among) for (const cell of hiddenAmong(cells, among, k)) hidden.add(cell)
  return cells.map((cell) => {
    const isHidden = hidden.has(cell) || isThin(indicator, cell)
    const figure = isHidden ? withheld(cell.figure) : withParts(indicator, cell, k)
    return { from: cell.from, to: cell.to, codes: cell.codes, figure }
  })
}

/** The figure with nothing in it but why. */
export function withheld(figure: TableFigure, flag: TableFigure['flags'][number] = 'small_numbers'): TableFigure {
  const parts = figure.parts.map(({ code }) => ({ code, value: null, suppressed: true }))
  const nothing = { value: null, numerator: null, denominator: null, n: null, coverage: null, unknown: null }
  return { ...nothing, interval: null, parts, flags: [flag], suppressed: true }
}

type Count = (cell: Counted) => number

/** The counts that a figure tells: of a share, and of a duration that may have ended, also how many did and how many did not. */
function countsOf({ kind, share }: Indicator): Count[] {
  const people: Count = ({ figure }) => figure.n ?? 0
  if (kind === 'count' || kind === 'sum') return [({ figure }) => figure.value ?? 0]
  if (kind !== 'duration' && (kind !== 'ratio' || !share)) return [people]
  const did: Count = ({ figure }) => figure.numerator ?? 0
  return [people, did, (cell) => people(cell) - did(cell), ({ figure }) => figure.unknown ?? 0]
}

function isThin({ kind }: Indicator, { figure }: Counted): boolean {
  return kind !== 'count' && kind !== 'sum' && (figure.n ?? 0) < enough
}

function hiddenBy(cells: readonly Counted[], count: Count, k: number): ReadonlySet<Counted> {
  const [first] = cells
  const whole = cells.find(({ over }) => over.every(Boolean))
  if (!first || !whole) return new Set()
  if (isSmall(whole, count, k)) return new Set(cells)
  if (first.over.length === 0) return new Set()
  if (first.over.length === 1)
    return lineOf(
      cells.filter(({ over }) => !over[0]),
      count,
      k,
    )
  const rows = cells.filter(({ over }) => !over[0] && over[1])
  const columns = cells.filter(({ over }) => over[0] && !over[1])
  const hiddenRows = lineOf(rows, count, k)
  const hiddenColumns = lineOf(columns, count, k)
  const inner = rows.map((row) =>
    columns.map((column) =>
      cells.find(
        ({ over, codes }) => !over[0] && !over[1] && codes[0] === row.codes[0] && codes[1] === column.codes[1],
      ),
    ),
  )
  const table = hiddenInTable(
    {
      rows: inner.map((line) => line.map((cell) => (cell ? count(cell) : 0))),
      columnTotals: true,
      hidden: placesOf(inner, count, k),
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
  const all = cells.map((cell) => ({ ...cell, persons: among(cell) }))
  const hidden = hiddenBy(all, (cell) => cell.persons - (cell.figure.value ?? 0), k)
  return cells.filter((_, index) => hidden.has(all[index] as Counted))
}

function lineOf(line: readonly Counted[], count: Count, k: number): ReadonlySet<Counted> {
  const table = hiddenInTable({ rows: [line.map(count)], columnTotals: false, hidden: placesOf([line], count, k) }, k)
  return new Set(line.filter((_, column) => table.cell(0, column) || table.rowTotal(0)))
}

const indexes = (line: readonly Counted[], hidden: ReadonlySet<Counted>) =>
  line.flatMap((cell, index) => (hidden.has(cell) ? [index] : []))

function placesOf(lines: readonly (readonly (Counted | undefined)[])[], count: Count, k: number): Place[] {
  return lines.flatMap((line, row) =>
    line.flatMap((cell, column) => (cell && isSmall(cell, count, k) ? [{ row, column }] : [])),
  )
}

/** Few persons, however often they came. */
function isSmall(cell: Counted, count: Count, k: number): boolean {
  const value = count(cell)
  return value > 0 && Math.min(value, cell.persons) < k
}

/** Sub-values that anybody can work out from the figure and the others: they tell nothing more. */
const following = new Set(['conservative', 'all', 't0', 'mcnemar_p', 'per_newcomer'])

/** Whether a sub-value is a share of people of which it is not told how many they are. */
function isShareOfSome({ kind, partKind = kind }: Indicator, code: string): boolean {
  const own = typeof partKind === 'string' ? partKind : partKind[code]
  return own === 'ratio' && !following.has(code)
}

/** Whether no sub-value, no difference of two of them and none from the value is small. */
function isTold(indicator: Indicator, { figure, persons }: Counted, k: number): boolean {
  const { value, n, numerator, unknown } = figure
  const parts = figure.parts.filter(({ code }) => !following.has(code) && !isShareOfSome(indicator, code))
  const whole = numerator === null ? [value ?? 0, n ?? 0] : [n ?? 0, numerator, unknown ?? 0]
  const counts = [...whole, ...parts.map((part) => part.value ?? 0)]
  const sum = parts.reduce((all, part) => all + (part.value ?? 0), 0)
  const differences = [...counts, sum].flatMap((one, index, all) => all.slice(index).map((two) => Math.abs(one - two)))
  return (persons === 0 || persons >= k) && [...counts, ...differences].every((count) => count === 0 || count >= k)
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
