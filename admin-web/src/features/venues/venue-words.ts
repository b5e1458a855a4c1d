import type { VenueRequestState } from '@interra/contracts'
import type { IconName } from '../../ui/icons.tsx'
import type { Tone } from '../../ui/palette.ts'
import type { ReadName } from '../../lib/query.ts'

export const requestTones: Readonly<Record<VenueRequestState, Tone>> = {
  asked: 'info',
  confirmed: 'good',
  refused: 'bad',
  released: 'neutral',
  lapsed: 'warn',
}
export const requestIcons: Readonly<Record<VenueRequestState, IconName>> = {
  asked: 'mail',
  confirmed: 'check',
  refused: 'stop',
  released: 'leave',
  lapsed: 'clock',
}
/** What an act on a venue or a request makes outdated. */
export const staleVenues = [
  'listVenues',
  'getVenue',
  'getProposal',
  'getWorkshop',
  'listWorkshops',
  'getToday',
] as const satisfies readonly ReadName[]
