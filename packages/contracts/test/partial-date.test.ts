import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Value } from 'typebox/value'
import { ageStateAt, mayBeEqual, PartialDate, spanOf } from '../src/index.ts'

describe('[B5] a birth date is kept as far as it is known', () => {
  test.each(['1990', '1990-04', '1990-04-30', '2024-02-29'])('%s is accepted', (date) => {
    expect(Value.Check(PartialDate, date)).toBe(true)
    expect(spanOf(date)).toBeDefined()
  })
  test.each(['90', '1990-4', '1990-13', '1990-00', '1990-04-00', '1990-04-32', '30/04/1990', '1890', '', 'vers 1990'])(
    '%s is not a date',
    (date) => expect(Value.Check(PartialDate, date)).toBe(false),
  )
  test.each(['1990-04-31', '2023-02-29', '2026-11-31'])('there is no %s', (date) =>
    expect(spanOf(date)).toBeUndefined(),
  )
  test('a year is any day of it, and no invented first of January', () => {
    expect(spanOf('1990')).toEqual({ first: '1990-01-01', last: '1990-12-31' })
    expect(spanOf('2024-02')).toEqual({ first: '2024-02-01', last: '2024-02-29' })
  })
  test('every real day is known to exist, and no other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2199 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (y, m, d) => {
          const date = [y, String(m).padStart(2, '0'), String(d).padStart(2, '0')].join('-')
          const real = new Date(Date.UTC(y, m - 1, d))
          expect(spanOf(date) !== undefined).toBe(real.toISOString().startsWith(date))
        },
      ),
    )
  })
  test('two dates may be one when one is only more precise than the other', () => {
    expect(mayBeEqual('1990', '1990-04-30')).toBe(true)
    expect(mayBeEqual('1990-04-30', '1990-04')).toBe(true)
    expect(mayBeEqual('1990-04', '1990-05')).toBe(false)
  })
})

describe('of age or not', () => {
  test.each([
    ['2008-11-22', 'adult'],
    ['2008-11-23', 'minor'],
    ['2008-11', 'maybe_minor'],
    ['2008-10', 'adult'],
    ['2008-12', 'minor'],
    ['2008', 'maybe_minor'],
    ['2007', 'adult'],
    ['2009', 'minor'],
    [null, 'unknown'],
  ])('born %s, on 2026-11-22: %s', (birth, age) => expect(ageStateAt(birth, '2026-11-22')).toBe(age))
  test('born on 29 February one comes of age on 1 March', () => {
    expect(ageStateAt('2008-02-29', '2026-02-28')).toBe('minor')
    expect(ageStateAt('2008-02-29', '2026-03-01')).toBe('adult')
  })
})
