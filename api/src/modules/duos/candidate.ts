import { languageLevels, weekSlots, type WeekSlot } from '@interra/contracts'

/** About where somebody lives: the middle of their area, in degrees. */
export interface Place {
  readonly latitude: number
  readonly longitude: number
}

/** Everything that is known of a candidate when a pair is judged, and nothing else: a test pins this list. */
export interface Candidate {
  /** Of the candidacy. */
  readonly id: string
  /** Duos that still fit: 1, or 2 for a local who was allowed two. */
  readonly places: number
  /** Parts of the week, `tue-evening`. */
  readonly slots: readonly WeekSlot[]
  /** `label` as it was said, `word` without case and accents, `category` the id of a term. */
  readonly interests: readonly { readonly label: string; readonly word: string; readonly category: string | null }[]
  /** `rank`: place of the level in `languageLevels`, 0 when nobody could tell. */
  readonly languages: readonly { readonly language: string; readonly rank: number }[]
  readonly place: Place | null
  readonly maxTravelMinutes: number
  readonly online: boolean
  readonly goals: readonly string[]
  readonly lifeSituations: readonly string[]
  readonly birthYear: number | null
  readonly ageMatters: boolean
  readonly gender: string | null
  readonly sameGenderOnly: boolean
  readonly waitingDays: number
  /** Published rounds in which they were there and got nobody. */
  readonly roundsMissed: number
}

/** A candidate in numbers, for millions of comparisons. Lists are sorted and hold each number once. */
export interface Profile {
  readonly candidate: Candidate
  /** One bit a part of the week. */
  readonly slots: number
  readonly labels: Int32Array
  readonly categories: Int32Array
  /** Categories of each label, -1 for none, beside `labels`. */
  readonly labelCategories: Int32Array
  /** Languages spoken well: level B1 or more. */
  readonly spoken: Int32Array
  /** Rank of the level in the language of the duos; 0 when not known. */
  readonly level: number
  readonly goals: Int32Array
  readonly lifeSituations: Int32Array
}

/** From this level two people talk with each other in a language. */
export const talkingLevel = languageLevels.indexOf('B1')

/** Numbers for words, the same for everybody of a round. */
export class Words {
  readonly #numbers = new Map<string, number>()

  numberOf(word: string): number {
    const known = this.#numbers.get(word)
    if (known !== undefined) return known
    this.#numbers.set(word, this.#numbers.size)
    return this.#numbers.size - 1
  }
  all(words: readonly string[]): Int32Array {
    return Int32Array.from(new Set(words.map((word) => this.numberOf(word)))).sort()
  }
}

/** The candidate in numbers; `language` is that of the site's duos. */
export function profileOf(candidate: Candidate, words: Words, language: string): Profile {
  const { interests, languages } = candidate
  const labels = words.all(interests.map(({ word }) => word))
  const categoryOf = new Map(
    interests.map(({ word, category }) => [words.numberOf(word), category === null ? -1 : words.numberOf(category)]),
  )
  return {
    candidate,
    slots: candidate.slots.reduce((mask, slot) => mask | (1 << weekSlots.indexOf(slot)), 0),
    labels,
    labelCategories: labels.map((label) => categoryOf.get(label) ?? -1),
    categories: words.all(interests.flatMap(({ category }) => category ?? [])),
    spoken: words.all(languages.filter(({ rank }) => rank >= talkingLevel).map((one) => one.language)),
    level: languages.find((one) => one.language === language)?.rank ?? 0,
    goals: words.all(candidate.goals),
    lifeSituations: words.all(candidate.lifeSituations),
  }
}
