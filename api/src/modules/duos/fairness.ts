import { fairnessBy, type FairnessRow } from '@interra/contracts'
import { medianDays } from '../../platform/product-limit.ts'

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

/** Days after which half had a duo. Who still waits, or left, counts for as long as they waited. */
export function medianWait(people: readonly Pick<Waiter, 'days' | 'matched'>[]): number | null {
  return medianDays(people.map(({ days, matched }) => ({ days, ended: matched })))
}
