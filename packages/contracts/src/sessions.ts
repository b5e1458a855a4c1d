import Type, { type Static } from 'typebox'
import { defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import {
  closed,
  idParam,
  Instant,
  Labels,
  line,
  LocalDate,
  LocalTime,
  Minutes,
  nullable,
  pageOf,
  paging,
  Reason,
  text,
  Uuid,
  Version,
} from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'
import { PlannedSeries, SeriesPlan, SeriesPreview, SeriesRule } from './series.ts'
import { hostParts } from './workshop.ts'

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
  staffMissing: Type.Boolean({ description: 'required, and nobody of the team is planned' }),
  sheetClosedAt: nullable(Instant),
}
export const SessionSummary = closed('SessionSummary', summary)
export type SessionSummary = Static<typeof SessionSummary>
export const SessionPage = pageOf('SessionPage', SessionSummary)
export type SessionPage = Static<typeof SessionPage>

/** Somebody of the team at a session. `present` and `minutes` are null until recorded: not recorded is not zero. */
export const SessionStaff = closed('SessionStaff', {
  accountId: Uuid,
  name: personal('C1.first', line()),
  present: nullable(Type.Boolean()),
  minutes: nullable(Minutes),
})
export type SessionStaff = Static<typeof SessionStaff>

export const SessionMove = closed('SessionMove', {
  oldStartsAt: Instant,
  newStartsAt: Instant,
  oldPlace: nullable(line(250)),
  newPlace: nullable(line(250)),
  reason: nullable(Reason),
  movedAt: Instant,
})
export type SessionMove = Static<typeof SessionMove>

export const SessionSeries = closed('SessionSeries', { rule: SeriesRule, startsOn: LocalDate, untilOn: LocalDate })

