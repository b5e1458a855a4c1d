import Type, { type Static } from 'typebox'
import { defineMachine } from './machine.ts'
import { dimensions } from './path.ts'
import { personal } from './personal-data.ts'
import { closed, Instant, line, LocalDate, LocalTime, nullable, text, Uuid, Version } from './primitives.ts'
import { PersonRef } from './references.ts'

/** A time that a coach keeps free, and who comes. */
export const coachingSlotMachine = defineMachine({
  entity: 'coachingSlot',
  states: ['free', 'booked', 'cancelled'],
  initial: 'free',
  acts: {
    book: { from: ['free'], to: 'booked' },
    release: { from: ['booked'], to: 'free' },
    cancel: { from: ['free', 'booked'], to: 'cancelled' },
  },
})
export type CoachingSlotState = (typeof coachingSlotMachine.states)[number]

/** A log counts once it is signed; what was wrong is withdrawn with a reason and stays. */
export const coachingLogMachine = defineMachine({
  entity: 'coachingLog',
  states: ['draft', 'signed', 'acknowledged', 'withdrawn'],
  initial: 'draft',
  acts: {
    change: { from: ['draft'], to: 'draft' },
    sign: { from: ['draft'], to: 'signed' },
    acknowledge: { from: ['signed'], to: 'acknowledged' },
    withdraw: { from: ['draft', 'signed', 'acknowledged'], to: 'withdrawn', reason: true },
  },
})
export type CoachingLogState = (typeof coachingLogMachine.states)[number]

export const coachingModes = ['in_person', 'remote', 'phone'] as const
export const coachingRoles = ['coach', 'eir', 'facilitator', 'expert', 'mentor', 'social_legal', 'language'] as const
export type CoachingRole = (typeof coachingRoles)[number]

const SlotIncubatee = closed('SlotIncubatee', { incubationId: Uuid, person: PersonRef })
export const CoachingSlot = closed('CoachingSlot', {
  id: Uuid,
  siteId: Uuid,
  coach: PersonRef,
  startsOn: LocalDate,
  startsTime: LocalTime,
  endsTime: LocalTime,
  startsAt: Instant,
  endsAt: Instant,
  place: nullable(line()),
  status: Type.Enum([...coachingSlotMachine.states]),
  incubatee: nullable(SlotIncubatee),
  version: Version,
})
export type CoachingSlot = Static<typeof CoachingSlot>
export const OpenCoachingSlot = closed('OpenCoachingSlot', {
  siteId: Uuid,
  coachId: Type.Optional({ ...Uuid, description: 'whoever opens it when absent' }),
  startsOn: LocalDate,
  startsTime: LocalTime,
  endsTime: LocalTime,
  place: Type.Optional(nullable(line())),
})
export type OpenCoachingSlot = Static<typeof OpenCoachingSlot>

const logMembers = {
  heldOn: LocalDate,
  minutes: Type.Integer({ minimum: 5, maximum: 600 }),
  mode: Type.Enum([...coachingModes]),
  role: Type.Enum([...coachingRoles]),
  topics: Type.Array(Type.Enum([...dimensions]), { maxItems: 8, uniqueItems: true }),
}
/** How whoever was coached said that they agree. They have no account here: a coach notes it, and the log says so. */
export const acknowledgementWays = ['paper', 'message', 'in_person'] as const
const Acknowledgement = closed('Acknowledgement', {
  on: LocalDate,
  through: Type.Enum([...acknowledgementWays]),
  notedBy: nullable(line()),
})
export const CoachingLog = closed('CoachingLog', {
  id: Uuid,
  coach: nullable(PersonRef),
  ...logMembers,
  coaches: Type.Integer({ description: 'how many coaches were there: hours of coaching count for each' }),
  nextSteps: personal('C7', nullable(text(1000))),
  sharedNote: personal('C7', nullable(text(4000))),
  shared: Type.Boolean({
    description: 'experts and mentors of the circle read topics, next steps and shared note, once it is signed',
  }),
  status: Type.Enum([...coachingLogMachine.states]),
  statusReason: personal('C7', nullable(line(300))),
  by: nullable(line()),
  signedAt: nullable(Instant),
  acknowledgement: nullable(Acknowledgement),
  mine: Type.Boolean({ description: 'written by whoever reads it' }),
  version: Version,
})
export type CoachingLog = Static<typeof CoachingLog>
export const CoachingLogs = closed('CoachingLogs', {
  siteId: Uuid,
  items: Type.Array(CoachingLog, { description: 'the latest first' }),
  minutes: Type.Integer({ description: 'of those that are signed' }),
})
export type CoachingLogs = Static<typeof CoachingLogs>

const written = {
  coachId: Type.Optional(nullable({ ...Uuid, description: 'who coached; whoever writes it when absent' })),
  coaches: Type.Optional(Type.Integer({ minimum: 1, maximum: 6 })),
  nextSteps: Type.Optional(nullable(text(1000))),
  sharedNote: Type.Optional(nullable(text(4000))),
  shared: Type.Optional(Type.Boolean({ description: 'with experts and mentors too; false when absent' })),
}
export const AddCoachingLog = closed('AddCoachingLog', {
  ...logMembers,
  topics: Type.Optional(logMembers.topics),
  ...written,
  privateNote: Type.Optional(nullable({ ...text(4000), description: 'read by nobody else, ever' })),
  sign: Type.Optional(Type.Boolean()),
})
export type AddCoachingLog = Static<typeof AddCoachingLog>
export const ChangeCoachingLog = closed('ChangeCoachingLog', {
  heldOn: Type.Optional(logMembers.heldOn),
  minutes: Type.Optional(logMembers.minutes),
  mode: Type.Optional(logMembers.mode),
  role: Type.Optional(logMembers.role),
  topics: Type.Optional(logMembers.topics),
  coaches: written.coaches,
  nextSteps: written.nextSteps,
  sharedNote: written.sharedNote,
  shared: written.shared,
})
export const AcknowledgeCoachingLog = closed('AcknowledgeCoachingLog', {
  through: Type.Enum([...acknowledgementWays]),
  on: Type.Optional({ ...LocalDate, description: 'today when absent' }),
})
export type ChangeCoachingLog = Static<typeof ChangeCoachingLog>
export const PrivateNote = closed('PrivateNote', { text: personal('C7', nullable(text(4000))) })
export const WritePrivateNote = closed('WritePrivateNote', { text: text(4000) })
