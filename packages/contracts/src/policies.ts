import Type, { type Static, type TSchema } from 'typebox'
import { languageLevels, nationalLanguages } from './group.ts'
import { closed } from './primitives.ts'

/** The rule of a mixed session (MIX-02). Shares are fractions of one; counts are people. */
export const MixityRule = closed('MixityRule', {
  minEachSide: Type.Integer({ minimum: 1, maximum: 50, description: 'newcomers, and locals, of a mixed session' }),
  minShare: Type.Number({ minimum: 0, maximum: 0.5, description: 'share of the smaller of the two groups' }),
  minKnown: Type.Integer({ minimum: 1, maximum: 100, description: 'with fewer people of known group nothing is said' }),
  maxUnknownShare: Type.Number({ minimum: 0, maximum: 1, description: 'with a larger unknown share nothing is said' }),
})
export type MixityRule = Static<typeof MixityRule>

export const inBetweenSides = ['either', 'newcomer', 'local', 'none'] as const

const NationalLevel = Type.Enum(languageLevels.filter((level) => level !== 'unknown'))

/**
 * Every rule that a site sets for itself, with what its value may be (decisions 3 and its table of numbers). A value is in
 * force from a day on; what was counted for the days before does not move. A key added here needs a migration that gives
 * it to the sites there are.
 */
export const policySchemas = {
  /** Months since arrival during which somebody is a newcomer. */
  newcomer_threshold_months: Type.Integer({ minimum: 1, maximum: 240 }),
  /** Level in French, Dutch or German from which a long-standing resident is a local. */
  local_language_level: NationalLevel,
  mixity: MixityRule,
  /** Sessions of a new workshop at which staff are present. */
  first_sessions_with_staff: Type.Integer({ minimum: 0, maximum: 20 }),
  /** Hours that a place offered from the waiting list is kept. */
  offer_hours: Type.Integer({ minimum: 1, maximum: 336 }),
  /** Figures about fewer people than this are hidden from readers outside. */
  small_cell_k: Type.Integer({ minimum: 3, maximum: 20 }),
  /** Language in which duos talk: its level counts when two people are compared. */
  duo_language: Type.Enum([...nationalLanguages]),
  /** Which side of a duo somebody between the two groups may take. */
  duo_in_between_side: Type.Enum([...inBetweenSides]),
  /** Days between two meetings of a duo, when nothing else was agreed. */
  duo_rhythm_days: Type.Integer({ minimum: 1, maximum: 31 }),
  /** Weeks that a duo lasts, when nothing else was agreed. */
  duo_weeks: Type.Integer({ minimum: 1, maximum: 104 }),
  /** Days without a meeting after which somebody of the team calls. */
  duo_silence_days: Type.Integer({ minimum: 1, maximum: 180 }),
  /** Days during which a proposal of a duo waits for its answers. */
  duo_proposal_days: Type.Integer({ minimum: 1, maximum: 60 }),
  /** Days in the pool after which waiting comes before everything else. */
  duo_waiting_limit_days: Type.Integer({ minimum: 1, maximum: 730 }),
  /** Whether both sides follow the intercultural training before a duo starts. */
  duo_training_required: Type.Boolean(),
  /** Whether only an attestation of the host training counts, and not a day that somebody noted by hand. */
  host_training_required: Type.Boolean(),
  /** Days without an answer after which whoever looks after referrals is reminded. */
  referral_reminder_days: Type.Integer({ minimum: 1, maximum: 90 }),
  /** Days without an answer after the last reminder, or without the information asked for, after which a referral expires. */
  referral_expiry_days: Type.Integer({ minimum: 1, maximum: 365 }),
  /** How much two people have to have met until they are in contact: an encounter of n people is 1/(n-1). */
  link_threshold: Type.Integer({ minimum: 1, maximum: 20 }),
  /** Months of legal stay during which somebody is a newcomer in the sense of the law. */
  legal_newcomer_months: Type.Integer({ minimum: 1, maximum: 240 }),
} as const satisfies Record<string, TSchema>

export type Policies = { readonly [K in keyof typeof policySchemas]: Static<(typeof policySchemas)[K]> }
export type PolicyKey = keyof Policies
export const policyKeys = Object.keys(policySchemas) as PolicyKey[]

/** What holds at a new site until its team decides otherwise. */
export const initialPolicies: Policies = {
  newcomer_threshold_months: 36,
  local_language_level: 'B1',
  mixity: { minEachSide: 2, minShare: 0.25, minKnown: 4, maxUnknownShare: 0.4 },
  first_sessions_with_staff: 3,
  offer_hours: 48,
  small_cell_k: 5,
  duo_language: 'fr',
  duo_in_between_side: 'either',
  duo_rhythm_days: 7,
  duo_weeks: 13,
  duo_silence_days: 21,
  duo_proposal_days: 14,
  duo_waiting_limit_days: 60,
  duo_training_required: false,
  host_training_required: false,
  referral_reminder_days: 10,
  referral_expiry_days: 30,
  link_threshold: 1,
  legal_newcomer_months: 36,
}
/** First day of the initial values: before anything that is counted. */
export const policiesBeginOn = '1900-01-01'

/** The value of some policy; its key tells which kind. */
export const PolicyValue = Type.Union([
  Type.Integer(),
  Type.Boolean(),
  Type.Enum([...new Set([...languageLevels, ...nationalLanguages, ...inBetweenSides])]),
  MixityRule,
])
export type PolicyValue = Static<typeof PolicyValue>
