import { rangeWidth, type Flow } from './cell-ranges.ts'

/** Counts of persons, row by row. Totals of rows, and the whole, are shown beside; those of columns when `columnTotals`. */
export interface Table {
  readonly rows: readonly (readonly number[])[]
  readonly columnTotals: boolean
  /** Cells that are hidden whatever they hold. */
  readonly hidden?: readonly Place[]
  /** Totals that are hidden elsewhere, and must not be had from here. */
  readonly hiddenTotals?: {
    readonly rows: readonly number[]
    readonly columns: readonly number[]
    readonly whole: boolean
  }
}
export interface Place {
  readonly row: number
  readonly column: number
}

/** What is hidden of a table, cells and totals. */
export interface HiddenInTable {
  cell(row: number, column: number): boolean
  rowTotal(row: number): boolean
  columnTotal(column: number): boolean
}

const whole = 'whole'
const cellKey = (row: number, column: number) => `${row}:${column}`
const rowKey = (row: number) => `row ${row}`
const columnKey = (column: number) => `column ${column}`

/**
 * Hides cells of 1 to k-1, then in every line whose only hidden cell could be had from its total the smallest one that is
 * not zero, rows and columns in turn; then, while a hidden cell can only lie in a range narrower than k, the next smallest
 * of its lines; where none is left, their totals (domain reference 3.5).
 */
export function hiddenInTable(
  { rows, columnTotals, hidden: given = [], hiddenTotals: totals }: Table,
  k: number,
): HiddenInTable {
  const places = rows.flatMap((cells, row) =>
    cells.map((value, column) => ({ row, column, value, key: cellKey(row, column) })),
  )
  const hidden = new Set(given.map(({ row, column }) => cellKey(row, column)))
  for (const { value, key } of places) if (value > 0 && value < k) hidden.add(key)
  const givenTotals = [...(totals?.rows ?? []).map(rowKey), ...(totals?.columns ?? []).map(columnKey)]
  for (const total of givenTotals) hidden.add(total)
  if (totals?.whole) hidden.add(whole)
  const isShown = ({ key }: { readonly key: string }) => !hidden.has(key)
  const lines = [
    ...rows.map((_, row) => ({ total: rowKey(row), cells: places.filter((one) => one.row === row) })),
    ...(columnTotals ? (rows[0] ?? []) : []).map((_, column) => ({
      total: columnKey(column),
      cells: places.filter((one) => one.column === column),
    })),
  ]

  /** Whether a line had a single hidden cell; it has two now. */
  const complement = ({ total, cells }: (typeof lines)[number]): boolean => {
    if (hidden.has(total) || cells.filter((one) => !isShown(one)).length !== 1) return false
    const next = smallest(cells.filter(isShown)) ?? cells.find(isShown)
    hidden.add(next?.key ?? total)
    return true
  }
  /** What is hidden next for a cell that is still too well known: of its lines first, then of the others. */
  const nextFor = (place: (typeof places)[number]): string | undefined => {
    const own = lines.filter(({ cells }) => cells.includes(place))
    const next = smallest(own.flatMap(({ cells }) => cells).filter(isShown)) ?? smallest(places.filter(isShown))
    const totals = [...own, ...lines].map(({ total }) => total)
    return next?.key ?? [...totals, whole].find((total) => !hidden.has(total))
  }
  for (;;) {
    while (lines.filter(complement).length > 0);
    const flows = flowsOf(rows, columnTotals, hidden)
    const narrow = places.find((place) => {
      const flow = flows.get(place.key)
      return flow?.hidden === true && rangeWidth([...flows.values()], flow, k) < k
    })
    // a total that is hidden elsewhere: the cells of its line must not give it
    const told = lines.find(({ total, cells }) => {
      const flow = flows.get(total)
      const isGiven = givenTotals.includes(total) && flow !== undefined && flow.value > 0 && cells.some(isShown)
      return isGiven && rangeWidth([...flows.values()], flow, k) < k
    })
    const next = narrow
      ? nextFor(narrow)
      : told && (smallest(told.cells.filter(isShown)) ?? told.cells.find(isShown))?.key
    if (next === undefined) break
    hidden.add(next)
  }
  return {
    cell: (row, column) => hidden.has(cellKey(row, column)),
    rowTotal: (row) => hidden.has(rowKey(row)),
    columnTotal: (column) => hidden.has(columnKey(column)),
  }
}

function smallest<T extends { readonly value: number }>(cells: readonly T[]): T | undefined {
  return cells.filter(({ value }) => value > 0).toSorted((a, b) => a.value - b.value)[0]
}

/** The whole flows into the rows, these through the cells into the columns, and these into the whole. */
function flowsOf(rows: Table['rows'], columnTotals: boolean, hidden: ReadonlySet<string>): Map<string, Flow> {
  const flows = new Map<string, Flow>()
  const add = (key: string, from: string, to: string, value: number, never = false) =>
    flows.set(key, { from, to, value, hidden: never || hidden.has(key) })
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
  rows.forEach((cells, row) => {
    add(rowKey(row), 'rows', rowKey(row), sum(cells))
    cells.forEach((value, column) => add(cellKey(row, column), rowKey(row), columnKey(column), value))
  })
  const columns = rows[0] ?? []
  columns.forEach((_, column) => {
    const value = sum(rows.map((cells) => cells[column] ?? 0))
    add(columnKey(column), columnKey(column), 'columns', value, !columnTotals)
  })
  add(whole, 'columns', 'rows', sum(rows.map(sum)), hidden.has(whole) || (rows.length === 1 && hidden.has(rowKey(0))))
  return flows
}
