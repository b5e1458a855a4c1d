import {
  addDays,
  daysBetween,
  dimensions,
  exitMoments,
  hindering,
  positiveSituations,
  type CoachingRole,
  type Dimension,
  type IncubationFigures,
  type IncubationStage,
  type OutcomeMoment,
  type OutcomeSituation,
} from '@interra/contracts'
import { leftAfter, medianDays } from '../../platform/product-limit.ts'
import { exitOf, outcomeDays } from './incubation.ts'

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
export interface Leaver {
  readonly personId: string
  readonly stage: IncubationStage
  readonly endsOn: string
  readonly launchedOn: string | null
  readonly outcomes: Readonly<Partial<Record<OutcomeMoment, readonly OutcomeSituation[]>>>
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

/** INC-04: hours of coaching for each project of INC-03. */
export function coachingByProject(
  coaching: readonly Pick<CoachedHours, 'minutes'>[],
  projects: number,
): IncubationFigures['coachingByProject'] {
  const minutes = coaching.reduce((sum, one) => sum + one.minutes, 0)
  return { minutes, projects, hours: share(minutes / 60, projects) }
}

/**
 * INC-09: people whose exit, or launch, lies in the period; those whose day to be asked has come, and of them those whose
 * situation is known. Each counts once, with the best that is known. Whoever found a job instead is known by that.
 */
export function positiveExits(
  leavers: readonly Leaver[],
  { from, to, today }: Readonly<Record<'from' | 'to' | 'today', string>>,
): IncubationFigures['exits'] {
  return exitMoments.map((moment) => {
    const people = new Map<string, boolean | null>()
    const waiting = new Set<string>()
    for (const one of leavers) {
      const exitOn = exitOf(one.stage, one.endsOn, one.launchedOn)
      const dueOn = outcomeDays(exitOn).find((day) => day.moment === moment)?.dueOn
      if (exitOn === null || dueOn === undefined || exitOn < from || exitOn >= to) continue
      if (dueOn > today) waiting.add(one.personId)
      else people.set(one.personId, best(people.get(one.personId), positive(one, moment)))
    }
    const found = [...people.values()]
    const known = found.filter((one) => one !== null).length
    const well = found.filter((one) => one === true).length
    const coverage = share(known, found.length)
    return {
      moment,
      matured: found.length,
      immature: [...waiting].filter((personId) => !people.has(personId)).length,
      known,
      unknown: found.length - known,
      positive: well,
      share: coverage !== null && coverage >= leastCoverage ? share(well, known) : null,
      conservativeShare: share(well, found.length),
      coverage,
    }
  })
}

/** Whether somebody's situation is positive; null when nothing is known. */
function positive({ stage, launchedOn, outcomes }: Leaver, moment: OutcomeMoment): boolean | null {
  const isByStage = moment === 'exit' && stage === 'employed_instead' && launchedOn === null
  const noted = outcomes[moment] ?? (isByStage ? ['employed'] : [])
  const situations = noted.filter((one) => one !== 'unknown')
  return situations.length === 0 ? null : situations.some((one) => positiveSituations.includes(one))
}
const best = (one: boolean | null | undefined, other: boolean | null) =>
  one === true || other === true ? true : (one ?? other)

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)
