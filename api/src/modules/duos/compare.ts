import { matchFeatures, pairBlockers, type PairBlocker } from '@interra/contracts'
import { profileOf, Words, type Candidate, type Profile } from './candidate.ts'
import { blockerOf, scalesFor, scoreOf, sharesOf, travelMinutes, type Scale, type Weights } from './scoring.ts'

/** Ids of two candidacies. */
export type Pair = readonly [newcomer: string, local: string]

export interface Comparing {
  readonly newcomers: readonly Candidate[]
  readonly locals: readonly Candidate[]
  readonly weights: Weights
  /** The language of the site's duos. */
  readonly language: string
  /** Pairs that may not be, and why. */
  readonly apart: readonly { readonly pair: Pair; readonly because: PairBlocker }[]
}

/** Everybody of one side beside everybody of the other. */
export interface Comparison {
  readonly newcomers: readonly Profile[]
  readonly locals: readonly Profile[]
  readonly weights: Weights
  readonly scales: readonly Scale[]
  /** A row a newcomer: the score in tenths of a point, or -1 - the place of the blocker in `pairBlockers`. */
  readonly scores: Int16Array
}

/**
 * Compares each newcomer with each local, both in the order of their ids: the same people always give the same
 * comparison. `told` hears how many newcomers are done.
 */
export function compare(
  { newcomers, locals, weights, language, apart }: Comparing,
  told?: (done: number) => void,
): Comparison {
  const words = new Words()
  const profiles = (some: readonly Candidate[]) => inOrder(some).map((one) => profileOf(one, words, language))
  const [rows, columns] = [profiles(newcomers), profiles(locals)]
  const scales = scalesFor(weights)
  const scores = new Int16Array(rows.length * columns.length)
  const shares = new Float64Array(matchFeatures.length)
  for (let row = 0, at = 0; row < rows.length; row++) {
    const newcomer = rows[row]!
    for (let column = 0; column < columns.length; column++, at++) {
      const local = columns[column]!
      const minutes = travelMinutes(newcomer.candidate.place, local.candidate.place)
      const blocker = blockerOf(newcomer, local, minutes)
      if (blocker === undefined) {
        sharesOf(newcomer, local, minutes, shares)
        scores[at] = scoreOf(shares, scales)
      } else scores[at] = -1 - pairBlockers.indexOf(blocker)
    }
    told?.(row + 1)
  }
  const places = { newcomers: placesOf(rows), locals: placesOf(columns) }
  for (const { pair, because } of apart) {
    const [row, column] = [places.newcomers.get(pair[0]), places.locals.get(pair[1])]
    if (row !== undefined && column !== undefined)
      scores[row * columns.length + column] = -1 - pairBlockers.indexOf(because)
  }
  return { newcomers: rows, locals: columns, weights, scales, scores }
}

const inOrder = (some: readonly Candidate[]) => [...some].sort((a, b) => (a.id < b.id ? -1 : 1))

/** Where each stands, by id. */
export function placesOf(profiles: readonly Profile[]): ReadonlyMap<string, number> {
  return new Map(profiles.map(({ candidate }, at) => [candidate.id, at]))
}
