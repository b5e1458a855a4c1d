import {
  actsFrom,
  referralMachine,
  type MatchReason,
  type NewPerson,
  type PersonCandidate,
  type RecordConsent,
  type RecordLanguage,
  type ReferralAct,
  type ReferralState,
  type SendReferral,
} from '@interra/contracts'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

const bySystem: readonly ReferralAct[] = ['engage', 'expire']
/** What a member of the team may do from a state: a first presence and an end without answer come by themselves. */
export const possibleFrom = (state: ReferralState): ReferralAct[] =>
  actsFrom(referralMachine, state).filter((act) => !bySystem.includes(act))

const usual: Partial<Record<ReferralState, ReferralAct>> = {
  received: 'review',
  under_review: 'accept',
  waitlisted: 'accept',
  needs_info: 'inform',
  accepted: 'contact',
  contacted: 'setFirstMeeting',
  engaged: 'close',
}
export const nextOf = (state: ReferralState): ReferralAct | null => usual[state] ?? null

/** How sure it is that somebody known is the one sent (domain reference 5.4): 0.7 and more is likely. */
export function scoreOf(reasons: readonly MatchReason[], bornOn: 'day' | 'year' | null): number {
  const [mail, phone, birth] = (['email', 'phone', 'birth'] as const).map((reason) => reasons.includes(reason))
  const named = reasons.includes('name') || reasons.includes('similar_name')
  if (named && (mail || phone)) return 1
  if (named && birth) return bornOn === 'day' ? 0.9 : 0.7
  return mail || phone ? 0.4 : 0.3
}

const levels = { basic: 'A1', good: 'B1', native: 'native' } as const
const ways = {
  phone: 'phone',
  email: 'email',
  via_case_worker: 'through_referrer',
  via_centre: 'through_referrer',
} as const
const consentChannels = {
  written: 'paper',
  oral: 'oral',
  oral_interpreter: 'oral_interpreter',
  digital: 'digital',
} as const

/** The number, when it is one that can be called; else it stays with what was received. */
export function callable(phone: string | null | undefined): string | null {
  return phone && parsePhoneNumberFromString(phone)?.isValid() ? phone : null
}

/** The birth date as far as it was told. */
export function birthOf({ birthDate, birthYear }: SendReferral['person']): string | null {
  return birthDate ?? (birthYear ? String(birthYear) : null)
}

/** What was agreed to with the partner, as consents of the person. `collectedOn` is the day at the site. */
export function consentsOf(
  { consent }: SendReferral,
  collectedOn: string,
  guardianName: string | null,
): RecordConsent[] {
  const { language, textVersion, method, scopes } = consent
  const all = { language, textVersion, channel: consentChannels[method], collectedOn, guardianName }
  // support was asked for only where it was agreed to: silence is no refusal
  const asked = [
    'referral_receive' as const,
    'referral_feedback' as const,
    ...(scopes.includes('sensitive_support') ? ['sensitive_support' as const] : []),
  ]
  return asked.map((purpose) => ({ ...all, purpose, given: scopes.includes(purpose) }))
}

/** Levels in words become the lower level of each; for French the level told counts before the word. */
export function languagesOf({ person }: SendReferral): RecordLanguage[] {
  const { languages, frenchLevel } = person
  const others = languages
    .filter(({ code }) => code !== 'fr' || !frenchLevel)
    .map(({ code, level }) => ({ language: code, level: levels[level], assessedBy: 'self' as const }))
  return frenchLevel ? [...others, { language: 'fr', level: frenchLevel, assessedBy: 'self' }] : others
}

/** The person sent, as somebody who is registered. `phone` is absent when it is no number that can be called. */
export function newPersonFrom(
  body: SendReferral,
  known: {
    readonly siteId: string
    readonly partnerId: string
    readonly consents: RecordConsent[]
    readonly interests: NewPerson['interests']
    readonly phone: string | null
  },
): NewPerson {
  const { person, referrer, caseWorker, consent } = body
  const { siteId, partnerId, consents, interests = [], phone } = known
  return {
    siteId,
    givenName: person.givenName,
    familyName: person.familyName ?? null,
    birth: birthOf(person),
    gender: person.gender ?? null,
    email: person.contact.email ?? null,
    phone,
    contactChannel: ways[person.contact.preference],
    contactLanguage: consent.language,
    referrerPartnerId: partnerId,
    referrerName: (caseWorker ?? referrer).name,
    municipalityNis: person.municipalityNis ?? null,
    ...(person.arrivedInBelgium && {
      arrival: { arrivedOn: person.arrivedInBelgium.value, source: 'partner' as const },
    }),
    languages: languagesOf(body),
    interests,
    consents,
  }
}

/** Likeliest first. */
export function judged(candidates: readonly PersonCandidate[], body: SendReferral) {
  const bornOn = body.person.birthDate ? 'day' : body.person.birthYear ? 'year' : null
  return candidates
    .map((person) => ({ person, score: scoreOf(person.reasons, bornOn) }))
    .sort((one, other) => other.score - one.score)
}
