import Type, { type Static } from 'typebox'
import { languageLevels } from './group.ts'
import { defineMachine } from './machine.ts'
import { PartialDate } from './partial-date.ts'
import { genders } from './person.ts'
import { closed, Email, Instant, LanguageTag, line, LocalDate, Nis, nullable, text, Uuid } from './primitives.ts'

const waiting = ['received', 'under_review', 'needs_info'] as const
const followed = ['accepted', 'contacted', 'first_meeting_set'] as const
const open = [...waiting, 'waitlisted', ...followed, 'engaged'] as const

/**
 * What becomes of somebody a partner sent (domain reference 5.3, mission 4.2). `linked` joins an open referral of the same
 * need; the partner reads nothing of it, so that it is withdrawn like any other. Going on after the end is a new referral.
 */
export const referralMachine = defineMachine({
  entity: 'referral',
  states: [...open, 'declined', 'linked', 'closed', 'withdrawn', 'expired', 'transferred'],
  initial: 'received',
  acts: {
    review: { from: ['received'], to: 'under_review' },
    accept: { from: ['under_review', 'waitlisted'], to: 'accepted' },
    ask: { from: ['received', 'under_review'], to: 'needs_info' },
    inform: { from: ['needs_info'], to: 'under_review' },
    waitlist: { from: ['under_review', 'waitlisted'], to: 'waitlisted', reason: true },
    decline: { from: ['received', 'under_review', 'waitlisted'], to: 'declined' },
    link: { from: ['received', 'under_review'], to: 'linked' },
    contact: { from: ['accepted'], to: 'contacted' },
    setFirstMeeting: { from: ['contacted'], to: 'first_meeting_set' },
    engage: { from: followed, to: 'engaged' },
    close: { from: [...followed, 'engaged'], to: 'closed' },
    transfer: { from: open, to: 'transferred' },
    withdraw: { from: [...open, 'linked'], to: 'withdrawn' },
    expire: { from: waiting, to: 'expired' },
  },
})
export type ReferralState = (typeof referralMachine.states)[number]
export type ReferralAct = keyof typeof referralMachine.acts
export const referralActs = Object.keys(referralMachine.acts) as ReferralAct[]
/** Nobody answered the partner yet. */
export const waitingReferralStates = waiting
export const openReferralStates = open

/** What a partner reads of it, coarser, and only when the person agreed to that (`referral_feedback`). */
export const partnerStatuses = [
  'received',
  'in_review',
  'need_information',
  'accepted',
  'waiting_list',
  'declined',
  'started',
  'ended',
] as const
export type PartnerStatus = (typeof partnerStatuses)[number]
const partnerStatusByState: Readonly<Record<ReferralState, PartnerStatus>> = {
  received: 'received',
  under_review: 'in_review',
  needs_info: 'need_information',
  accepted: 'accepted',
  waitlisted: 'waiting_list',
  declined: 'declined',
  linked: 'in_review',
  contacted: 'accepted',
  first_meeting_set: 'accepted',
  engaged: 'started',
  closed: 'ended',
  withdrawn: 'ended',
  expired: 'ended',
  transferred: 'ended',
}
export const partnerStatusOf = (status: ReferralState): PartnerStatus => partnerStatusByState[status]

export const referralChannels = ['api', 'form', 'csv', 'staff_entry'] as const
export type ReferralChannel = (typeof referralChannels)[number]
export const referralOutcomes = [
  'completed',
  'moved',
  'work_or_training',
  'lost_contact',
  'no_longer_interested',
  'unreachable',
] as const
export type ReferralOutcome = (typeof referralOutcomes)[number]
/** Why we cannot help; `duplicate` and what is known of a person are no reason to tell a partner. */
export const declineReasons = [
  'unreachable',
  'not_interested',
  'in_work_or_training',
  'outside_offer',
  'too_far',
  'no_place',
  'other',
] as const
export type DeclineReason = (typeof declineReasons)[number]
export const withdrawers = ['person', 'partner'] as const
export const dayparts = ['morning', 'afternoon', 'evening'] as const
export const referralContactWays = ['phone', 'email', 'via_case_worker', 'via_centre'] as const
export const referredLevels = ['basic', 'good', 'native'] as const
export const literacyTracks = ['alpha_non_francophone', 'fle', 'none'] as const
/** What makes coming possible; no diagnosis, and told with consent only (`sensitive_support`). */
export const accessNeeds = ['childcare', 'step_free', 'interpreter', 'transport', 'women_only_option'] as const
export const referralServices = ['interact', 'duo2change', 'interlab', 'unsure'] as const
export const referralReasons = [
  'isolation',
  'french_practice',
  'hobby',
  'host_idea',
  'business_idea',
  'network',
  'other',
] as const
export const referralConsentMethods = ['written', 'oral', 'oral_interpreter', 'digital'] as const
export const referralConsentScopes = ['referral_receive', 'referral_feedback', 'sensitive_support'] as const

