import { expect, test } from '@jest/globals'
import { addDays, daysBetween } from '../src/index.ts'

test('days between two dates do not feel the clock change', () => {
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
  expect(daysBetween('2026-11-22', '2026-11-20')).toBe(-2)
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26')
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
})
