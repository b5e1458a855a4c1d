import { fairnessBy, type FairnessRow } from '@interra/contracts'

/** Somebody who came into the pool: what they were on that day, and how it went. */
export interface Waiter {
  readonly group: string
  readonly gender: string
  readonly age: string
  readonly language_level: string
  /** From the day they came into the pool to the day both accepted a duo, or to the last day that is known. */
  readonly days: number
  readonly matched: boolean
}

/** A share below this part of the best is told (domain reference 6.5). */
const farBehind = 0.8
const enoughToCompare = 10

/**
 * Whether some wait longer than others: people of each kind, how many of them got a duo, and the median of their waiting.
 * Kinds of fewer than `k` people are hidden, and when it is one alone the next smallest too: the others give the sum.
 */
export function fairnessOf(waiters: readonly Waiter[], k: number): FairnessRow[] {
  return fairnessBy.flatMap((by) => {
    const kinds = [...new Set(waiters.map((one) => one[by]))].toSorted()
    const groups = kinds.map((code) => ({ code, people: waiters.filter((one) => one[by] === code) }))
    const shares = groups.filter(({ people }) => people.length >= enoughToCompare).map(({ people }) => share(people))
    const best = Math.max(0, ...shares)
    const hidden = hiddenOf(groups, k)
    return groups.map(({ code, people }) =>
      hidden.has(code)
        ? { by, code, waited: null, matched: null, medianDays: null, isBehind: false }
        : {
            by,
            code,
            waited: people.length,
            matched: people.filter(({ matched }) => matched).length,
            medianDays: medianWait(people),
            isBehind: people.length >= enoughToCompare && share(people) < farBehind * best,
          },
    )
  })
}

const share = (people: readonly Waiter[]) => people.filter(({ matched }) => matched).length / people.length

interface Group {
  readonly code: string
  readonly people: readonly Waiter[]
}
function hiddenOf(groups: readonly Group[], k: number): ReadonlySet<string> {
  const smallest = groups.toSorted((a, b) => a.people.length - b.people.length)
  const few = smallest.filter(({ people }) => people.length < k)
  return new Set((few.length === 1 ? smallest.slice(0, 2) : few).map(({ code }) => code))
}

/**
 * Days after which half had a duo: the first at which the product-limit estimate of those still waiting is at most one
 * half (E. L. Kaplan and P. Meier, 1958). Who still waits, or left, counts for as long as they waited. Null when the
 * estimate never falls that low.
 */
export function medianWait(people: readonly Pick<Waiter, 'days' | 'matched'>[]): number | null {
  let waiting = 1
  for (const day of [...new Set(people.map(({ days }) => days))].toSorted((a, b) => a - b)) {
    const atRisk = people.filter(({ days }) => days >= day).length
    const served = people.filter(({ days, matched }) => matched && days === day).length
    waiting *= 1 - served / atRisk
    // a half that a product of fractions misses by its last digit is a half
    if (waiting <= 0.5 + 1e-12) return day
  }
  return null
}
