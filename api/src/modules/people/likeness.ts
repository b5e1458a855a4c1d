import { mayBeEqual, type MatchReason, type PartialDate } from '@interra/contracts'

/** What is compared: folded words of the name in Latin letters and of the name in its own script, canonical contacts. */
export interface Likeable {
  readonly words: readonly string[]
  readonly ownWords: readonly string[]
  readonly phone: string | null
  readonly email: string | null
  readonly birth: PartialDate | null
}

/**
 * Why two records are probably one person; empty when they are not. The same telephone number or e-mail says so, unless
 * names and birth both differ (families share telephones). Otherwise the names must agree: each word of the shorter name
 * is, in any order, a word of the longer one, to the letter or nearly; a single word must be the whole name, or agree
 * with the birth date. Birth dates that exclude each other exclude it.
 */
export function reasonsForSame(one: Likeable, other: Likeable): MatchReason[] {
  const names = sameNames(one.words, other.words) ?? sameNames(one.ownWords, other.ownWords)
  const births = one.birth !== null && other.birth !== null ? mayBeEqual(one.birth, other.birth) : undefined
  const contacts: MatchReason[] = []
  if (one.phone !== null && one.phone === other.phone) contacts.push('phone')
  if (one.email !== null && one.email === other.email) contacts.push('email')
  const birthReason: MatchReason[] = births ? ['birth'] : []
  if (contacts.length > 0 && (names || births !== false))
    return [...(names ? [names.reason] : []), ...contacts, ...birthReason]
  if (!names || births === false) return []
  return names.whole || births ? [names.reason, ...birthReason] : []
}

interface NameLikeness {
  readonly reason: 'name' | 'similar_name'
  /** Enough by itself: both names have as many words, or at least two words agree. */
  readonly whole: boolean
}

function sameNames(one: readonly string[], other: readonly string[]): NameLikeness | undefined {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one]
  if (shorter.length === 0) return undefined
  const left = longer.filter((word) => !shorter.includes(word))
  const others = shorter.filter((word) => !longer.includes(word))
  for (const word of others) {
    const at = left.findIndex((candidate) => similar(word, candidate))
    if (at < 0) return undefined
    left.splice(at, 1)
  }
  return { reason: others.length === 0 ? 'name' : 'similar_name', whole: shorter.length > 1 || left.length === 0 }
}

/** Doubled letters apart, one slip away, or the same consonants in the same order (Mohamed, Muhammad). */
export function similar(one: string, other: string): boolean {
  const [a, b] = [squeeze(one), squeeze(other)]
  if (a === b) return true
  const bones = skeleton(a)
  if (bones.length > 2 && bones === skeleton(b)) return true
  return Math.min(one.length, other.length) > 3 && (oneSlipApart(one, other) || oneSlipApart(a, b))
}

const squeeze = (word: string) => word.replace(/(.)\1+/g, '$1')
/** As `interra.skeleton` in SQL. */
const skeleton = (word: string) => (/^[a-z]+$/.test(word) ? word[0] + word.slice(1).replace(/[aeiouy]|h$/g, '') : '')

/** One letter more, less, different, or two neighbours swapped. */
function oneSlipApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  const [restOne, restOther] = [one.slice(start), other.slice(start)]
  return (
    restOne.slice(1) === restOther.slice(1) ||
    restOne.slice(1) === restOther ||
    restOne === restOther.slice(1) ||
    (restOne[0] === restOther[1] && restOne[1] === restOther[0] && restOne.slice(2) === restOther.slice(2))
  )
}
