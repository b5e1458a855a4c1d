import type { Templates } from '../platform/mail/letter.ts'
import { accountInvitation, passwordChanged, passwordReset } from './templates/accounts.ts'
import { applicationDecision } from './templates/applications.ts'
import { duoAccepted, duoClosed, duoProposed } from './templates/duos.ts'
import { duoCheckIn, duoSafety, duoSilence, duoStarted, duoStillInTouch } from './templates/duos-under-way.ts'
import { guestAccess, introductionSent } from './templates/introductions.ts'
import { keyExpiring } from './templates/keys.ts'
import { outgoingReminder, outgoingSent } from './templates/outgoing.ts'
import { referralPartner, referralPerson, referralsLate } from './templates/referrals.ts'
import { placeOffered, sessionCancelled, sessionMoved } from './templates/sessions.ts'
import { surveyAsked } from './templates/surveys.ts'
import { venueRequest } from './templates/venues.ts'
import { webhookOff } from './templates/webhooks.ts'

/** Every kind of message there is; `queueMessage({ kind })` names one of them. */
export const templates: Templates = {
  'account-invitation': accountInvitation,
  'password-reset': passwordReset,
  'password-changed': passwordChanged,
  'venue-request': venueRequest,
  'session-moved': sessionMoved,
  'session-cancelled': sessionCancelled,
  'place-offered': placeOffered,
  'application-decision': applicationDecision,
  'duo-proposed': duoProposed,
  'duo-accepted': duoAccepted,
  'duo-closed': duoClosed,
  'duo-started': duoStarted,
  'duo-check-in': duoCheckIn,
  'duo-still-in-touch': duoStillInTouch,
  'duo-silence': duoSilence,
  'duo-safety': duoSafety,
  'survey-asked': surveyAsked,
  'introduction-sent': introductionSent,
  'guest-access': guestAccess,
  'referrals-late': referralsLate,
  'referral-partner': referralPartner,
  'referral-person': referralPerson,
  'outgoing-sent': outgoingSent,
  'outgoing-reminder': outgoingReminder,
  'key-expiring': keyExpiring,
  'webhook-off': webhookOff,
}
