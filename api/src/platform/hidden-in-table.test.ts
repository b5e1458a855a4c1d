import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { hiddenInTable, type HiddenInTable } from './hidden-in-table.ts'

const runs = process.env['INTERRA_PROVE'] === 'full' ? 200 : 15

const k = 5
type Rows = readonly (readonly number[])[]
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)

/**
 * How wide the range of each cell is over every table of whole numbers that shows the same, by trying them all, each
 * cell up to `cap`.
 */
function rangesByTrial(rows: Rows, columnTotals: boolean, hidden: HiddenInTable, cap: number): Map<string, number> {
  const width = rows[0]?.length ?? 0
  const places = rows.flatMap((cells, row) => cells.map((value, column) => ({ row, column, value })))
  const totals = rows[0]?.map((_, column) => sum(rows.map((cells) => cells[column] ?? 0))) ?? []
  const rowLeft = rows.map((cells, row) => (hidden.rowTotal(row) ? Number.POSITIVE_INFINITY : sum(cells)))
  const columnLeft = totals.map((total, column) =>
    columnTotals && !hidden.columnTotal(column) ? total : Number.POSITIVE_INFINITY,
  )
  const fits = (left: number | undefined, last: boolean) => (last ? left === 0 || left === Infinity : (left ?? -1) >= 0)
  const seen = places.map(() => ({ least: Number.POSITIVE_INFINITY, most: -1 }))
  const tried: number[] = []
  const place = (at: number): void => {
    const one = places[at]
    if (!one) {
      tried.forEach((value, index) => {
        const range = seen[index]
        if (range) Object.assign(range, { least: Math.min(range.least, value), most: Math.max(range.most, value) })
      })
      return
    }
    const { row, column, value } = one
    const isHidden = hidden.cell(row, column)
    const most = Math.min(isHidden ? cap : value, rowLeft[row] ?? 0, columnLeft[column] ?? 0)
    for (let guess = isHidden ? 0 : value; guess <= most; guess++) {
      rowLeft[row] = (rowLeft[row] ?? 0) - guess
      columnLeft[column] = (columnLeft[column] ?? 0) - guess
      tried.push(guess)
      if (fits(rowLeft[row], column === width - 1) && fits(columnLeft[column], row === rows.length - 1)) place(at + 1)
      tried.pop()
      rowLeft[row] = (rowLeft[row] ?? 0) + guess
      columnLeft[column] = (columnLeft[column] ?? 0) + guess
    }
  }
  place(0)
  return new Map(
    places.map(({ row, column }, at) => [`${row}:${column}`, (seen[at]?.most ?? 0) - (seen[at]?.least ?? 0)]),
  )
}

const count = fc.oneof(fc.constantFrom(0, 0, 1, 2, 3, 4), fc.integer({ min: 0, max: 6 }))
const tableOf = (rows: number, columns: number) =>
  fc.array(fc.array(count, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows })

describe('[M11] hidden cells of a table', () => {
  test('the example of the reference: two rows hidden, the third and all totals shown (TV-6)', () => {
    const rows = [
      [12, 3],
      [8, 9],
      [20, 15],
    ]
    const hidden = hiddenInTable({ rows, columnTotals: true }, k)
    expect(rows.map((cells, row) => cells.map((_, column) => hidden.cell(row, column)))).toEqual([
      [true, true],
      [true, true],
      [false, false],
    ])
    expect([0, 1, 2].some((row) => hidden.rowTotal(row)) || [0, 1].some((column) => hidden.columnTotal(column))).toBe(
      false,
    )
    expect(rangesByTrial(rows, true, hidden, 40).get('0:1')).toBe(12)
  })

  test('two hidden numbers that add up to less than k are joined by the next smallest', () => {
    const hidden = hiddenInTable({ rows: [[1, 48, 0, 1]], columnTotals: false }, k)
    expect([0, 1, 2, 3].map((column) => hidden.cell(0, column))).toEqual([true, true, false, true])
    expect(hidden.rowTotal(0)).toBe(false)
  })

  test.each([
    [1, 4, false],
    [1, 2, false],
    [2, 2, true],
  ] as const)(
    '%i × %i: every hidden cell may lie in a range of at least k, given all that is shown',
    (height, width, columnTotals) => {
      fc.assert(
        fc.property(tableOf(height, width), (rows) => {
          const hidden = hiddenInTable({ rows, columnTotals }, k)
          const ranges = rangesByTrial(rows, columnTotals, hidden, 15)
          rows.forEach((cells, row) =>
            cells.forEach((value, column) => {
              if (value > 0 && value < k)
                expect([rows, row, column, hidden.cell(row, column)]).toEqual([rows, row, column, true])
              if (!hidden.cell(row, column)) return
              expect([rows, row, column, (ranges.get(`${row}:${column}`) ?? 0) >= k]).toEqual([rows, row, column, true])
            }),
          )
        }),
        { numRuns: runs, seed: 20_261_122 },
      )
    },
  )
})
