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
