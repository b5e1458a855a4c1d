import Type, { type Static } from 'typebox'
import { NotSameAs } from './person.ts'
import { PersonCandidate } from './people.ts'
import { personal } from './personal-data.ts'
import {
  closed,
  idParam,
  Instant,
  line,
  LocalDate,
  nullable,
  pageOf,
  paging,
  text,
  Uuid,
  Version,
} from './primitives.ts'
import { PersonRef, StaffRef } from './references.ts'
import {
  declineReasons,
  partnerStatuses,
  PartnerReference,
  ReferralConsent,
  referralActs,
  referralChannels,
  referralMachine,
  referralOutcomes,
  referralReasons,
  ReferredPerson,
  ReferrerContact,
  SendReferral,
  withdrawers,
} from './referral.ts'
import { programmes, who } from './rights.ts'
import { defineRoutes } from './route.ts'

const State = Type.Enum([...referralMachine.states])
const Programmes = Type.Array(Type.Enum([...programmes]), { minItems: 1, maxItems: 4, uniqueItems: true })

const rowMembers = {
  id: Uuid,
  siteId: Uuid,
  partner: closed('ReferringPartner', { id: Uuid, name: line() }),
  channel: Type.Enum([...referralChannels]),
  name: personal('C1', nullable(line(170))),
  services: Type.Array(Type.String(), { description: 'programmes, or ids of the open offer' }),
  reasonCodes: personal('C3', Type.Array(Type.Enum([...referralReasons]))),
  status: State,
  statusSince: Instant,
  receivedAt: Instant,
  waitedDays: Type.Integer({ description: 'until it was answered, without the time we waited for information' }),
  late: Type.Boolean({ description: 'waits for an answer longer than the policy of the site allows' }),
  validUntil: nullable(LocalDate),
  owner: nullable(StaffRef),
  next: Type.Union([Type.Enum([...referralActs]), Type.Null()], { description: 'the usual next act' }),
  possible: Type.Array(Type.Enum([...referralActs]), { description: 'by a member of the team' }),
  version: Version,
}
export const ReferralRow = closed('ReferralRow', rowMembers)
export type ReferralRow = Static<typeof ReferralRow>
export const ReferralPage = pageOf('ReferralPage', ReferralRow)

const { contact, accessNeeds, ...said } = ReferredPerson.properties
const { givenName, familyName, ...profile } = said
/** What was received, as it was, each member of its class. */
export const ReceivedReferral = closed('ReceivedReferral', {
  referredAt: Instant,
  referrer: personal('C2', ReferrerContact),
  caseWorker: personal('C2', nullable(ReferrerContact)),
  givenName: personal('C1.first', givenName),
  familyName: personal('C1', nullable(line(80))),
  contact: personal('C2', contact),
  profile: personal('C3', closed('ReferredProfile', profile)),
  accessNeeds: personal('C5', accessNeeds),
  message: personal('C3', nullable(text(500))),
  consent: personal('C9', ReferralConsent),
})
export const ReferralEvent = closed('ReferralEvent', {
  seq: Type.Integer(),
  at: Instant,
  from: nullable(State),
  to: State,
  partnerStatus: nullable(Type.Enum([...partnerStatuses])),
  by: nullable(line()),
  byKind: Type.Enum(['staff', 'partner', 'person', 'system']),
  reasons: personal('C3', Type.Array(Type.String())),
  note: personal('C3', nullable(Type.String())),
  said: personal('C3', nullable(Type.String({ description: 'between the partner and us' }))),
})
export type ReferralEvent = Static<typeof ReferralEvent>
export const Referral = closed('Referral', {
  ...rowMembers,
  partnerReference: PartnerReference,
  feedback: Type.Boolean(),
  partnerStatus: Type.Enum([...partnerStatuses]),
  programmes: Type.Array(Type.Enum([...programmes])),
  received: nullable(ReceivedReferral),
  person: nullable(PersonRef),
  linkedTo: nullable(Uuid),
  previousId: nullable(Uuid),
  firstMeetingOn: nullable(LocalDate),
  firstPresenceOn: nullable(LocalDate),
  reviewOn: nullable(LocalDate),
  outcome: nullable(Type.Enum([...referralOutcomes])),
  unreachable: Type.Boolean({ description: 'three tries failed within 21 days: closing as unreachable is offered' }),
  events: Type.Array(ReferralEvent, { description: 'the first one first' }),
})
export type Referral = Static<typeof Referral>

/** Somebody known who may be the person sent; 0.7 and more is likely (domain reference 5.4). */
export const ReferralCandidate = closed('ReferralCandidate', {
  person: PersonCandidate,
  score: Type.Number({ minimum: 0, maximum: 1 }),
})
export type ReferralCandidate = Static<typeof ReferralCandidate>
export const ReferralCandidates = closed('ReferralCandidates', {
  items: Type.Array(ReferralCandidate, { description: 'the likeliest first' }),
  referrals: Type.Array(closed('OpenReferral', { id: Uuid, partnerName: line(), status: State, receivedAt: Instant }), {
    description: 'open ones that may be about the same person',
  }),
})
export type ReferralCandidates = Static<typeof ReferralCandidates>

