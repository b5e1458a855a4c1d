import { languageLevels, sides, otherSide, weekSlots, type Missing, type Side } from '@interra/contracts'
import { talkingLevel, type Candidate } from './candidate.ts'

/** Somebody who waits, as far as it matters who is missing. */
export interface Waiting {
  readonly side: Side
  readonly areaId: string | null
  readonly candidate: Candidate
}

type Trait = Missing['trait']

/**
 * Who is missing (C12). For each part of the week, language, area and gender: the people of one side who could use it,
 * less the places of the other side that have it; told where it is above zero, the most first. Somebody free on three
 * evenings counts on each: it says where one more person would help, not how many duos there could be. A language counts
 * for those who need one beside that of the duos, a gender for those who asked for their own.
 */
export function missingOf(waiting: readonly Waiting[], language: string): Missing[] {
  return sides
    .flatMap((side) => {
      const wished = waiting.filter((one) => one.side === otherSide[side])
      const there = waiting.filter((one) => one.side === side)
      return traits.flatMap(({ trait, needed, had }) => {
        const supply = counted(there, had, language)
        return [...counted(wished, needed, language)].map(([value, people]) => ({
          side,
          trait,
          value,
          people: people - (supply.get(value) ?? 0),
        }))
      })
    })
    .filter(({ people }) => people > 0)
    .sort((a, b) => b.people - a.people || order(a) - order(b) || (a.value < b.value ? -1 : 1))
}

interface TraitRule {
  readonly trait: Trait
  /** What somebody would want the other side to have. */
  readonly needed: Values
  readonly had: Values
}
type Values = (one: Waiting, language: string) => readonly string[]

const slots: Values = ({ candidate }) => candidate.slots
const spoken: Values = ({ candidate }) =>
  candidate.languages.filter(({ rank }) => rank >= talkingLevel).map((one) => one.language)
const area: Values = ({ areaId }) => (areaId === null ? [] : [areaId])
const gender: Values = ({ candidate }) =>
  candidate.gender === null || candidate.gender === 'undisclosed' ? [] : [candidate.gender]

/** Below A1 in the language of the duos two people need another one. */
const needsAnother: Values = (one, language) => {
  const rank = one.candidate.languages.find((known) => known.language === language)?.rank ?? 0
  return rank < languageLevels.indexOf('A1') ? spoken(one, language).filter((other) => other !== language) : []
}

const traits: readonly TraitRule[] = [
  { trait: 'slot', needed: slots, had: slots },
  { trait: 'language', needed: needsAnother, had: spoken },
  { trait: 'area', needed: area, had: area },
  {
    trait: 'gender',
    needed: (one, language) => (one.candidate.sameGenderOnly ? gender(one, language) : []),
    had: gender,
  },
]

/** Places by value. */
function counted(people: readonly Waiting[], values: Values, language: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const one of people)
    for (const value of values(one, language)) found.set(value, (found.get(value) ?? 0) + one.candidate.places)
  return found
}

const order = ({ trait, value }: Pick<Missing, 'trait' | 'value'>) =>
  traits.findIndex((rule) => rule.trait === trait) * 100 +
  Math.max(
    0,
    weekSlots.findIndex((slot) => slot === value),
  )
