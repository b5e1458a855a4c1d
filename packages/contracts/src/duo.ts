import Type, { type Static } from 'typebox'
import { sides } from './candidacy.ts'
import { defineMachine } from './machine.ts'
import { MatchPart } from './matching.ts'
import { personal } from './personal-data.ts'
import {
  closed,
  Instant,
  LanguageTag,
  line,
  LocalDate,
  LocalTime,
  nullable,
  pageOf,
  text,
  Uuid,
  Version,
} from './primitives.ts'
import { HistoryEntry, PersonRef, StaffRef } from './references.ts'

const open = ['proposed', 'accepted_by_one'] as const

/** A newcomer and a local, weekly for three months (mission 4.2, domain reference 6.5). */
export const duoMachine = defineMachine({
  entity: 'duo',
  states: [
    ...open,
    'accepted',
    'first_meeting',
    'active',
    'paused',
    'completed',
    'ended_early',
    'not_started',
    'declined',
    'expired',
    'superseded',
  ],
  initial: 'proposed',
  acts: {
    acceptFirst: { from: ['proposed'], to: 'accepted_by_one' },
    acceptSecond: { from: ['accepted_by_one'], to: 'accepted' },
    decline: { from: open, to: 'declined' },
    expire: { from: open, to: 'expired' },
    supersede: { from: open, to: 'superseded' },
    planFirstMeeting: { from: ['accepted', 'first_meeting'], to: 'first_meeting' },
    start: { from: ['first_meeting'], to: 'active' },
    abandon: { from: ['accepted', 'first_meeting'], to: 'not_started', reason: true },
    pause: { from: ['active'], to: 'paused', reason: true },
    resume: { from: ['paused'], to: 'active' },
    complete: { from: ['active'], to: 'completed' },
    endEarly: { from: ['active', 'paused'], to: 'ended_early' },
  },
})
export type DuoState = (typeof duoMachine.states)[number]
export type DuoAct = keyof typeof duoMachine.acts
export const openDuoStates = open
/** A place of each of the two is taken (mission 4.3, invariant 4). */
export const heldDuoStates = ['accepted', 'first_meeting', 'active', 'paused'] as const satisfies DuoState[]
/** Two people who were told of each other: a word about safety is taken in these, also when it is over. */
export const safetyStates = [
  ...openDuoStates,
  ...heldDuoStates,
  'completed',
  'ended_early',
  'not_started',
  'superseded',
] as const satisfies DuoState[]

export const duoOrigins = ['plan', 'suggestion', 'by_feel'] as const
export type DuoOrigin = (typeof duoOrigins)[number]

/** Why a duo ended before its time, and how many days pass before another (domain reference 6.5); null: until cleared. */
export const endReasons = {
  moved: 14,
  no_time: 14,
  work_or_studies: 14,
  health_or_family: 14,
  goal_reached: 14,
  mismatch: 30,
  communication: 30,
  lost_touch: 30,
  safety: null,
  other: 14,
} as const satisfies Record<string, number | null>
export type EndReason = keyof typeof endReasons
export const endReasonCodes = Object.keys(endReasons) as EndReason[]
/** After these, somebody of the team talks with each of the two before they get another duo. */
export const talkAfter = ['mismatch', 'communication'] as const satisfies EndReason[]
/** A pause is never longer, in days. */
export const longestPause = 60

export const supersededBecause = ['paired_elsewhere', 'consent_withdrawn', 'left_the_pool', 'retracted'] as const
export type SupersededBecause = (typeof supersededBecause)[number]

/** Asked on both sides, separately; days after the start, or after the end (domain reference 6.5, mission C11, C13). */
export const checkInPlan = {
  day_7: { from: 'start', days: 7 },
  week_4: { from: 'start', days: 28 },
  midpoint: { from: 'half', days: 0 },
  end: { from: 'end', days: 0 },
  after_3_months: { from: 'end', days: 91 },
  after_6_months: { from: 'end', days: 182 },
} as const
export type CheckInKind = keyof typeof checkInPlan
export const checkInKinds = Object.keys(checkInPlan) as CheckInKind[]

