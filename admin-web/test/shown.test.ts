import { describe, expect, test } from '@jest/globals'
import type { FigureTable } from '@interra/contracts'
import { changeOf, csvOf, drawnOf, previousOf, rowsOf } from '../src/features/impact/shown.ts'

const figure = (value: number | null, suppressed = false) => ({
  value,
  numerator: null,
  denominator: null,
  n: value,
  coverage: null,
  unknown: null,
  interval: null,
  parts: [],
  flags: [],
  suppressed,
})
const days = { from: '2019-01-01', to: '2020-01-01' }
const cells = [
  { ...days, codes: ['*'], figure: figure(9) },
  { ...days, codes: ['woman'], figure: figure(null, true) },
  { ...days, codes: [null], figure: figure(6) },
]
const table = { ...days, by: ['gender'], each: null, definitionVersion: 1, cells } as unknown as FigureTable

describe('[H3] what the page of a figure shows', () => {
  test('the period before has the same length: months before months, days before days', () => {
    expect(previousOf({ from: '2020-03-01', to: '2020-04-01' })).toEqual({ from: '2020-02-01', to: '2020-03-01' })
    expect(previousOf(days)).toEqual({ from: '2018-01-01', to: '2019-01-01' })
    expect(previousOf({ from: '2020-03-02', to: '2020-03-09' })).toEqual({ from: '2020-02-24', to: '2020-03-02' })
  })
  test('a change is told only when both are, by one definition', () => {
    const other = (value: number | null, definitionVersion = 1) => ({
      ...table,
      definitionVersion,
      cells: [{ ...days, codes: ['*'], figure: figure(value) }],
    })
    expect([other(7), other(null), other(7, 2)].map((before) => changeOf(table, before))).toEqual([2, null, null])
  })
  test('the picture has no total, and the CSV every row of the table, hidden ones without their number', () => {
    expect(drawnOf(table).map(({ codes }) => codes[0])).toEqual(['woman', null])
    expect(csvOf(rowsOf(table, (code) => code ?? '=unknown'))).toBe(
      [
        'from,last,gender,value,n,low,high,coverage,flags',
        '2019-01-01,2019-12-31,*,9,9,,,,',
        '2019-01-01,2019-12-31,woman,s,,,,,',
        "2019-01-01,2019-12-31,'=unknown,6,6,,,,",
        '',
      ].join('\r\n'),
    )
  })
})
