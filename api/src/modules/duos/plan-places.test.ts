import { matchAims } from '@interra/contracts'
import { describe, expect, test } from '@jest/globals'
import { aims, bestOf, pairsOf, scored, valueOf } from '../../../test/plans.ts'
import { planOf } from './plan.ts'

describe('[M5] two places of one local', () => {
  /** Newcomers before locals l0 (two places) and l1, who wait for so many days. */
  const two = (scores: readonly (readonly number[])[], days: readonly number[]) => {
    const base = scored(scores)
    const locals = base.locals.map((one, at) => ({
      ...one,
      candidate: { ...one.candidate, waitingDays: days[at] ?? 0, places: at === 0 ? 2 : 1 },
    }))
    return { ...base, locals }
  }

  test('the first place of everybody past the limit comes before the second of anybody', () => {
    const fitting = two(
      [
        [90, 50],
        [90, 50],
      ],
      [80, 70],
    )
    for (const aim of matchAims) {
      const plan = planOf(fitting, { ...aims, aim })
      expect(plan.pairs.map(({ local }) => local).sort()).toEqual([0, 1])
      expect(valueOf(plan)).toBe(bestOf(fitting, { ...aims, aim }))
    }
  })

  test('below the threshold one of the two places of somebody past the limit may be filled, whichever comes first', () => {
    for (const scores of [
      [
        [30, 0],
        [90, 0],
      ],
      [
        [90, 0],
        [30, 0],
      ],
    ]) {
      const one = two(scores, [80, 0])
      for (const aim of matchAims) {
        const plan = planOf(one, { ...aims, aim })
        expect(plan.pairs.map(({ local }) => local)).toEqual([0, 0])
        expect(valueOf(plan)).toBe(bestOf(one, { ...aims, aim }))
      }
    }
  })

  test('below the threshold one place ends the waiting of somebody past the limit, the other is for who waits too', () => {
    const low = [[30], [40]]
    for (const aim of matchAims) {
      const calm = two(low, [80])
      const plan = planOf(calm, { ...aims, aim })
      expect(plan.pairs.map(({ local }) => local)).toEqual([0])
      expect(valueOf(plan)).toBe(bestOf(calm, { ...aims, aim }))
      const pins = [['n1', 'l0']] as const
      expect(pairsOf(planOf(calm, { ...aims, aim, pins }))).toEqual([[1, 0]])
      const newcomers = calm.newcomers.map((one, at) =>
        at === 0 ? { ...one, candidate: { ...one.candidate, waitingDays: 80 } } : one,
      )
      const waiting = { ...calm, newcomers }
      expect(planOf(waiting, { ...aims, aim }).pairs).toHaveLength(2)
    }
  })

  test('who is decided already has their place: the other counts no weeks', () => {
    const one = two(
      [
        [50, 50],
        [50, 50],
      ],
      [80, 70],
    )
    const pins = [['n0', 'l0']] as const
    expect(pairsOf(planOf(one, { ...aims, pins }))).toEqual([
      [0, 0],
      [1, 1],
    ])
  })
})
