import type { CoachingLogState, IncubationStage, OpeningOutcome, PathState, ServiceState } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import type { ReadName } from '../../lib/query.ts'
import type { Tone } from '../../ui/palette.ts'

export const stageTones: Readonly<Record<IncubationStage, Tone>> = {
  incubation: 'info',
  pre_launch: 'accent',
  launched: 'good',
  alumni: 'good',
  paused: 'warn',
  stopped: 'neutral',
  employed_instead: 'good',
}
export const pathTones: Readonly<Record<PathState, Tone>> = {
  open: 'info',
  in_progress: 'accent',
  done: 'good',
  unlocked: 'good',
  abandoned: 'neutral',
}
export const logTones: Readonly<Record<CoachingLogState, Tone>> = {
  draft: 'warn',
  signed: 'info',
  acknowledged: 'good',
  withdrawn: 'neutral',
}
export const serviceTones: Readonly<Record<ServiceState, Tone>> = {
  open: 'warn',
  in_hand: 'info',
  done: 'good',
  passed_on: 'neutral',
}
export const openingTones: Readonly<Record<OpeningOutcome, Tone>> = {
  unknown: 'warn',
  met: 'info',
  useful: 'good',
  nothing: 'neutral',
}
export const severityWords = ['s0', 's1', 's2', 's3'] as const

/** What an act on an incubation makes outdated. */
export const staleIncubation: readonly ReadName[] = [
  'listIncubations',
  'getIncubation',
  'listCircle',
  'getVenture',
  'getToday',
]
export const stalePath: readonly ReadName[] = ['getPath', 'getIncubationFigures']
export const staleCoaching: readonly ReadName[] = ['listCoaching', 'readPrivateNote', 'getIncubationFigures']
export const staleSlots: readonly ReadName[] = ['listCoachingSlots']
export const staleServices: readonly ReadName[] = ['listServices']
export const staleVenture: readonly ReadName[] = [
  'getVenture',
  'getIncubation',
  'listIncubations',
  'getIncubationFigures',
  'getToday',
]
export const staleOpenings: readonly ReadName[] = ['listOpenings']
export const staleCoworking: readonly ReadName[] = ['getCoworking', 'getCoworkingWeeks']

/** Minutes in words: `1 h 30`. */
export function useLength(): (minutes: number) => string {
  const { t } = useTranslation('incubations')
  return (all) => {
    const [hours, minutes] = [Math.floor(all / 60), all % 60]
    if (hours === 0) return t('coaching.min', { minutes })
    return t('coaching.hours', { hours, minutes: minutes === 0 ? '' : String(minutes).padStart(2, '0') }).trim()
  }
}
