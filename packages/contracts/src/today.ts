import Type, { type Static } from 'typebox'
import { contactChannels } from './person.ts'
import { personal } from './personal-data.ts'
import { closed, idParam, line, LocalDate, LocalTime, nullable, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

export const TodaySession = closed('TodaySession', {
  id: Uuid,
  workshopTitle: line(),
  startsOn: LocalDate,
  startsTime: LocalTime,
  endsTime: LocalTime,
  place: nullable(Type.String()),
  capacity: Type.Integer(),
  taken: Type.Integer(),
  waiting: Type.Integer({ description: 'persons on the waiting list' }),
  /** Presences marked so far. */
  present: Type.Integer(),
  cancelled: Type.Boolean(),
  sheetClosed: Type.Boolean(),
  staffMissing: Type.Boolean(),
})
export type TodaySession = Static<typeof TodaySession>

/** Why something waits: the words of the screen and the place it leads to follow from it. */
export const waitingKinds = [
  'proposal_received',
  'step_overdue',
  'venue_silent',
  'workshop_draft',
  'staff_missing',
  'to_tell',
  'duo_alert',
  'duo_to_call',
  'duo_to_plan',
  'duo_over',
  'duo_to_talk',
  'candidate_to_meet',
  'candidate_to_admit',
  'candidate_pause_over',
  'decision_to_tell',
  'outcome_due',
  'closing_missing',
  'follow_up_due',
  'agreement_ending',
  'referral_late',
  'outgoing_to_follow',
] as const
export type WaitingKind = (typeof waitingKinds)[number]
/** Somebody who gets no e-mail, and how they asked to be reached: `through` is their referrer, when that is the way. */
export const ToTell = closed('ToTell', {
  personId: nullable({ ...Uuid, description: 'null: sent by a partner, and not registered' }),
  name: personal('C1', line(260)),
  channel: personal('C2', nullable(Type.Enum([...contactChannels]))),
  phone: personal('C2', nullable(line(40))),
  through: personal('C2', nullable(line(260))),
})
export type ToTell = Static<typeof ToTell>
export const WaitingItem = closed('WaitingItem', {
  kind: Type.Enum([...waitingKinds]),
  /** What to open: a proposal, a workshop, a session, a duo, an application, an incubation, an introduction, a partner, a referral or a person, by the kind; for `to_tell` the message. */
  entityId: Uuid,
  title: line(),
  /** A code that completes the words: the step that is overdue, the kind of the message, the first alert of a duo, the moment of an outcome, how a person sent to a partner stands, the months after a start. */
  detail: nullable(Type.String()),
  /** Since when it waits. */
  sinceOn: LocalDate,
  /** Days it has waited, on the site's calendar; negative when it is still to come. */
  ageDays: Type.Integer(),
  /** The caller answers for it, or nobody does yet. */
  mine: Type.Boolean(),
  toTell: nullable(ToTell),
})
export type WaitingItem = Static<typeof WaitingItem>

/** What waits for me, from all modules, in one answer. */
export const Today = closed('Today', {
  on: LocalDate,
  /** Today and tomorrow, by hour. */
  sessions: Type.Array(TodaySession),
  /** Of days before, over, and nobody closed the sheet: newest first. `toRecordCount` counts them all. */
  toRecord: Type.Array(TodaySession),
  toRecordCount: Type.Integer(),
  /** People to tell first, then mine, then the oldest; the first hundred. `waitingCount` counts them all. */
  waiting: Type.Array(WaitingItem),
  waitingCount: Type.Integer(),
  /** The last seven days, and the seven before them. */
  week: closed('TodayWeek', {
    sessionsHeld: Type.Integer(),
    sessionsHeldBefore: Type.Integer(),
    attendances: Type.Integer(),
    attendancesBefore: Type.Integer(),
  }),
})
export type Today = Static<typeof Today>

export const todayRoutes = defineRoutes({
  getToday: {
    method: 'GET',
    path: '/v1/today',
    summary: 'What waits for me today',
    description:
      'A host sees the sessions they host, a helper the evenings, the team also what waits in the office. Each part holds what the caller may read at each site: sessions, workshops and proposals are for roles in their programme.',
    access: { roles: who.doorAndStaff },
    query: Type.Object({ site: Type.Optional(Uuid) }, { additionalProperties: false }),
    success: { status: 200, body: Today },
    errors: ['not-found'],
  },
  noteTold: {
    method: 'PUT',
    path: '/v1/messages/:messageId/telling',
    summary: 'Say that somebody was told what no e-mail could tell them',
    description:
      'For a message to somebody without an e-mail, or who asked to be told otherwise. It then waits no longer in Today. Said again, it changes nothing. A message about duos is for the team of Duo2Change, others for that of InterAct.',
    access: { roles: who.team },
    params: idParam('messageId'),
    success: { status: 204 },
    errors: [],
  },
})
