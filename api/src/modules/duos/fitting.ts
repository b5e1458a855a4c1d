import { pairBlockers, problem, usualWeights, type PairBlocker, type PoolBlocker } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { policyAt } from '../sites/policies.store.ts'
import { compare } from './compare.ts'
import type { StoredDuo } from './duos.store.ts'
import { readTwo } from './pool.store.ts'

/** What keeps somebody out of the pool, and out of a duo that would start: the place is theirs, the side was settled. */
const stops: readonly PoolBlocker[] = [
  'minor',
  'age_unknown',
  'consent_missing',
  'cooling_off',
  'talk_missing',
  'safety',
]

/**
 * The hard rules of the pool and of the pair hold again when a side accepts and when a duo starts (domain reference 6.2).
 * The side of each is that of the match date (invariant 4). Throws `pair-impossible`; with what stands against it for the
 * team alone, since the other side may read what a link answers.
 */
export async function requireStillFitting(db: Db, held: StoredDuo, now: Date, reader: 'link' | 'staff'): Promise<void> {
  const { newcomer, local, apart, today } = await readTwo(db, held, now)
  const language = await policyAt(db, held.siteId, 'duo_language', today)
  const comparison = compare({
    newcomers: [newcomer.candidate],
    locals: [local.candidate],
    weights: usualWeights,
    language,
    apart: apart.map((because) => ({ pair: [newcomer.candidate.id, local.candidate.id], because })),
  })
  const blocker = blockerOf(comparison.scores[0] ?? -1)
  const against = { newcomer: newcomer.blockers.filter(stopping), local: local.blockers.filter(stopping) }
  // a wish about gender that no data can check was settled by people
  const together = blocker === 'gender_not_told' && held.origin === 'by_feel' ? undefined : blocker
  const away = !newcomer.available || !local.available
  if (together !== undefined || away || against.newcomer.length + against.local.length > 0)
    throw reader === 'link'
      ? problem('pair-impossible')
      : problem('pair-impossible', { params: { blocker: together ?? (away ? 'not_in_pool' : undefined), ...against } })
}

const stopping = (blocker: PoolBlocker) => stops.includes(blocker)
const blockerOf = (score: number): PairBlocker | undefined => (score < 0 ? pairBlockers[-1 - score] : undefined)
