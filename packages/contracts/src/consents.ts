import Type, { type Static } from 'typebox'
import { closed, idParam, Instant, LanguageTag, line, LocalDate, nullable, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** What somebody may agree to, or was told (domain reference DP-11). `activity_membership_info` is asked of everybody. */
export const consentPurposes = [
  'activity_membership_info',
  'sensitive_support',
  'surveys',
  'referral_receive',
  'referral_feedback',
  'duo_matching',
  'share_contact_with_duo',
  'incubation_file_share',
  'employer_introduction',
  'image_testimony',
  'newsletter',
  'eu_fund_reporting_notice',
] as const
export type ConsentPurpose = (typeof consentPurposes)[number]
export const consentChannels = ['paper', 'oral', 'oral_interpreter', 'digital'] as const
/** The version of the texts that are shown today. */
export const consentTextVersion = '2026-11'

/** What was shown and answered: proof, never changed. A later row about the same purpose replaces an earlier one. */
const answer = {
  purpose: Type.Enum([...consentPurposes]),
  given: Type.Boolean({ description: 'false: refused, and that is fine' }),
  textVersion: Type.String({ pattern: '^[A-Za-z0-9.-]{1,20}$', description: 'which text was shown: 2026-11' }),
  language: LanguageTag,
  channel: Type.Enum([...consentChannels]),
}
export const Consent = closed('Consent', {
  id: Uuid,
  ...answer,
  helpedBy: nullable(line()),
  guardianName: nullable(line()),
  collectedOn: LocalDate,
  collectedBy: nullable(line()),
  withdrawnAt: nullable(Instant),
})
export type Consent = Static<typeof Consent>

export const RecordConsent = closed('RecordConsent', {
  ...answer,
  helpedBy: Type.Optional(nullable(line())),
  guardianName: Type.Optional(nullable(line())),
  collectedOn: Type.Optional(LocalDate),
})
export type RecordConsent = Static<typeof RecordConsent>

export const consentRoutes = defineRoutes({
  recordConsent: {
    method: 'POST',
    path: '/v1/people/:personId/consents',
    summary: 'Record what a person agreed to or refused',
    description:
      '`helpedBy`: who read or interpreted it to them. `guardianName`: under 18. `collectedOn` is today when absent.',
    access: { roles: who.caseReaders },
    params: idParam('personId'),
    body: RecordConsent,
    success: { status: 201, body: Consent },
    errors: ['act-not-possible', 'rule-broken'],
    idempotency: 'accepted',
  },
  withdrawConsent: {
    method: 'POST',
    path: '/v1/people/:personId/consents/:consentId/withdrawal',
    summary: 'Withdraw a consent, at once',
    access: { roles: who.caseReaders },
    params: idParam('personId', 'consentId'),
    success: { status: 200, body: Consent },
    errors: ['act-not-possible'],
  },
})
