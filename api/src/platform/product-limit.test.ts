import { describe, expect, test } from '@jest/globals'
import { daysUntil, leftAfter, medianDays } from './product-limit.ts'

const ended = (...days: number[]) => days.map((one) => ({ days: one, ended: true }))
const watched = (...days: number[]) => days.map((one) => ({ days: one, ended: false }))

describe('the product-limit estimate', () => {
  test('[E12] is that of a table computed by hand: 6, 6, 6 ended of 21, 6 watched, and so on', () => {
    // Freireich and others (1963), the treated group: ends at 6 6 6 7 10 13 16 22 23, others watched
    const all = [...ended(6, 6, 6, 7, 10, 13, 16, 22, 23), ...watched(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)]
    const rounded = (day: number) => Math.round((leftAfter(all, day) ?? 0) * 1000) / 1000
    expect([6, 7, 10, 13, 16, 22, 23].map(rounded)).toEqual([0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448])
    expect(medianDays(all)).toBe(23)
  })

  test('[E12] says nothing of days that nobody was watched for, unless all had ended before', () => {
    expect(leftAfter(watched(300), 365)).toBeNull()
    expect(leftAfter(watched(365), 365)).toBe(1)
    expect(leftAfter(ended(100), 365)).toBe(0)
    expect(leftAfter([], 365)).toBeNull()
    expect(medianDays([...ended(10), ...watched(20, 30)])).toBeNull()
    expect(medianDays(ended(10, 20))).toBe(10)
    // nine of ten: at the last end, and never while one is watched longer
    expect(daysUntil(0.9, ended(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))).toBe(9)
    expect(daysUntil(0.9, [...ended(1, 2, 3, 4, 5), ...watched(6)])).toBeNull()
  })
})
