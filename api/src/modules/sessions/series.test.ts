import { expect, test } from '@jest/globals'
import type { SeriesRule, Weekday } from '@interra/contracts'
import { addDays, daysBetween, weekdays } from '@interra/contracts'
import fc from 'fast-check'
import { daysOf, shiftedRule } from './series.ts'
import { holidaysOn } from './holidays.ts'

const weekly = (on: Weekday[], every = 1): SeriesRule => ({ kind: 'weekly', every, on })

test('[A5] a weekly series has each of its days until its last day, that day included', () => {
  const days = daysOf({ rule: weekly(['tuesday', 'thursday']), startsOn: '2026-10-20', untilOn: '2026-11-03' })
  expect(days).toEqual(['2026-10-20', '2026-10-22', '2026-10-27', '2026-10-29', '2026-11-03'])
})

test('[A5] every second week counts from the week in which the series begins', () => {
  const days = daysOf({ rule: weekly(['monday', 'wednesday'], 2), startsOn: '2026-10-20', untilOn: '2026-11-20' })
  expect(days).toEqual(['2026-10-21', '2026-11-02', '2026-11-04', '2026-11-16', '2026-11-18'])
})

test('[A5] a monthly series falls on a day of the week, the last one included, or on a day of the month', () => {
  const lastThursday: SeriesRule = { kind: 'monthly_weekday', every: 1, nth: -1, on: 'thursday' }
  expect(daysOf({ rule: lastThursday, startsOn: '2027-01-01', untilOn: '2027-04-30' })).toEqual([
    '2027-01-28',
    '2027-02-25',
    '2027-03-25',
    '2027-04-29',
  ])
  const onThe31st: SeriesRule = { kind: 'monthly_day', every: 1, day: 31 }
  expect(daysOf({ rule: onThe31st, startsOn: '2027-01-31', untilOn: '2027-05-31' })).toEqual([
    '2027-01-31',
    '2027-03-31',
    '2027-05-31',
  ])
})

test('[A5] excluded days are left out, and only days of the series can be', () => {
  const plan = { rule: weekly(['tuesday']), startsOn: '2026-12-15', untilOn: '2027-01-05' }
  expect(daysOf({ ...plan, except: ['2026-12-29'] })).toEqual(['2026-12-15', '2026-12-22', '2027-01-05'])
  expect(() => daysOf({ ...plan, except: ['2026-12-30'] })).toThrow('rule-broken')
})

test.each([
  ['ends before it begins', { untilOn: '2026-10-19' }],
  ['is longer than 12 months', { untilOn: '2027-10-21' }],
  ['has more than 120 sessions', { rule: weekly([...weekdays]), untilOn: '2027-10-20' }],
  ['has no day at all', { rule: weekly(['monday']), untilOn: '2026-10-21' }],
])('[A5] a series that %s is refused', (_what, part) => {
  const usual = { rule: weekly(['tuesday']), startsOn: '2026-10-20', untilOn: '2026-12-20' }
  expect(() => daysOf({ ...usual, ...part })).toThrow('rule-broken')
})

const anyDay = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
const anyDays = fc.subarray([...weekdays], { minLength: 1 })
test('[A5] the days of any weekly series are its weekdays, in order, in its weeks', () => {
  fc.assert(
    fc.property(
      anyDay,
      anyDays,
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 60, max: 110 }),
      (date, on, every, span) => {
        const startsOn = date.toISOString().slice(0, 10)
        const days = daysOf({ rule: weekly(on, every), startsOn, untilOn: addDays(startsOn, span) })
        const monday = addDays(startsOn, -((date.getUTCDay() + 6) % 7))
        for (const day of days) {
          const offset = daysBetween(monday, day)
          expect(on).toContain(weekdays[offset % 7])
          expect(Math.floor(offset / 7) % every).toBe(0)
        }
        expect([...days].sort()).toEqual(days)
      },
    ),
  )
})

test('[A5] a weekly series that moves by some days has the same sessions, each that much later', () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...weekdays), fc.integer({ min: -6, max: 6 }), (date, on, shift) => {
      const startsOn = date.toISOString().slice(0, 10)
      const rule = weekly([on])
      const days = daysOf({ rule, startsOn, untilOn: addDays(startsOn, 60) })
      const first = days[0] ?? startsOn
      const moved = daysOf({
        rule: shiftedRule(rule, shift),
        startsOn: addDays(first, shift),
        untilOn: addDays(days.at(-1) ?? first, shift),
      })
      expect(moved).toEqual(days.map((day) => addDays(day, shift)))
    }),
  )
})

test('[A5] a monthly series does not move by days', () => {
  expect(() => shiftedRule({ kind: 'monthly_day', every: 1, day: 4 }, 1)).toThrow('rule-broken')
})

test('[A5] Belgian public holidays bear their names in French and English', async () => {
  expect(await holidaysOn(['2026-11-11', '2026-11-12', '2027-03-29'])).toEqual([
    { fr: 'Armistice', en: 'Armistice Day' },
    null,
    { fr: 'Lundi de Pâques', en: 'Easter Monday' },
  ])
})
