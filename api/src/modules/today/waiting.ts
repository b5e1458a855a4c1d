import { daysBetween, type WaitingItem } from '@interra/contracts'
import type { FollowedProposal } from '../proposals/proposals.store.ts'

/** People to tell first, since they may stand before a closed door; then mine; then what has waited longest. */
export function inOrderOfCare(items: readonly WaitingItem[]): WaitingItem[] {
  const rank = ({ kind, mine }: WaitingItem) => (kind === 'to_tell' ? 0 : mine ? 1 : 2)
  return items.toSorted((a, b) => rank(a) - rank(b) || b.ageDays - a.ageDays)
}

/** What proposals wait for: to be received, or a step whose day has passed. Ages are on the calendar of their site. */
export function waitingProposals(proposals: readonly FollowedProposal[], accountId: string | null): WaitingItem[] {
  return proposals.flatMap(({ id, title, ownerId, status, receivedOn, today, nextStep }): WaitingItem[] => {
    const item = { entityId: id, title, mine: ownerId === null || ownerId === accountId, toTell: null }
    const since = (sinceOn: string) => ({ sinceOn, ageDays: daysBetween(sinceOn, today) })
    if (status === 'submitted') return [{ ...item, kind: 'proposal_received', detail: null, ...since(receivedOn) }]
    if (!nextStep?.overdue) return []
    return [{ ...item, kind: 'step_overdue', detail: nextStep.step, ...since(nextStep.dueOn) }]
  })
}