export const meetingModes = ['in_person', 'video', 'phone'] as const
export const charterTextVersion = '2026-11'
/** Languages in which the charter is written. */
export const charterLanguages = ['fr', 'en', 'nl', 'ar'] as const
export const charterChannels = ['read', 'read_aloud', 'interpreter'] as const

export const CharterSignature = closed('CharterSignature', {
  side: Type.Enum([...sides]),
  signedOn: LocalDate,
  language: LanguageTag,
  textVersion: Type.String(),
  channel: Type.Enum([...charterChannels], { description: 'how it was understood' }),
  interpreter: personal('C1', nullable(line())),
})
export type CharterSignature = Static<typeof CharterSignature>

export const DuoMeeting = closed('DuoMeeting', {
  id: Uuid,
  metOn: LocalDate,
  minutes: nullable(Type.Integer({ minimum: 1, maximum: 1440 })),
  mode: Type.Enum([...meetingModes]),
  place: personal('C3', nullable(line())),
  loggedBy: Type.Enum(['staff', ...sides]),
  loggedAt: Instant,
})
export type DuoMeeting = Static<typeof DuoMeeting>

export const continueAnswers = ['yes', 'unsure', 'no'] as const
/** The five questions, and what raises an alarm. Each may be left open. */
export const checkInAnswers = {
  met: Type.Optional(nullable(Type.Boolean({ description: 'met since the last time; after the end: still in touch' }))),
  times: Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: 100 }))),
  wellbeing: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 5 }))),
  wantsCall: Type.Optional(nullable(Type.Boolean())),
  goesOn: Type.Optional(nullable(Type.Enum([...continueAnswers]))),
  feelsUnsafe: Type.Optional(nullable(Type.Boolean())),
  note: Type.Optional(nullable(text(1000))),
}
export const CheckInAnswer = closed('CheckInAnswer', {
  ...checkInAnswers,
  note: personal('C5', nullable(text(1000))),
})
export type CheckInAnswer = Static<typeof CheckInAnswer>
export const CheckIn = closed('CheckIn', {
  id: Uuid,
  kind: Type.Enum(checkInKinds),
  side: Type.Enum([...sides]),
  dueOn: LocalDate,
  askedAt: nullable(Instant),
  answeredAt: nullable(Instant),
  answeredThrough: nullable(Type.Enum(['link', 'staff'])),
  answer: personal('C5', nullable(CheckInAnswer)),
  handledAt: nullable({ ...Instant, description: 'somebody called about it' }),
  version: Version,
})
export type CheckIn = Static<typeof CheckIn>

const member = {
  candidacyId: Uuid,
  person: PersonRef,
  acceptedAt: nullable(Instant),
  acceptedThrough: nullable(Type.Enum(['link', 'staff'])),
}
export const DuoMember = closed('DuoMember', member)
export type DuoMember = Static<typeof DuoMember>

export const alerts = [
  'silence',
  'wants_call',
  'low_wellbeing',
  'safety',
  'expires_soon',
  'start_late',
  'over',
  'pause_over',
  'gatekeeping',
] as const
export type DuoAlert = (typeof alerts)[number]

const rowMembers = {
  id: Uuid,
  siteId: Uuid,
  status: Type.Enum([...duoMachine.states]),
  newcomer: DuoMember,
  local: DuoMember,
  origin: Type.Enum([...duoOrigins]),
  score: nullable(Type.Integer({ description: 'tenths of a point, when it was proposed' })),
  proposedAt: Instant,
  expiresAt: nullable(Instant),
  startsOn: nullable(LocalDate),
  plannedEndOn: nullable(LocalDate),
  endedOn: nullable(LocalDate),
  lastMeetingOn: nullable(LocalDate),
  meetingCount: Type.Integer(),
  /** Words about safety and wellbeing are among them: whoever may not read those reads none, and guesses none. */
  alerts: personal('C5', Type.Array(Type.Enum([...alerts]))),
  owner: nullable(StaffRef),
  version: Version,
}
export const DuoRow = closed('DuoRow', rowMembers)
export type DuoRow = Static<typeof DuoRow>
export const DuoPage = pageOf('DuoPage', DuoRow)

