import Type, { type Static } from 'typebox'
import { defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import { closed, line, LocalDate, nullable, pageOf, text, Uuid, Version } from './primitives.ts'
import { PersonRef } from './references.ts'

const accompanied = ['incubation', 'pre_launch', 'launched'] as const

/** From the first day to years after the launch (domain reference 7.1). `resume` leads back to where the pause began. */
export const incubationMachine = defineMachine({
  entity: 'incubation',
  states: [...accompanied, 'alumni', 'paused', 'stopped', 'employed_instead'],
  initial: 'incubation',
  acts: {
    prepareLaunch: { from: ['incubation'], to: 'pre_launch' },
    launch: { from: ['pre_launch'], to: 'launched' },
    graduate: { from: ['launched'], to: 'alumni' },
    pause: { from: accompanied, to: 'paused', reason: true },
    resume: { from: ['paused'], to: 'incubation' },
    stop: { from: [...accompanied, 'paused'], to: 'stopped', reason: true },
    employInstead: { from: ['incubation', 'pre_launch', 'paused'], to: 'employed_instead' },
  },
})
export type IncubationStage = (typeof incubationMachine.states)[number]
/** The stages that nothing follows: what there is of a closing review is written then. */
export const incubationEnds: readonly IncubationStage[] = ['alumni', 'stopped', 'employed_instead']
export const incubationActs = Object.keys(incubationMachine.acts) as (keyof typeof incubationMachine.acts)[]
export type IncubationAct = (typeof incubationActs)[number]

/** What must stand before a stage: `conditions-unmet` names what is missing. */
export const launchConditions = [
  'offer_defined',
  'budget',
  'legal_route',
  'activity_registered',
  'twelve_months',
] as const
export type LaunchCondition = (typeof launchConditions)[number]
/** Months of follow-up between a launch and the alumni. */
export const followUpMonths = 12

export const circleRoles = ['coach', 'expert', 'facilitator', 'mentor'] as const
export type CircleRole = (typeof circleRoles)[number]

export const outcomeMoments = ['exit', 'month_6', 'month_12', 'month_24', 'month_36'] as const
export type OutcomeMoment = (typeof outcomeMoments)[number]

/** Who stands around somebody, for which organisation, on which days; without a last day until the incubation ends. */
export const CircleMember = closed('CircleMember', {
  id: Uuid,
  person: PersonRef,
  role: Type.Enum([...circleRoles]),
  partner: nullable(closed('HomeOrganisation', { id: Uuid, name: line() })),
  startsOn: LocalDate,
  endsOn: nullable(LocalDate),
  version: Version,
})
export type CircleMember = Static<typeof CircleMember>
export const AddCircleMember = closed('AddCircleMember', {
  personId: Uuid,
  role: Type.Enum([...circleRoles]),
  partnerId: Type.Optional(nullable(Uuid)),
  startsOn: LocalDate,
  endsOn: Type.Optional(nullable(LocalDate)),
})
export type AddCircleMember = Static<typeof AddCircleMember>

const rowMembers = {
  id: Uuid,
  siteId: Uuid,
  applicationId: Uuid,
  person: PersonRef,
  project: personal('C7', line(400)),
  stage: Type.Enum([...incubationMachine.states]),
  stageSince: LocalDate,
  startsOn: LocalDate,
  endsOn: { ...LocalDate, description: 'planned, and the last day once it is over' },
  nextOutcome: personal(
    'C7',
    nullable(
      closed('NextOutcome', {
        moment: Type.Enum([...outcomeMoments]),
        dueOn: LocalDate,
      }),
    ),
  ),
  version: Version,
}
export const IncubationRow = closed('IncubationRow', rowMembers)
export type IncubationRow = Static<typeof IncubationRow>
export const IncubationPage = pageOf('IncubationPage', IncubationRow)

export const StageEntry = closed('StageEntry', {
  stage: Type.Enum([...incubationMachine.states]),
  sinceOn: LocalDate,
  reason: personal('C7', nullable(line(300))),
  by: nullable(line()),
})
const closing = {
  reached: text(4000),
  remains: nullable(text(4000)),
  advice: nullable({ ...text(4000), description: 'for afterwards' }),
}
/** What was reached, what remains, and what is advised for afterwards. */
export const ClosingReview = closed('ClosingReview', {
  ...closing,
  reviewedOn: LocalDate,
  by: nullable({ ...line(), description: 'who wrote it last' }),
})
export type ClosingReview = Static<typeof ClosingReview>
export const Incubation = closed('Incubation', {
  ...rowMembers,
  pausedFrom: nullable(Type.Enum([...accompanied])),
  charterSignedOn: nullable(LocalDate),
  languageSupport: personal('C7', nullable(text(1000))),
  founders: Type.Array(PersonRef),
  stages: Type.Array(StageEntry, { description: 'the first one first' }),
  missing: Type.Array(Type.Enum([...launchConditions]), { description: 'for the next stage' }),
  circle: Type.Array(CircleMember),
  closing: personal('C7', nullable(ClosingReview)),
  whole: Type.Boolean({ description: 'whoever reads it coaches there or is of the team: they read all of it' }),
  today: LocalDate,
})
export type Incubation = Static<typeof Incubation>

export const StartIncubation = closed('StartIncubation', {
  startsOn: LocalDate,
  endsOn: LocalDate,
  charterSignedOn: { ...LocalDate, description: 'nobody begins without having signed the charter' },
  languageSupport: Type.Optional(nullable(text(1000))),
})
export type StartIncubation = Static<typeof StartIncubation>
export const ChangeIncubation = closed('ChangeIncubation', {
  endsOn: Type.Optional(LocalDate),
  charterSignedOn: Type.Optional(nullable(LocalDate)),
  languageSupport: Type.Optional(nullable(text(1000))),
})
export type ChangeIncubation = Static<typeof ChangeIncubation>
export const WriteClosingReview = closed('WriteClosingReview', {
  reached: closing.reached,
  remains: Type.Optional(closing.remains),
  advice: Type.Optional(closing.advice),
  reviewedOn: Type.Optional({ ...LocalDate, description: 'today when absent' }),
})
export type WriteClosingReview = Static<typeof WriteClosingReview>
export const MoveIncubation = closed('MoveIncubation', {
  act: Type.Enum([...incubationActs]),
  reason: Type.Optional(line(300)),
})
export type MoveIncubation = Static<typeof MoveIncubation>
