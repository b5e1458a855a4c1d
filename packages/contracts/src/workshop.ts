import Type, { type Static } from 'typebox'
import { defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import { closed, Instant, LanguageTag, line, LocalDate, nullable, pageOf, Reason, Uuid, Version } from './primitives.ts'
import { HistoryEntry, PersonRef, StaffRef, TermRef } from './references.ts'
import { RoomRef, VenueRequest } from './venues.ts'

/** A workshop is the series; its evenings are sessions (mission 4.2). */
export const workshopMachine = defineMachine({
  entity: 'workshop',
  states: ['draft', 'published', 'paused', 'ended'],
  initial: 'draft',
  acts: {
    publish: { from: ['draft'], to: 'published' },
    pause: { from: ['published'], to: 'paused' },
    resume: { from: ['paused'], to: 'published' },
    end: { from: ['published', 'paused'], to: 'ended' },
  },
})
export type WorkshopState = (typeof workshopMachine.states)[number]

/** What must be true before a workshop is published, in the order in which a screen tells it (mission A3). */
export const publishConditions = [
  'category_chosen',
  'host_named',
  'host_trained',
  'commitment_signed',
  'room_confirmed',
  'first_sessions_staffed',
] as const
export type PublishCondition = (typeof publishConditions)[number]
export const conditionStates = ['met', 'missing', 'waived'] as const
export type ConditionState = (typeof conditionStates)[number]

/** How much the team still carries: it fades out, level by level (mission A7). */
export const autonomyLevels = ['supervised', 'co_led', 'supported', 'autonomous'] as const
export type AutonomyLevel = (typeof autonomyLevels)[number]

export const hostParts = ['lead', 'co'] as const
export type HostPart = (typeof hostParts)[number]
/** Places of a session when nobody says otherwise. */
export const defaultCapacity = 12

export const Capacity = Type.Integer({ minimum: 1, maximum: 10_000 })
export const Languages = Type.Array(LanguageTag, { maxItems: 10, uniqueItems: true })

/** What a host signed: the text of which version, in which language, on which day. */
export const Commitment = closed('Commitment', { signedOn: LocalDate, textVersion: line(40), language: LanguageTag })
export type Commitment = Static<typeof Commitment>

export const WorkshopHost = closed('WorkshopHost', {
  id: Uuid,
  person: PersonRef,
  part: Type.Enum([...hostParts]),
  /** The day noted by hand. */
  trainedOn: nullable(LocalDate),
  /** The day of the attestation that holds today, if there is one. */
  attestedOn: nullable(LocalDate),
  trained: Type.Boolean({ description: 'counts as trained: attested, or noted by hand where the site takes that' }),
  commitment: nullable(Commitment),
  version: Version,
})
export type WorkshopHost = Static<typeof WorkshopHost>

export const Waiver = closed('Waiver', { reason: personal('C3', Reason), by: nullable(StaffRef), at: Instant })
export type Waiver = Static<typeof Waiver>
export const Condition = closed('Condition', {
  condition: Type.Enum([...publishConditions]),
  state: Type.Enum([...conditionStates], { description: '`waived`: not met, and somebody took it upon themselves' }),
  waiver: nullable(Waiver),
})
export type Condition = Static<typeof Condition>

export const AutonomyChange = closed('AutonomyChange', {
  level: Type.Enum([...autonomyLevels]),
  fromOn: LocalDate,
  reason: personal('C3', nullable(Type.String())),
  by: nullable(StaffRef),
})
export type AutonomyChange = Static<typeof AutonomyChange>

const rowMembers = {
  id: Uuid,
  siteId: Uuid,
  title: line(),
  status: Type.Enum([...workshopMachine.states]),
  category: nullable(TermRef),
  languages: Languages,
  capacity: Capacity,
  owner: nullable(StaffRef),
  room: nullable(RoomRef),
  autonomy: Type.Enum([...autonomyLevels]),
  nextSessionAt: nullable(Instant),
  version: Version,
}
export const WorkshopRow = closed('WorkshopRow', { ...rowMembers, hosts: Type.Array(PersonRef) })
export type WorkshopRow = Static<typeof WorkshopRow>
export const WorkshopPage = pageOf('WorkshopPage', WorkshopRow)

export const Workshop = closed('Workshop', {
  ...rowMembers,
  proposalId: nullable(Uuid),
  summary: nullable(Type.String()),
  statusReason: personal('C3', nullable(Type.String())),
  statusSince: Instant,
  publishedAt: nullable(Instant),
  hosts: Type.Array(WorkshopHost),
  conditions: Type.Array(Condition),
  firstSessions: closed('FirstSessions', {
    withStaff: Type.Integer({ description: 'how many first sessions have somebody of the team (policy)' }),
    planned: Type.Integer({ description: 'how many of those exist' }),
    staffed: Type.Integer({ description: 'how many of the planned ones have somebody named' }),
  }),
  venueRequests: Type.Array(VenueRequest),
  autonomyHistory: Type.Array(AutonomyChange, { description: 'latest first' }),
  history: personal('C9', Type.Array(HistoryEntry, { description: 'latest first, 50 at most' })),
})
export type Workshop = Static<typeof Workshop>
