import { matchFeatures, weekSlots, type MatchFeature, type MatchPart } from '@interra/contracts'
import { talkingLevel, type Profile } from './candidate.ts'
import type { Comparison } from './compare.ts'
import { knownOf, sharesOf, travelMinutes } from './scoring.ts'

/** Why a pair has its score. Points are tenths and add up to it. */
export interface Explained {
  readonly score: number
  /** Percent of the weights about which enough is known. */
  readonly coverage: number
  readonly parts: MatchPart[]
}

/**
 * The points of a possible pair, feature by feature. What a part lacks to its `most` is what would have raised the score;
 * a part that is not known has no points and no most.
 */
export function explain(comparison: Comparison, row: number, column: number): Explained {
  const [newcomer, local] = [comparison.newcomers[row]!, comparison.locals[column]!]
  const minutes = travelMinutes(newcomer.candidate.place, local.candidate.place)
  const shares = new Float64Array(matchFeatures.length)
  sharesOf(newcomer, local, minutes, shares)
  const known = knownOf(shares)
  const scale = comparison.scales[known]!
  const parts = matchFeatures.map((feature, at): MatchPart => {
    const isKnown = shares[at]! >= 0
    return {
      feature,
      points: isKnown ? Math.round(shares[at]! * scale[at]!) : 0,
      most: isKnown ? scale[at]! : 0,
      known: isKnown,
      words: wordsOf(feature, newcomer, local),
      amount: amountOf(feature, newcomer, local, minutes),
    }
  })
  return { score: parts.reduce((sum, { points }) => sum + points, 0), coverage: coverageOf(comparison, known), parts }
}

function coverageOf({ weights }: Comparison, known: number): number {
  const all = matchFeatures.reduce((sum, feature) => sum + weights[feature], 0)
  const counted = matchFeatures.reduce((sum, feature, at) => sum + (known & (1 << at) ? weights[feature] : 0), 0)
  return Math.round((100 * counted) / all)
}

const both = (one: readonly string[], other: readonly string[]) => one.filter((word) => other.includes(word))

/** What the two have in common of a feature: words as people said them, parts of the week, languages, ids of terms. */
function wordsOf(feature: MatchFeature, { candidate: one }: Profile, { candidate: other }: Profile): string[] {
  const spoken = (some: typeof one) => some.languages.filter(({ rank }) => rank >= talkingLevel).map((l) => l.language)
  switch (feature) {
    case 'interests':
      return [
        ...new Set(
          one.interests
            .filter(({ word }) => other.interests.some((its) => its.word === word))
            .map(({ label }) => label),
        ),
      ]
    case 'availability':
      return weekSlots.filter((slot) => one.slots.includes(slot) && other.slots.includes(slot))
    case 'language':
      return both(spoken(one), spoken(other))
    case 'goals':
      return both(one.goals, other.goals)
    case 'life_situation':
      return both(one.lifeSituations, other.lifeSituations)
    case 'distance':
    case 'age':
      return []
  }
}

function amountOf(feature: MatchFeature, newcomer: Profile, local: Profile, minutes: number | null): number | null {
  if (feature === 'distance') return minutes
  const [one, other] = [newcomer.candidate.birthYear, local.candidate.birthYear]
  return feature === 'age' && one !== null && other !== null ? Math.abs(one - other) : null
}
