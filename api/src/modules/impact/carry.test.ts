import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { carry, halfTime, type StepLoad } from './carry.ts'

const loads = fc
  .uniqueArray(
    fc.record({
      step: fc.constantFrom('receive', 'train', 'venue', 'promote'),
      each: fc.integer({ min: 5, max: 600 }),
      most: fc.integer({ min: 0, max: 20_000 }),
      inHand: fc.nat({ max: 20 }),
    }),
    { selector: ({ step }) => step, minLength: 1 },
  )
  .map((all): StepLoad[] => all)

describe('[M17] what can we carry', () => {
  test('[M17] the tightest step says how many more; a half-time there, how many with it', () => {
    const told = carry([
      { step: 'receive', each: 30, most: 600, inHand: 2 },
      { step: 'venue', each: 120, most: 600, inHand: 3 },
      { step: 'train', each: null, most: 0, inHand: 1 },
    ])
    expect(told).toMatchObject({ tightest: 'venue', more: 2, withHalfTime: 18 })
    expect(told.steps.map(({ more }) => more)).toEqual([18, 2, null])
    expect(halfTime).toBe(4940)
    expect(carry([{ step: 'train', each: null, most: 0, inHand: 1 }])).toMatchObject({ tightest: null, more: null })
  })

  test('[M17] twice the hours are twice the room of that step, and help only where it is tightest', () => {
    fc.assert(
      fc.property(loads, fc.nat(), (all, pick) => {
        const before = carry(all)
        const chosen = all[pick % all.length]
        const after = carry(all.map((load) => (load === chosen ? { ...load, most: load.most * 2 } : load)))
        for (const [index, { step, monthly }] of before.steps.entries()) {
          const now = after.steps[index]?.monthly ?? Number.NaN
          const times = step === chosen?.step ? 2 : 1
          expect(Math.abs(now - times * (monthly ?? 0))).toBeLessThanOrEqual(0.02)
        }
        if (chosen?.step !== before.tightest) expect(after.more).toBe(before.more)
        else expect(after.more ?? 0).toBeGreaterThanOrEqual(before.more ?? 0)
      }),
    )
  })
})
