import {
  addDays,
  daysBetween,
  dimensions,
  hindering,
  type CoachingRole,
  type Dimension,
  type IncubationFigures,
} from '@interra/contracts'
import { leftAfter, medianDays } from '../../platform/product-limit.ts'

export interface CoachedHours {
  readonly role: CoachingRole
  readonly minutes: number
  readonly coachMinutes: number
}
export interface Need {
  readonly openedOn: string
  /** First day of the incubation. */
  readonly startsOn: string
  /** The first one is T0; null when there is none before the end of the period. */
  readonly reviews: readonly { readonly on: string; readonly severity: number }[] | null
}
export interface Blocker {
  readonly dimension: Dimension
  readonly openedOn: string
  readonly unlockedOn: string | null
}
export interface Project {
  readonly startsOn: string
  /** First day of an enterprise of one's own; a test under the number of another structure is none. */
  readonly createdOn: string | null
  /** Whether anything is known of what became of it. */
  readonly known: boolean
}
export interface Business {
  readonly startedOn: string
  readonly ceasedOn: string | null
  readonly aliveOn: string
}

/** Needs of the first eight weeks are the diagnostic: those that come later would swell the denominator. */
const diagnosticDays = 56
const leastCoverage = 0.6

/**
 * INC-06: of the needs that hindered at T0, those managed or gone at the last review, which lies in the period; those never
 * rated again stand in the coverage, and count as not resolved in the conservative share.
 */
export function needsResolved(needs: readonly Need[], from: string): IncubationFigures['needs'] {
  const diagnosed = needs.flatMap(({ openedOn, startsOn, reviews }) => {
    const [first, ...later] = reviews ?? []
    if (!first || first.severity < hindering || daysBetween(startsOn, openedOn) >= diagnosticDays) return []
    const last = later.at(-1)
    return last !== undefined && last.on < from ? [] : [last]
  })
  const reviewed = diagnosed.filter((last) => last !== undefined)
  const resolved = reviewed.filter(({ severity }) => severity < hindering).length
  const coverage = share(reviewed.length, diagnosed.length)
  return {
    hindering: diagnosed.length,
    reviewed: reviewed.length,
    resolved,
    share: coverage !== null && coverage >= leastCoverage ? share(resolved, reviewed.length) : null,
    conservativeShare: share(resolved, diagnosed.length),
    coverage,
  }
}

/** E14: blockers opened in the period, by what they are about, and the days until half were unlocked. `until`: the last day that is known. */
export function barriersOf(blockers: readonly Blocker[], until: string): IncubationFigures['barriers'] {
  return dimensions.flatMap((dimension) => {
    const own = blockers.filter((one) => one.dimension === dimension)
    if (own.length === 0) return []
    const watched = own.map(({ openedOn, unlockedOn }) => ({
      days: Math.max(0, daysBetween(openedOn, unlockedOn ?? until)),
      ended: unlockedOn !== null,
    }))
    const unlocked = watched.filter(({ ended }) => ended).length
    return [
      { dimension, blockers: own.length, unlocked, stillOpen: own.length - unlocked, medianDays: medianDays(watched) },
    ]
  })
}

/**
 * INC-07: everybody who began in the period and for whom the time is over; no news is not created, nor is a business that
 * was there before, which is told apart.
 */
export function creationOf(projects: readonly Project[], today: string): IncubationFigures['creation'] {
  return [12, 24].map((months) => {
    const limit = ({ startsOn }: Project) => addDays(startsOn, (365 * months) / 12)
    const matured = projects.filter((one) => limit(one) <= today)
    const since = matured.filter((one) => one.createdOn !== null && one.createdOn >= one.startsOn)
    const created = since.filter((one) => one.createdOn !== null && one.createdOn <= limit(one)).length
    return {
      months,
      matured: matured.length,
      immature: projects.length - matured.length,
      created,
      before: matured.filter((one) => one.createdOn !== null && one.createdOn < one.startsOn).length,
      unknown: matured.filter(({ known }) => !known).length,
      share: share(created, matured.length),
    }
  })
}

/** INC-08: product-limit survival from the first day to the confirmed end; others until the last look at the register. */
export function survivalOf(businesses: readonly Business[]): IncubationFigures['survival'] {
  const watched = businesses.map(({ startedOn, ceasedOn, aliveOn }) => ({
    days: Math.max(0, daysBetween(startedOn, ceasedOn ?? aliveOn)),
    ended: ceasedOn !== null,
  }))
  return {
    businesses: businesses.length,
    ceased: watched.filter(({ ended }) => ended).length,
    at: [12, 24, 36].map((months) => ({ months, share: leftAfter(watched, (365 * months) / 12) })),
  }
}

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)
