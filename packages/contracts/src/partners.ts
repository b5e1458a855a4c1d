import Type, { type Static } from 'typebox'
import {
  Agreement,
  AgreementPurposes,
  NewPartnerKey,
  Partner,
  PartnerAgent,
  PartnerKey,
  PartnerRow,
  PartnerScopes,
  partnerTypes,
  PartnerTypes,
} from './partner.ts'
import {
  closed,
  Email,
  idParam,
  line,
  LocalDate,
  Locale,
  nullable,
  pageOf,
  paging,
  Phone,
  text,
  Uuid,
} from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'
import { GivenReason } from './workshops.ts'

const details = {
  contactName: Type.Optional(nullable(line())),
  email: Type.Optional(nullable(Email)),
  phone: Type.Optional(nullable(Phone)),
  contactLanguage: Type.Optional(Locale),
  address: Type.Optional(nullable(line(200))),
  website: Type.Optional(nullable(line(200))),
  note: Type.Optional(nullable(text())),
}
export const AddPartner = closed('AddPartner', { siteId: Uuid, name: line(), types: PartnerTypes, ...details })
export type AddPartner = Static<typeof AddPartner>
export const ChangePartner = closed('ChangePartner', {
  name: Type.Optional(line()),
  types: Type.Optional(PartnerTypes),
  active: Type.Optional(Type.Boolean()),
  ...details,
})
export type ChangePartner = Static<typeof ChangePartner>

const agentDetails = {
  roleTitle: Type.Optional(nullable(line())),
  email: Type.Optional(nullable(Email)),
  phone: Type.Optional(nullable(Phone)),
}
export const AddPartnerAgent = closed('AddPartnerAgent', { name: line(260), ...agentDetails })
export type AddPartnerAgent = Static<typeof AddPartnerAgent>
export const ChangePartnerAgent = closed('ChangePartnerAgent', {
  name: Type.Optional(line(260)),
  active: Type.Optional(Type.Boolean()),
  ...agentDetails,
})
export type ChangePartnerAgent = Static<typeof ChangePartnerAgent>

const terms = { endsOn: Type.Optional(nullable(LocalDate)), obligations: Type.Optional(nullable(text())) }
export const AddAgreement = closed('AddAgreement', { startsOn: LocalDate, purposes: AgreementPurposes, ...terms })
export type AddAgreement = Static<typeof AddAgreement>
export const ChangeAgreement = closed('ChangeAgreement', {
  startsOn: Type.Optional(LocalDate),
  purposes: Type.Optional(AgreementPurposes),
  ...terms,
})
export type ChangeAgreement = Static<typeof ChangeAgreement>
export const SignAgreement = closed('SignAgreement', {
  signedOn: LocalDate,
  signedBy: Type.Optional(nullable(line(260))),
  dataSharingVersion: line(40),
})
export type SignAgreement = Static<typeof SignAgreement>
export const TerminateAgreement = closed('TerminateAgreement', { endedOn: LocalDate, reason: line(300) })
export type TerminateAgreement = Static<typeof TerminateAgreement>

export const CreatePartnerKey = closed('CreatePartnerKey', {
  name: line(),
  test: Type.Optional(Type.Boolean({ description: 'of the sandbox; false when absent' })),
  scopes: PartnerScopes,
  contactEmail: Type.Optional(nullable(Email)),
  expiresOn: Type.Optional({ ...LocalDate, description: 'its last day; a year from today at most, and when absent' }),
})
export type CreatePartnerKey = Static<typeof CreatePartnerKey>

