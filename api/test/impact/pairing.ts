import { waveWindows, type EntryWave } from '@interra/contracts'

/** One answer of a person to an instrument. */
export interface Answered {
  readonly day: string
  readonly score: number | null
  readonly version: number
  /** On a phone, or written for them: the two are not compared. */
  readonly alone: boolean
  readonly language: string
  /** Whether the words in that language were validated. */
  readonly published: boolean
}
export interface Pair {
  readonly first: Answered
  readonly last: Answered
  readonly languageChanged: boolean
}

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000
type Scored = Answered & { readonly score: number }
const isScored = (one: Answered): one is Scored => one.score !== null

/** The first valid answer around the entry; null when there is none (domain reference 3.4, T0). */
export function baseline(entryOn: string, answers: readonly Answered[]): Scored | null {
  const { from, to } = waveWindows.t0
  const away = (one: Answered) => dayOf(one.day) - dayOf(entryOn)
  const near = answers.filter(isScored).filter((one) => away(one) >= from && away(one) <= to)
  return near.toSorted((a, b) => a.day.localeCompare(b.day))[0] ?? null
}

/**
 * The answer that is compared with the first one: of the same version and mode, closest to the day aimed at, the earlier of
 * two as close. In another language only when both were validated.
 */
export function pairOf(entryOn: string, wave: Exclude<EntryWave, 't0'>, answers: readonly Answered[]): Pair | null {
  const first = baseline(entryOn, answers)
  if (!first) return null
  const { from, at, to } = waveWindows[wave]
  const away = (one: Answered) => dayOf(one.day) - dayOf(entryOn)
  const isComparable = (one: Answered) =>
    one.version === first.version &&
    one.alone === first.alone &&
    (one.language === first.language || (one.published && first.published))
  const [last] = answers
    .filter(isScored)
    .filter((one) => away(one) >= from && away(one) <= to && isComparable(one))
    .toSorted((a, b) => Math.abs(away(a) - at) - Math.abs(away(b) - at) || a.day.localeCompare(b.day))
  return last ? { first, last, languageChanged: last.language !== first.language } : null
}
