import type { CandidacyPair, MatchPair, MatchRun } from '@interra/contracts'

/** What somebody decided about a plan since it was made. */
export interface PlanChoices {
  /** Pairs of the plan not to propose, by their id. */
  readonly leftOut: ReadonlySet<string>
  readonly pins: readonly CandidacyPair[]
  readonly forbids: readonly CandidacyPair[]
}
export const choicesOf = ({ pins, forbids }: Pick<MatchRun, 'pins' | 'forbids'>): PlanChoices => ({
  leftOut: new Set(),
  pins,
  forbids,
})

export const pairOf = ({ newcomer, local }: Pick<MatchPair, 'newcomer' | 'local'>): CandidacyPair => ({
  newcomerId: newcomer.candidacyId,
  localId: local.candidacyId,
})
const same = (one: CandidacyPair, other: CandidacyPair) =>
  one.newcomerId === other.newcomerId && one.localId === other.localId
export const holdsPair = (pairs: readonly CandidacyPair[], pair: CandidacyPair) => pairs.some((one) => same(one, pair))

/** Adds a pair to the list, or takes it out. */
const flip = (pairs: readonly CandidacyPair[], pair: CandidacyPair) =>
  holdsPair(pairs, pair) ? pairs.filter((one) => !same(one, pair)) : [...pairs, pair]
const without = (pairs: readonly CandidacyPair[], pair: CandidacyPair) => pairs.filter((one) => !same(one, pair))

/** A pair is pinned or forbidden, never both. */
export function withPin(choices: PlanChoices, pair: CandidacyPair): PlanChoices {
  return { ...choices, pins: flip(choices.pins, pair), forbids: without(choices.forbids, pair) }
}
export function withForbid(choices: PlanChoices, pair: CandidacyPair): PlanChoices {
  return { ...choices, forbids: flip(choices.forbids, pair), pins: without(choices.pins, pair) }
}
export function withTick(choices: PlanChoices, pairId: string): PlanChoices {
  const leftOut = new Set(choices.leftOut)
  if (!leftOut.delete(pairId)) leftOut.add(pairId)
  return { ...choices, leftOut }
}

/** Whether a pair is proposed with the plan. One that is forbidden is not, whatever was ticked before. */
export function isTicked(
  { leftOut, forbids }: PlanChoices,
  pair: Pick<MatchPair, 'id' | 'newcomer' | 'local'>,
): boolean {
  return !leftOut.has(pair.id) && !holdsPair(forbids, pairOf(pair))
}

/** Those of a pair who are in several pairs of the plan, and in how many. */
export function inSeveral(
  { newcomer, local }: Pick<MatchPair, 'newcomer' | 'local'>,
  pairs: readonly Pick<MatchPair, 'newcomer' | 'local'>[],
) {
  return [newcomer, local]
    .map(({ candidacyId, person }) => {
      const holds = (pair: (typeof pairs)[number]) =>
        pair.newcomer.candidacyId === candidacyId || pair.local.candidacyId === candidacyId
      return { person, count: pairs.filter(holds).length }
    })
    .filter(({ count }) => count > 1)
}

/** Whether another plan would be asked for something else than this one. */
export function asksAnother(choices: PlanChoices, run: Pick<MatchRun, 'pins' | 'forbids'>): boolean {
  const differ = (now: readonly CandidacyPair[], then: readonly CandidacyPair[]) =>
    now.length !== then.length || now.some((pair) => !holdsPair(then, pair))
  return differ(choices.pins, run.pins) || differ(choices.forbids, run.forbids)
}
