import { languageLevels, weekSlots } from '@interra/contracts'
import fc from 'fast-check'
import type { Candidate } from '../src/modules/duos/candidate.ts'

const labels = ['cuisine', 'couture', 'football', 'guitare', 'jardin', 'lecture', 'marche', 'échecs']
const categoryOf = (label: string) => (label === 'échecs' ? null : `c${labels.indexOf(label) % 3}`)

/** A candidate about whom more or less is known; few different words, so that people have something in common. */
export function anyCandidate(id: string): fc.Arbitrary<Candidate> {
  const some = <T>(all: readonly T[], least = 0) =>
    fc.uniqueArray(fc.constantFrom(...all), { minLength: least, maxLength: 4 })
  return fc.record({
    id: fc.constant(id),
    places: fc.constant(1),
    slots: some(weekSlots.slice(0, 6), 1),
    interests: some(labels, 1).map((found) =>
      found.map((label) => ({ label, word: label, category: categoryOf(label) })),
    ),
    languages: fc
      .uniqueArray(fc.constantFrom('fr', 'ar', 'en', 'ti'), { maxLength: 3 })
      .chain((codes) =>
        fc.tuple(
          ...codes.map((language) =>
            fc.record({ language: fc.constant(language), rank: fc.nat(languageLevels.length - 1) }),
          ),
        ),
      ),
    place: fc.option(
      fc.record({
        latitude: fc.double({ min: 50.6, max: 50.7, noNaN: true }),
        longitude: fc.double({ min: 5.5, max: 5.7, noNaN: true }),
      }),
    ),
    maxTravelMinutes: fc.integer({ min: 0, max: 90 }),
    online: fc.boolean(),
    goals: some(['g1', 'g2', 'g3']),
    lifeSituations: some(['l1', 'l2']),
    birthYear: fc.option(fc.integer({ min: 1940, max: 2006 })),
    ageMatters: fc.boolean(),
    gender: fc.option(fc.constantFrom('woman', 'man', 'non_binary', 'undisclosed')),
    sameGenderOnly: fc.boolean(),
    waitingDays: fc.nat(300),
    roundsMissed: fc.nat(3),
  })
}

/** Two pools; some locals have two places. */
export function anyPools(most: number): fc.Arbitrary<{ newcomers: Candidate[]; locals: Candidate[] }> {
  const pool = (side: string) =>
    fc.nat(most).chain((size) => fc.tuple(...Array.from({ length: size }, (_, at) => anyCandidate(`${side}${at}`))))
  return fc.record({
    newcomers: pool('n'),
    locals: pool('l').chain((some) =>
      fc
        .array(fc.integer({ min: 1, max: 2 }), { minLength: some.length, maxLength: some.length })
        .map((places) => some.map((one, at) => ({ ...one, places: places[at] ?? 1 }))),
    ),
  })
}
