import Type, { type Static } from 'typebox'
import {
  Candidacy,
  CandidacyPage,
  CandidacyWishes,
  Exclusion,
  exclusionReasons,
  sides,
  standings,
} from './candidacy.ts'
import { Missing, Suggestions } from './matching.ts'
import { closed, idParam, line, LocalDate, nullable, paging, Reason, text, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'
import { GivenReason, OptionalReason } from './workshops.ts'

export const CandidacyQuery = closed('CandidacyQuery', {
  ...paging,
  siteId: Type.Optional(Uuid),
  standing: Type.Optional(Type.Array(Type.Enum([...standings]), { maxItems: 8 })),
  side: Type.Optional(Type.Enum([...sides])),
  inPool: Type.Optional(Type.Boolean()),
  personId: Type.Optional(Uuid),
  text: Type.Optional(line(100)),
})
export const ApplyForDuo = closed('ApplyForDuo', {
  personId: Uuid,
  appliedOn: Type.Optional(LocalDate),
  ...CandidacyWishes.properties,
})
export type ApplyForDuo = Static<typeof ApplyForDuo>
export const ChangeCandidacy = closed('ChangeCandidacy', { ...CandidacyWishes.properties })
export type ChangeCandidacy = Static<typeof ChangeCandidacy>
export const MeetCandidate = closed('MeetCandidate', {
  interviewedOn: Type.Optional(LocalDate),
  note: Type.Optional(nullable(text(2000))),
})
export const PauseCandidacy = closed('PauseCandidacy', {
  until: Type.Optional(nullable(LocalDate)),
  reason: Type.Optional(Reason),
})
export const ExcludePair = closed('ExcludePair', {
  otherId: Uuid,
  reason: Type.Enum([...exclusionReasons]),
  note: Type.Optional(nullable(line(300))),
})

const programme = 'duo2change'
const team = { access: { roles: who.team }, programme } as const
const readers = { access: { roles: who.caseReaders }, programme } as const
const params = idParam('candidacyId')
const act = { ...team, params, ifMatch: true, success: { status: 200, body: Candidacy } } as const

export const candidacyRoutes = defineRoutes({
  listCandidacies: {
    ...readers,
    method: 'GET',
    path: '/v1/duo-candidacies',
    summary: 'List candidacies for a duo, who waits longest first',
    query: CandidacyQuery,
    success: { status: 200, body: CandidacyPage },
    errors: [],
  },
  getCandidacy: {
    ...readers,
    method: 'GET',
    path: '/v1/duo-candidacies/:candidacyId',
    summary: 'Read a candidacy',
    params,
    success: { status: 200, body: Candidacy },
    errors: [],
  },
  applyForDuo: {
    ...team,
    method: 'POST',
    path: '/v1/duo-candidacies',
    summary: 'Record that a member wishes for a duo',
    description:
      'One candidacy at a time. What is not known yet may be left out; `blockers` says what the pool still needs.',
    body: ApplyForDuo,
    success: { status: 201, body: Candidacy },
    errors: ['not-found', 'already-candidate', 'rule-broken'],
    idempotency: 'accepted',
  },
  changeCandidacy: {
    ...act,
    method: 'PATCH',
    path: '/v1/duo-candidacies/:candidacyId',
    summary: 'Change wishes and limits of a candidate',
    body: ChangeCandidacy,
    errors: ['act-not-possible', 'rule-broken', 'places-taken'],
  },
  meetCandidate: {
    ...act,
    method: 'POST',
    path: '/v1/duo-candidacies/:candidacyId/interview',
    summary: 'The interview took place',
    body: MeetCandidate,
    errors: ['act-not-possible', 'rule-broken'],
  },
  admitCandidate: {
    ...act,
    method: 'POST',
    path: '/v1/duo-candidacies/:candidacyId/admission',
    summary: 'Put a candidate in the pool',
    errors: ['act-not-possible'],
  },
  pauseCandidacy: {
    ...act,
    method: 'POST',
    path: '/v1/duo-candidacies/:candidacyId/pause',
    summary: 'Take a candidate out of the pool for a while',
    body: PauseCandidacy,
    errors: ['act-not-possible', 'rule-broken'],
  },
  resumeCandidacy: {
    ...act,
    method: 'DELETE',
    path: '/v1/duo-candidacies/:candidacyId/pause',
    summary: 'Put a candidate back in the pool',
    errors: ['act-not-possible'],
  },
  withdrawCandidacy: {
    ...act,
    method: 'POST',
    path: '/v1/duo-candidacies/:candidacyId/withdrawal',
    summary: 'The member does not wish for a duo any more',
    description: 'Proposals that are open are closed, and the other side is told.',
    body: OptionalReason,
    errors: ['act-not-possible'],
  },
  endCandidacy: {
    ...act,
    method: 'POST',
    path: '/v1/duo-candidacies/:candidacyId/end',
    summary: 'End a candidacy, with a reason',
    body: GivenReason,
    errors: ['act-not-possible', 'reason-required'],
  },
  suggestPartners: {
    ...team,
    method: 'GET',
    path: '/v1/duo-candidacies/:candidacyId/suggestions',
    summary: 'Whom a candidate fits best, and why',
    params,
    query: closed('SuggestionQuery', {
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, description: '3 when absent' })),
    }),
    success: { status: 200, body: Suggestions },
    errors: ['not-in-pool'],
  },
  getPoolBalance: {
    ...readers,
    method: 'GET',
    path: '/v1/duo-pool/balance',
    summary: 'Who waits, how long, and who is missing',
    query: closed('PoolBalanceQuery', { siteId: Uuid }),
    success: {
      status: 200,
      body: closed('PoolBalance', {
        newcomers: Type.Integer({ description: 'in the pool' }),
        locals: Type.Integer(),
        newcomerDays: nullable(Type.Integer({ description: 'median days of waiting' })),
        localDays: nullable(Type.Integer()),
        newcomersPastLimit: Type.Integer({ description: 'of them, those who wait for too long' }),
        localsPastLimit: Type.Integer(),
        missing: Type.Array(Missing),
      }),
    },
    errors: ['not-found'],
  },
  listExclusions: {
    ...team,
    method: 'GET',
    path: '/v1/people/:personId/exclusions',
    summary: 'With whom somebody is never proposed a duo',
    params: idParam('personId'),
    success: { status: 200, body: closed('Exclusions', { items: Type.Array(Exclusion) }) },
    errors: [],
    readsPerson: 'personId',
  },
  excludePair: {
    ...team,
    method: 'POST',
    path: '/v1/people/:personId/exclusions',
    summary: 'Never propose these two to each other',
    params: idParam('personId'),
    body: ExcludePair,
    success: { status: 201, body: Exclusion },
    errors: ['rule-broken', 'already-excluded'],
  },
  liftExclusion: {
    ...team,
    method: 'DELETE',
    path: '/v1/people/:personId/exclusions/:exclusionId',
    summary: 'These two may be proposed to each other again',
    params: idParam('personId', 'exclusionId'),
    success: { status: 204 },
    errors: [],
  },
})
