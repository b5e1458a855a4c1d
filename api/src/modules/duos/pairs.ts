import { pairBlockers, usualWeights, type CandidacyPair, type PairBlocker, type Weights } from '@interra/contracts'
import { compare, type Comparison } from './compare.ts'
import { explain, type Explained } from './explain.ts'
import type { Pool } from './pool.ts'

/** Two people as the rules see them. */
export interface JudgedPair extends CandidacyPair {
  /** Why it may not be: one of the two is not in the pool, or both together; undefined when it may. */
  readonly blocker: PairBlocker | 'not_in_pool' | undefined
  /** The reasons, when it may be. */
  readonly explained: Explained | undefined
}

/** Judges pairs of candidacies against a pool, one by one; `language` is that of the site's duos. */
export function judgePairs(
  pool: Pool,
  pairs: readonly CandidacyPair[],
  { language, weights = usualWeights }: { readonly language: string; readonly weights?: Weights },
): JudgedPair[] {
  const members = new Map(pool.members.map((one) => [one.candidate.id, one]))
  return pairs.map(({ newcomerId, localId }) => {
    const [newcomer, local] = [members.get(newcomerId), members.get(localId)]
    if (newcomer?.side !== 'newcomer' || local?.side !== 'local' || !newcomer.inPool || !local.inPool)
      return { newcomerId, localId, blocker: 'not_in_pool', explained: undefined }
    const apart = pool.apart.filter(({ pair }) => pair[0] === newcomerId && pair[1] === localId)
    const both = { newcomers: [newcomer.candidate], locals: [local.candidate] }
    const comparison = compare({ ...both, weights, language, apart })
    const blocker = blockerIn(comparison)
    return { newcomerId, localId, blocker, explained: blocker === undefined ? explain(comparison, 0, 0) : undefined }
  })
}

function blockerIn({ scores: [score = -1] }: Comparison): PairBlocker | undefined {
  return score < 0 ? pairBlockers[-1 - score] : undefined
}
