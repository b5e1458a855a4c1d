import { describe, expect, test } from '@jest/globals'
import { daysUntil, medianDays } from '../../../platform/product-limit.ts'
import { pairedChange, shownChange, type Before } from './paired.ts'
import { exactSplit } from './signs.ts'
import { t975 } from './student.ts'
import { wilson } from './wilson.ts'

const pairs = (before: readonly number[], after: readonly (number | null)[]): Before[] =>
  before.map((t0, at) => ({ t0, t1: after[at] ?? null }))
const near = (expected: Readonly<Record<string, number>>) =>
  expect.objectContaining(Object.fromEntries(Object.entries(expected).map(([key, of]) => [key, expect.closeTo(of, 9)])))

describe('[H6] TV-5, the change of pairs', () => {
  const before = [7, 8, 6, 9, 5, 7, 8, 6, 7, 9, 6, 8]
  const after = [6, 6, 6, 7, 5, 5, 8, 5, 6, 7, 6, 6]

  test('has the figures of the twelve pairs to 1e-9', () => {
    const change = pairedChange(pairs(before, after), false)
    expect(change).toEqual(
      near({
        meanT0: 86 / 12,
        meanT1: 73 / 12,
        sdT0: 1.2673044644258475,
        sdT1: 0.90033663737852,
        meanDiff: -13 / 12,
        sdDiff: 0.90033663737852,
        dAv: -0.9855274566525745,
        gAv: -0.9167697271186739,
        dz: -1.2032536368703586,
      }),
    )
    expect(change.interval).toEqual(near({ low: -1.655379941116843, high: -0.511286725549823 }))
    expect(change).toMatchObject({ nT0: 12, pairs: 12, improved: 8, same: 4, worse: 0, flags: ['low_precision'] })
  })

  test('agrees with the published hours of sleep of ten patients (Cushny and Peebles 1905, Student 1908)', () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    const { meanDiff, interval, dAv, gAv, dz } = pairedChange(pairs(first, second), true)
    expect(meanDiff).toBeCloseTo(1.58, 9)
    // the d of both groups that packages of statistics print for them, and the t of the paired test, 4.0621
    expect(dAv).toBeCloseTo(0.8321811, 7)
    expect(gAv).toBeCloseTo((dAv ?? 0) * (32 / 35), 9)
    expect((dz ?? 0) * Math.sqrt(10)).toBeCloseTo(4.0621277, 7)
    expect(interval).toEqual(near({ low: 0.700114236723017, high: 2.459885763276983 }))
  })

  test('shows nothing of fewer than 5 pairs, no mean below 10, no effect size below 30', () => {
    const shown = (n: number) =>
      shownChange(
        pairedChange(
          Array.from({ length: n }, (_, at) => ({ t0: at % 4, t1: (at % 4) + (at % 3) })),
          true,
        ),
      )
    expect(shown(4)).toMatchObject({ pairs: 4, improved: 0, same: 0, meanDiff: null })
    expect(shown(5)).toMatchObject({ improved: 3, same: 2, meanDiff: null, interval: null })
    expect(shown(10)).toMatchObject({ meanDiff: 0.9, gAv: null, flags: ['low_precision'] })
    expect(shown(30)).toMatchObject({ meanDiff: 1, flags: [] })
    expect(shown(30).gAv).not.toBeNull()
  })

  test('has no effect size without variation, and says so', () => {
    const change = pairedChange(pairs([3, 3, 3, 3], [5, 5, 5, 5]), true)
    expect(change).toMatchObject({ dAv: null, gAv: null, dz: null, sdDiff: 0, interval: { low: 2, high: 2 } })
    expect(change.flags).toContain('no_variation')
    expect(pairedChange([], true)).toMatchObject({ pairs: 0, meanDiff: null, interval: null, flags: ['low_precision'] })
  })

  test('warns when those who did not answer again had started elsewhere', () => {
    const stayed = pairs([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])
    const like = pairedChange([...stayed, ...pairs([1, 2, 3, 4, 5], [])], true)
    expect(like).toMatchObject({ nT0: 10, pairs: 5, attritionSmd: 0 })
    const unlike = pairedChange([...stayed, ...pairs([3, 4, 5, 6, 7], [])], true)
    expect(unlike.attritionSmd).toBeCloseTo(-2 / Math.sqrt(2.5), 9)
    expect(unlike.flags).toContain('attrition_bias')
  })
})

describe('[H6] TV-5, the share', () => {
  test.each([
    [51, 60, 0.7388541093022145, 0.9190255941983225],
    [33, 51, 0.5098605845055523, 0.7636551154847915],
    [13, 20, 0.43285427668523624, 0.818808175898918],
    [0, 20, 0, 0.16112515805281935],
  ])('%d of %d has its Wilson interval to 1e-9', (yes, of, low, high) => {
    expect(wilson(yes, of)).toEqual(near({ low, high }))
  })
})

describe('[H6] Student’s t', () => {
  // 97.5 % points, to 18 digits: quotients of the incomplete beta function computed with 40
  test.each([
    [1, 12.706204736174705],
    [2, 4.302652729749464],
    [3, 3.18244630528371],
    [5, 2.570581835636316],
    [9, 2.262157162798206],
    [11, 2.20098516009164],
    [29, 2.045229642132704],
    [30, 2.042272456301238],
    [100, 1.983971518523553],
    [1000, 1.962339080826408],
  ])('of %d degrees of freedom is that of the tables to 1e-9', (freedom, point) => {
    expect(t975(freedom)).toBeCloseTo(point, 9)
  })
})

describe('[H6] exact tests of who changed', () => {
  test('are sums of binomial terms, and 1 when nobody changed', () => {
    expect(exactSplit(2, 9)).toBeCloseTo(134 / 2048, 12)
    expect(exactSplit(0, 5)).toBeCloseTo(2 / 32, 12)
    expect(exactSplit(4, 4)).toBe(1)
    expect(exactSplit(0, 0)).toBe(1)
  })
  test('of 10 and of 100 are those of the binomial tables to 1e-9', () => {
    // two-sided, one half: 1 to 9, 39 to 61 and 40 to 60
    expect(exactSplit(1, 9)).toBeCloseTo(0.021484375, 9)
    expect(exactSplit(39, 61)).toBeCloseTo(0.0352002002, 9)
    expect(exactSplit(40, 60)).toBeCloseTo(0.0568879336, 9)
  })
})

describe('[H6] days until something happened', () => {
  test('are those published for remission under 6-MP: half after 23 weeks, a tenth after 6 (Freireich 1963)', () => {
    const ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    const watched = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    const all = [...ended.map((days) => ({ days, ended: true })), ...watched.map((days) => ({ days, ended: false }))]
    expect(medianDays(all)).toBe(23)
    expect(daysUntil(0.1, all)).toBe(6)
    expect(daysUntil(0.9, all)).toBeNull()
  })
})
