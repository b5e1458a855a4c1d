import type { ProposalRow, WaitingItem } from '@interra/contracts'

/** Mine first; then what has waited longest. */
export function inOrderOfCare(items: readonly WaitingItem[]): WaitingItem[] {
  return items.toSorted((a, b) => Number(b.mine) - Number(a.mine) || b.ageDays - a.ageDays)
}

/** What proposals wait for: to be received, or a step whose day has passed. `today` is a local date. */
export function waitingProposals(
  proposals: readonly ProposalRow[],
  today: string,
  accountId: string | null,
): WaitingItem[] {
  return proposals.flatMap((proposal): WaitingItem[] => {
    const mine = proposal.owner === null || proposal.owner.id === accountId
    const item = { entityId: proposal.id, title: proposal.title, mine }
    if (proposal.status === 'submitted') {
      const sinceOn = proposal.receivedOn
      return [{ ...item, kind: 'proposal_received', detail: null, sinceOn, ageDays: daysBetween(sinceOn, today) }]
    }
    if (!proposal.nextStep?.overdue) return []
    const { step, dueOn } = proposal.nextStep
    return [{ ...item, kind: 'step_overdue', detail: step, sinceOn: dueOn, ageDays: daysBetween(dueOn, today) }]
  })
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
