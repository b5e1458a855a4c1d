import { describe, expect, test } from '@jest/globals'
import { fairnessOf, medianWait, type Waiter } from './fairness.ts'

const people = (text: string) =>
  text.split(' ').map((one) => ({ days: Number.parseInt(one, 10), matched: !one.endsWith('+') }))

describe('[C13] the median of waiting', () => {
  // weeks of remission of two groups of 21 patients: Freireich et al. 1963, the worked case of the estimate since
  test.each([
    ['6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+', 23],
    ['1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23', 8],
    ['5 9+', 5],
    ['5+ 9+', null],
    ['5 9+ 9+', null],
  ])('of %s is %s', (text, median) => {
    expect(medianWait(people(text))).toBe(median)
  })
})

const usual = { group: 'local', gender: 'woman', age: '25-39', language_level: 'C1', days: 10, matched: true }
const some = (count: number, more: Partial<Waiter>): Waiter[] =>
  Array.from({ length: count }, () => ({ ...usual, ...more }))
const by = (rows: ReturnType<typeof fairnessOf>, dimension: string) => rows.filter((row) => row.by === dimension)

describe('[C13] whether some wait longer than others', () => {
  test('a kind that gets a duo less than 0.8 times as often as the best is told, with ten people or more', () => {
    const rows = fairnessOf(
      [
        ...some(10, { gender: 'woman' }),
        ...some(7, { gender: 'man' }),
        ...some(3, { gender: 'man', matched: false }),
        ...some(8, { gender: 'non_binary' }),
        ...some(2, { gender: 'non_binary', matched: false }),
        ...some(9, { gender: 'undisclosed', matched: false }),
      ],
      5,
    )
    expect(by(rows, 'gender').map(({ code, isBehind }) => [code, isBehind])).toEqual([
      ['man', true],
      ['non_binary', false],
      ['undisclosed', false],
      ['woman', false],
    ])
  })

  test('few people are hidden, and one kind alone never: the sum would tell it', () => {
    const rows = fairnessOf([...some(20, {}), ...some(4, { age: '60+' }), ...some(12, { age: '40-59' })], 5)
    expect(by(rows, 'age').map(({ code, waited }) => [code, waited])).toEqual([
      ['25-39', 20],
      ['40-59', null],
      ['60+', null],
    ])
    const lone = fairnessOf(some(4, {}), 5)
    expect(by(lone, 'gender')).toEqual([
      { by: 'gender', code: 'woman', waited: null, matched: null, medianDays: null, isBehind: false },
    ])
  })
})
