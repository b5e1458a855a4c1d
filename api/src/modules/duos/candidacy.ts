import {
  advance,
  broken,
  candidacyMachine,
  type Candidacy,
  type CandidacyAct,
  type CandidacyState,
} from '@interra/contracts'
import type { Wishes } from './candidacies.store.ts'

/** The new members of a candidacy after an act; throws what `advance` throws. */
export function afterAct(
  candidacy: Pick<Candidacy, 'status' | 'waitingSince'>,
  act: CandidacyAct,
  { today, reason }: { today: string; reason?: string | undefined },
): { status: CandidacyState; statusReason: string | null; waitingSince?: string; pausedUntil?: null; leftOn?: string } {
  const status = advance(candidacyMachine, candidacy.status, act, reason)
  const given = reason?.trim()
  return {
    status,
    statusReason: given ? given : null,
    // waiting is counted from the first day in the pool, also over a pause: nobody loses their turn
    ...(act === 'admit' && { waitingSince: candidacy.waitingSince ?? today }),
    ...(act === 'resume' && { pausedUntil: null }),
    ...((act === 'end' || act === 'withdraw') && { leftOn: today }),
  }
}

/**
 * What a side may not wish for: two places are for locals, a side of one's own for somebody between the groups.
 * `wishes` are those of the body, the side and the group those that follow from it. Throws `rule-broken`.
 */
export function requireFitting(wishes: Wishes, { side, group }: Pick<Candidacy, 'side' | 'group'>): void {
  if ((wishes.places ?? 1) > 1 && side !== 'local') throw broken('rule-broken', '/places', { rule: 'local-only' })
  if (wishes.chosenSide && group !== undefined && group !== 'in_between')
    throw broken('rule-broken', '/chosenSide', { rule: 'between-groups-only' })
}
