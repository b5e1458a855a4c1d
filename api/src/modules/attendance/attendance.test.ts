import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { onOurClock } from './attendance.ts'

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

  test('nothing is dated in the future: what a phone saw after it sent it was seen now', () => {
    fc.assert(
      fc.property(instant, instant, fc.integer({ min: 1, max: 10_000_000_000 }), (now, sent, later) => {
        const observedAt = new Date(sent.getTime() + later).toISOString()
        expect(onOurClock(observedAt, sent.toISOString(), now)).toBe(now.toISOString())
      }),
    )
  })
})
