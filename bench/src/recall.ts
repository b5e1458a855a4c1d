import type { Seeded } from './seed.ts'

const kinds = ['accents left out', 'words swapped', 'one letter missing'] as const
export type Kind = (typeof kinds)[number]
type Person = Seeded['people'][number]

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The name as somebody in a hurry types it. */
export function mistyped(kind: Kind, { given, family }: Person, seed: number): string {
  if (kind === 'accents left out') return plain(`${given} ${family}`)
  if (kind === 'words swapped') return `${family} ${given}`
  const letters = [...family]
  // any letter may be missing but the first: few people miss that one
  letters.splice(1 + (seed % (letters.length - 1)), 1)
  return `${given} ${letters.join('')}`
}

/** For each kind of slip, the share of searches that give the person wanted among the first ten. */
export async function recall(
  search: (text: string) => Promise<readonly string[]>,
  people: readonly Person[],
  sample: number,
): Promise<Record<Kind, number>> {
  const step = Math.floor(people.length / sample)
  const shares = kinds.map(async (kind) => {
    let found = 0
    for (let index = 0; index < sample; index++) {
      const person = people[index * step]
      if (!person) continue
      const ids = await search(mistyped(kind, person, index * 7 + 3))
      if (ids.slice(0, 10).includes(person.id)) found++
    }
    return [kind, found / sample] as const
  })
  return Object.fromEntries(await Promise.all(shares)) as Record<Kind, number>
}
