import type { AutonomyLevel, WorkshopState } from '@interra/contracts'
import type { ReadName } from '../../lib/query.ts'
import type { IconName } from '../../ui/icons.tsx'
import type { Tone } from '../../ui/palette.ts'

export const stateTones: Readonly<Record<WorkshopState, Tone>> = {
  draft: 'neutral',
  published: 'good',
  paused: 'warn',
  ended: 'info',
}
export const stateIcons: Readonly<Record<WorkshopState, IconName>> = {
  draft: 'edit',
  published: 'check',
  paused: 'clock',
  ended: 'flag',
}
export const autonomyTones: Readonly<Record<AutonomyLevel, Tone>> = {
  supervised: 'neutral',
  co_led: 'info',
  supported: 'accent',
  autonomous: 'good',
}
export const workshopTabs = ['overview', 'sessions', 'checklist', 'history'] as const
export type WorkshopTab = (typeof workshopTabs)[number]

/** What an act on a workshop makes outdated. */
export const staleWorkshops = [
  'getWorkshop',
  'listWorkshops',
  'getProposal',
  'getToday',
] as const satisfies readonly ReadName[]
