import Type, { type Static } from 'typebox'
import { personal } from './personal-data.ts'
import { closed, Email, idParam, Instant, line, nullable, Phone, text, Uuid } from './primitives.ts'
import { PartnerReference, partnerStatuses, SendReferral, withdrawers } from './referral.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** How long the form of a partner stays open when nobody says otherwise, and one referral can be followed. */
export const formLinkDays = 90
export const followLinkDays = 180

export const FormLink = closed('FormLink', {
  id: Uuid,
  partnerId: Uuid,
  agentName: personal('C1', nullable(line(260))),
  state: Type.Enum(['live', 'expired', 'revoked']),
  createdAt: Instant,
  expiresAt: Instant,
  revokedAt: nullable(Instant),
  lastUsedAt: nullable(Instant),
})
export type FormLink = Static<typeof FormLink>
export const NewFormLink = closed('NewFormLink', {
  link: FormLink,
  url: Type.String({ description: 'what is handed to the partner: shown in this answer and never again' }),
})
export type NewFormLink = Static<typeof NewFormLink>
export const MakeFormLink = closed('MakeFormLink', {
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 365, description: `${formLinkDays} when absent` })),
  agentId: Type.Optional(nullable({ ...Uuid, description: 'for whom it is: the form knows their name' })),
})
export type MakeFormLink = Static<typeof MakeFormLink>

const Token = Type.String({ pattern: '^[\\w-]{20,200}$', description: 'what stands behind # in the link' })
export const HeldReferralLink = closed('HeldReferralLink', { token: Token })

/** What the form needs to know. */
export const ReferralForm = closed('ReferralForm', {
  partnerName: line(),
  siteName: line(),
  agent: nullable(
    closed(
      'FormAgent',
      { name: line(260), email: nullable(Email), phone: nullable(Phone) },
      {
        description: 'for whom the link was made',
      },
    ),
  ),
  textVersion: Type.String({ description: 'of the texts of consent that the form shows' }),
  expiresAt: Instant,
})
export type ReferralForm = Static<typeof ReferralForm>

const { partnerReference: _reference, previousReferralId: _previous, ...formMembers } = SendReferral.properties
export const ReferByLink = closed('ReferByLink', { token: Token, id: Uuid, ...formMembers })
export type ReferByLink = Static<typeof ReferByLink>
export const ReferredByLink = closed('ReferredByLink', {
  reference: PartnerReference,
  followToken: Type.String({ description: 'opens `/follow#…`; another one when the same is sent again' }),
  followUntil: Instant,
})
export type ReferredByLink = Static<typeof ReferredByLink>

/** One referral, for who sent it without an account: no more than their own words and how it stands. */
export const FollowedReferral = closed('FollowedReferral', {
  reference: PartnerReference,
  partnerName: line(),
  givenName: nullable({ ...line(80), description: 'null once what was sent is erased' }),
  partnerStatus: Type.Enum([...partnerStatuses]),
  statusSince: Instant,
  feedback: Type.Boolean({ description: 'the person agreed that you are told what becomes of it' }),
  question: nullable(Type.String({ description: 'what we ask, while `partnerStatus` is `need_information`' })),
  expiresAt: Instant,
})
export type FollowedReferral = Static<typeof FollowedReferral>
export const InformByLink = closed('InformByLink', { token: Token, information: text(1000, 1) })
export const WithdrawByLink = closed('WithdrawByLink', {
  token: Token,
  requestedBy: Type.Enum([...withdrawers]),
  reason: Type.Optional(line(300)),
})

const team = { access: { roles: who.team } } as const
const open = { access: 'public', method: 'POST' } as const
const followed = { status: 200, body: FollowedReferral } as const

export const referralLinkRoutes = defineRoutes({
  listFormLinks: {
    ...team,
    method: 'GET',
    path: '/v1/partners/:partnerId/form-links',
    summary: 'List the links to the form of a partner, the latest first',
    params: idParam('partnerId'),
    success: { status: 200, body: closed('FormLinkList', { items: Type.Array(FormLink) }) },
    errors: [],
  },
  makeFormLink: {
    ...team,
    method: 'POST',
    path: '/v1/partners/:partnerId/form-links',
    summary: 'Make a link to the form of a partner',
    description: 'Who holds it sends people without an account. Only its hash is kept.',
    params: idParam('partnerId'),
    body: MakeFormLink,
    success: { status: 201, body: NewFormLink },
    errors: ['rule-broken'],
  },
  revokeFormLink: {
    ...team,
    method: 'POST',
    path: '/v1/form-links/:linkId/revocation',
    summary: 'Revoke a link to the form of a partner',
    description: 'Said again, it changes nothing.',
    params: idParam('linkId'),
    success: { status: 200, body: FormLink },
    errors: [],
  },
  readReferralForm: {
    ...open,
    path: '/v1/referral-links/form',
    summary: 'Read whose form a link opens',
    description: 'A link that is unknown, was revoked or has expired answers `link-expired`, the same for all.',
    body: HeldReferralLink,
    success: { status: 200, body: ReferralForm },
    errors: ['link-expired', 'agreement-missing'],
  },
  referByLink: {
    ...open,
    path: '/v1/referral-links/referrals',
    summary: 'Send somebody to Interra by the form of a partner, with their consent',
    description: '`id` is made by the device: the same one again with the same words keeps one referral.',
    body: ReferByLink,
    success: { status: 201, body: ReferredByLink, existing: 200 },
    errors: [
      'link-expired',
      'agreement-missing',
      'rule-broken',
      'birth-date-impossible',
      'national-number-refused',
      'reference-used',
    ],
  },
  readFollowLink: {
    ...open,
    path: '/v1/referral-links/following',
    summary: 'Read how somebody one sent stands',
    body: HeldReferralLink,
    success: followed,
    errors: ['link-expired', 'agreement-missing'],
  },
  informByLink: {
    ...open,
    path: '/v1/referral-links/information',
    summary: 'Answer what was asked about somebody one sent',
    body: InformByLink,
    success: followed,
    errors: ['link-expired', 'agreement-missing', 'act-not-possible'],
  },
  withdrawByLink: {
    ...open,
    path: '/v1/referral-links/withdrawal',
    summary: 'Take back a referral, for the person or for oneself',
    description: 'Open also once the agreement with the partner has ended.',
    body: WithdrawByLink,
    success: followed,
    errors: ['link-expired', 'act-not-possible'],
  },
})
