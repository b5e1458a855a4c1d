import { matchAims, matchFeatures, pairBlockers } from '@interra/contracts'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { anyPools } from '../../../test/candidates.ts'
import { aims, bestOf, comparing, nobody, pairsOf, scored, valueOf } from '../../../test/plans.ts'
import { compare, placesOf, type Comparison } from './compare.ts'
import { explain } from './explain.ts'
import { planOf, type Plan } from './plan.ts'
import { scalesFor, type Weights } from './scoring.ts'

const full = process.env['INTERRA_PROVE'] === 'full'
const runs = full ? 10_000 : 1_000

const someAims = fc.record({
  aim: fc.constantFrom(...matchAims),
  threshold: fc.constantFrom(0, 450, 700),
  waitingLimitDays: fc.constantFrom(60, 365),
  pins: fc.constant([]),
})
const points = ({ pairs }: Plan, { scores, locals }: Comparison) =>
  pairs.reduce((sum, { newcomer, local }) => sum + (scores[newcomer * locals.length + local] ?? NaN) / 10, 0)

describe('[C3] the best plan over everybody', () => {
  test('is worth what the best of all plans is worth, up to seven on a side', () => {
    fc.assert(
      fc.property(anyPools(7), someAims, (pools, wanted) => {
        const comparison = compare({ ...comparing, ...pools })
        expect(valueOf(planOf(comparison, wanted))).toBe(bestOf(comparison, wanted))
      }),
      { numRuns: runs },
    )
  })

  test('TV-7: N1-L2, N2-L1, N3-L3 for 211 points, where one by one gives 192', () => {
    const comparison = scored([
      [82, 80, 40],
      [81, 60, 30],
      [55, 52, 50],
    ])
    for (const threshold of [0, 450]) {
      const plan = planOf(comparison, { ...aims, threshold })
      expect(pairsOf(plan)).toEqual([
        [0, 1],
        [1, 0],
        [2, 2],
      ])
      expect(points(plan, comparison)).toBe(211)
    }
  })

  test('[M4] not the best for one but for all: 17 where one by one gives 11', () => {
    const comparison = scored([
      [10, 9],
      [8, 1],
    ])
    for (const aim of matchAims) {
      const plan = planOf(comparison, { ...aims, aim, threshold: 0 })
      expect(points(plan, comparison)).toBe(17)
    }
  })

  test('most duos or best fit: two fair pairs, or one that is very good', () => {
    const comparison = scored([
      [95, 50],
      [50, 0],
    ])
    expect(pairsOf(planOf(comparison, aims))).toHaveLength(2)
    expect(pairsOf(planOf(comparison, { ...aims, aim: 'best_fit' }))).toEqual([[0, 0]])
  })

  test('the order in which people come changes nothing: same worth and the same pairs', () => {
    fc.assert(
      fc.property(anyPools(12), someAims, fc.infiniteStream(fc.nat()), (pools, wanted, random) => {
        const shuffled = <T>(some: readonly T[]) =>
          some
            .map((one) => [random.next().value ?? 0, one] as const)
            .sort((a, b) => a[0] - b[0])
            .map(([, one]) => one)
        const mixed = { newcomers: shuffled(pools.newcomers), locals: shuffled(pools.locals) }
        const [plan, again] = [pools, mixed].map((some) => planOf(compare({ ...comparing, ...some }), wanted))
        expect(again && valueOf(again)).toBe(plan && valueOf(plan))
        expect(again?.pairs).toEqual(plan?.pairs)
      }),
      { numRuns: runs / 5 },
    )
  })

  test('no hard rule is ever broken, nobody is in more duos than they have places, and pins stand', () => {
    fc.assert(
      fc.property(anyPools(15), someAims, fc.nat(), (pools, wanted, seed) => {
        const comparison = compare({ ...comparing, ...pools })
        const { newcomers, locals, scores } = comparison
        const possible = [...scores.keys()].filter((at) => (scores[at] ?? -1) >= 0)
        const at = possible[seed % Math.max(1, possible.length)]
        const idAt = (some: typeof newcomers, place: number) => some[place]?.candidate.id ?? ''
        const pin =
          at === undefined
            ? []
            : [[idAt(newcomers, Math.floor(at / locals.length)), idAt(locals, at % locals.length)] as const]
        const { pairs } = planOf(comparison, { ...wanted, pins: pin })
        for (const { newcomer, local } of pairs) {
          const [one, other] = [newcomers[newcomer]?.candidate, locals[local]?.candidate]
          if (!one || !other) throw new Error('a pair of nobody')
          expect(one.slots.some((slot) => other.slots.includes(slot))).toBe(true)
          if (one.sameGenderOnly || other.sameGenderOnly) expect(one.gender).toBe(other.gender)
        }
        const times = (some: readonly number[], who: number) => some.filter((one) => one === who).length
        for (const [who] of newcomers.entries())
          expect(
            times(
              pairs.map((p) => p.newcomer),
              who,
            ),
          ).toBeLessThanOrEqual(1)
        for (const [who, { candidate }] of locals.entries())
          expect(
            times(
              pairs.map((p) => p.local),
              who,
            ),
          ).toBeLessThanOrEqual(candidate.places)
        for (const [newcomer, local] of pin)
          expect(pairs).toContainEqual({
            newcomer: placesOf(newcomers).get(newcomer),
            local: placesOf(locals).get(local),
            pinned: true,
          })
      }),
      { numRuns: runs / 5 },
    )
  })

  test('two who are kept apart are never in it, whatever else is lost', () => {
    const newcomers = [{ ...nobody, id: 'n0', languages: [{ language: 'fr', rank: 4 }] }]
    const locals = [{ ...nobody, id: 'l0' }]
    const all = { ...comparing, newcomers, locals }
    expect(planOf(compare(all), { ...aims, threshold: 0 }).pairs).toHaveLength(1)
    const apart = [{ pair: ['n0', 'l0'] as const, because: 'apart' as const }]
    const comparison = compare({ ...all, apart })
    expect(planOf(comparison, { ...aims, threshold: 0 }).pairs).toEqual([])
    expect(comparison.scores[0]).toBe(-1 - pairBlockers.indexOf('apart'))
  })
})

