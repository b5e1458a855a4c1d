import Type from 'typebox'
import { sides } from './candidacy.ts'
import {
  AcceptDuo,
  AnswerCheckIn,
  AnswerForSide,
  ChangeDuo,
  CompleteDuo,
  DuoLink,
  EndDuo,
  LogMeeting,
  NoteTalk,
  PauseDuo,
  PlanFirstMeeting,
  ProposeDuo,
  SignCharter,
  StartDuo,
} from './duo-acts.ts'
import { DuoQuery } from './duo-query.ts'
import { checkInKinds, ClearSafety, Duo, DuoMeeting, DuoPage, RaiseSafety } from './duo.ts'
import { idParam, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'
import { GivenReason } from './workshops.ts'

const programme = 'duo2change'
const team = { access: { roles: who.team }, programme } as const
const safeguards = { access: { roles: who.safeguards }, programme } as const
const readers = { access: { roles: who.caseReaders }, programme } as const
const params = idParam('duoId')
const oneCheckIn = Type.Object(
  { duoId: Uuid, kind: Type.Enum(checkInKinds), side: Type.Enum([...sides]) },
  { additionalProperties: false },
)
const act = { ...team, params, ifMatch: true, success: { status: 200, body: Duo } } as const

export const duoRoutes = defineRoutes({
  listDuos: {
    ...readers,
    method: 'GET',
    path: '/v1/duos',
    summary: 'List duos, those that need a call first',
    description: 'Whoever may not read the alerts of a site reads its duos by date, and finds none of them by `alert`.',
    query: DuoQuery,
    success: { status: 200, body: DuoPage },
    errors: [],
  },
  getDuo: {
    ...readers,
    method: 'GET',
    path: '/v1/duos/:duoId',
    summary: 'Read a duo: how it was made, what was signed, when they met, how they are',
    params,
    success: { status: 200, body: Duo },
    errors: [],
  },
  proposeDuo: {
    ...team,
    method: 'POST',
    path: '/v1/duos',
    summary: 'Propose a duo to both sides',
    description:
      'A suggestion has the points that suggestions have; below them it is by feel, which is a good reason too and needs a word. Both are sent a link that ends by itself.',
    body: ProposeDuo,
    success: { status: 201, body: Duo },
    errors: ['not-found', 'pair-impossible', 'already-proposed', 'reason-required', 'rule-broken'],
    idempotency: 'accepted',
  },
  acceptDuo: {
    ...act,
    method: 'POST',
    path: '/v1/duos/:duoId/acceptance',
    summary: 'Note that one side accepts',
    description:
      'The second acceptance takes a place of both; other proposals of somebody who has no place left are closed and told. On the day of the proposal at the earliest.',
    body: AcceptDuo,
    errors: ['act-not-possible', 'already-answered', 'person-taken', 'pair-impossible', 'rule-broken'],
  },
  declineDuo: {
    ...act,
    method: 'POST',
    path: '/v1/duos/:duoId/refusal',
    summary: 'Note that one side declines; no reason is asked',
    body: AnswerForSide,
    errors: ['act-not-possible'],
  },
  retractDuo: {
    ...act,
    method: 'POST',
    path: '/v1/duos/:duoId/retraction',
    summary: 'Take an open proposal back',
    errors: ['act-not-possible'],
  },
  makeDuoLink: {
    ...team,
    method: 'POST',
    path: '/v1/duos/:duoId/links',
    summary: 'Make the link of one side anew, to show or hand over',
    description: 'To answer while it is proposed, to note meetings while it lasts. The link before stops working.',
    params,
    body: AnswerForSide,
    success: { status: 201, body: DuoLink },
    errors: ['act-not-possible'],
  },
  planFirstMeeting: {
    ...act,
    method: 'PUT',
    path: '/v1/duos/:duoId/first-meeting',
    summary: 'Plan the first meeting, with somebody of the team',
    description:
      'Not moved to a day before both had accepted, and not while a word about the safety of one of them is not cleared.',
    body: PlanFirstMeeting,
    errors: ['act-not-possible', 'pair-impossible', 'rule-broken'],
  },
  signCharter: {
    ...act,
    method: 'POST',
    path: '/v1/duos/:duoId/charter',
    summary: 'Record that one side signed the charter',
    body: SignCharter,
    errors: ['act-not-possible', 'charter-signed', 'rule-broken'],
  },
  startDuo: {
    ...act,
    method: 'POST',
    path: '/v1/duos/:duoId/start',
    summary: 'Start a duo',
    description:
      'Needs the first meeting with its host, both signatures, and the training where the policy asks for it.',
    body: StartDuo,
    errors: ['act-not-possible', 'conditions-unmet', 'pair-impossible', 'rule-broken'],
  },
  changeDuo: {
    ...act,
    method: 'PATCH',
    path: '/v1/duos/:duoId',
    summary: 'Change the goal, the planned end or who follows a duo',
    body: ChangeDuo,
    errors: ['act-not-possible', 'rule-broken'],
  },
  abandonDuo: {
    ...act,
    method: 'POST',
    path: '/v1/duos/:duoId/abandonment',
    summary: 'It does not start after all',
    body: GivenReason,
    errors: ['act-not-possible', 'reason-required'],
  },
  pauseDuo: {
    ...act,
    method: 'POST',
    path: '/v1/duos/:duoId/pause',
    summary: 'Pause a duo, for 60 days at most',
    body: PauseDuo,
    errors: ['act-not-possible', 'reason-required', 'rule-broken'],
  },
  resumeDuo: {
    ...act,
    method: 'DELETE',
    path: '/v1/duos/:duoId/pause',
    summary: 'A paused duo goes on',
    description: 'Not while a word about safety is open: it is cleared first.',
    errors: ['act-not-possible', 'pair-impossible'],
  },
  completeDuo: {
    ...act,
    method: 'POST',
    path: '/v1/duos/:duoId/completion',
    summary: 'A duo came to its end',
    description: 'On its planned end or after it. Before, it ends early, with a reason.',
    body: CompleteDuo,
    errors: ['act-not-possible', 'rule-broken'],
  },
  endDuoEarly: {
    ...act,
    method: 'POST',
    path: '/v1/duos/:duoId/end',
    summary: 'A duo ends before its time',
    body: EndDuo,
    errors: ['act-not-possible', 'rule-broken'],
  },
  logMeeting: {
    ...team,
    method: 'POST',
    path: '/v1/duos/:duoId/meetings',
    summary: 'Note that a duo met',
    params,
    body: LogMeeting,
    success: { status: 201, body: DuoMeeting },
    errors: ['act-not-possible', 'already-logged', 'rule-broken', 'period-locked'],
  },
  removeMeeting: {
    ...team,
    method: 'DELETE',
    path: '/v1/duos/:duoId/meetings/:meetingId',
    summary: 'A meeting was noted by mistake',
    params: idParam('duoId', 'meetingId'),
    success: { status: 204 },
    errors: ['period-locked'],
  },
  answerCheckIn: {
    ...safeguards,
    method: 'PUT',
    path: '/v1/duos/:duoId/check-ins/:kind/:side',
    summary: 'Note what one side said',
    description:
      'A word about safety pauses the duo at once, and keeps both out of the pool until it is cleared; said already, it does neither again. If-Match is the version of the check-in.',
    params: oneCheckIn,
    ifMatch: true,
    body: AnswerCheckIn,
    success: { status: 200, body: Duo },
    errors: ['act-not-possible', 'rule-broken'],
  },
  noteCall: {
    ...team,
    method: 'PUT',
    path: '/v1/duos/:duoId/check-ins/:kind/:side/call',
    summary: 'Say that somebody called about what one side said',
    description: 'The alert is over then. Said again, it changes nothing.',
    params: oneCheckIn,
    success: { status: 200, body: Duo },
    errors: ['act-not-possible'],
  },
  raiseSafety: {
    ...safeguards,
    method: 'POST',
    path: '/v1/duos/:duoId/safety',
    summary: 'Raise a word about safety, from the proposal on, also after the end',
    description:
      'Keeps both out of the pool until it is cleared: open proposals of theirs are closed without a word why, a duo under way is paused, and one that has not started waits. Said already of both, the word is kept beside, and nobody is called anew.',
    params,
    body: RaiseSafety,
    success: { status: 200, body: Duo },
    errors: ['act-not-possible', 'reason-required'],
  },
  noteTalk: {
    ...safeguards,
    method: 'PUT',
    path: '/v1/duos/:duoId/talks/:side',
    summary: 'Say that somebody talked with one side about the end',
    description:
      'After a mismatch or trouble in understanding each other, nobody gets another duo before. Not before the end; what was noted by mistake is taken back.',
    params: Type.Object({ duoId: Uuid, side: Type.Enum([...sides]) }, { additionalProperties: false }),
    body: NoteTalk,
    success: { status: 200, body: Duo },
    errors: ['act-not-possible', 'rule-broken'],
  },
  clearSafety: {
    ...act,
    ...safeguards,
    method: 'POST',
    path: '/v1/duos/:duoId/safety-clearance',
    summary: 'Clear a word about safety, after talking with people',
    description: 'Of one side or of both. Whoever is cleared may be proposed again; these two never are.',
    body: ClearSafety,
    errors: ['act-not-possible', 'reason-required'],
  },
})
