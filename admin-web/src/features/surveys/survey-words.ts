import type { InvitationState, SurveyWave } from '@interra/contracts'
import type { Tone } from '../../ui/palette.ts'

export const waveTones: Readonly<Record<SurveyWave['state'], Tone>> = {
  announced: 'neutral',
  open: 'good',
  over: 'info',
}
export const invitationTones: Readonly<Record<InvitationState, Tone>> = {
  waiting: 'warn',
  answered: 'good',
  declined: 'neutral',
  revoked: 'neutral',
}
export const staleWaves = ['listSurveyWaves', 'getSurveyWave', 'listSurveyInvitations'] as const

/** Of those asked, how many answered, as a share; null of nobody. */
export const rateOf = ({ asked, answered }: SurveyWave) => (asked === 0 ? null : Math.round((100 * answered) / asked))
