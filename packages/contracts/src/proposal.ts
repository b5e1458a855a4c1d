import Type, { type Static } from 'typebox'
import { defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import { closed, Instant, line, LocalDate, nullable, pageOf, Uuid, Version } from './primitives.ts'
import { HistoryEntry, PersonRef, StaffRef, TermRef } from './references.ts'
import { VenueRequest } from './venues.ts'
import { hostParts, Languages } from './workshop.ts'

const open = ['draft', 'submitted', 'accompanied', 'on_hold', 'ready'] as const

/** A proposal for a workshop, by any member, newcomer or local (mission 4.2, A1). Only staff decline; the host withdraws. */
export const proposalMachine = defineMachine({
  entity: 'proposal',
  states: [...open, 'converted', 'withdrawn', 'declined'],
  initial: 'draft',
  acts: {
    submit: { from: ['draft'], to: 'submitted' },
    accompany: { from: ['submitted'], to: 'accompanied' },
    ready: { from: ['accompanied'], to: 'ready' },
    convert: { from: ['ready'], to: 'converted' },
    hold: { from: ['submitted', 'accompanied'], to: 'on_hold' },
    resume: { from: ['on_hold'], to: 'accompanied' },
    withdraw: { from: open, to: 'withdrawn' },
    decline: { from: open, to: 'declined', reason: true },
  },
})
export type ProposalState = (typeof proposalMachine.states)[number]
export type ProposalAct = keyof typeof proposalMachine.acts

interface StepPlan {
  /** What the due day is counted from, while the step is not done. */
  readonly anchor: 'received' | 'first_session'
  readonly days: number
  /** Days after reception, as long as there is no first session. */
  readonly withoutSession: number
}
/**
 * The founders' steps A to F with a host, in order: receive, train, commitment, venue, schedule, promote, be there the
 * first times, evaluate. Due days follow what they are counted from.
 */
export const stepPlans = {
  receive: { anchor: 'received', days: 7, withoutSession: 7 },
  train: { anchor: 'received', days: 21, withoutSession: 21 },
  commit: { anchor: 'received', days: 28, withoutSession: 28 },
  venue: { anchor: 'received', days: 35, withoutSession: 35 },
  schedule: { anchor: 'received', days: 42, withoutSession: 42 },
  promote: { anchor: 'first_session', days: -14, withoutSession: 49 },
  first_sessions: { anchor: 'first_session', days: 21, withoutSession: 84 },
  evaluate: { anchor: 'first_session', days: 90, withoutSession: 150 },
} as const satisfies Record<string, StepPlan>
export type Step = keyof typeof stepPlans
export const steps = Object.keys(stepPlans) as Step[]
export const stepStates = ['todo', 'done', 'waived'] as const
export type StepState = (typeof stepStates)[number]

export const needKinds = ['room', 'material', 'public', 'other'] as const
export type NeedKind = (typeof needKinds)[number]

export const ProposalStep = closed('ProposalStep', {
  step: Type.Enum([...steps]),
  state: Type.Enum([...stepStates]),
  reason: personal('C3', nullable(Type.String())),
  owner: nullable(StaffRef),
  dueOn: LocalDate,
  dueBy: Type.Enum(['plan', 'hand'], { description: '`plan`: follows reception and first session until done' }),
  overdue: Type.Boolean(),
  doneOn: nullable(LocalDate),
  minutes: Type.Integer({ description: 'time of the team, in minutes' }),
  note: personal('C3', nullable(Type.String())),
  version: Version,
})
export type ProposalStep = Static<typeof ProposalStep>

export const ProposalNeed = closed('ProposalNeed', {
  id: Uuid,
  kind: Type.Enum([...needKinds]),
  description: line(300),
  coveredAt: nullable(Instant),
  coveredNote: personal('C3', nullable(Type.String())),
  version: Version,
})
export type ProposalNeed = Static<typeof ProposalNeed>

export const ProposalHost = closed('ProposalHost', { person: PersonRef, part: Type.Enum([...hostParts]) })
export type ProposalHost = Static<typeof ProposalHost>

const rowMembers = {
  id: Uuid,
  siteId: Uuid,
  title: line(),
  status: Type.Enum([...proposalMachine.states]),
  statusSince: Instant,
  category: nullable(TermRef),
  hosts: Type.Array(ProposalHost),
  owner: nullable(StaffRef),
  receivedOn: LocalDate,
  workshopId: nullable(Uuid),
  version: Version,
}
export const ProposalRow = closed('ProposalRow', {
  ...rowMembers,
  nextStep: nullable(closed('NextStep', { step: Type.Enum([...steps]), dueOn: LocalDate, overdue: Type.Boolean() })),
  stepsLeft: Type.Integer({ description: 'steps neither done nor waived' }),
  needsUncovered: Type.Integer(),
})
export type ProposalRow = Static<typeof ProposalRow>
export const ProposalPage = pageOf('ProposalPage', ProposalRow)

export const Proposal = closed('Proposal', {
  ...rowMembers,
  statusReason: personal('C3', nullable(Type.String())),
  about: personal('C3', nullable(Type.String())),
  languages: Languages,
  wishedRhythm: nullable(Type.String()),
  channel: nullable(TermRef),
  minutes: Type.Integer({ description: 'time of the team over all steps, in minutes' }),
  steps: Type.Array(ProposalStep),
  needs: Type.Array(ProposalNeed),
  venueRequests: Type.Array(VenueRequest),
  history: personal('C9', Type.Array(HistoryEntry, { description: 'latest first, 50 at most' })),
})
export type Proposal = Static<typeof Proposal>
