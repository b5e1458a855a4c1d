/**
 * Probability, were either way as likely, of so uneven a split of those who changed: two-sided, exact (the sign test; of
 * pairs that answer yes or no it is McNemar's exact test). 1 when nobody changed.
 */
export function exactSplit(oneWay: number, other: number): number {
  const n = oneWay + other
  const few = Math.min(oneWay, other)
  let term = -n * Math.LN2
  let tail = 0
  for (let k = 0; k <= few; k++) {
    tail += Math.exp(term)
    term += Math.log((n - k) / (k + 1))
  }
  return Math.min(1, 2 * tail)
}

export interface BinaryChange {
  readonly pairs: number
  /** Those who said yes before, and after. */
  readonly yesBefore: number
  readonly yesAfter: number
  readonly toYes: number
  readonly toNo: number
  /** McNemar 1947, exact. */
  readonly p: number
}

/** Pairs that answer yes or no: both marginal counts, and who changed. */
export function binaryChange(pairs: readonly { readonly t0: boolean; readonly t1: boolean }[]): BinaryChange {
  const toYes = pairs.filter(({ t0, t1 }) => !t0 && t1).length
  const toNo = pairs.filter(({ t0, t1 }) => t0 && !t1).length
  return {
    pairs: pairs.length,
    yesBefore: pairs.filter(({ t0 }) => t0).length,
    yesAfter: pairs.filter(({ t1 }) => t1).length,
    toYes,
    toNo,
    p: exactSplit(toYes, toNo),
  }
}
