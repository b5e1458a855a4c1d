import {
  pairBlockers,
  usualThreshold,
  usualWeights,
  type CandidateRef,
  type PairBlocker,
  type Side,
  type Suggestions,
} from '@interra/contracts'
import { compare, placesOf } from './compare.ts'
import { explain } from './explain.ts'
import { ofSide, type Pool, type PoolMember } from './pool.ts'

export const refOf = ({ candidate, person }: PoolMember): CandidateRef => ({ candidacyId: candidate.id, person })

/**
 * Whom somebody fits best, with the usual weights: the best first, equal ones in the order of their ids, and how many
 * are left out for which reason. `id` is a candidacy of the pool.
 */
export function suggestionsFor(pool: Pool, id: string, language: string, limit: number): Suggestions {
  const own = pool.members.find(({ candidate }) => candidate.id === id)
  if (!own) throw new RangeError('nobody of this pool')
  const side: Side = own.side
  const others = ofSide(pool, side === 'newcomer' ? 'local' : 'newcomer').filter((one) => one.inPool)
  const [newcomers, locals] = side === 'newcomer' ? [[own], others] : [others, [own]]
  const comparison = compare({
    newcomers: newcomers.map(({ candidate }) => candidate),
    locals: locals.map(({ candidate }) => candidate),
    weights: usualWeights,
    language,
    apart: pool.apart,
  })
  const places = placesOf(side === 'newcomer' ? comparison.locals : comparison.newcomers)
  const judged = others.map((other) => {
    const place = places.get(other.candidate.id) ?? 0
    return { other, place, score: comparison.scores[place] ?? 0 }
  })
  const good = judged
    .filter(({ score }) => score >= usualThreshold)
    .sort((a, b) => b.score - a.score || (a.other.candidate.id < b.other.candidate.id ? -1 : 1))
  return {
    items: good.slice(0, limit).map(({ other, place }) => ({
      other: refOf(other),
      ...explain(comparison, side === 'newcomer' ? 0 : place, side === 'newcomer' ? place : 0),
    })),
    blocked: countBlocked(judged.map(({ score }) => score)),
    belowThreshold: judged.filter(({ score }) => score >= 0 && score < usualThreshold).length,
  }
}

function countBlocked(scores: readonly number[]): { blocker: PairBlocker; people: number }[] {
  return pairBlockers
    .map((blocker, at) => ({ blocker, people: scores.filter((score) => score === -1 - at).length }))
    .filter(({ people }) => people > 0)
    .sort((a, b) => b.people - a.people)
}
