import Type, { type Static } from 'typebox'
import { defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import {
  closed,
  Instant,
  Labels,
  line,
  LocalDate,
  LocalTime,
  Minutes,
  nullable,
  pageOf,
  Reason,
  text,
  Uuid,
  Version,
} from './primitives.ts'
import { SeriesRule } from './series.ts'
import { autonomyLevels, hostParts, workshopMachine } from './workshop.ts'

export const sessionStates = ['scheduled', 'held', 'cancelled'] as const
export type SessionState = (typeof sessionStates)[number]

/** Moving is an event, closing the sheet a fact: neither is a state. Closing the sheet for the first time holds the session. */
export const sessionMachine = defineMachine({
  entity: 'session',
  states: sessionStates,
  initial: 'scheduled',
  acts: {
    hold: { from: ['scheduled'], to: 'held' },
    cancel: { from: ['scheduled'], to: 'cancelled', reason: true },
  },
})
export type SessionAct = keyof (typeof sessionMachine)['acts']

/** How much of a series an act reaches: this session, this and the later ones, every one that has not begun. */
export const seriesScopes = ['this', 'following', 'all'] as const
export type SeriesScope = (typeof seriesScopes)[number]
const Scope = Type.Enum([...seriesScopes], {
  description: 'What has begun is never touched. A session without a series is alone, whatever the scope.',
})

export const SessionHost = closed('SessionHost', {
  personId: Uuid,
  part: Type.Enum([...hostParts]),
  givenName: personal('C1.first', line()),
  familyName: personal('C1', nullable(line())),
  usualName: personal('C1', nullable(line())),
})
export type SessionHost = Static<typeof SessionHost>

export const SessionPlace = closed('SessionPlace', { roomId: Uuid, room: line(), venueId: Uuid, venue: line() })
export type SessionPlace = Static<typeof SessionPlace>

const summary = {
  id: Uuid,
  workshopId: Uuid,
  workshopTitle: line(),
  category: nullable(Labels),
  seriesId: nullable(Uuid),
  startsOn: LocalDate,
  startsTime: LocalTime,
  endsTime: LocalTime,
  startsAt: Instant,
  endsAt: Instant,
  place: nullable(SessionPlace),
  hosts: Type.Array(SessionHost),
  capacity: Type.Integer({ description: 'places' }),
  taken: Type.Integer({ description: 'places confirmed or offered, never more than the capacity' }),
  waiting: Type.Integer({ description: 'persons on the waiting list' }),
  status: Type.Enum([...sessionStates]),
  staffRequired: Type.Boolean({ description: 'one of the first sessions of the workshop, or asked for' }),
  staffMissing: Type.Boolean({ description: 'required, not over yet, and nobody of the team is planned' }),
  sheetClosedAt: nullable(Instant),
}
export const SessionSummary = closed('SessionSummary', summary)
export type SessionSummary = Static<typeof SessionSummary>
export const SessionPage = pageOf('SessionPage', SessionSummary)
export type SessionPage = Static<typeof SessionPage>

/** Somebody of the team at a session. `present` and `minutes` are null until recorded: not recorded is not zero. */
export const SessionStaff = closed('SessionStaff', {
  accountId: Uuid,
  name: line(),
  present: nullable(Type.Boolean()),
  minutes: nullable(Minutes),
})
export type SessionStaff = Static<typeof SessionStaff>

export const SessionMove = closed('SessionMove', {
  oldStartsAt: Instant,
  newStartsAt: Instant,
  oldPlace: nullable(line(250)),
  newPlace: nullable(line(250)),
  reason: nullable({ ...Reason, description: 'as those who are registered were told' }),
  movedAt: Instant,
})
export type SessionMove = Static<typeof SessionMove>

export const SessionSeries = closed('SessionSeries', { rule: SeriesRule, startsOn: LocalDate, untilOn: LocalDate })

export const Session = closed('Session', {
  ...summary,
  siteId: Uuid,
  workshopStatus: Type.Enum([...workshopMachine.states]),
  autonomy: Type.Enum([...autonomyLevels]),
  address: nullable(text(400)),
  originalOn: nullable(LocalDate),
  series: nullable(SessionSeries),
  statusReason: nullable({ ...Reason, description: 'why it was cancelled, as those who are registered were told' }),
  note: nullable(text()),
  offered: Type.Integer({ description: 'of the places taken, those offered and not yet accepted' }),
  staff: Type.Array(SessionStaff),
  moves: Type.Array(SessionMove),
  version: Version,
})
export type Session = Static<typeof Session>

/** Persons who cannot be told by e-mail: to be phoned. `link` lists them. */
export const PhoneList = closed('PhoneList', { sessionId: Uuid, count: Type.Integer(), link: Type.String() })
export const ChangedSession = closed('ChangedSession', {
  session: Session,
  changed: Type.Integer({ description: 'sessions changed, this one included' }),
  messages: Type.Integer({ description: 'persons who get an e-mail' }),
  toPhone: Type.Array(PhoneList),
})
export type ChangedSession = Static<typeof ChangedSession>

const SessionHosts = Type.Array(closed('SessionHostChoice', { personId: Uuid, part: Type.Enum([...hostParts]) }), {
  maxItems: 10,
})
export const Places = Type.Integer({ minimum: 0, maximum: 10_000 })

export const ScheduleSession = closed('ScheduleSession', {
  startsOn: LocalDate,
  startsTime: LocalTime,
  endsTime: LocalTime,
  roomId: Type.Optional({ ...nullable(Uuid), description: 'the room of the workshop when absent' }),
  capacity: Type.Optional({ ...Places, description: 'that of the workshop, or of a smaller room, when absent' }),
  hosts: Type.Optional({ ...SessionHosts, description: 'the hosts of the workshop when absent' }),
  note: Type.Optional(nullable(text())),
})
export type ScheduleSession = Static<typeof ScheduleSession>

export const ChangeSession = closed('ChangeSession', {
  scope: Scope,
  startsOn: Type.Optional({
    ...LocalDate,
    description: 'the new day of this session; the others of the scope move by as many days',
  }),
  startsTime: Type.Optional(LocalTime),
  endsTime: Type.Optional(LocalTime),
  roomId: Type.Optional(nullable(Uuid)),
  capacity: Type.Optional(Places),
  hosts: Type.Optional(SessionHosts),
  note: Type.Optional(nullable(text())),
  reason: Type.Optional(nullable(Reason)),
  notify: Type.Optional(Type.Boolean({ description: 'tell the persons registered; true when absent' })),
})
export type ChangeSession = Static<typeof ChangeSession>

export const MoveSession = closed('MoveSession', {
  startsOn: LocalDate,
  startsTime: LocalTime,
  endsTime: LocalTime,
  roomId: Type.Optional(nullable(Uuid)),
  reason: Type.Optional(nullable(Reason)),
  notify: Type.Optional(Type.Boolean()),
})
export const CancelSession = closed('CancelSession', {
  scope: Scope,
  reason: Reason,
  notify: Type.Optional(Type.Boolean()),
})
