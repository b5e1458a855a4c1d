import type { ProposalAct, ProposalState, Step, StepState } from '@interra/contracts'
import type { IconName } from '../../ui/icons.tsx'
import type { Tone } from '../../ui/palette.ts'

export const stateTones: Readonly<Record<ProposalState, Tone>> = {
  draft: 'neutral',
  submitted: 'info',
  accompanied: 'accent',
  on_hold: 'warn',
  ready: 'good',
  converted: 'good',
  withdrawn: 'neutral',
  declined: 'bad',
}
export const stateIcons: Readonly<Record<ProposalState, IconName>> = {
  draft: 'edit',
  submitted: 'mail',
  accompanied: 'people',
  on_hold: 'clock',
  ready: 'flag',
  converted: 'check',
  withdrawn: 'leave',
  declined: 'stop',
}
export const stepTones: Readonly<Record<StepState, Tone>> = { todo: 'neutral', done: 'good', waived: 'info' }
export const stepIcons: Readonly<Record<Step, IconName>> = {
  receive: 'people',
  train: 'spark',
  commit: 'edit',
  venue: 'place',
  schedule: 'calendar',
  promote: 'flag',
  first_sessions: 'hand',
  evaluate: 'chart',
}

/** What one looks at: what is on the way, what became a workshop, what stopped. */
export const filters = {
  open: ['draft', 'submitted', 'accompanied', 'on_hold', 'ready'],
  converted: ['converted'],
  stopped: ['withdrawn', 'declined'],
} as const satisfies Record<string, readonly ProposalState[]>
export type ProposalFilter = keyof typeof filters
export const filterNames = ['open', 'converted', 'stopped'] as const
export const owners = ['me'] as const
export const layouts = ['board'] as const

/** The stages of the board, in order. Columns are states: nothing else is stored. */
export const stages = ['draft', 'submitted', 'accompanied', 'on_hold', 'ready'] as const

/** The act that leads on; the others stand in the menu. */
export const nextAct: Readonly<Partial<Record<ProposalState, ProposalAct>>> = {
  draft: 'submit',
  submitted: 'accompany',
  accompanied: 'ready',
  on_hold: 'resume',
  ready: 'convert',
}
