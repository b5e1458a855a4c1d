import { retryDelays } from '@interra/contracts'

const longestWait = 86_400

/**
 * When to try again after so many tries; null when that was the last. What the receiver asked for is honoured, up to a
 * day. `chance` (0 to 1) keeps those that failed together from coming back together.
 */
export function nextTry(attempts: number, now: Date, retryAfter: number | null, chance: number): Date | null {
  const delay = retryDelays[attempts - 1]
  if (delay === undefined) return null
  const seconds = Math.max(delay * (1 + chance / 10), Math.min(retryAfter ?? 0, longestWait))
  return new Date(now.getTime() + Math.round(seconds * 1000))
}
