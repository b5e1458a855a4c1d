import Type, { type Static } from 'typebox'
import { closed, idParam, line, LocalDate, Minutes, nullable, paging, text, Uuid } from './primitives.ts'
import {
  needKinds,
  Proposal,
  proposalMachine,
  ProposalNeed,
  ProposalPage,
  ProposalStep,
  steps,
  stepStates,
} from './proposal.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'
import { Capacity, hostParts, Languages, Workshop } from './workshop.ts'
import { GivenReason, OptionalReason } from './workshops.ts'

const ProposalParams = idParam('proposalId')
const StepParams = Type.Object({ proposalId: Uuid, step: Type.Enum([...steps]) }, { additionalProperties: false })
const NeedParams = idParam('proposalId', 'needId')

export const ProposalQuery = closed('ProposalQuery', {
  ...paging,
  siteId: Type.Optional(Uuid),
  status: Type.Optional(Type.Array(Type.Enum([...proposalMachine.states]), { maxItems: 8 })),
  ownerId: Type.Optional(Uuid),
  categoryId: Type.Optional(Uuid),
  text: Type.Optional(line(100)),
})

const hosts = Type.Array(closed('ProposalHostInput', { personId: Uuid, part: Type.Enum([...hostParts]) }), {
  minItems: 1,
  maxItems: 10,
  description: 'each member once',
})
const details = {
  about: Type.Optional(nullable(text(4000))),
  categoryId: Type.Optional(nullable(Uuid)),
  languages: Type.Optional(Languages),
  wishedRhythm: Type.Optional(nullable(line(200))),
  channelId: Type.Optional(nullable(Uuid)),
  ownerId: Type.Optional(nullable(Uuid)),
  receivedOn: Type.Optional(LocalDate),
}
export const RecordProposal = closed('RecordProposal', { siteId: Uuid, title: line(), hosts, ...details })
export type RecordProposal = Static<typeof RecordProposal>
export const ChangeProposal = closed('ChangeProposal', {
  title: Type.Optional(line()),
  hosts: Type.Optional(hosts),
  ...details,
})
export type ChangeProposal = Static<typeof ChangeProposal>

export const SetStep = closed('SetStep', {
  state: Type.Optional(Type.Enum([...stepStates])),
  reason: Type.Optional(line(300)),
  ownerId: Type.Optional(nullable(Uuid)),
  dueOn: Type.Optional(nullable(LocalDate)),
  doneOn: Type.Optional(LocalDate),
  addMinutes: Type.Optional(Minutes),
  note: Type.Optional(nullable(text(2000))),
})
export type SetStep = Static<typeof SetStep>
export const AddNeed = closed('AddNeed', { kind: Type.Enum([...needKinds]), description: line(300) })
export const CoverNeed = closed('CoverNeed', { note: Type.Optional(line(300)) })
export const ConvertProposal = closed('ConvertProposal', {
  title: Type.Optional(line()),
  capacity: Type.Optional(Capacity),
})

const team = { access: { roles: who.team }, programme: 'interact' } as const
const readers = { access: { roles: who.allStaff }, programme: 'interact' } as const
const act = { ...team, params: ProposalParams, ifMatch: true, success: { status: 200, body: Proposal } } as const

