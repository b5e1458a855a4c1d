import { expect, test } from '@jest/globals'
import { ageWords, dayWords, instantDay, instantTime, partialWords, wallClock } from '../src/lib/dates.ts'

const brussels = 'Europe/Brussels'

test('a local date reads the same in every browser', () => {
  expect(dayWords('2026-11-22', 'fr', 'full')).toBe('dimanche 22 novembre 2026')
  expect(dayWords('2026-11-22', 'fr', 'digits')).toBe('22/11/2026')
  expect(dayWords('2026-11-22', 'en', 'full')).toMatch(/^Sunday,? 22 November 2026$/)
})

test('[A7] an instant is shown in the wall time of the site, before and after the clocks change', () => {
  expect(instantTime('2026-10-20T16:30:00Z', 'fr', brussels)).toBe('18:30')
  expect(instantTime('2026-10-27T17:30:00Z', 'fr', brussels)).toBe('18:30')
  expect(instantDay('2026-11-22T23:30:00Z', 'en', brussels)).toBe('23 November 2026')
})

test('today at the site turns at midnight of the site', () => {
  expect(wallClock(new Date('2026-11-22T22:59:00Z'), brussels)).toEqual({ date: '2026-11-22', time: '23:59' })
  expect(wallClock(new Date('2026-11-22T23:00:00Z'), brussels)).toEqual({ date: '2026-11-23', time: '00:00' })
})

test('a date known to the month or the year says no more than that', () => {
  expect(partialWords('1990', 'fr')).toBe('1990')
  expect(partialWords('1990-05', 'fr')).toBe('mai 1990')
  expect(partialWords('1990-05-17', 'en')).toBe('17 May 1990')
})

test('ages are told in the largest step that fits', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  expect(ageWords('2026-11-19T12:00:00Z', 'fr', now)).toBe('il y a 3 jours')
  expect(ageWords('2026-11-22T14:00:00Z', 'en', now)).toBe('in 2 hours')
  expect(ageWords('2026-11-22T11:59:50Z', 'fr', now)).toBe('maintenant')
})
