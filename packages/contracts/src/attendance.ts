import Type, { type Static } from 'typebox'
import { defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import {
  closed,
  idParam,
  Instant,
  line,
  LocalDate,
  LocalTime,
  Minutes,
  nullable,
  Reason,
  text,
  Uuid,
  Version,
} from './primitives.ts'
import { problemCodes } from './problem.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

export const attendanceStates = ['unknown', 'present', 'excused', 'unexcused'] as const
export type AttendanceState = (typeof attendanceStates)[number]

/** Any state may be corrected into any other until the sheet is closed; each observation is kept. */
export const attendanceMachine = defineMachine({
  entity: 'attendance',
  states: attendanceStates,
  initial: 'unknown',
  acts: {
    present: { from: ['unknown', 'excused', 'unexcused'], to: 'present' },
    excuse: { from: ['unknown', 'present', 'unexcused'], to: 'excused' },
    absent: { from: ['unknown', 'present', 'excused'], to: 'unexcused' },
    forget: { from: ['present', 'excused', 'unexcused'], to: 'unknown' },
  },
})

export const attendanceParts = ['participant', 'host', 'co_host'] as const
const placeStates = ['requested', 'confirmed', 'waitlisted', 'offered'] as const

/** Somebody on the sheet: registered, hosting, or who came. */
export const SheetRow = closed('SheetRow', {
  personId: Uuid,
  givenName: personal('C1.first', line()),
  familyName: personal('C1', nullable(line())),
  usualName: personal('C1', nullable(line())),
  ownScriptName: personal('C1', nullable(line())),
  /** This and the next only where somebody else on the sheet has the same given name: what tells them apart. */
  birthYear: personal('C3', nullable(Type.Integer())),
  memberSince: nullable(LocalDate),
  /** The registration, if there is one that is still alive. */
  place: nullable(Type.Enum([...placeStates])),
  status: Type.Enum([...attendanceStates]),
  part: Type.Enum([...attendanceParts]),
  /** Came without a registration. */
  walkIn: Type.Boolean(),
  observedAt: nullable(Instant),
})
export type SheetRow = Static<typeof SheetRow>

export const Sheet = closed('Sheet', {
  sessionId: Uuid,
  siteId: Uuid,
  workshopTitle: line(),
  startsOn: LocalDate,
  startsTime: LocalTime,
  endsTime: LocalTime,
  room: nullable(Type.String()),
  venue: nullable(Type.String()),
  sessionStatus: Type.Enum(['scheduled', 'held', 'cancelled']),
  capacity: Type.Integer(),
  /** People who came and were not named. */
  heads: Type.Integer(),
  closedAt: nullable(Instant),
  rows: Type.Array(SheetRow),
  version: Version,
})
export type Sheet = Static<typeof Sheet>

/** What a phone saw. The id is the phone's: sent again, it changes nothing. The later observation of a person wins. */
export const Mark = closed('Mark', {
  id: Uuid,
  personId: Uuid,
  status: Type.Enum([...attendanceStates]),
  observedAt: Instant,
  /** A person met at the door: a first name is enough, the rest comes later. `personId` is the phone's id for them. */
  newPerson: Type.Optional(
    closed(
      'DoorPerson',
      { givenName: line(), familyName: Type.Optional(line()) },
      { description: 'somebody not yet known' },
    ),
  ),
})
export type Mark = Static<typeof Mark>
export const HeadCount = closed('HeadCount', {
  heads: Type.Integer({ minimum: 0, maximum: 2000 }),
  observedAt: Instant,
})
export type HeadCount = Static<typeof HeadCount>

/** A phone's queue: marks in the order in which they were seen and, at most, one head-count. Each is judged alone: one refused never stops the others. */
export const RecordAttendance = closed('RecordAttendance', {
  /** The phone's clock when it sends: what it saw is dated by the difference with ours. */
  sentAt: Instant,
  marks: Type.Array(Mark, { maxItems: 500 }),
  headCount: Type.Optional(HeadCount),
})
export type RecordAttendance = Static<typeof RecordAttendance>

export const markOutcomes = ['applied', 'superseded', 'repeated', 'refused'] as const
export const MarkResult = closed('MarkResult', {
  id: Uuid,
  /** applied; superseded: kept, but somebody saw something later; repeated: known already; refused: see `code`. */
  outcome: Type.Enum([...markOutcomes]),
  code: Type.Optional(Type.Enum(problemCodes)),
})
export type MarkResult = Static<typeof MarkResult>
export const RecordedAttendance = closed('RecordedAttendance', {
  results: Type.Array(MarkResult),
  /** What became of the head-count; null when none was sent. */
  headCount: nullable(Type.Enum(['applied', 'superseded', 'refused'])),
  sheet: Sheet,
})
export type RecordedAttendance = Static<typeof RecordedAttendance>

export const CloseSheet = closed('CloseSheet', {
  /** What becomes of those who are registered and were not marked. */
  unmarked: Type.Enum(['leave', 'unexcused'], { description: 'leave them unknown, or count them absent' }),
  atmosphere: Type.Optional(nullable(Type.Enum(['good', 'mixed', 'difficult']))),
  note: Type.Optional(nullable(text(2000))),
  /** Minutes that the one who closes gave to this session; of the team only. */
  staffMinutes: Type.Optional(nullable(Minutes)),
})
export type CloseSheet = Static<typeof CloseSheet>

const sheet = '/v1/sessions/:sessionId/sheet'
export const attendanceRoutes = defineRoutes({
  getSheet: {
    method: 'GET',
    path: sheet,
    summary: 'The attendance sheet of a session',
    access: { roles: [...who.door, 'social_officer'] },
    programme: 'interact',
    params: idParam('sessionId'),
    success: { status: 200, body: Sheet },
    errors: ['not-found'],
  },
  recordAttendance: {
    method: 'POST',
    path: `${sheet}/marks`,
    summary: 'Record who is there, one by one or a phone’s whole queue',
    judgesParts: true,
    description:
      'Safe to send again: every mark carries the phone’s id. No version is needed, the later observation wins and both are kept. Marks seen before the sheet was closed are still taken after. What is seen is dated by our clock: as long before now as the phone says, by its own clock, that it was before `sentAt`; never in the future, so that a wrong clock cannot win for ever. The marks are in the order in which they were seen: of one person in one queue, a later mark is never dated before an earlier one, and of two at one instant the later in the queue wins.',
    access: { roles: who.door },
    programme: 'interact',
    params: idParam('sessionId'),
    body: RecordAttendance,
    success: { status: 200, body: RecordedAttendance },
    errors: ['not-found', 'session-closed', 'period-locked'],
  },
  closeSheet: {
    method: 'POST',
    path: `${sheet}/closing`,
    summary: 'Close the sheet: the session was held',
    access: { roles: who.door },
    programme: 'interact',
    params: idParam('sessionId'),
    body: CloseSheet,
    success: { status: 200, body: Sheet },
    errors: ['not-found', 'sheet-closed', 'session-closed', 'not-in-the-future', 'rule-broken', 'period-locked'],
    ifMatch: true,
  },
  reopenSheet: {
    method: 'POST',
    path: `${sheet}/reopening`,
    summary: 'Reopen a closed sheet, with a reason',
    access: { roles: who.team },
    programme: 'interact',
    params: idParam('sessionId'),
    body: closed('ReopenSheet', { reason: Reason }),
    success: { status: 200, body: Sheet },
    errors: ['not-found', 'act-not-possible', 'period-locked'],
    ifMatch: true,
  },
  exportSheet: {
    method: 'GET',
    path: `${sheet}/csv`,
    summary: 'The sheet as a CSV file with French headers',
    access: { roles: who.team },
    programme: 'interact',
    params: idParam('sessionId'),
    success: { status: 200, contentType: 'text/csv' },
    errors: ['not-found'],
  },
})
