import { addDays, addMonths } from '@interra/contracts'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isCompleted, validUntil } from './course.ts'

test('[D3] a course is completed from its share of the minutes planned on, to the minute', () => {
  expect(isCompleted(480, 600, 80)).toBe(true)
  expect(isCompleted(479, 600, 80)).toBe(false)
  // 80 % of 125 minutes are 100
  expect(isCompleted(100, 125, 80)).toBe(true)
  expect(isCompleted(99, 125, 80)).toBe(false)
  // two thirds are not 67 %
  expect(isCompleted(2, 3, 67)).toBe(false)
  expect(isCompleted(0, 0, 80)).toBe(false)
})

test('[D3] without an end it holds for ever, otherwise so many months, the last day of a short month', () => {
  const usual = { completedOn: '2026-08-31', renewalDays: 90, previousUntil: null }
  expect(validUntil({ ...usual, validMonths: null })).toBeNull()
  expect(validUntil({ ...usual, validMonths: 6 })).toBe('2027-02-28')
})

test('[D3] renewed on the first or the last day of the window, it goes on from the end of the one before', () => {
  const usual = { validMonths: 12, renewalDays: 30, previousUntil: '2026-12-31' }
  expect(validUntil({ ...usual, completedOn: '2026-12-01' })).toBe('2027-12-31')
  expect(validUntil({ ...usual, completedOn: '2026-12-31' })).toBe('2027-12-31')
  expect(validUntil({ ...usual, completedOn: '2026-11-30' })).toBe('2027-11-30')
  expect(validUntil({ ...usual, completedOn: '2027-01-01' })).toBe('2028-01-01')
})

test('[D3] followed again in time, nobody loses a day; followed late, it counts from that day', () => {
  const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2024-01-01', days))
  const months = fc.integer({ min: 1, max: 60 })
  fc.assert(
    fc.property(
      day,
      day,
      months,
      fc.integer({ min: 0, max: 400 }),
      (completedOn, previousUntil, validMonths, renewalDays) => {
        const until = validUntil({ completedOn, validMonths, renewalDays, previousUntil }) ?? ''
        expect(until >= addMonths(completedOn, validMonths)).toBe(true)
        if (completedOn <= previousUntil) expect(until >= previousUntil).toBe(true)
        else expect(until).toBe(addMonths(completedOn, validMonths))
      },
    ),
  )
})
