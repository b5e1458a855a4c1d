import { type ApplicationState } from '@interra/contracts'
import type { ReadName } from '../../lib/query.ts'
import type { Tone } from '../../ui/palette.ts'

export const stateTones: Readonly<Record<ApplicationState, Tone>> = {
  draft: 'neutral',
  submitted: 'info',
  eligible: 'accent',
  not_eligible: 'neutral',
  in_jury: 'warn',
  admitted: 'good',
  waitlisted: 'warn',
  refused: 'neutral',
  withdrawn: 'neutral',
}

/** What an act on an application makes outdated. */
export const staleApplications: readonly ReadName[] = [
  'listApplications',
  'getApplication',
  'listCohorts',
  'getInterlabFunnel',
]
export const staleRounds: readonly ReadName[] = [...staleApplications, 'getJuryRound', 'listJuryRounds']

/** The columns of the pipeline; who is neither under way nor admitted stands in the last one. */
export const columns = [
  { id: 'draft', states: ['draft'] },
  { id: 'submitted', states: ['submitted'] },
  { id: 'eligible', states: ['eligible'] },
  { id: 'in_jury', states: ['in_jury'] },
  { id: 'waitlisted', states: ['waitlisted'] },
  { id: 'admitted', states: ['admitted'] },
  { id: 'closed', states: ['not_eligible', 'refused', 'withdrawn'] },
] as const satisfies readonly { id: string; states: readonly ApplicationState[] }[]

/** The one step that leads on: of the machine, or to the jury that decides. */
export function nextStep(status: ApplicationState, juryRoundId: string | null) {
  const steps = { draft: 'submit', submitted: 'find_eligible', eligible: 'send_to_jury' } as const
  if (status === 'draft' || status === 'submitted' || status === 'eligible') return steps[status]
  return (status === 'in_jury' || status === 'waitlisted') && juryRoundId !== null ? 'open_jury' : null
}
