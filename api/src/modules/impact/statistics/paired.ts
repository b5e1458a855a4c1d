import { deviation, mean, meanInterval } from './mean.ts'

/** The first score of somebody, and the later one; null when they did not answer again. */
export interface Before {
  readonly t0: number
  readonly t1: number | null
}
export type PairedFlag = 'low_precision' | 'no_variation' | 'attrition_bias'

/** Change of pairs (domain reference 3.4); the sign is that of the scores, whichever way is better. */
export interface PairedChange {
  readonly nT0: number
  readonly pairs: number
  readonly meanT0: number | null
  readonly meanT1: number | null
  readonly sdT0: number | null
  readonly sdT1: number | null
  readonly meanDiff: number | null
  readonly sdDiff: number | null
  readonly interval: { readonly low: number; readonly high: number } | null
  /** Mean difference in mean standard deviations, and the same corrected for small samples (Hedges): the headline. */
  readonly dAv: number | null
  readonly gAv: number | null
  /** In standard deviations of the differences. */
  readonly dz: number | null
  readonly improved: number
  readonly same: number
  readonly worse: number
  /** First score of those who answered again against those who did not. */
  readonly attritionSmd: number | null
  readonly flags: readonly PairedFlag[]
}

/** From how many pairs what is shown; below the first, nothing. */
export const pairBands = { shares: 5, mean: 10, full: 30 } as const
const attritionLimit = 0.25

export function pairedChange(people: readonly Before[], higherIsBetter: boolean): PairedChange {
  const pairs = people.flatMap(({ t0, t1 }) => (t1 === null ? [] : [{ t0, t1, diff: t1 - t0 }]))
  const lost = people.filter(({ t1 }) => t1 === null).map(({ t0 }) => t0)
  const firsts = pairs.map(({ t0 }) => t0)
  const diffs = pairs.map(({ diff }) => diff)
  const [sdT0, sdT1, sdDiff] = [deviation(firsts), deviation(pairs.map(({ t1 }) => t1)), deviation(diffs)]
  const meanDiff = mean(diffs)
  const n = pairs.length
  const dAv = over(meanDiff, sdT0 === null || sdT1 === null ? null : Math.sqrt((sdT0 ** 2 + sdT1 ** 2) / 2))
  const attritionSmd = standardised(firsts, lost)
  const rose = diffs.filter((diff) => diff > 0).length
  const fell = diffs.filter((diff) => diff < 0).length
  const noVariation = n > 1 && (dAv === null || over(meanDiff, sdDiff) === null)
  return {
    nT0: people.length,
    pairs: n,
    meanT0: mean(firsts),
    meanT1: mean(pairs.map(({ t1 }) => t1)),
    sdT0,
    sdT1,
    meanDiff,
    sdDiff,
    interval: meanInterval(diffs),
    dAv,
    gAv: dAv === null ? null : dAv * (1 - 3 / (4 * (n - 1) - 1)),
    dz: over(meanDiff, sdDiff),
    improved: higherIsBetter ? rose : fell,
    same: n - rose - fell,
    worse: higherIsBetter ? fell : rose,
    attritionSmd,
    flags: [
      ...(n < pairBands.full ? (['low_precision'] as const) : []),
      ...(noVariation ? (['no_variation'] as const) : []),
      ...(Math.abs(attritionSmd ?? 0) > attritionLimit ? (['attrition_bias'] as const) : []),
    ],
  }
}

const nothing = {
  meanT0: null,
  meanT1: null,
  sdT0: null,
  sdT1: null,
  meanDiff: null,
  sdDiff: null,
  interval: null,
  dAv: null,
  gAv: null,
  dz: null,
} as const

/** What so few pairs allow to show: nothing below 5, numbers of people below 10, no effect size below 30. */
export function shownChange(change: PairedChange): PairedChange {
  if (change.pairs < pairBands.shares)
    return { ...change, ...nothing, improved: 0, same: 0, worse: 0, attritionSmd: null, flags: ['low_precision'] }
  if (change.pairs < pairBands.mean) return { ...change, ...nothing, attritionSmd: null, flags: ['low_precision'] }
  if (change.pairs < pairBands.full) return { ...change, dAv: null, gAv: null, dz: null }
  return change
}

const over = (value: number | null, by: number | null) =>
  value === null || by === null || by === 0 ? null : value / by

function standardised(some: readonly number[], others: readonly number[]): number | null {
  const [first, second] = [mean(some), mean(others)]
  const [sd, otherSd] = [deviation(some), deviation(others)]
  if (first === null || second === null || sd === null || otherSd === null) return null
  return over(first - second, Math.sqrt((sd ** 2 + otherSd ** 2) / 2))
}
