/** 97.5 % point of the standard normal distribution. */
const z = 1.959963984540054

/** 95 % interval of a share (Wilson 1927); null of nothing. */
export function wilson(successes: number, n: number): { low: number; high: number } | null {
  if (n <= 0) return null
  const share = successes / n
  const width = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const centre = share + (z * z) / (2 * n)
  const by = 1 + (z * z) / n
  return { low: Math.max(0, (centre - width) / by), high: Math.min(1, (centre + width) / by) }
}