describe('[M5] nobody waits for ever', () => {
  test('who got nobody in two rounds comes first in the third, though the score is low and others fit better', () => {
    const scores = [[30], [90]]
    const patient = scored(scores)
    expect(pairsOf(planOf(patient, aims))).toEqual([[1, 0]])
    const first = patient.newcomers[0]
    if (!first) throw new Error('nobody')
    const waited = { ...first, candidate: { ...first.candidate, roundsMissed: 2 } }
    const third = { ...patient, newcomers: [waited, ...patient.newcomers.slice(1)] }
    expect(pairsOf(planOf(third, aims))).toEqual([[0, 0]])
  })

  test('past the limit those who wait longest are served first: no one longer is left where they could have had the place', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 61, max: 400 }), { minLength: 2, maxLength: 8 }), (days) => {
        const base = scored(days.map(() => [50]))
        const newcomers = base.newcomers.map((one, at) => ({
          ...one,
          candidate: { ...one.candidate, waitingDays: days[at] ?? 0 },
        }))
        const [pair] = planOf({ ...base, newcomers }, aims).pairs
        const weeks = days.map((one) => Math.floor(one / 7))
        expect(weeks[pair?.newcomer ?? -1]).toBe(Math.max(...weeks))
      }),
    )
  })
})

describe('[C2] the reasons of a score', () => {
  test('the parts add up to the score that the plan used, whatever is known and whatever the weights', () => {
    const weights = fc
      .tuple(...matchFeatures.map(() => fc.nat(100)))
      .filter((all) => all.some((weight) => weight > 0))
      .map((all) => Object.fromEntries(matchFeatures.map((feature, at) => [feature, all[at] ?? 0])) as Weights)
    fc.assert(
      fc.property(anyPools(6), weights, (pools, chosen) => {
        const comparison = compare({ ...comparing, ...pools, weights: chosen })
        comparison.scores.forEach((score, at) => {
          if (score < 0) return
          const { length } = comparison.locals
          const told = explain(comparison, Math.floor(at / length), at % length)
          expect(told.parts.reduce((sum, part) => sum + part.points, 0)).toBe(score)
          expect(told.score).toBe(score)
          for (const part of told.parts) expect(part.points).toBeLessThanOrEqual(part.most)
          const most = told.parts.reduce((sum, part) => sum + part.most, 0)
          expect([0, 1000]).toContain(most)
        })
      }),
      { numRuns: runs / 5 },
    )
  })

  test('weights that are all zero are refused, not divided by', () => {
    const zero = Object.fromEntries(matchFeatures.map((feature) => [feature, 0])) as Weights
    expect(() => scalesFor(zero)).toThrow(RangeError)
  })

  test('[C6] nothing but these can enter a score: no origin, religion, status, photo or name', () => {
    expect(Object.keys(nobody).sort()).toEqual(
      [
        'ageMatters',
        'birthYear',
        'gender',
        'goals',
        'id',
        'interests',
        'languages',
        'lifeSituations',
        'maxTravelMinutes',
      ]
        .concat(['online', 'place', 'places', 'roundsMissed', 'sameGenderOnly', 'slots', 'waitingDays'])
        .sort(),
    )
  })
})
