import { fullScore, type MatchAim } from '@interra/contracts'
import { assign, type Assignment } from './assignment.ts'
import type { Profile } from './candidate.ts'
import { placesOf, type Comparison, type Pair } from './compare.ts'

export interface Aims {
  readonly aim: MatchAim
  /** Least score of a pair, in tenths, unless one of the two waits past the limit. */
  readonly threshold: number
  /** Days after which waiting comes before everything else. */
  readonly waitingLimitDays: number
  /** Pairs that are decided already; each must be possible. */
  readonly pins: readonly Pair[]
}

/** A pair of the plan, by the places of the two in the comparison. */
export interface PlannedPair {
  readonly newcomer: number
  readonly local: number
  readonly pinned: boolean
}
export interface Plan {
  readonly pairs: readonly PlannedPair[]
  /** What the whole plan would lose at least if this pair were in it, in units of `Worth`; 0 for pairs of the plan. */
  readonly loss: (newcomer: number, local: number) => number
  readonly worth: Worth
}

/** What counts in the order of decisions 4: people past the waiting limit, then duos, then fit. Whole numbers. */
export interface Worth {
  /** One week of somebody past the limit outweighs every duo. */
  readonly week: number
  /** One duo outweighs every fit; 0 when the best fit is the aim. */
  readonly duo: number
  /** Of a pair; 0 when it is not to be, whatever the place. `isFurther`: the local has another place in the plan. */
  readonly of: (newcomer: number, local: number, isFurther?: boolean) => number
  /** Of a newcomer with each place, into `worths` from there on. */
  readonly row: (newcomer: number, places: readonly Place[], worths: Float64Array, from: number) => void
}

/** A place of a local, who is named by their number. */
interface Place {
  readonly local: number
  /** Whoever is given one place does not wait any more: their weeks count for the first alone. */
  readonly isFurther: boolean
}

const mostWeeks = 104
const daysOfWeek = 7
/** Weeks that count as points in a fit (domain reference 6.4). */
const weeksAsPoints = { newcomer: 10, local: 5 }
const mostWaiting = 10 * (weeksAsPoints.newcomer + weeksAsPoints.local)

const weeksOf = ({ candidate }: Profile) => Math.floor(candidate.waitingDays / daysOfWeek)

/** Weeks that somebody waits, from one on, when it is past the limit or two rounds gave them nobody; 0 otherwise. */
function weeksPast(profile: Profile, limitDays: number): number {
  const { waitingDays, roundsMissed } = profile.candidate
  return waitingDays > limitDays || roundsMissed >= 2 ? 1 + Math.min(mostWeeks, weeksOf(profile)) : 0
}

export function worthOf({ newcomers, locals, scores }: Comparison, aims: Aims): Worth {
  const { aim, threshold, waitingLimitDays } = aims
  const most = Math.min(placesIn(newcomers), placesIn(locals)) + 1
  const duo = aim === 'most_duos' ? (fullScore + mostWaiting + 1) * most : 0
  const week = (duo + fullScore + mostWaiting + 1) * most
  const past = (some: readonly Profile[]) => Float64Array.from(some, (one) => weeksPast(one, waitingLimitDays))
  const points = (some: readonly Profile[], cap: number) =>
    Float64Array.from(some, (one) => 10 * Math.min(cap, weeksOf(one)))
  const [rowPast, columnPast] = [past(newcomers), past(locals)]
  const [rowPoints, columnPoints] = [points(newcomers, weeksAsPoints.newcomer), points(locals, weeksAsPoints.local)]
  // a pair that may be is worth one at least, also when its weeks count elsewhere
  const floor = aim === 'most_duos' ? -1 : threshold - 1
  const { length } = locals
  const row: Worth['row'] = (newcomer, places, worths, from) => {
    const [start, weeksThere, pointsThere] = [newcomer * length, rowPast[newcomer]!, rowPoints[newcomer]!]
    for (let at = 0; at < places.length; at++) {
      const { local, isFurther } = places[at]!
      const score = scores[start + local]!
      const weeksHere = columnPast[local]!
      const weeks = weeksThere + (isFurther ? 0 : weeksHere)
      worths[from + at] =
        score < 0 || (score < threshold && weeks === 0)
          ? 0
          : weeks * week + duo + Math.max(1, score - floor) + pointsThere + columnPoints[local]!
    }
  }
  const one = new Float64Array(1)
  const of: Worth['of'] = (newcomer, local, isFurther = false) => {
    row(newcomer, [{ local, isFurther }], one, 0)
    return one[0]!
  }
  return { week, duo, of, row }
}