export const startConditions = [
  'host_named',
  'first_meeting_held',
  'newcomer_signed',
  'local_signed',
  'newcomer_trained',
  'local_trained',
] as const
export type StartCondition = (typeof startConditions)[number]

/** Why a duo was paused or ended may be a word about safety. */
export const DuoHistoryEntry = closed('DuoHistoryEntry', {
  ...HistoryEntry.properties,
  reason: personal('C5', nullable(Type.String())),
})

export const Duo = closed('Duo', {
  ...rowMembers,
  parts: Type.Array(MatchPart),
  coverage: nullable(Type.Integer()),
  reason: personal('C3', nullable(Type.String({ description: 'why by feel' }))),
  matchRunId: nullable(Uuid),
  previousDuoId: nullable(Uuid),
  newcomerGroup: personal('C4', Type.String({ description: 'group of each at the match date' })),
  localGroup: personal('C4', Type.String()),
  goal: personal('C3', nullable(line(300))),
  rhythmDays: Type.Integer(),
  weeks: Type.Integer(),
  firstMeeting: nullable(
    closed('FirstMeeting', {
      on: LocalDate,
      time: nullable(LocalTime),
      place: nullable(line()),
      host: nullable(StaffRef),
      interpreterLanguage: nullable(LanguageTag),
    }),
  ),
  charter: Type.Array(CharterSignature),
  /** What is still missing before it may start. */
  missing: Type.Array(Type.Enum([...startConditions])),
  meetings: Type.Array(DuoMeeting),
  checkIns: Type.Array(CheckIn),
  pausedUntil: nullable(LocalDate),
  /** Who gets no other duo until somebody of the team clears it: a word about safety was said. */
  flagged: personal('C5', Type.Array(Type.Enum([...sides]))),
  /** What was said each time the team raised it, one line each, the oldest first; of what is not cleared. */
  safetyNote: personal('C5', nullable(Type.String())),
  endReason: personal('C5', nullable(Type.Enum(endReasonCodes))),
  endNote: personal('C5', nullable(Type.String())),
  /** With whom the team has still to talk about the end, before they get another duo. */
  talksMissing: personal('C5', Type.Array(Type.Enum([...sides]))),
  /** For whom a message about duos waits that no e-mail takes: somebody of the team tells them, from Today. */
  toTell: personal('C2', Type.Array(Type.Enum([...sides]))),
  rematchWished: nullable(Type.Boolean()),
  supersededBecause: nullable(Type.Enum([...supersededBecause])),
  declinedBy: personal('C3', nullable(Type.Enum([...sides]))),
  /** Other locals tied to the newcomer, in the six months before the start and since (moonshot 8). */
  network: nullable(closed('DuoNetwork', { before: Type.Integer(), since: Type.Integer() })),
  history: personal('C9', Type.Array(DuoHistoryEntry)),
  /** What was done about safety. */
  safetyHistory: personal('C5', Type.Array(HistoryEntry)),
})
export type Duo = Static<typeof Duo>

/** What makes somebody of the team think that one of the two may not be safe. */
export const RaiseSafety = closed('RaiseSafety', { note: text(1000, 1) })
/** What the team found out; of one side alone, or of both. */
export const ClearSafety = closed('ClearSafety', {
  note: text(1000, 1),
  side: Type.Optional(Type.Enum([...sides], { description: 'both when absent' })),
})
