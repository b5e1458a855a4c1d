import Type, { type Static } from 'typebox'
import { defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import { closed, Email, Instant, line, LocalDate, Locale, nullable, Phone, text, Uuid, Version } from './primitives.ts'
import { keyScopes, scopesOfKind } from './rights.ts'

/** What an organisation is to us: one may be several things. */
export const partnerTypes = [
  'cpas',
  'fle_centre',
  'citizenship_centre',
  'reception_centre',
  'commune',
  'youth_house',
  'youth_organisation',
  'venue',
  'incubator',
  'employer',
  'social_economy',
  'other',
] as const
export type PartnerType = (typeof partnerTypes)[number]
export const PartnerTypes = Type.Array(Type.Enum([...partnerTypes]), {
  minItems: 1,
  maxItems: partnerTypes.length,
  uniqueItems: true,
})

/** An agreement with a partner: what is in force is never changed, it ends and another one follows. */
export const agreementMachine = defineMachine({
  entity: 'agreement',
  states: ['draft', 'active', 'terminated'],
  initial: 'draft',
  acts: {
    change: { from: ['draft'], to: 'draft' },
    sign: { from: ['draft'], to: 'active' },
    terminate: { from: ['draft', 'active'], to: 'terminated', reason: true },
  },
})
/** Days before its end from which an agreement counts as expiring; the second time it is said again. */
export const agreementNoticeDays = { first: 60, second: 30 } as const
/** Where an agreement stands on a day: its state, and for a signed one what its days say. */
export const agreementStandings = ['draft', 'upcoming', 'in_force', 'expiring', 'expired', 'terminated'] as const
export type AgreementStanding = (typeof agreementStandings)[number]
/** What data may flow for. */
export const agreementPurposes = ['referral', 'feedback', 'statistics'] as const

const Standing = Type.Enum([...agreementStandings])
export const AgreementPurposes = Type.Array(Type.Enum([...agreementPurposes]), {
  minItems: 1,
  maxItems: agreementPurposes.length,
  uniqueItems: true,
})
export const Agreement = closed('Agreement', {
  id: Uuid,
  siteId: Uuid,
  partnerId: Uuid,
  status: Type.Enum([...agreementMachine.states]),
  standing: Standing,
  startsOn: LocalDate,
  endsOn: nullable(LocalDate),
  signedOn: nullable(LocalDate),
  signedBy: personal('C1', nullable(line(260))),
  purposes: AgreementPurposes,
  obligations: nullable(text()),
  dataSharingVersion: nullable(line(40)),
  endedOn: nullable(LocalDate),
  endReason: personal('C3', nullable(line(300))),
  version: Version,
})
export type Agreement = Static<typeof Agreement>

/** Somebody who works there: whom one calls about a person they sent. */
export const PartnerAgent = closed('PartnerAgent', {
  id: Uuid,
  partnerId: Uuid,
  name: personal('C1', line(260)),
  roleTitle: personal('C1', nullable(line())),
  email: personal('C2', nullable(Email)),
  phone: personal('C2', nullable(Phone)),
  active: Type.Boolean(),
  version: Version,
})
export type PartnerAgent = Static<typeof PartnerAgent>

const partnerMembers = {
  id: Uuid,
  siteId: Uuid,
  name: line(),
  types: PartnerTypes,
  contactName: personal('C2', nullable(line())),
  email: personal('C2', nullable(Email)),
  phone: personal('C2', nullable(Phone)),
  contactLanguage: Locale,
  active: Type.Boolean(),
  standing: nullable({ ...Standing, description: 'of the agreement that counts today; null when there is none' }),
  agreementEndsOn: nullable(LocalDate),
  version: Version,
}
export const PartnerRow = closed('PartnerRow', partnerMembers)
export type PartnerRow = Static<typeof PartnerRow>
export const Partner = closed('Partner', {
  ...partnerMembers,
  address: nullable(line(200)),
  website: nullable(line(200)),
  note: personal('C3', nullable(text())),
  agents: Type.Array(PartnerAgent),
  agreements: Type.Array(Agreement, { description: 'the latest first' }),
})
export type Partner = Static<typeof Partner>

/** Live keys of a partner at once, in the sandbox and outside: the one in use and the one that takes over. */
export const liveKeysAtOnce = 2
const partnerScopes = keyScopes.filter((scope) => scopesOfKind.partner.includes(scope))
export const PartnerScopes = Type.Array(Type.Enum(partnerScopes), {
  minItems: 1,
  maxItems: partnerScopes.length,
  uniqueItems: true,
})
const keyMembers = {
  id: Uuid,
  partnerId: Uuid,
  name: line(),
  test: Type.Boolean({ description: 'of the sandbox' }),
  publicId: Type.String({ description: 'the eight characters after `itr_live_` or `itr_test_`' }),
  lastFour: Type.String(),
  scopes: PartnerScopes,
  contactEmail: personal('C2', nullable(Email)),
  state: Type.Enum(['live', 'expired', 'revoked']),
  createdAt: Instant,
  expiresAt: Instant,
  revokedAt: nullable(Instant),
  lastUsedAt: nullable({ ...Instant, description: 'to the minute' }),
  lastUsedFrom: nullable(Type.String({ description: 'the network, without the last part of the address' })),
}
export const PartnerKey = closed('PartnerKey', keyMembers)
export type PartnerKey = Static<typeof PartnerKey>
export const NewPartnerKey = closed('NewPartnerKey', {
  ...keyMembers,
  key: Type.String({ description: 'the whole key: shown in this answer and never again' }),
})
export type NewPartnerKey = Static<typeof NewPartnerKey>