export const proposalRoutes = defineRoutes({
  listProposals: {
    ...readers,
    method: 'GET',
    path: '/v1/proposals',
    summary: 'List proposals, the latest received first',
    query: ProposalQuery,
    success: { status: 200, body: ProposalPage },
    errors: [],
  },
  getProposal: {
    ...readers,
    method: 'GET',
    path: '/v1/proposals/:proposalId',
    summary: 'Read a proposal with its steps and needs',
    params: ProposalParams,
    success: { status: 200, body: Proposal },
    errors: [],
  },
  recordProposal: {
    ...team,
    method: 'POST',
    path: '/v1/proposals',
    summary: 'Record a proposal for its hosts',
    description: 'Any member may propose. It starts as a draft; its steps are made with it.',
    body: RecordProposal,
    success: { status: 201, body: Proposal },
    errors: ['not-found', 'rule-broken'],
    idempotency: 'accepted',
  },
  changeProposal: {
    ...act,
    method: 'PATCH',
    path: '/v1/proposals/:proposalId',
    summary: 'Change a proposal; a list of hosts replaces the one before',
    body: ChangeProposal,
    errors: ['rule-broken', 'act-not-possible'],
  },
  submitProposal: {
    ...act,
    method: 'POST',
    path: '/v1/proposals/:proposalId/submission',
    summary: 'Submit a draft',
    errors: ['act-not-possible'],
  },
  accompanyProposal: {
    ...act,
    method: 'POST',
    path: '/v1/proposals/:proposalId/accompaniment',
    summary: 'Start accompanying the hosts',
    description: 'Who does it becomes the owner when there is none.',
    errors: ['act-not-possible'],
  },
  holdProposal: {
    ...act,
    method: 'POST',
    path: '/v1/proposals/:proposalId/hold',
    summary: 'Put a proposal on hold',
    body: OptionalReason,
    errors: ['act-not-possible'],
  },
  resumeProposal: {
    ...act,
    method: 'DELETE',
    path: '/v1/proposals/:proposalId/hold',
    summary: 'Take a proposal up again',
    errors: ['act-not-possible'],
  },
  readyProposal: {
    ...act,
    method: 'POST',
    path: '/v1/proposals/:proposalId/readiness',
    summary: 'Say that a proposal is ready to become a workshop',
    description: 'Steps and needs that are still open do not prevent it; they stay visible.',
    errors: ['act-not-possible'],
  },
  declineProposal: {
    ...act,
    method: 'POST',
    path: '/v1/proposals/:proposalId/refusal',
    summary: 'Decline a proposal, with a reason',
    body: GivenReason,
    errors: ['act-not-possible', 'reason-required'],
  },
  withdrawProposal: {
    ...act,
    method: 'POST',
    path: '/v1/proposals/:proposalId/withdrawal',
    summary: 'The host withdraws the proposal',
    body: OptionalReason,
    errors: ['act-not-possible'],
  },
  convertProposal: {
    ...team,
    method: 'POST',
    path: '/v1/proposals/:proposalId/conversion',
    summary: 'Make the workshop, as a draft',
    description:
      'With the hosts, category, languages and owner of the proposal, and the room that a venue confirmed. The proposal stays linked and its steps go on.',
    params: ProposalParams,
    body: ConvertProposal,
    ifMatch: true,
    success: { status: 201, body: Workshop },
    errors: ['act-not-possible'],
  },
  setStep: {
    ...team,
    method: 'PATCH',
    path: '/v1/proposals/:proposalId/steps/:step',
    summary: 'Record what became of a step',
    description:
      'If-Match is the version of the step. Waiving needs a reason. `dueOn` null lets the due day follow the plan again. `addMinutes` adds to the time of the team.',
    params: StepParams,
    body: SetStep,
    ifMatch: true,
    success: { status: 200, body: ProposalStep },
    errors: ['act-not-possible', 'reason-required', 'rule-broken'],
  },
  addNeed: {
    ...team,
    method: 'POST',
    path: '/v1/proposals/:proposalId/needs',
    summary: 'Note something that is needed',
    params: ProposalParams,
    body: AddNeed,
    success: { status: 201, body: ProposalNeed },
    errors: ['act-not-possible'],
    idempotency: 'accepted',
  },
  coverNeed: {
    ...team,
    method: 'POST',
    path: '/v1/proposals/:proposalId/needs/:needId/cover',
    summary: 'A need is covered',
    params: NeedParams,
    body: CoverNeed,
    ifMatch: true,
    success: { status: 200, body: ProposalNeed },
    errors: ['act-not-possible'],
  },
  uncoverNeed: {
    ...team,
    method: 'DELETE',
    path: '/v1/proposals/:proposalId/needs/:needId/cover',
    summary: 'A need is open again',
    params: NeedParams,
    ifMatch: true,
    success: { status: 200, body: ProposalNeed },
    errors: ['act-not-possible'],
  },
})