export const Session = closed('Session', {
  ...summary,
  siteId: Uuid,
  workshopStatus: Type.Enum(['draft', 'published', 'paused', 'ended']),
  autonomy: Type.Enum(['supervised', 'co_led', 'supported', 'autonomous']),
  address: nullable(text(400)),
  originalOn: nullable(LocalDate),
  series: nullable(SessionSeries),
  statusReason: nullable(Reason),
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
const Capacity = Type.Integer({ minimum: 0, maximum: 10000 })

export const ScheduleSession = closed('ScheduleSession', {
  startsOn: LocalDate,
  startsTime: LocalTime,
  endsTime: LocalTime,
  roomId: Type.Optional({ ...nullable(Uuid), description: 'the room of the workshop when absent' }),
  capacity: Type.Optional({ ...Capacity, description: 'that of the workshop, or of a smaller room, when absent' }),
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
  capacity: Type.Optional(Capacity),
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

const sessionId = idParam('sessionId')
const workshopId = idParam('workshopId')
const clashes = ['time-does-not-exist', 'room-taken', 'host-taken'] as const
const programme = 'interact'

export const sessionRoutes = defineRoutes({
  listSessions: {
    method: 'GET',
    path: '/v1/sessions',
    summary: 'List sessions, earliest first',
    description:
      '`from` and `to` are local days, `to` excluded. `toRecord` gives those that have begun and whose sheet is open, latest first. A host reads the sessions that they host.',
    access: { roles: who.doorAndStaff },
    programme,
    query: closed('SessionQuery', {
      ...paging,
      from: Type.Optional(LocalDate),
      to: Type.Optional(LocalDate),
      workshopId: Type.Optional(Uuid),
      siteId: Type.Optional(Uuid),
      status: Type.Optional(Type.Enum([...sessionStates])),
      toRecord: Type.Optional(Type.Boolean()),
    }),
    success: { status: 200, body: SessionPage },
    errors: [],
  },
  getSession: {
    method: 'GET',
    path: '/v1/sessions/:sessionId',
    summary: 'Read a session',
    access: { roles: who.doorAndStaff },
    programme,
    params: sessionId,
    success: { status: 200, body: Session },
    errors: [],
  },
  scheduleSession: {
    method: 'POST',
    path: '/v1/workshops/:workshopId/sessions',
    summary: 'Schedule one session of a workshop',
    access: { roles: who.team },
    programme,
    params: workshopId,
    body: ScheduleSession,
    success: { status: 201, body: Session },
    errors: [...clashes, 'act-not-possible', 'rule-broken'],
    idempotency: 'accepted',
  },
  previewSeries: {
    method: 'POST',
    path: '/v1/workshops/:workshopId/series/preview',
    summary: 'The dates that a series would have, with what stands in the way',
    access: { roles: who.team },
    programme,
    params: workshopId,
    body: SeriesPlan,
    success: { status: 200, body: SeriesPreview },
    errors: ['rule-broken'],
  },
  scheduleSeries: {
    method: 'POST',
    path: '/v1/workshops/:workshopId/series',
    summary: 'Schedule a series: every session at once',
    description:
      'At most 120 sessions over 12 months, in wall time of the site: 18:00 stays 18:00 when the clock changes. Nothing is scheduled when one date is refused; `params.on` names it.',
    access: { roles: who.team },
    programme,
    params: workshopId,
    body: SeriesPlan,
    success: { status: 201, body: PlannedSeries },
    errors: [...clashes, 'act-not-possible', 'rule-broken'],
    idempotency: 'accepted',
  },
  changeSession: {
    method: 'PATCH',
    path: '/v1/sessions/:sessionId',
    summary: 'Change a session, or the series from it on',
    description:
      'Within a series, a time or room changes for the sessions that had the one of the series; those moved on their own keep theirs. Registrations stay.',
    access: { roles: who.team },
    programme,
    params: sessionId,
    body: ChangeSession,
    ifMatch: true,
    success: { status: 200, body: ChangedSession },
    errors: [...clashes, 'session-closed', 'capacity-below-seats', 'rule-broken'],
  },
  moveSession: {
    method: 'POST',
    path: '/v1/sessions/:sessionId/move',
    summary: 'Move a session to another day, hour or room',
    description: 'The registrations stay; each person is told the old and the new date.',
    access: { roles: who.team },
    programme,
    params: sessionId,
    body: MoveSession,
    ifMatch: true,
    success: { status: 200, body: ChangedSession },
    errors: [...clashes, 'session-closed', 'rule-broken'],
  },
  cancelSession: {
    method: 'POST',
    path: '/v1/sessions/:sessionId/cancellation',
    summary: 'Cancel a session, or the series from it on',
    description: 'The session stays, as cancelled. One that has begun and was not recorded may be cancelled alone.',
    access: { roles: who.team },
    programme,
    params: sessionId,
    body: CancelSession,
    ifMatch: true,
    success: { status: 200, body: ChangedSession },
    errors: ['session-closed', 'rule-broken'],
  },
  changeCapacity: {
    method: 'PUT',
    path: '/v1/sessions/:sessionId/capacity',
    summary: 'Change the number of places',
    description: 'More places are offered to the waiting list in its order.',
    access: { roles: who.team },
    programme,
    params: sessionId,
    body: closed('ChangeCapacity', { capacity: Capacity }),
    ifMatch: true,
    success: { status: 200, body: Session },
    errors: ['session-closed', 'capacity-below-seats'],
  },
  planStaff: {
    method: 'PUT',
    path: '/v1/sessions/:sessionId/staff',
    summary: 'Say who of the team comes',
    description: 'Replaces the plan; who has recorded time stays.',
    access: { roles: who.team },
    programme,
    params: sessionId,
    body: closed('PlanStaff', { accountIds: Type.Array(Uuid, { maxItems: 20, uniqueItems: true }) }),
    ifMatch: true,
    success: { status: 200, body: Session },
    errors: ['session-closed', 'rule-broken'],
  },
  recordStaffTime: {
    method: 'POST',
    path: '/v1/sessions/:sessionId/staff-time',
    summary: 'Record the time that somebody of the team gave to a session',
    description: 'Preparation, presence and follow-up together. Said again, it replaces what was said.',
    access: { roles: who.team },
    programme,
    params: sessionId,
    body: closed('RecordStaffTime', { accountId: Uuid, present: Type.Boolean(), minutes: Minutes }),
    success: { status: 200, body: Session },
    errors: ['session-closed', 'rule-broken'],
  },
})