const { partnerReference: _, dataProtectionCommitment: __, previousReferralId: ___, ...told } = SendReferral.properties
/** What a partner told by telephone or letter; the reference is made when none was given. */
export const EnterReferral = closed('EnterReferral', {
  siteId: Uuid,
  partnerId: Uuid,
  partnerReference: Type.Optional(PartnerReference),
  ...told,
})
export type EnterReferral = Static<typeof EnterReferral>

/** The person is somebody known (`personId`), or is registered with what was received. */
export const AcceptReferral = closed('AcceptReferral', {
  programmes: Programmes,
  personId: Type.Optional(Uuid),
  notSameAs: Type.Optional(NotSameAs),
  guardianName: Type.Optional(line()),
  words: Type.Optional(text(1000)),
})
export type AcceptReferral = Static<typeof AcceptReferral>

const Note = Type.Optional(text(1000))
function step<const A extends string, P extends Parameters<typeof Type.Object>[0]>(act: A, members: P) {
  return Type.Object({ act: Type.Literal(act), ...members }, { additionalProperties: false })
}
/** `question`, `reason` and `words` are read by the partner and the person; `note` by us alone. */
export const MoveReferral = Type.Union([
  step('review', {}),
  step('ask', { question: text(1000, 1) }),
  step('inform', { information: text(1000, 1) }),
  step('waitlist', { reason: text(1000, 1), reviewOn: Type.Optional(LocalDate), note: Note }),
  step('decline', {
    reasons: Type.Array(Type.Enum([...declineReasons]), { minItems: 1, maxItems: 5, uniqueItems: true }),
    words: Type.Optional(text(1000)),
    note: Note,
  }),
  step('link', { referralId: Uuid }),
  step('contact', { reached: Type.Boolean(), note: Note }),
  step('setFirstMeeting', { on: LocalDate, note: Note }),
  step('transfer', { note: Note }),
  step('close', { outcome: Type.Enum([...referralOutcomes]), note: Note }),
  step('withdraw', { requestedBy: Type.Enum([...withdrawers, 'staff']), note: Note }),
])
export type MoveReferral = Static<typeof MoveReferral>

const reads = { access: { roles: who.caseReaders } } as const
const team = { access: { roles: who.team } } as const
const params = idParam('referralId')

export const referralRoutes = defineRoutes({
  listReferrals: {
    ...reads,
    method: 'GET',
    path: '/v1/referrals',
    summary: 'List whom partners sent, the one that waits longest first',
    query: closed('ReferralQuery', {
      ...paging,
      siteId: Type.Optional(Uuid),
      status: Type.Optional(State),
      show: Type.Optional(Type.Enum(['waiting', 'open', 'late'])),
      partnerId: Type.Optional(Uuid),
      mine: Type.Optional(Type.Boolean()),
    }),
    success: { status: 200, body: ReferralPage },
    errors: [],
  },
  getReferral: {
    ...reads,
    method: 'GET',
    path: '/v1/referrals/:referralId',
    summary: 'Read a referral as it was received, and its steps',
    params,
    success: { status: 200, body: Referral },
    errors: [],
  },
  listReferralCandidates: {
    ...reads,
    method: 'GET',
    path: '/v1/referrals/:referralId/candidates',
    summary: 'People known who may be the person sent, and open referrals about the same',
    params,
    success: { status: 200, body: ReferralCandidates },
    errors: [],
  },
  enterReferral: {
    ...team,
    method: 'POST',
    path: '/v1/referrals',
    summary: 'Enter a referral for a partner who told it by telephone, letter or e-mail',
    body: EnterReferral,
    success: { status: 201, body: Referral, existing: 200 },
    errors: ['not-found', 'rule-broken', 'birth-date-impossible', 'reference-used'],
    idempotency: 'accepted',
  },
  acceptReferral: {
    ...team,
    method: 'POST',
    path: '/v1/referrals/:referralId/acceptance',
    summary: 'Accept somebody for programmes: registered, or known already, with the consents given to the partner',
    params,
    body: AcceptReferral,
    ifMatch: true,
    success: { status: 200, body: Referral },
    errors: [
      'act-not-possible',
      'possible-duplicate',
      'guardian-consent-missing',
      'birth-date-impossible',
      'rule-broken',
    ],
    idempotency: 'accepted',
  },
  moveReferral: {
    ...team,
    method: 'POST',
    path: '/v1/referrals/:referralId/steps',
    summary: 'Take another step of a referral',
    params,
    body: MoveReferral,
    ifMatch: true,
    success: { status: 200, body: Referral },
    errors: ['act-not-possible', 'reason-required', 'rule-broken'],
    idempotency: 'accepted',
  },
  handOverReferral: {
    ...team,
    method: 'PUT',
    path: '/v1/referrals/:referralId/owner',
    summary: 'Give a referral to a colleague to look after',
    description: 'While it is open. To somebody of the team of its site; the partner is told nothing.',
    params,
    body: closed('HandOverReferral', { ownerId: Uuid }),
    ifMatch: true,
    success: { status: 200, body: Referral },
    errors: ['act-not-possible', 'rule-broken'],
  },
})
