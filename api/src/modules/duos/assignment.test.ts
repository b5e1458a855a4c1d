import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import munkres from 'munkres'
import { assign, type Assignment } from './assignment.ts'

const runs = process.env['INTERRA_PROVE'] === 'full' ? 10_000 : 2_000

/** Square, whole numbers; small ranges make many ties. */
const square = (sizes: { min: number; max: number }) =>
  fc
    .tuple(fc.integer(sizes), fc.constantFrom(2, 30, 1_000_000))
    .chain(([size, range]) =>
      fc.array(fc.integer({ min: -range, max: range }), { minLength: size * size, maxLength: size * size }),
    )
    .map((entries) => Float64Array.from(entries))

const sizeOf = (cost: Float64Array) => Math.round(Math.sqrt(cost.length))
const totalOf = (cost: Float64Array, { columnOf }: Assignment) =>
  columnOf.reduce((sum, column, row) => sum + (cost[row * columnOf.length + column] ?? NaN), 0)

/** Every way there is. */
function least(cost: Float64Array, size: number, row = 0, taken = 0): number {
  if (row === size) return 0
  let best = Infinity
  for (let column = 0; column < size; column++)
    if (!(taken & (1 << column)))
      best = Math.min(best, (cost[row * size + column] ?? NaN) + least(cost, size, row + 1, taken | (1 << column)))
  return best
}

describe('[C3] [M4] the assignment is the best there is', () => {
  test('it costs what the best of all permutations costs, up to seven rows', () => {
    fc.assert(
      fc.property(square({ min: 0, max: 7 }), (cost) => {
        expect(totalOf(cost, assign(cost, sizeOf(cost)))).toBe(least(cost, sizeOf(cost)))
      }),
      { numRuns: runs },
    )
  })

  test('each row has a column of its own, and the prices prove that nothing is cheaper', () => {
    fc.assert(
      fc.property(square({ min: 1, max: 40 }), (cost) => {
        const size = sizeOf(cost)
        const { columnOf, rowPrice, columnPrice } = assign(cost, size)
        expect(new Set(columnOf).size).toBe(size)
        for (let row = 0, at = 0; row < size; row++)
          for (let column = 0; column < size; column++, at++) {
            const reduced = (cost[at] ?? NaN) - (rowPrice[row] ?? NaN) - (columnPrice[column] ?? NaN)
            if (reduced < 0 || (columnOf[row] === column && reduced !== 0))
              throw new Error(`${row} ${column} ${reduced}`)
          }
      }),
      { numRuns: runs / 10 },
    )
  })

  test('a library finds the same cost for a hundred rows', () => {
    for (const range of [3, 100, 100_000]) {
      const cost = Float64Array.from(
        { length: 10_000 },
        (_, at) => (Math.imul(at + range, 2_654_435_761) >>> 0) % range,
      )
      const rows = Array.from({ length: 100 }, (_, row) => [...cost.subarray(row * 100, row * 100 + 100)])
      const theirs = munkres(rows).reduce((sum, [row, column]) => sum + (cost[row * 100 + column] ?? NaN), 0)
      expect(totalOf(cost, assign(cost, 100))).toBe(theirs)
    }
  })

  test('the same matrix gives the same assignment', () => {
    fc.assert(
      fc.property(square({ min: 1, max: 20 }), (cost) => {
        const once = assign(cost.slice(), sizeOf(cost))
        expect(assign(cost, sizeOf(cost))).toEqual(once)
      }),
      { numRuns: 200 },
    )
  })
})