const team = { access: { roles: who.team } } as const
const leads = { access: { roles: who.leads } } as const
export const partnerRoutes = defineRoutes({
  listPartners: {
    method: 'GET',
    path: '/v1/partners',
    summary: 'List partners, by name',
    access: { roles: who.allStaff },
    query: closed('PartnerQuery', {
      ...paging,
      siteId: Type.Optional(Uuid),
      type: Type.Optional(Type.Enum([...partnerTypes])),
      active: Type.Optional(Type.Boolean()),
      text: Type.Optional({ ...line(80), description: 'part of the name' }),
    }),
    success: { status: 200, body: pageOf('PartnerPage', PartnerRow) },
    errors: [],
  },
  getPartner: {
    method: 'GET',
    path: '/v1/partners/:partnerId',
    summary: 'Read a partner, who works there and what was agreed',
    access: { roles: who.allStaff },
    params: idParam('partnerId'),
    success: { status: 200, body: Partner },
    errors: [],
  },
  addPartner: {
    ...team,
    method: 'POST',
    path: '/v1/partners',
    summary: 'Add a partner',
    body: AddPartner,
    success: { status: 201, body: Partner },
    errors: ['not-found', 'rule-broken'],
    idempotency: 'accepted',
  },
  changePartner: {
    ...team,
    method: 'PATCH',
    path: '/v1/partners/:partnerId',
    summary: 'Change a partner',
    description: 'The keys of a partner that is not active any more open nothing.',
    params: idParam('partnerId'),
    body: ChangePartner,
    ifMatch: true,
    success: { status: 200, body: Partner },
    errors: ['rule-broken'],
  },
  addPartnerAgent: {
    ...team,
    method: 'POST',
    path: '/v1/partners/:partnerId/agents',
    summary: 'Add somebody who works for a partner',
    params: idParam('partnerId'),
    body: AddPartnerAgent,
    success: { status: 201, body: PartnerAgent },
    errors: ['rule-broken'],
    idempotency: 'accepted',
  },
  changePartnerAgent: {
    ...team,
    method: 'PATCH',
    path: '/v1/partner-agents/:agentId',
    summary: 'Change somebody who works for a partner',
    params: idParam('agentId'),
    body: ChangePartnerAgent,
    ifMatch: true,
    success: { status: 200, body: PartnerAgent },
    errors: ['rule-broken'],
  },
  addAgreement: {
    ...team,
    method: 'POST',
    path: '/v1/partners/:partnerId/agreements',
    summary: 'Draft an agreement with a partner',
    params: idParam('partnerId'),
    body: AddAgreement,
    success: { status: 201, body: Agreement },
    errors: ['rule-broken'],
    idempotency: 'accepted',
  },
  changeAgreement: {
    ...team,
    method: 'PATCH',
    path: '/v1/agreements/:agreementId',
    summary: 'Change the draft of an agreement',
    params: idParam('agreementId'),
    body: ChangeAgreement,
    ifMatch: true,
    success: { status: 200, body: Agreement },
    errors: ['rule-broken', 'act-not-possible'],
  },
  signAgreement: {
    ...leads,
    method: 'POST',
    path: '/v1/agreements/:agreementId/signature',
    summary: 'Record that an agreement was signed',
    description:
      'Two signed agreements with one partner never hold on the same day. The keys of the partner open from its first day on.',
    params: idParam('agreementId'),
    body: SignAgreement,
    ifMatch: true,
    success: { status: 200, body: Agreement },
    errors: ['rule-broken', 'act-not-possible', 'agreement-overlaps'],
  },
  terminateAgreement: {
    ...leads,
    method: 'POST',
    path: '/v1/agreements/:agreementId/termination',
    summary: 'End an agreement',
    description: 'The keys of the partner stop at once.',
    params: idParam('agreementId'),
    body: TerminateAgreement,
    ifMatch: true,
    success: { status: 200, body: Agreement },
    errors: ['rule-broken', 'act-not-possible', 'reason-required'],
  },
  listPartnerKeys: {
    ...leads,
    method: 'GET',
    path: '/v1/partners/:partnerId/keys',
    summary: 'List the keys of a partner, the latest first',
    params: idParam('partnerId'),
    query: closed('PartnerKeyQuery', paging),
    success: { status: 200, body: pageOf('PartnerKeyPage', PartnerKey) },
    errors: [],
  },
  createPartnerKey: {
    ...leads,
    method: 'POST',
    path: '/v1/partners/:partnerId/keys',
    summary: 'Make a key for a partner',
    description:
      'The answer shows the key, once: only its hash is kept, and no replay of this request shows it again. Two keys of a kind are live at most, so that one can take over from the other.',
    params: idParam('partnerId'),
    body: CreatePartnerKey,
    success: { status: 201, body: NewPartnerKey },
    errors: ['rule-broken', 'keys-two-live'],
  },
  revokeKey: {
    ...leads,
    method: 'POST',
    path: '/v1/partner-keys/:keyId/revocation',
    summary: 'Revoke a key',
    description:
      'It opens nothing any more from now on, nor does any token got with it. Said again, it changes nothing.',
    params: idParam('keyId'),
    body: GivenReason,
    success: { status: 200, body: PartnerKey },
    errors: ['rule-broken'],
  },
})
