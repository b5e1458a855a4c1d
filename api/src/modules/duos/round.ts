import { pairBlockers, type MatchAim, type MatchPart, type Side, type Unmatched } from '@interra/contracts'
import type { Profile } from './candidate.ts'
import { compare, type Comparing, type Comparison, type Pair } from './compare.ts'
import { explain } from './explain.ts'
import { planOf, type Plan, type PlannedPair } from './plan.ts'

/** Everything that a plan is made from. */
export interface Round extends Comparing {
  readonly aim: MatchAim
  readonly threshold: number
  readonly waitingLimitDays: number
  readonly pins: readonly Pair[]
}

export interface Better {
  readonly id: string
  readonly score: number
  readonly takenBy: string | null
  readonly because: 'pinned' | 'waiting' | 'duos' | 'fit'
  /** Tenths of a point, when that is what the plan would lose. */
  readonly loss: number | null
}
export interface RoundPair {
  readonly newcomer: string
  readonly local: string
  readonly pinned: boolean
  readonly score: number
  readonly coverage: number
  readonly parts: readonly MatchPart[]
  readonly newcomerBest: Better | null
  readonly localBest: Better | null
}
export interface RoundLeft {
  readonly id: string
  readonly side: Side
  readonly waitingDays: number
  readonly reason: Unmatched['reason']
  readonly best: { readonly id: string; readonly score: number } | null
}
export interface RoundResult {
  readonly pairs: readonly RoundPair[]
  readonly left: readonly RoundLeft[]
}

/** The best plan with its reasons. `told` hears the percent that is done: two thirds are comparing, the rest the plan. */
export function solveRound(round: Round, told: (percent: number) => void = () => undefined): RoundResult {
  const rows = Math.max(1, round.newcomers.length)
  const comparison = compare(round, (done) => told(Math.floor((66 * done) / rows)))
  const size = Math.max(1, round.newcomers.length, round.locals.length)
  const plan = planOf(comparison, round, (done) => told(66 + Math.floor((32 * done) / size)))
  return {
    pairs: plan.pairs.map((pair) => pairWithReasons(comparison, plan, pair)),
    left: leftOver(comparison, plan, round.threshold),
  }
}

const idOf = (profile: Profile | undefined) => profile?.candidate.id ?? ''

function pairWithReasons(comparison: Comparison, plan: Plan, pair: PlannedPair): RoundPair {
  const { newcomers, locals } = comparison
  const { newcomer, local, pinned } = pair
  return {
    newcomer: idOf(newcomers[newcomer]),
    local: idOf(locals[local]),
    pinned,
    ...explain(comparison, newcomer, local),
    newcomerBest: betterFor('newcomer', comparison, plan, pair),
    localBest: betterFor('local', comparison, plan, pair),
  }
}

/** Somebody's best candidate when it is not the one of the plan: who has them, and what the plan would lose. */
function betterFor(side: Side, comparison: Comparison, plan: Plan, pair: PlannedPair): Better | null {
  const { newcomers, locals } = comparison
  const own = scoreAt(comparison, pair.newcomer, pair.local)
  const others = side === 'newcomer' ? locals : newcomers
  let [best, score] = [-1, own]
  others.forEach((_, other) => {
    const here =
      side === 'newcomer' ? scoreAt(comparison, pair.newcomer, other) : scoreAt(comparison, other, pair.local)
    if (here > score) [best, score] = [other, here]
  })
  if (best < 0) return null
  const [newcomer, local] = side === 'newcomer' ? [pair.newcomer, best] : [best, pair.local]
  const taker = plan.pairs.find((one) => (side === 'newcomer' ? one.local === best : one.newcomer === best))
  const takenBy = taker && (side === 'newcomer' ? idOf(newcomers[taker.newcomer]) : idOf(locals[taker.local]))
  const known = { id: idOf(others[best]), score, takenBy: takenBy ?? null }
  const loss = plan.loss(newcomer, local)
  const { week, duo } = plan.worth
  if (pair.pinned || taker?.pinned === true || loss === Infinity) return { ...known, because: 'pinned', loss: null }
  if (loss >= week) return { ...known, because: 'waiting', loss: null }
  if (duo > 0 && loss >= duo) return { ...known, because: 'duos', loss: null }
  return { ...known, because: 'fit', loss }
}

const scoreAt = ({ scores, locals }: Comparison, newcomer: number, local: number) =>
  scores[newcomer * locals.length + local] ?? -1

/** Whoever the plan has no duo for, with what stands in the way of most. */
function leftOver(comparison: Comparison, plan: Plan, threshold: number): RoundLeft[] {
  const { newcomers, locals } = comparison
  const taken = {
    newcomer: new Set(plan.pairs.map(({ newcomer }) => newcomer)),
    local: new Set(plan.pairs.map(({ local }) => local)),
  }
  const left = (side: Side, own: readonly Profile[], others: readonly Profile[]) =>
    own.flatMap(({ candidate }, at): RoundLeft[] => {
      if (taken[side].has(at)) return []
      const scores = others.map((_, other) =>
        side === 'newcomer' ? scoreAt(comparison, at, other) : scoreAt(comparison, other, at),
      )
      return [{ id: candidate.id, side, waitingDays: candidate.waitingDays, ...reasonFor(scores, others, threshold) }]
    })
  return [...left('newcomer', newcomers, locals), ...left('local', locals, newcomers)]
}

function reasonFor(
  scores: readonly number[],
  others: readonly Profile[],
  threshold: number,
): Pick<RoundLeft, 'reason' | 'best'> {
  const top = scores.reduce((best, score, at) => (score > (scores[best] ?? -1) ? at : best), 0)
  const score = scores[top] ?? -1
  const best = score >= 0 ? { id: idOf(others[top]), score } : null
  if (scores.length === 0) return { reason: 'nobody_there', best }
  if (score >= threshold) return { reason: 'nobody_left', best }
  if (score >= 0) return { reason: 'below_threshold', best }
  const counts = pairBlockers.map((_, at) => scores.filter((one) => one === -1 - at).length)
  return { reason: pairBlockers[counts.indexOf(Math.max(...counts))] ?? 'nobody_there', best }
}
