import { daysBetween } from '@interra/contracts'

/** People who were at one place on one day; heads without a name are nobody, and weigh in how many there were. */
export interface Encounter {
  readonly on: string
  readonly people: readonly string[]
  readonly heads?: number
}

/** What ties two people, and since when. */
export interface Tie {
  readonly pair: readonly [one: string, other: string]
  readonly contactOn: string
  readonly durableOn: string | null
  /** All days on which they met. */
  readonly days: readonly string[]
}

/** A fraction of whole numbers: thirds add up to one. */
type Fraction = readonly [over: bigint, under: bigint]
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d]
const isAtLeast = ([a, b]: Fraction, whole: number) => a >= BigInt(whole) * b

/** What an encounter adds to two of those who were there; nothing to somebody alone. */
export function weightOf({ people, heads = 0 }: Encounter): Fraction {
  const others = new Set(people).size + heads - 1
  return others > 0 ? [1n, BigInt(others)] : [0n, 1n]
}

/**
 * Every pair in contact: tie(i, j) is the sum of 1 / (n - 1) over the encounters that both were at; in contact from the day it
 * is at least the threshold of that day; durable from the day they have also met on three days over 28 or more.
 */
export function tiesOf(encounters: readonly Encounter[], threshold: (day: string) => number = () => 1): Tie[] {
  const people = [...new Set(encounters.flatMap((one) => one.people))].toSorted()
  const pairs = people.flatMap((one, place) => people.slice(place + 1).map((other) => [one, other] as const))
  return pairs.flatMap((pair) => {
    const shared = encounters.filter((one) => pair.every((person) => one.people.includes(person)))
    const days = [...new Set(shared.map(({ on }) => on))].toSorted()
    const contactOn = days.find((day) => isAtLeast(sumOf(shared.filter(({ on }) => on <= day)), threshold(day)))
    if (contactOn === undefined) return []
    const durableOn = days.find(
      (day, place) => day >= contactOn && place >= 2 && daysBetween(days[0] ?? day, day) >= 28,
    )
    return [{ pair, contactOn, durableOn: durableOn ?? null, days }]
  })
}

/** Whom somebody is in contact with by these encounters, with the last day on which they met. */
export function contactsOf(
  person: string,
  encounters: readonly Encounter[],
  threshold: (day: string) => number = () => 1,
): { readonly other: string; readonly on: string }[] {
  const own = encounters.filter(({ people }) => people.includes(person))
  const others = [...new Set(own.flatMap(({ people }) => people))].filter((other) => other !== person)
  return others.flatMap((other) => {
    const shared = own.filter(({ people }) => people.includes(other))
    const on =
      shared
        .map((one) => one.on)
        .toSorted()
        .at(-1) ?? ''
    return isAtLeast(sumOf(shared), threshold(on)) ? [{ other, on }] : []
  })
}

const sumOf = (encounters: readonly Encounter[]) => encounters.map(weightOf).reduce<Fraction>(plus, [0n, 1n])
