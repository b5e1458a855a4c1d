import { asked, type FigureCell } from '@interra/contracts'
import { describe, expect, test } from '@jest/globals'
import { markOneSided } from './two-way.ts'

const cell = (side: string, value: number | null): FigureCell => ({
  from: '2026-01-01',
  to: '2027-01-01',
  codes: [side],
  figure: {
    value,
    numerator: null,
    denominator: null,
    n: 12,
    coverage: null,
    unknown: null,
    interval: null,
    parts: [],
    flags: [],
    suppressed: value === null,
  },
})
const indicator = (id: string) => {
  const found = asked.find((one) => one.id === id)
  if (!found) throw new Error('no such indicator')
  return found
}
const marks = (id: string, ...cells: FigureCell[]) =>
  markOneSided(indicator(id), ['group'], cells).map(({ figure: { flags } }) => flags)

describe('[M10] a figure of both groups', () => {
  test('is marked incomplete when one side is absent, or hidden', () => {
    const incomplete = ['one_side_missing']
    expect(marks('LNK-08', cell('*', 1), cell('newcomer', 2))).toEqual([incomplete, incomplete])
    expect(marks('CNF-03', cell('newcomer', 2), cell('local', null))).toEqual([incomplete, incomplete])
  })
  test('is complete with both, and never marked when it is about one of them alone', () => {
    expect(marks('LNK-08', cell('newcomer', 2), cell('local', 0))).toEqual([[], []])
    expect(marks('LNG-02', cell('newcomer', 2))).toEqual([[]])
  })
})
