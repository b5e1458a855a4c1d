import { weekSlots, type WeekSlot } from '@interra/contracts'
import type { Candidate } from '../../api/src/modules/duos/candidate.ts'

/** The same numbers each time: a linear congruential generator (Numerical Recipes). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const labels = Array.from({ length: 60 }, (_, number) => `passion ${number}`)

/** People who could all meet each other: free on a common evening, talking French, near enough. */
export function inventPool(side: string, size: number, random: () => number): Candidate[] {
  const some = <T>(all: readonly T[], count: number) => [
    ...new Set(Array.from({ length: count }, () => all[Math.floor(random() * all.length)] as T)),
  ]
  return Array.from({ length: size }, (_, number) => ({
    id: `${side}-${String(number).padStart(5, '0')}`,
    places: 1,
    slots: [...new Set<WeekSlot>(['tue-evening', ...some(weekSlots, 4)])],
    interests: some(labels, 5).map((label) => ({
      label,
      word: label,
      category: `c${label.length % 3}${label.at(-1)}`,
    })),
    languages: [{ language: 'fr', rank: 2 + Math.floor(random() * 6) }].map((one) =>
      side === 'l' ? { ...one, rank: 8 } : one,
    ),
    place: { latitude: 50.6 + random() * 0.08, longitude: 5.52 + random() * 0.12 },
    maxTravelMinutes: 240,
    online: true,
    goals: some(['a', 'b', 'c', 'd', 'e', 'f'], 2),
    lifeSituations: some(['x', 'y', 'z'], 1),
    birthYear: 1950 + Math.floor(random() * 55),
    ageMatters: random() < 0.8,
    gender: random() < 0.5 ? 'woman' : 'man',
    sameGenderOnly: false,
    waitingDays: Math.floor(random() * 90),
    roundsMissed: 0,
  }))
}
