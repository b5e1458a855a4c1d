import Type, { type Static } from 'typebox'
import { personal } from './personal-data.ts'
import { closed, idParam, Instant, line, nullable, paging, text, Uuid, Version } from './primitives.ts'
import { PartnerReference, partnerStatuses, ReferredContact, SendReferral, withdrawers } from './referral.ts'
import { defineRoutes } from './route.ts'

const rowMembers = {
  id: Uuid,
  partnerReference: PartnerReference,
  partnerStatus: Type.Enum([...partnerStatuses], {
    description: 'stays `received` where the person did not agree to `referral_feedback`',
  }),
  statusSince: Instant,
  feedback: Type.Boolean({ description: 'the person agreed that you are told what becomes of it' }),
  receivedAt: Instant,
  erasedAt: Type.Union([Instant, Type.Null()], { description: 'when what you sent of the person was erased' }),
  version: Version,
}
/** A referral as its partner lists it: without anything of the person. */
export const PartnerReferralRow = closed('PartnerReferralRow', rowMembers)
export type PartnerReferralRow = Static<typeof PartnerReferralRow>
export const PartnerReferralPage = closed('PartnerReferralPage', {
  items: Type.Array(PartnerReferralRow),
  next: nullable(Type.String()),
  updatedSince: Type.Optional(Type.String({ description: 'with `updatedSince`: what to send as such the next time' })),
})

/** The same answer whether the person was known or not. */
export const PartnerReferral = closed('PartnerReferral', {
  ...rowMembers,
  person: personal(
    'C2',
    nullable(
      closed('OwnReferredPerson', {
        givenName: line(80),
        familyName: nullable(line(80)),
        contact: ReferredContact,
      }),
    ),
  ),
  question: nullable(Type.String({ description: 'what we ask, while `partnerStatus` is `need_information`' })),
  links: closed('PartnerReferralLinks', { self: Type.String(), withdraw: Type.String(), information: Type.String() }),
})
export type PartnerReferral = Static<typeof PartnerReferral>

export const ChangeReferralContact = closed('ChangeReferralContact', { contact: ReferredContact })
export type ChangeReferralContact = Static<typeof ChangeReferralContact>
export const WithdrawReferral = closed('WithdrawReferral', {
  requestedBy: Type.Enum([...withdrawers]),
  reason: Type.Optional(line(300)),
})
export type WithdrawReferral = Static<typeof WithdrawReferral>
export const GiveInformation = closed('GiveInformation', { information: text(1000, 1) })
export type GiveInformation = Static<typeof GiveInformation>

const reads = { access: { roles: [], keys: ['referrals:read'] } } as const
const writes = { access: { roles: [], keys: ['referrals:write'] } } as const
const params = idParam('referralId')

/** The door of partners' programs: each sees what it sent, and nothing else. */
export const partnerReferralRoutes = defineRoutes({
  sendReferral: {
    ...writes,
    method: 'POST',
    path: '/v1/partner/referrals',
    summary: 'Send somebody to Interra, with their consent',
    description:
      'The same `partnerReference` with the same body answers 200 and what is there; with another body `reference-used`, whose `params.location` leads to it.',
    body: SendReferral,
    success: { status: 201, body: PartnerReferral, existing: 200 },
    errors: ['rule-broken', 'birth-date-impossible', 'national-number-refused', 'reference-used'],
    idempotency: 'required',
  },
  getOwnReferral: {
    ...reads,
    method: 'GET',
    path: '/v1/partner/referrals/:referralId',
    summary: 'Read what became of somebody you sent',
    params,
    success: { status: 200, body: PartnerReferral },
    errors: [],
  },
  listOwnReferrals: {
    ...reads,
    method: 'GET',
    path: '/v1/partner/referrals',
    summary: 'List whom you sent, the latest first, or what changed since',
    description:
      'With `updatedSince` (an instant the first time, then the `updatedSince` of the last answer), each one that changed ' +
      'since then, in the order of the changes, erased ones too. No change is passed over; one may be told twice. ' +
      '`next` leads on while there is more. `feed-restarted` after a restoration: begin again from an instant.',
    query: closed('PartnerReferralQuery', {
      ...paging,
      status: Type.Optional(Type.Enum([...partnerStatuses], { description: 'as `partnerStatus` says it' })),
      partnerReference: Type.Optional(PartnerReference),
      updatedSince: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 200,
          pattern: '^[A-Za-z0-9_:.+-]+$',
          description: 'RFC 3339 instant, or the `updatedSince` of the last answer; alone, without other filters',
        }),
      ),
    }),
    success: { status: 200, body: PartnerReferralPage },
    errors: ['feed-restarted'],
  },
  changeReferralContact: {
    ...writes,
    method: 'PATCH',
    path: '/v1/partner/referrals/:referralId',
    summary: 'Change how somebody you sent is reached',
    params,
    body: ChangeReferralContact,
    ifMatch: true,
    success: { status: 200, body: PartnerReferral },
    errors: ['act-not-possible', 'rule-broken'],
  },
  withdrawReferral: {
    ...writes,
    method: 'POST',
    path: '/v1/partner/referrals/:referralId/withdraw',
    summary: 'Take back a referral, for the person or for yourself',
    description: 'What you sent of the person is erased after 30 days.',
    params,
    body: WithdrawReferral,
    success: { status: 200, body: PartnerReferral },
    errors: ['act-not-possible'],
    idempotency: 'accepted',
  },
  giveReferralInformation: {
    ...writes,
    method: 'POST',
    path: '/v1/partner/referrals/:referralId/information',
    summary: 'Answer what was asked about a referral',
    params,
    body: GiveInformation,
    success: { status: 200, body: PartnerReferral },
    errors: ['act-not-possible'],
    idempotency: 'accepted',
  },
})
