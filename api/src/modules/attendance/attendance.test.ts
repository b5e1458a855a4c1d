import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { onOurClock, seenLater } from './attendance.ts'

const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })

describe('[A14] the clock of a phone', () => {
  test('what a phone saw is dated by how long ago it was, however wrong its clock', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 86_400_000 }), fc.integer(), (now, ago, wrong) => {
        const phone = new Date(now.getTime() + (wrong % 10_000_000_000))
        const observedAt = new Date(phone.getTime() - ago).toISOString()
        const expected = new Date(now.getTime() - ago).toISOString()
        expect(onOurClock(observedAt, phone.toISOString(), now)).toBe(expected)
      }),
    )
  })

  test('a phone cannot have seen what comes after its sending', () => {
    expect(seenLater({ observedAt: '2026-11-22T18:00:00.001Z' }, '2026-11-22T18:00:00Z')).toBe(true)
    expect(seenLater({ observedAt: '2026-11-22T19:00:00+01:00' }, '2026-11-22T18:00:00Z')).toBe(false)
  })
})
