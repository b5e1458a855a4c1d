import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { changeOf, type FactRow } from './change.ts'

const ids = ['a', 'b', 'c', 'd', 'e', 'f']
const id = fc.constantFrom(...ids)
const row: fc.Arbitrary<FactRow> = fc.record({
  key: id,
  personId: fc.option(id),
  numerator: fc.option(fc.integer({ min: 0, max: 3 })),
  denominator: fc.constant(null),
})
const some = fc.array(id).map((list) => new Set(list))
const evidence = fc.record({
  merged: some,
  entered: some,
  corrected: some,
  enteredOf: some,
  correctedOf: some,
  known: some,
})

/** What the figure says of the rows, without the causes. */
function valueOf(kind: 'count' | 'sum', rows: readonly FactRow[]): number {
  if (kind === 'sum') return rows.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0)
  return new Set(rows.filter(({ numerator }) => (numerator ?? 0) > 0).map(({ key }) => key)).size
}

describe('[M13] why a number changed', () => {
  test('the causes add up to the difference, whatever was written, and each record has one', () => {
    const kinds = fc.constantFrom('count' as const, 'sum' as const)
    const told = fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined })
    fc.assert(
      fc.property(kinds, fc.array(row), fc.array(row), evidence, told, (kind, before, after, written, said) => {
        const change = changeOf(kind, { before, after }, written, said)
        expect(change.before).toBe(said ?? valueOf(kind, before))
        expect(change.after).toBe(valueOf(kind, after))
        const sum = change.causes.reduce((all, { delta }) => all + delta, 0)
        expect(sum).toBe(change.after - change.before)
        const keys = change.causes.flatMap((cause) => cause.keys)
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })

  test('of a rate, what came below the line is a change too, with its record', () => {
    const nothing = new Set<string>()
    const written = { merged: nothing, corrected: nothing, enteredOf: nothing, correctedOf: nothing, known: nothing }
    const one = (key: string, numerator: number | null) => ({ key, personId: null, numerator, denominator: 1 })
    const before = [one('a', 1), one('b', 0)]
    const rows = { before, after: [...before, one('c', 0), one('d', null)] }
    expect(changeOf('ratio', rows, { ...written, entered: new Set(['c', 'd']) })).toEqual({
      before: 1,
      after: 1,
      beforeOf: 2,
      afterOf: 3,
      causes: [{ cause: 'late_entry', way: 'added', count: 2, delta: 0, keys: ['c', 'd'] }],
    })
  })
})
