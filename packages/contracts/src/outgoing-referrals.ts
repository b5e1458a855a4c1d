import Type, { type Static } from 'typebox'
import { actsFrom, defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import {
  closed,
  idParam,
  Instant,
  LanguageTag,
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
import { referralConsentMethods } from './referral.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** What becomes of somebody whom we send to a service of a partner (row F10). `lapse`: nobody answered. */
export const outgoingMachine = defineMachine({
  entity: 'outgoing_referral',
  states: ['prepared', 'sent', 'accepted', 'started', 'closed', 'declined', 'lapsed', 'withdrawn'],
  initial: 'prepared',
  acts: {
    send: { from: ['prepared'], to: 'sent' },
    accept: { from: ['sent'], to: 'accepted' },
    decline: { from: ['sent'], to: 'declined', reason: true },
    start: { from: ['accepted'], to: 'started' },
    close: { from: ['accepted', 'started'], to: 'closed' },
    withdraw: { from: ['prepared', 'sent', 'accepted', 'started'], to: 'withdrawn' },
    lapse: { from: ['sent'], to: 'lapsed' },
  },
})
export type OutgoingState = (typeof outgoingMachine.states)[number]
export type OutgoingAct = keyof typeof outgoingMachine.acts
export const outgoingOutcomes = ['served', 'stopped', 'lost_contact'] as const
export type OutgoingOutcome = (typeof outgoingOutcomes)[number]
/** What a partner may read of the person, each only when they agreed to it. */
export const outgoingShares = ['name', 'phone', 'email', 'language'] as const
export type OutgoingShare = (typeof outgoingShares)[number]
/** What the partner does by its link; a colleague does it for them after a telephone call. */
export const outgoingAnswers = ['accept', 'decline', 'start', 'close'] as const
export type OutgoingAnswer = (typeof outgoingAnswers)[number]
/** `tell`: the person knows that the partner said no, or nothing. */
export const outgoingTeamActs = ['send', ...outgoingAnswers, 'withdraw', 'tell'] as const
export type OutgoingTeamAct = (typeof outgoingTeamActs)[number]

/** What a member of the team can do. */
export function outgoingPossible(status: OutgoingState, isTold: boolean): OutgoingTeamAct[] {
  const acts: OutgoingTeamAct[] = actsFrom(outgoingMachine, status).filter((act) => act !== 'lapse')
  return (status === 'declined' || status === 'lapsed') && !isTold ? [...acts, 'tell'] : acts
}
export const outgoingAnswersFrom = (status: OutgoingState): OutgoingAnswer[] =>
  outgoingAnswers.filter((act) => actsFrom(outgoingMachine, status).includes(act))

const State = Type.Enum([...outgoingMachine.states])
const Shares = Type.Array(Type.Enum([...outgoingShares]), { minItems: 1, maxItems: 4, uniqueItems: true })
const Outcome = Type.Enum([...outgoingOutcomes])
export const OutgoingConsent = closed('OutgoingConsent', {
  on: LocalDate,
  method: Type.Enum([...referralConsentMethods]),
  language: LanguageTag,
})

export const OutgoingReferral = closed('OutgoingReferral', {
  id: Uuid,
  siteId: Uuid,
  person: PersonRef,
  partner: closed('OutgoingPartner', { id: Uuid, name: line() }),
  agent: closed('OutgoingAgent', { id: Uuid, name: personal('C1', line(260)) }),
  service: personal('C3', line(160)),
  message: personal('C3', nullable(text(500))),
  status: State,
  statusSince: Instant,
  shares: Type.Array(Type.Enum([...outgoingShares])),
  consent: personal('C9', nullable(OutgoingConsent)),
  reason: personal('C3', nullable(Type.String())),
  outcome: nullable(Outcome),
  answerDueOn: nullable(LocalDate),
  late: Type.Boolean({ description: 'the partner did not answer by `answerDueOn`' }),
  createdAt: Instant,
  createdBy: nullable(StaffRef),
  possible: Type.Array(Type.Enum([...outgoingTeamActs])),
  version: Version,
})
export type OutgoingReferral = Static<typeof OutgoingReferral>

export const PrepareOutgoing = closed('PrepareOutgoing', {
  personId: Uuid,
  partnerId: Uuid,
  agentId: { ...Uuid, description: 'somebody of the partner, with an e-mail' },
  service: line(160),
  message: Type.Optional(nullable(text(500))),
})
export type PrepareOutgoing = Static<typeof PrepareOutgoing>

function step<const A extends string, P extends Parameters<typeof Type.Object>[0]>(act: A, members: P) {
  return Type.Object({ act: Type.Literal(act), ...members }, { additionalProperties: false })
}
const answers = [
  step('accept', {}),
  step('decline', { reason: line(300) }),
  step('start', {}),
  step('close', { outcome: Outcome }),
] as const
export const MoveOutgoing = Type.Union([
  step('send', { consent: OutgoingConsent, shares: Shares }),
  ...answers,
  step('withdraw', {}),
  step('tell', {}),
])
export type MoveOutgoing = Static<typeof MoveOutgoing>

const Token = Type.String({ pattern: '^[\\w-]{20,200}$', description: 'what stands behind # in the link' })
/** One person sent, for the partner who was asked: nothing but what the person agreed to. */
export const OfferedReferral = closed('OfferedReferral', {
  siteName: line(),
  partnerName: line(),
  service: line(160),
  status: State,
  shared: nullable(
    closed(
      'SharedPerson',
      {
        name: nullable(Type.String()),
        phone: nullable(Type.String()),
        email: nullable(Type.String()),
        language: nullable(Type.String()),
        message: nullable(Type.String()),
      },
      { description: 'null once it has ended' },
    ),
  ),
  possible: Type.Array(Type.Enum([...outgoingAnswers])),
  answerDueOn: LocalDate,
  expiresAt: Instant,
})
export type OfferedReferral = Static<typeof OfferedReferral>
export const AnswerOutgoing = closed('AnswerOutgoing', { token: Token, answer: Type.Union([...answers]) })
export type AnswerOutgoing = Static<typeof AnswerOutgoing>

const team = { access: { roles: who.team } } as const
const open = { access: 'public', method: 'POST' } as const

export const outgoingReferralRoutes = defineRoutes({
  listOutgoing: {
    ...team,
    method: 'GET',
    path: '/v1/outgoing-referrals',
    summary: 'List whom we sent to partners, the latest first',
    query: closed('OutgoingQuery', {
      ...paging,
      siteId: Type.Optional(Uuid),
      personId: Type.Optional(Uuid),
      partnerId: Type.Optional(Uuid),
      status: Type.Optional(State),
    }),
    success: { status: 200, body: pageOf('OutgoingPage', OutgoingReferral) },
    errors: [],
  },
  prepareOutgoing: {
    ...team,
    method: 'POST',
    path: '/v1/outgoing-referrals',
    summary: 'Prepare to send somebody to a service of a partner',
    description: 'Nothing leaves before `send`, which needs the consent of the person.',
    body: PrepareOutgoing,
    success: { status: 201, body: OutgoingReferral },
    errors: ['not-found', 'act-not-possible', 'rule-broken'],
    idempotency: 'accepted',
  },
  moveOutgoing: {
    ...team,
    method: 'POST',
    path: '/v1/outgoing-referrals/:outgoingId/steps',
    summary: 'Take another step of somebody sent to a partner',
    params: idParam('outgoingId'),
    body: MoveOutgoing,
    ifMatch: true,
    success: { status: 200, body: OutgoingReferral },
    errors: ['act-not-possible', 'reason-required', 'rule-broken', 'agreement-missing'],
    idempotency: 'accepted',
  },
  readOffered: {
    ...open,
    path: '/v1/outgoing-links/reading',
    summary: 'Read whom Interra would send, by the link that the partner was mailed',
    description: 'A link that is unknown, was taken back or has expired answers `link-expired`, the same for all.',
    body: closed('HeldOutgoingLink', { token: Token }),
    success: { status: 200, body: OfferedReferral },
    errors: ['link-expired', 'agreement-missing'],
  },
  answerOffered: {
    ...open,
    path: '/v1/outgoing-links/answers',
    summary: 'Say what becomes of somebody whom Interra sent',
    body: AnswerOutgoing,
    success: { status: 200, body: OfferedReferral },
    errors: ['link-expired', 'agreement-missing', 'act-not-possible', 'reason-required'],
  },
})
