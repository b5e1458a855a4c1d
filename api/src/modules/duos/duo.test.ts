import { addDays, checkInKinds, daysBetween } from '@interra/contracts'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkInDays, requireEndDay, requireMeetingDay, requirePause, requireUnderstood } from './duo.ts'

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days))

describe('[C11] check-ins', () => {
  test('lie where they are counted from, whatever the length', () => {
    fc.assert(
      fc.property(day, fc.nat(728), (startsOn, length) => {
        const endsOn = addDays(startsOn, length)
        const days = checkInDays(startsOn, endsOn)
        expect(Object.keys(days)).toEqual([...checkInKinds])
        expect(daysBetween(startsOn, days.day_7)).toBe(7)
        expect(days.end).toBe(endsOn)
        expect(Math.abs(daysBetween(startsOn, days.midpoint) - daysBetween(days.midpoint, endsOn))).toBeLessThanOrEqual(
          1,
        )
        expect([daysBetween(endsOn, days.after_3_months), daysBetween(endsOn, days.after_6_months)]).toEqual([91, 182])
      }),
    )
  })
})

test('[M20] the charter is read alone by whoever reads its language at the level of talking, from B1', () => {
  const charter = { side: 'newcomer', language: 'fr', channel: 'read' } as const
  expect(() => requireUnderstood(charter, 3)).toThrow('rule-broken')
  expect(() => requireUnderstood(charter, 4)).not.toThrow()
  expect(() => requireUnderstood({ ...charter, language: 'ti' }, 8)).toThrow('rule-broken')
  expect(() => requireUnderstood({ ...charter, channel: 'read_aloud' }, 0)).not.toThrow()
})

describe('[C9] days of a duo', () => {
  test('a meeting is possible exactly from the first meeting to today', () => {
    fc.assert(
      fc.property(day, day, day, (metOn, first, today) => {
        const possible = metOn >= first && metOn <= today
        const check = () => requireMeetingDay(metOn, first, today)
        if (possible) expect(check).not.toThrow()
        else expect(check).toThrow('rule-broken')
      }),
    )
  })

  test('an end lies after the start and the last meeting, a pause within 60 days', () => {
    const duo = { startsOn: '2026-09-01', lastMeetingOn: '2026-10-01' }
    expect(() => requireEndDay('2026-10-01', duo, '2026-11-22')).not.toThrow()
    for (const end of ['2026-08-31', '2026-09-30', '2026-11-23'])
      expect(() => requireEndDay(end, duo, '2026-11-22')).toThrow('rule-broken')
    expect(() => requirePause('2027-01-21', '2026-11-22')).not.toThrow()
    expect(() => requirePause('2027-01-22', '2026-11-22')).toThrow('rule-broken')
  })
})
