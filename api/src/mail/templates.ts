import type { Templates } from '../platform/mail/letter.ts'
import { accountInvitation, passwordReset } from './templates/accounts.ts'
import { venueRequest } from './templates/venues.ts'

/** Every kind of message there is; `queueMessage({ kind })` names one of them. */
export const templates: Templates = {
  'account-invitation': accountInvitation,
  'password-reset': passwordReset,
  'venue-request': venueRequest,
}
