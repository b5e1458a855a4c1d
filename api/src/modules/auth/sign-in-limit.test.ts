import { describe, expect, test } from '@jest/globals'
import { freeForAddress, waitMs } from './sign-in-limit.ts'

const lastAt = new Date('2026-11-22T11:00:00Z')
const after = (seconds: number) => new Date(lastAt.getTime() + seconds * 1000)

describe('the wait before the next try', () => {
  test('is nothing for the first wrong ones', () => {
    expect([0, 1, 4].map((count) => waitMs({ count, lastAt }, 5, lastAt))).toEqual([0, 0, 0])
  })
  test('then doubles from five seconds up to a quarter of an hour', () => {
    const seconds = [5, 6, 7, 10, 12, 13, 50].map((count) => waitMs({ count, lastAt }, 5, lastAt) / 1000)
    expect(seconds).toEqual([5, 10, 20, 160, 640, 900, 900])
  })
  test('is counted from the last try', () => {
    expect(waitMs({ count: 6, lastAt }, 5, after(9))).toBe(1000)
    expect(waitMs({ count: 6, lastAt }, 5, after(10))).toBe(0)
  })
  test('begins for an address, whatever accounts are tried, at the tenth wrong one', () => {
    const free = freeForAddress(5)
    expect(waitMs({ count: 8, lastAt }, free, lastAt)).toBe(0)
    expect(waitMs({ count: 9, lastAt }, free, lastAt)).toBe(5000)
  })
})
