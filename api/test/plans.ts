import { usualWeights } from '@interra/contracts'
import type { Candidate } from '../src/modules/duos/candidate.ts'
import { compare, type Comparison } from '../src/modules/duos/compare.ts'
import { worthOf, type Aims, type Plan } from '../src/modules/duos/plan.ts'

export const aims: Aims = { aim: 'most_duos', threshold: 450, waitingLimitDays: 60, pins: [] }
export const comparing = { weights: usualWeights, language: 'fr', apart: [] }

/** Each pair, and the weeks of a local once however many pairs they have. */
export const valueOf = ({ pairs, worth }: Plan) =>
  pairs.reduce((sum, { newcomer, local }, at) => {
    const isFurther = pairs.slice(0, at).some((one) => one.local === local)
    return sum + worth.of(newcomer, local, isFurther)
  }, 0)

/** The worth of the best of all plans there are, by trying each. */
export function bestOf(comparison: Comparison, wanted: Aims): number {
  const { newcomers, locals } = comparison
  const worth = worthOf(comparison, wanted)
  const all = locals.map(({ candidate }) => candidate.places)
  const places = [...all]
  const from = (newcomer: number): number => {
    if (newcomer === newcomers.length) return 0
    let best = from(newcomer + 1)
    for (let local = 0; local < locals.length; local++) {
      const value = worth.of(newcomer, local, places[local] !== all[local])
      if (value === 0 || (places[local] ?? 0) === 0) continue
      places[local] = (places[local] ?? 0) - 1
      best = Math.max(best, value + from(newcomer + 1))
      places[local] = (places[local] ?? 0) + 1
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
