import { usualWeights } from '@interra/contracts'
import type { Candidate } from '../src/modules/duos/candidate.ts'
import { compare, type Comparison } from '../src/modules/duos/compare.ts'
import { worthOf, type Aims, type Plan } from '../src/modules/duos/plan.ts'

export const aims: Aims = { aim: 'most_duos', threshold: 450, waitingLimitDays: 60, pins: [] }
export const comparing = { weights: usualWeights, language: 'fr', apart: [] }

/** Each pair; of those of one local, one is in the place that ends their waiting: whichever is worth most there. */
export const valueOf = ({ pairs, worth }: Plan) =>
  [...new Set(pairs.map(({ local }) => local))].reduce((sum, local) => {
    const here = pairs.filter((one) => one.local === local).map(({ newcomer }) => newcomer)
    const further = here.map((newcomer) => worth.of(newcomer, local, true))
    const more = here.map((newcomer, at) => worth.of(newcomer, local) - (further[at] ?? 0))
    return sum + further.reduce((all, one) => all + one, 0) + Math.max(...more)
  }, 0)

/** The worth of the best of all plans there are, by trying each. */
export function bestOf(comparison: Comparison, wanted: Aims): number {
  const { newcomers, locals } = comparison
  const worth = worthOf(comparison, wanted)
  // of a local the place that ends their waiting, and those after it: a pair may take either
  const left = locals.map(({ candidate }) => [Math.min(1, candidate.places), Math.max(0, candidate.places - 1)])
  const from = (newcomer: number): number => {
    if (newcomer === newcomers.length) return 0
    let best = from(newcomer + 1)
    for (const [local, places] of left.entries())
      for (const [at, free] of places.entries()) {
        const value = worth.of(newcomer, local, at === 1)
        if (value === 0 || free === 0) continue
        places[at] = free - 1
        best = Math.max(best, value + from(newcomer + 1))
        places[at] = free
      }
    return best
  }
  return from(0)
}

/** A comparison with these scores, in points. */
export function scored(scores: readonly (readonly number[])[], waiting: Partial<Candidate> = {}): Comparison {
  const one = (id: string) => ({ ...nobody, id, ...waiting })
  const made = compare({
    ...comparing,
    newcomers: scores.map((_, at) => one(`n${at}`)),
    locals: (scores[0] ?? []).map((_, at) => one(`l${at}`)),
  })
  return { ...made, scores: Int16Array.from(scores.flat(), (score) => score * 10) }
}
export const nobody: Candidate = {
  id: '',
  places: 1,
  slots: ['tue-evening'],
  interests: [{ label: 'Cuisine', word: 'cuisine', category: null }],
  languages: [],
  place: null,
  maxTravelMinutes: 45,
  online: false,
  goals: [],
  lifeSituations: [],
  birthYear: null,
  ageMatters: true,
  gender: null,
  sameGenderOnly: false,
  waitingDays: 0,
  roundsMissed: 0,
}
export const pairsOf = (plan: Plan) => plan.pairs.map(({ newcomer, local }) => [newcomer, local])
