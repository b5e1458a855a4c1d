import { t975 } from './student.ts'

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Standard deviation with n − 1; of one value there is none. What only rounding makes differ does not vary. */
export function deviation(values: readonly number[]): number | null {
  const middle = mean(values)
  if (middle === null || values.length < 2) return null
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1))
  return sd < 1e-12 ? 0 : sd
}

/** 95 % interval of a mean: by Student's t around it (domain reference G15); null of fewer than two values. */
export function meanInterval(values: readonly number[]): { low: number; high: number } | null {
  const [middle, sd] = [mean(values), deviation(values)]
  if (middle === null || sd === null) return null
  const half = (t975(values.length - 1) * sd) / Math.sqrt(values.length)
  return { low: middle - half, high: middle + half }
}
