import { referralConsentVersion, writtenPhone, type ReferByLink, type ReferralForm } from '@interra/contracts'

type Person = ReferByLink['person']
/** What is written in the form; empty texts are not known. */
export interface Draft {
  /** Made here: sent twice, it is kept once. */
  readonly id: string
  readonly writtenAt: string
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly givenName: string
  readonly familyName: string
  readonly preference: Person['contact']['preference']
  readonly personPhone: string
  readonly personEmail: string
  readonly mother: string
  readonly french: 'unknown' | 'none' | 'basic' | 'good'
  readonly other: string
  readonly services: readonly string[]
  readonly reasons: readonly string[]
  readonly message: string
  readonly read: string
  readonly method: string
  readonly receive: boolean
  readonly feedback: boolean
  readonly commitment: boolean
  /** When it was given to be sent; null while it is written. */
  readonly sentAt: string | null
}
export type Field = keyof Draft

export const newDraft = (form: Pick<ReferralForm, 'agent'> | null, now: Date, language: string): Draft => ({
  id: crypto.randomUUID(),
  writtenAt: now.toISOString(),
  name: form?.agent?.name ?? '',
  email: form?.agent?.email ?? '',
  phone: form?.agent?.phone ?? '',
  givenName: '',
  familyName: '',
  preference: 'phone',
  personPhone: '',
  personEmail: '',
  mother: '',
  french: 'unknown',
  other: '',
  services: [],
  reasons: [],
  message: '',
  read: language,
  method: '',
  receive: false,
  feedback: false,
  commitment: false,
  sentAt: null,
})

/** The fields that still need an answer, in their order on the page. */
export function missingIn(draft: Draft): Field[] {
  const { preference } = draft
  const checks: readonly (readonly [Field, boolean])[] = [
    ['givenName', draft.givenName.trim() === ''],
    ['personPhone', preference === 'phone' && draft.personPhone.trim() === ''],
    ['personEmail', preference === 'email' && draft.personEmail.trim() === ''],
    ['mother', draft.mother === ''],
    ['services', draft.services.length === 0],
    ['reasons', draft.reasons.length === 0],
    ['receive', !draft.receive],
    ['method', draft.method === ''],
    ['name', draft.name.trim() === ''],
    ['email', draft.email.trim() === '' && draft.phone.trim() === ''],
    ['commitment', !draft.commitment],
  ]
  return checks.flatMap(([field, isMissing]) => (isMissing ? [field] : []))
}

const known = (text: string) => text.trim() || null
const phoneOf = (text: string) => (text.trim() === '' ? null : writtenPhone(text))

/** What goes to the service; its choices are checked there. */
export function bodyOf(draft: Draft, token: string): ReferByLink {
  const at = draft.sentAt ?? draft.writtenAt
  const spoken = [
    { code: draft.mother, level: 'native' },
    ...(draft.french === 'basic' || draft.french === 'good' ? [{ code: 'fr', level: draft.french }] : []),
    ...(draft.other === '' ? [] : [{ code: draft.other, level: 'basic' }]),
  ]
  return {
    token,
    id: draft.id,
    referredAt: at,
    referrer: { name: draft.name.trim(), email: known(draft.email), phone: phoneOf(draft.phone) },
    person: {
      givenName: draft.givenName.trim(),
      familyName: known(draft.familyName),
      contact: { preference: draft.preference, phone: phoneOf(draft.personPhone), email: known(draft.personEmail) },
      languages: spoken.filter(({ code }, index) => spoken.findIndex((one) => one.code === code) === index),
    } as Person,
    requestedServices: draft.services as ReferByLink['requestedServices'],
    reasonCodes: draft.reasons as ReferByLink['reasonCodes'],
    message: known(draft.message),
    consent: {
      givenAt: at,
      method: draft.method as ReferByLink['consent']['method'],
      language: draft.read,
      textVersion: referralConsentVersion,
      scopes: [
        ...(draft.receive ? ['referral_receive' as const] : []),
        ...(draft.feedback ? ['referral_feedback' as const] : []),
      ],
    },
    dataProtectionCommitment: true,
  }
}

const fields: readonly (readonly [string, Field])[] = [
  ['/referrer/name', 'name'],
  ['/referrer/phone', 'phone'],
  ['/referrer', 'email'],
  ['/person/givenName', 'givenName'],
  ['/person/familyName', 'familyName'],
  ['/person/contact/phone', 'personPhone'],
  ['/person/contact/email', 'personEmail'],
  ['/person/languages', 'mother'],
  ['/requestedServices', 'services'],
  ['/reasonCodes', 'reasons'],
  ['/message', 'message'],
  ['/consent/method', 'method'],
  ['/consent', 'receive'],
]
/** Where on the page a refused member stands. */
export const fieldOf = (pointer: string): Field | undefined => fields.find(([start]) => pointer.startsWith(start))?.[1]
