/**
 * Mann-Whitney's rank test with the normal approximation: `p` is how likely two samples that differ this much are when
 * both come from the same source.
 */
export function rankTest(one: readonly number[], other: readonly number[]): { medians: [number, number]; p: number } {
  const ranked = [
    ...one.map((value) => ({ value, of: 'one' })),
    ...other.map((value) => ({ value, of: 'other' })),
  ].sort((a, b) => a.value - b.value)
  const ranks = ranked.reduce((sum, { of }, index) => (of === 'one' ? sum + index + 1 : sum), 0)
  const [n, m] = [one.length, other.length]
  const u = ranks - (n * (n + 1)) / 2
  const z = Math.abs(u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12)
  return { medians: [median(one), median(other)], p: 2 * (1 - normalBelow(z)) }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2
}

/** Share of the normal distribution below z >= 0 (Abramowitz and Stegun 26.2.17, error below 1e-7). */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const tail = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429].reduceRight(
    (sum, factor) => (sum + factor) * t,
    0,
  )
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail
}
