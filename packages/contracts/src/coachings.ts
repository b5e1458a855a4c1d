import Type from 'typebox'
import {
  AcknowledgeCoachingLog,
  AddCoachingLog,
  ChangeCoachingLog,
  CoachingLog,
  CoachingLogs,
  CoachingSlot,
  OpenCoachingSlot,
  PrivateNote,
  WritePrivateNote,
} from './coaching.ts'
import { closed, idParam, LocalDate, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'
import { GivenReason } from './workshops.ts'

const writers = { access: { roles: who.coaches }, programme: 'interlab' } as const
const readers = { access: { roles: who.aroundIncubatees }, programme: 'interlab' } as const
const slot = '/v1/coaching-slots/:coachingSlotId'
const slotParams = idParam('coachingSlotId')
const answersSlot = { success: { status: 200, body: CoachingSlot } } as const
const logs = '/v1/incubations/:incubationId/coaching'
const log = `${logs}/:coachingLogId` as const
const logParams = idParam('incubationId', 'coachingLogId')
const answersLog = { success: { status: 200, body: CoachingLog } } as const

export const coachingRoutes = defineRoutes({
  listCoachingSlots: {
    ...writers,
    method: 'GET',
    path: '/v1/coaching-slots',
    summary: 'Times for coaching from a day on, the next one first',
    description: 'A coach reads their own. At most 200.',
    query: closed('CoachingSlotQuery', {
      siteId: Type.Optional(Uuid),
      from: Type.Optional({ ...LocalDate, description: 'today when absent' }),
      coachId: Type.Optional(Uuid),
      incubationId: Type.Optional(Uuid),
    }),
    success: { status: 200, body: closed('CoachingSlots', { items: Type.Array(CoachingSlot) }) },
    errors: [],
  },
  openCoachingSlot: {
    ...writers,
    method: 'POST',
    path: '/v1/coaching-slots',
    summary: 'Keep a time free for coaching',
    description: 'A coach does so for themself, the team for any coach.',
    body: OpenCoachingSlot,
    success: { status: 201, body: CoachingSlot },
    errors: ['not-found', 'coach-taken', 'time-does-not-exist', 'rule-broken'],
    idempotency: 'accepted',
  },
  bookCoachingSlot: {
    ...writers,
    ...answersSlot,
    method: 'POST',
    path: `${slot}/booking`,
    summary: 'Book a time for somebody whom the coach accompanies on that day',
    params: slotParams,
    body: closed('BookCoachingSlot', { incubationId: Uuid }),
    ifMatch: true,
    errors: ['act-not-possible', 'incubatee-taken', 'rule-broken'],
  },
  releaseCoachingSlot: {
    ...writers,
    ...answersSlot,
    method: 'POST',
    path: `${slot}/release`,
    summary: 'Nobody comes after all: the time is free again',
    params: slotParams,
    ifMatch: true,
    errors: ['act-not-possible'],
  },
  cancelCoachingSlot: {
    ...writers,
    ...answersSlot,
    method: 'POST',
    path: `${slot}/cancellation`,
    summary: 'The coach is not there at that time',
    params: slotParams,
    ifMatch: true,
    errors: ['act-not-possible'],
  },
  listCoaching: {
    ...readers,
    method: 'GET',
    path: logs,
    summary: 'What was coached, the latest first',
    description: 'Without anybody’s private note. Experts and mentors read what was said where it is shared.',
    params: idParam('incubationId'),
    success: { status: 200, body: CoachingLogs },
    errors: [],
  },
  addCoachingLog: {
    ...writers,
    method: 'POST',
    path: logs,
    summary: 'Note a coaching, and sign it at once if one wishes',
    params: idParam('incubationId'),
    body: AddCoachingLog,
    success: { status: 201, body: CoachingLog },
    errors: ['rule-broken'],
    idempotency: 'accepted',
  },
  changeCoachingLog: {
    ...writers,
    ...answersLog,
    method: 'PATCH',
    path: log,
    summary: 'Change a log that is not signed yet',
    params: logParams,
    body: ChangeCoachingLog,
    ifMatch: true,
    errors: ['act-not-possible', 'rule-broken'],
  },
  signCoachingLog: {
    ...writers,
    ...answersLog,
    method: 'POST',
    path: `${log}/signature`,
    summary: 'Sign what one coached: it counts from now on',
    params: logParams,
    ifMatch: true,
    errors: ['act-not-possible'],
  },
  acknowledgeCoachingLog: {
    ...writers,
    ...answersLog,
    method: 'POST',
    path: `${log}/acknowledgement`,
    summary: 'Note that whoever was coached agrees with the log, and how they said so',
    params: logParams,
    body: AcknowledgeCoachingLog,
    ifMatch: true,
    errors: ['act-not-possible', 'rule-broken'],
  },
  withdrawCoachingLog: {
    ...writers,
    ...answersLog,
    method: 'POST',
    path: `${log}/withdrawal`,
    summary: 'Take a log back: it stays, and counts no more',
    params: logParams,
    body: GivenReason,
    ifMatch: true,
    errors: ['act-not-possible', 'reason-required'],
  },
  readPrivateNote: {
    ...writers,
    method: 'GET',
    path: `${log}/private-note`,
    summary: 'One’s own private note on a log: everybody reads theirs and no other',
    params: logParams,
    success: { status: 200, body: PrivateNote },
    errors: [],
  },
  writePrivateNote: {
    ...writers,
    method: 'PUT',
    path: `${log}/private-note`,
    summary: 'Write one’s own private note on a log',
    params: logParams,
    body: WritePrivateNote,
    success: { status: 200, body: PrivateNote },
    errors: [],
  },
})