const placesIn = (some: readonly Profile[]) => some.reduce((sum, { candidate }) => sum + candidate.places, 0)

/**
 * The best plan over everybody: a maximum-weight matching of newcomers and locals, each local as often as they have
 * places (decisions 4, domain reference 6.4). Nobody is paired against a blocker; the same people give the same plan.
 * Past the limit, those who wait longest go first: the sets of people that a matching can serve form a matroid, so adding
 * up weeks, once for each of them, serves them in that order exactly. The best plan uses the place that counts the weeks
 * before the others, whichever pair it is for.
 */
export function planOf(comparison: Comparison, aims: Aims, told?: (done: number) => void): Plan {
  const { newcomers, locals } = comparison
  const pinned = pinsOf(comparison, aims.pins)
  const free = (some: readonly Profile[], taken: readonly number[]) =>
    some.flatMap(({ candidate }, at) =>
      Array<number>(Math.max(0, candidate.places - taken.filter((one) => one === at).length)).fill(at),
    )
  const rows = free(
    newcomers,
    pinned.map(({ newcomer }) => newcomer),
  )
  const columns = free(
    locals,
    pinned.map(({ local }) => local),
  )
  const worth = worthOf(comparison, aims)
  const size = Math.max(rows.length, columns.length)
  const cost = new Float64Array(size * size)
  const served = new Set(pinned.map(({ local }) => local))
  const places = columns.map((local, at) => ({ local, isFurther: served.has(local) || columns[at - 1] === local }))
  rows.forEach((newcomer, row) => worth.row(newcomer, places, cost, row * size))
  for (let at = 0; at < cost.length; at++) cost[at] = -cost[at]!
  const assignment = assign(cost, size, told)
  const found: PlannedPair[] = []
  rows.forEach((newcomer, row) => {
    const column = assignment.columnOf[row]!
    if (cost[row * size + column]! < 0) found.push({ newcomer, local: columns[column]!, pinned: false })
  })
  return { pairs: [...pinned, ...found], loss: lossesOf({ rows, columns, cost, size, assignment }), worth }
}

function pinsOf({ newcomers, locals }: Comparison, pins: readonly Pair[]): PlannedPair[] {
  const rows = placesOf(newcomers)
  const columns = placesOf(locals)
  return pins.map(([one, other]) => {
    const [newcomer, local] = [rows.get(one), columns.get(other)]
    if (newcomer === undefined || local === undefined) throw new RangeError('a pin names somebody who is not there')
    return { newcomer, local, pinned: true }
  })
}

interface Solved {
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  readonly cost: Float64Array
  readonly size: number
  readonly assignment: Assignment
}

/** The reduced cost of a pair: no plan that has it is worth more than the best one less this. */
function lossesOf({ rows, columns, cost, size, assignment }: Solved): Plan['loss'] {
  return (newcomer, local) => {
    const row = rows.indexOf(newcomer)
    const prices = columns.flatMap((one, column) =>
      one === local ? cost[row * size + column]! - assignment.rowPrice[row]! - assignment.columnPrice[column]! : [],
    )
    return row < 0 || prices.length === 0 ? Infinity : Math.min(...prices)
  }
}