export const E164 = Type.String({ pattern: '^\\+[1-9]\\d{6,14}$', description: 'E.164: +32470000000' })
export const PartnerReference = Type.String({
  pattern: '^[A-Za-z0-9._:-]{1,64}$',
  description: 'opaque, unique for the partner; no national register number',
})

/** Who sends somebody, or whom one calls about them: a name, and an e-mail address or a telephone number. */
export const ReferrerContact = closed('ReferrerContact', {
  name: line(),
  email: Type.Optional(nullable(Email)),
  phone: Type.Optional(nullable(E164)),
})
export type ReferrerContact = Static<typeof ReferrerContact>

/** `phone` and `email` as the preferred way need that very thing; the other two go through whom the partner names. */
export const ReferredContact = closed('ReferredContact', {
  preference: Type.Enum([...referralContactWays]),
  phone: Type.Optional(nullable(E164)),
  email: Type.Optional(nullable(Email)),
  bestTimes: Type.Optional(Type.Array(Type.Enum([...dayparts]), { maxItems: 3, uniqueItems: true })),
})
export type ReferredContact = Static<typeof ReferredContact>

const levels = languageLevels.filter((level) => level !== 'native')
/** Nothing of nationality, religion, health, income or papers is accepted: unknown members are refused. */
export const ReferredPerson = closed('ReferredPerson', {
  givenName: line(80),
  familyName: Type.Optional(nullable(line(80))),
  birthYear: Type.Optional(nullable(Type.Integer({ minimum: 1900, maximum: 2199 }))),
  birthDate: Type.Optional(nullable(LocalDate)),
  gender: Type.Optional(nullable(Type.Enum([...genders]))),
  contact: ReferredContact,
  languages: Type.Array(closed('ReferredLanguage', { code: LanguageTag, level: Type.Enum([...referredLevels]) }), {
    minItems: 1,
    maxItems: 10,
  }),
  frenchLevel: Type.Optional(nullable(Type.Enum([...levels]))),
  literacyTrack: Type.Optional(nullable(Type.Enum([...literacyTracks]))),
  municipalityNis: Type.Optional(nullable(Nis)),
  arrivedInBelgium: Type.Optional(nullable(closed('ReferredArrival', { value: PartialDate }))),
  interests: Type.Optional(
    Type.Array(Type.String({ pattern: '^[a-z][a-z0-9_]{0,40}$' }), {
      maxItems: 15,
      uniqueItems: true,
      description: 'codes of the categories of workshops',
    }),
  ),
  availability: Type.Optional(
    Type.Array(
      closed('ReferredAvailability', {
        weekday: Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday' }),
        daypart: Type.Enum([...dayparts]),
      }),
      { maxItems: 21 },
    ),
  ),
  accessNeeds: Type.Optional(Type.Array(Type.Enum([...accessNeeds]), { maxItems: 5, uniqueItems: true })),
})
export type ReferredPerson = Static<typeof ReferredPerson>

export const ReferralConsent = closed('ReferralConsent', {
  givenAt: Instant,
  method: Type.Enum([...referralConsentMethods]),
  language: LanguageTag,
  textVersion: Type.String({ pattern: '^[A-Za-z0-9.-]{1,20}$', description: 'which text was shown: 2026-11' }),
  scopes: Type.Array(Type.Enum([...referralConsentScopes]), {
    minItems: 1,
    uniqueItems: true,
    description: 'without `referral_receive` nothing is stored',
  }),
})
export type ReferralConsent = Static<typeof ReferralConsent>

/** What a partner sends about somebody, by whatever way (domain reference 5.4). */
export const SendReferral = closed('SendReferral', {
  partnerReference: PartnerReference,
  referredAt: Instant,
  referrer: ReferrerContact,
  caseWorker: Type.Optional(nullable(ReferrerContact)),
  person: ReferredPerson,
  requestedServices: Type.Array(Type.Union([Type.Enum([...referralServices]), Uuid]), {
    minItems: 1,
    maxItems: 5,
    uniqueItems: true,
    description: 'a programme, `unsure`, or the id of a service of the open offer',
  }),
  reasonCodes: Type.Array(Type.Enum([...referralReasons]), { minItems: 1, maxItems: 5, uniqueItems: true }),
  message: Type.Optional(nullable(text(500))),
  validUntil: Type.Optional(nullable({ ...LocalDate, description: 'such as a transfer that is expected' })),
  previousReferralId: Type.Optional(nullable({ ...Uuid, description: 'one of yours that ended, for the same person' })),
  consent: ReferralConsent,
  dataProtectionCommitment: Type.Literal(true),
})
export type SendReferral = Static<typeof SendReferral>
