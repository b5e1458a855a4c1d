import type { OutgoingState } from '@interra/contracts'
import type { Tone } from '../../ui/palette.ts'

/** How well a member sent to a partner fares. */
export const outgoingTones: Readonly<Record<OutgoingState, Tone>> = {
  prepared: 'neutral',
  sent: 'info',
  accepted: 'good',
  started: 'good',
  closed: 'neutral',
  declined: 'warn',
  lapsed: 'warn',
  withdrawn: 'neutral',
}
