import Type, { type Static } from 'typebox'
import { groups } from './group.ts'
import { defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import { closed, Instant, line, LocalDate, nullable, pageOf, text, Uuid, Version } from './primitives.ts'
import { HistoryEntry, PersonRef, TermRef } from './references.ts'

/**
 * Somebody who wishes for a duo (mission 4.2). `reserved` and `in_duo` of the reference follow from the duos there are,
 * so they are computed (`standing`), never stored.
 */
export const candidacyMachine = defineMachine({
  entity: 'candidacy',
  states: ['applied', 'met', 'available', 'paused', 'ended', 'withdrawn'],
  initial: 'applied',
  acts: {
    meet: { from: ['applied'], to: 'met' },
    admit: { from: ['met'], to: 'available' },
    pause: { from: ['available'], to: 'paused' },
    resume: { from: ['paused'], to: 'available' },
    end: { from: ['available', 'paused'], to: 'ended', reason: true },
    withdraw: { from: ['applied', 'met', 'available', 'paused'], to: 'withdrawn' },
  },
})
export type CandidacyState = (typeof candidacyMachine.states)[number]
export type CandidacyAct = keyof typeof candidacyMachine.acts
/** One of these at a time for a person. */
export const liveCandidacyStates = ['applied', 'met', 'available', 'paused'] as const satisfies CandidacyState[]

export const sides = ['newcomer', 'local'] as const
export type Side = (typeof sides)[number]
export const otherSide: Readonly<Record<Side, Side>> = { newcomer: 'local', local: 'newcomer' }

export const weekDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export const dayParts = ['morning', 'afternoon', 'evening'] as const
type Slot = `${(typeof weekDays)[number]}-${(typeof dayParts)[number]}`
/** The parts of a week in which somebody can be free, in order. */
export const weekSlots: readonly Slot[] = weekDays.flatMap((day) => dayParts.map((part): Slot => `${day}-${part}`))
export type WeekSlot = Slot

/** Why somebody is not in the pool although they are available (domain reference 6.2, H1 to H5, H11, H12). */
export const poolBlockers = [
  'side_unknown',
  'minor',
  'age_unknown',
  'consent_missing',
  'interests_missing',
  'slots_missing',
  'no_place_left',
  'cooling_off',
  'talk_missing',
  'safety',
] as const
export type PoolBlocker = (typeof poolBlockers)[number]
/** Where a candidacy stands: its state, or what its duos make of it. */
export const standings = [...candidacyMachine.states, 'reserved', 'in_duo'] as const
export type Standing = (typeof standings)[number]

const Terms = Type.Array(Uuid, { maxItems: 20, uniqueItems: true })
const wishes = {
  slots: Type.Array(Type.Enum([...weekSlots]), { maxItems: 21, uniqueItems: true }),
  areaId: nullable(Uuid),
  maxTravelMinutes: Type.Integer({ minimum: 0, maximum: 240, description: 'one way' }),
  online: Type.Boolean({ description: 'by video is fine too' }),
  sameGenderOnly: Type.Boolean(),
  ageMatters: Type.Boolean(),
  goalIds: Terms,
  lifeSituationIds: Terms,
  limits: nullable(text(1000)),
}
export const CandidacyWishes = Type.Partial(
  closed('CandidacyWishes', {
    ...wishes,
    places: Type.Integer({ minimum: 1, maximum: 2, description: 'duos at a time; two for a local only' }),
    /** For somebody between the two groups, where the policy allows it. */
    chosenSide: nullable(Type.Enum([...sides])),
    adultConfirmed: Type.Boolean({ description: 'said at the interview, when no birth date is known' }),
  }),
)

const rowMembers = {
  id: Uuid,
  siteId: Uuid,
  person: PersonRef,
  status: Type.Enum([...candidacyMachine.states]),
  standing: Type.Enum([...standings]),
  side: nullable(Type.Enum([...sides])),
  group: personal('C4', Type.Enum([...groups])),
  places: Type.Integer(),
  placesTaken: Type.Integer(),
  inPool: Type.Boolean({ description: 'a round would count them in' }),
  /** A word about safety is among them, so all are for whoever may read it. */
  blockers: personal('C5', Type.Array(Type.Enum([...poolBlockers]))),
  waitingSince: nullable(LocalDate),
  waitingDays: Type.Integer(),
  pastLimit: Type.Boolean({ description: 'waits longer than the policy allows, or two rounds gave them nobody' }),
  version: Version,
}
export const CandidacyRow = closed('CandidacyRow', rowMembers)
export type CandidacyRow = Static<typeof CandidacyRow>
export const CandidacyPage = pageOf('CandidacyPage', CandidacyRow)

export const Candidacy = closed('Candidacy', {
  ...rowMembers,
  appliedOn: LocalDate,
  slots: Type.Array(Type.Enum([...weekSlots])),
  area: personal('C3', nullable(TermRef)),
  maxTravelMinutes: Type.Integer(),
  online: Type.Boolean(),
  sameGenderOnly: personal('C3', Type.Boolean()),
  ageMatters: Type.Boolean(),
  goals: personal('C3', Type.Array(TermRef)),
  lifeSituations: personal('C3', Type.Array(TermRef)),
  limits: personal('C3', nullable(Type.String())),
  chosenSide: nullable(Type.Enum([...sides])),
  adultConfirmed: Type.Boolean(),
  interviewedOn: nullable(LocalDate),
  interviewNote: personal('C3', nullable(Type.String())),
  pausedUntil: nullable(LocalDate),
  statusReason: personal('C3', nullable(Type.String())),
  /** None after an end for safety, which it would tell by that. */
  coolingOffUntil: personal('C5', nullable(LocalDate)),
  previousDuoId: nullable(Uuid),
  createdAt: Instant,
  history: personal('C9', Type.Array(HistoryEntry)),
})
export type Candidacy = Static<typeof Candidacy>

export const exclusionReasons = ['family', 'household', 'conflict', 'safety', 'wish', 'other'] as const
/** Two people who are never proposed to each other. Neither of them ever hears of it. */
export const Exclusion = closed('Exclusion', {
  id: Uuid,
  other: PersonRef,
  reason: personal('C5', Type.Enum([...exclusionReasons])),
  note: personal('C5', nullable(line(300))),
  createdAt: Instant,
})
export type Exclusion = Static<typeof Exclusion>
