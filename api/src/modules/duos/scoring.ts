import { fullScore, matchFeatures, type MatchFeature, type PairBlocker } from '@interra/contracts'
import { talkingLevel, type Place, type Profile } from './candidate.ts'

/** How much each feature counts; only the proportions matter. */
export type Weights = Readonly<Record<MatchFeature, number>>

/** Of each feature in the order of `matchFeatures` what the pair has, 0 to 1; -1 when too little is known. */
export type Shares = Float64Array

const a1 = 2
/** Share by level in the language of the duos, up to A2: not known, A0, A1, A2. */
const levelShares = [0.2, 0.2, 0.5, 0.8]

/**
 * What makes a pair impossible beyond what is wrong with one of the two alone, the first of these; undefined when nothing
 * does (domain reference 6.2, H6 to H9). What is not known stands in nobody's way, but for a wish about gender: that
 * somebody asks. `minutes`: of travel, null when not known.
 */
export function blockerOf(newcomer: Profile, local: Profile, minutes: number | null): PairBlocker | undefined {
  const noTalk = newcomer.level < a1 || (local.level > 0 && local.level < talkingLevel)
  if (noTalk && common(newcomer.spoken, local.spoken) === 0) return 'language'
  if ((newcomer.slots & local.slots) === 0) return 'availability'
  const [one, other] = [newcomer.candidate, local.candidate]
  const wished = one.sameGenderOnly || other.sameGenderOnly
  const told = isTold(one.gender) && isTold(other.gender)
  if (wished && told && one.gender !== other.gender) return 'gender_wish'
  const most = Math.min(one.maxTravelMinutes, other.maxTravelMinutes)
  if (minutes !== null && minutes > most && !(one.online && other.online)) return 'distance'
  // the last: by feel two may meet in spite of it, and of nothing else
  return wished && !told ? 'gender_not_told' : undefined
}
const isTold = (gender: string | null) => gender !== null && gender !== 'undisclosed'

/** Fills `shares` with what a pair has of each feature (domain reference 6.3). */
export function sharesOf(newcomer: Profile, local: Profile, minutes: number | null, shares: Shares): void {
  const [one, other] = [newcomer.candidate, local.candidate]
  const exact = common(newcomer.labels, local.labels)
  const near = common(newcomer.categories, local.categories)
  const categoryOnly = near === 0 || exact === 0 ? near : near - sharedCategories(newcomer, local)
  shares[0] = Math.min(1, (exact + 0.4 * categoryOnly) / 3)
  shares[1] = Math.min(1, bits(newcomer.slots & local.slots) / 3)
  shares[2] =
    newcomer.level >= talkingLevel || common(newcomer.spoken, local.spoken) > 0 ? 1 : (levelShares[newcomer.level] ?? 0)
  shares[3] = minutes === null ? -1 : Math.max(0, 1 - minutes / 60)
  shares[4] =
    newcomer.goals.length * local.goals.length === 0 ? -1 : Math.min(1, common(newcomer.goals, local.goals) / 2)
  const ages = one.ageMatters && other.ageMatters && one.birthYear !== null && other.birthYear !== null
  shares[5] = ages ? Math.max(0, 1 - Math.abs((one.birthYear ?? 0) - (other.birthYear ?? 0)) / 25) : -1
  const lives = newcomer.lifeSituations.length * local.lifeSituations.length
  shares[6] = lives === 0 ? -1 : common(newcomer.lifeSituations, local.lifeSituations) > 0 ? 1 : 0.5
}

/** Categories of the interests that both named with the same word. */
function sharedCategories(newcomer: Profile, local: Profile): number {
  const found = new Set<number>()
  newcomer.labels.forEach((label, at) => {
    const category = newcomer.labelCategories[at] ?? -1
    if (category >= 0 && local.labels.includes(label)) found.add(category)
  })
  let both = 0
  for (const category of found) if (local.categories.includes(category)) both++
  return both
}

/** Points in tenths of each feature at most: the full score shared out by weight over the features that are known. */
export type Scale = Int32Array

/**
 * The scale for every set of known features (one bit a feature). What rounding leaves over goes to the largest
 * remainders, so that each scale sums to the full score exactly. Throws a RangeError when no weight is above zero.
 */
export function scalesFor(weights: Weights): Scale[] {
  if (!matchFeatures.some((feature) => weights[feature] > 0)) throw new RangeError('every weight is zero')
  return Array.from({ length: 1 << matchFeatures.length }, (_, known) => scaleFor(weights, known))
}

function scaleFor(weights: Weights, known: number): Scale {
  const counted = matchFeatures.map((feature, at) => (known & (1 << at) ? weights[feature] : 0))
  const sum = counted.reduce((total, weight) => total + weight, 0)
  if (sum === 0) return new Int32Array(matchFeatures.length)
  const exact = counted.map((weight) => (weight * fullScore) / sum)
  const scale = Int32Array.from(exact, Math.floor)
  const left = fullScore - scale.reduce((total, points) => total + points, 0)
  const byRemainder = exact.map((points, at) => [points % 1, at] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1])
  for (const [, at] of byRemainder.slice(0, left)) scale[at] = (scale[at] ?? 0) + 1
  return scale
}

/** The features of which enough is known, one bit each. */
export function knownOf(shares: Shares): number {
  let known = 0
  for (let at = 0; at < shares.length; at++) if (shares[at]! >= 0) known |= 1 << at
  return known
}

/** Tenths of a point: the sum of the points of each feature, each rounded, so that the parts always add up. */
export function scoreOf(shares: Shares, scales: readonly Scale[]): number {
  const scale = scales[knownOf(shares)]!
  let score = 0
  for (let at = 0; at < shares.length; at++) if (shares[at]! > 0) score += Math.round(shares[at]! * scale[at]!)
  return score
}

/** Numbers that two sorted lists have in common. */
export function common(a: Int32Array, b: Int32Array): number {
  let count = 0
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const difference = a[i]! - b[j]!
    if (difference === 0) count++
    if (difference <= 0) i++
    if (difference >= 0) j++
  }
  return count
}

function bits(mask: number): number {
  let count = 0
  for (let left = mask; left !== 0; left &= left - 1) count++
  return count
}

const [kilometresPerHour, detour, minutesAtTheEnds] = [18, 1.3, 10]

/**
 * Minutes between two places in town: ten at the ends, and a third more than the straight line at 18 km/h, about what a
 * bus and a walk take in Liège. An estimate of ours: no service outside hears where somebody lives.
 */
export function travelMinutes(from: Place | null, to: Place | null): number | null {
  if (from === null || to === null) return null
  const radians = Math.PI / 180
  const x = (to.longitude - from.longitude) * radians * Math.cos(((from.latitude + to.latitude) / 2) * radians)
  const y = (to.latitude - from.latitude) * radians
  return Math.round(minutesAtTheEnds + ((6371 * Math.sqrt(x * x + y * y) * detour) / kilometresPerHour) * 60)
}
