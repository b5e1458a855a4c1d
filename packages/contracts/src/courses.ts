import Type, { type Static } from 'typebox'
import {
  AddCourseSession,
  AnswerLearning,
  Attestation,
  ChangeCourseSession,
  Course,
  courseKinds,
  courseMachine,
  courseMembers,
  CoursePage,
  CourseSession,
  CourseSheet,
  Enrol,
  Enrolment,
  Learning,
  RecordPresences,
} from './course.ts'
import { awarenessAudiences } from './awareness.ts'
import { closed, idParam, line, LocalDate, paging, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'
import { GivenReason, OptionalReason } from './workshops.ts'

const { kind, title, ...details } = courseMembers
const optional = {
  about: Type.Optional(details.about),
  format: Type.Optional(details.format),
  audiences: Type.Optional(details.audiences),
  languages: Type.Optional(details.languages),
  cohortId: Type.Optional(details.cohortId),
  completionShare: Type.Optional(details.completionShare),
  validMonths: Type.Optional(details.validMonths),
  renewalDays: Type.Optional(details.renewalDays),
}
export const AddCourse = closed('AddCourse', { siteId: Uuid, kind, title, ...optional })
export type AddCourse = Static<typeof AddCourse>
export const ChangeCourse = closed('ChangeCourse', { title: Type.Optional(title), ...optional })
export type ChangeCourse = Static<typeof ChangeCourse>
export const CourseQuery = closed('CourseQuery', {
  ...paging,
  siteId: Type.Optional(Uuid),
  kind: Type.Optional(Type.Enum([...courseKinds])),
  status: Type.Optional(Type.Enum([...courseMachine.states])),
  cohortId: Type.Optional(Uuid),
})
export const IssueAttestations = closed('IssueAttestations', {
  enrolmentIds: Type.Optional(
    Type.Array(Uuid, { minItems: 1, maxItems: 500, description: 'everybody who completed the course, when absent' }),
  ),
})
export const Attestations = closed('Attestations', {
  issued: Type.Integer({ description: 'how many are new' }),
  items: Type.Array(Attestation),
})
/** What trainings did in a period. Heads and partner staff are never persons reached. */
export const TrainingFigures = closed('TrainingFigures', {
  sessions: Type.Integer({ description: 'sessions at which somebody was present' }),
  members: Type.Integer({ description: 'distinct members present' }),
  memberMinutes: Type.Integer(),
  partnerStaffMinutes: Type.Integer(),
  organisations: Type.Array(closed('TrainedOrganisation', { partnerId: Uuid, name: line(), people: Type.Integer() })),
  attestations: Type.Integer({ description: 'issued and not revoked' }),
  awarenessActions: Type.Integer(),
  heads: Type.Array(closed('HeadsByAudience', { audience: Type.Enum([...awarenessAudiences]), heads: Type.Integer() })),
})
export type TrainingFigures = Static<typeof TrainingFigures>

const programme = 'training'
const team = { access: { roles: who.team }, programme } as const
const readers = { access: { roles: who.caseReaders }, programme } as const
const course = '/v1/courses/:courseId'
const params = idParam('courseId')
const session = `${course}/sessions/:courseSessionId` as const
const sessionParams = idParam('courseId', 'courseSessionId')
const enrolment = `${course}/enrolments/:enrolmentId` as const
const enrolmentParams = idParam('courseId', 'enrolmentId')
const answersCourse = { success: { status: 200, body: Course } } as const

export const courseRoutes = defineRoutes({
  listCourses: {
    method: 'GET',
    path: '/v1/courses',
    summary: 'List courses, the latest first',
    access: { roles: who.allStaff },
    programme,
    query: CourseQuery,
    success: { status: 200, body: CoursePage },
    errors: [],
  },
  getCourse: {
    ...answersCourse,
    method: 'GET',
    path: course,
    summary: 'Read a course, its sessions and who follows it',
    access: { roles: who.allStaff },
    programme,
    params,
    errors: [],
  },
  addCourse: {
    ...team,
    method: 'POST',
    path: '/v1/courses',
    summary: 'Prepare a course',
    body: AddCourse,
    success: { status: 201, body: Course },
    errors: ['not-found', 'rule-broken'],
    idempotency: 'accepted',
  },
  changeCourse: {
    ...team,
    ...answersCourse,
    method: 'PATCH',
    path: course,
    summary: 'Change a course',
    description: 'Attestations that were issued stay as they are.',
    params,
    body: ChangeCourse,
    ifMatch: true,
    errors: ['rule-broken'],
  },
  openCourse: {
    ...team,
    ...answersCourse,
    method: 'POST',
    path: `${course}/opening`,
    summary: 'Open a course, or open it again',
    params,
    ifMatch: true,
    errors: ['act-not-possible'],
  },
  closeCourse: {
    ...team,
    ...answersCourse,
    method: 'POST',
    path: `${course}/closing`,
    summary: 'Close a course that is over',
    params,
    ifMatch: true,
    errors: ['act-not-possible'],
  },
  addCourseSession: {
    ...team,
    method: 'POST',
    path: `${course}/sessions`,
    summary: 'Plan a session of a course',
    params,
    body: AddCourseSession,
    success: { status: 201, body: CourseSession },
    errors: ['act-not-possible', 'time-does-not-exist', 'room-taken', 'rule-broken'],
    idempotency: 'accepted',
  },
  changeCourseSession: {
    ...team,
    method: 'PATCH',
    path: session,
    summary: 'Move or change a session of a course',
    description: 'With another hour and no `minutes`, the whole time counts.',
    params: sessionParams,
    body: ChangeCourseSession,
    ifMatch: true,
    success: { status: 200, body: CourseSession },
    errors: ['act-not-possible', 'time-does-not-exist', 'room-taken', 'rule-broken', 'people-came'],
  },
  cancelCourseSession: {
    ...team,
    method: 'POST',
    path: `${session}/cancellation`,
    summary: 'Cancel a session of a course: its hours count no more',
    params: sessionParams,
    body: GivenReason,
    ifMatch: true,
    success: { status: 200, body: CourseSession },
    errors: ['act-not-possible', 'people-came', 'reason-required'],
  },
  enrol: {
    ...team,
    method: 'POST',
    path: `${course}/enrolments`,
    summary: 'Enrol a member, or somebody of a partner’s staff',
    description:
      'In a course that is open. A member who withdrew and comes back keeps the hours they have been there; somebody of a partner’s staff does when `resumes` names their enrolment, and is somebody new otherwise. A partner’s staff is counted by organisation, never among the people reached.',
    params,
    body: Enrol,
    success: { status: 201, body: Enrolment },
    errors: ['act-not-possible', 'already-enrolled', 'rule-broken'],
    idempotency: 'accepted',
  },
  withdrawEnrolment: {
    ...team,
    method: 'POST',
    path: `${enrolment}/withdrawal`,
    summary: 'Somebody follows a course no more',
    params: enrolmentParams,
    body: OptionalReason,
    ifMatch: true,
    success: { status: 200, body: Enrolment },
    errors: ['act-not-possible'],
  },
  getCourseSheet: {
    ...readers,
    method: 'GET',
    path: `${session}/presences`,
    summary: 'The presence sheet of a session of a course',
    params: sessionParams,
    success: { status: 200, body: CourseSheet },
    errors: ['rule-broken'],
  },
  recordPresences: {
    ...team,
    method: 'PUT',
    path: `${session}/presences`,
    summary: 'Note who was there, and for how many minutes',
    description: 'No version is needed: what is noted later holds, and what it replaces is kept. Safe to send again.',
    params: sessionParams,
    body: RecordPresences,
    success: { status: 200, body: CourseSheet },
    errors: ['act-not-possible', 'not-in-the-future', 'rule-broken', 'period-locked'],
  },
  issueAttestations: {
    ...team,
    method: 'POST',
    path: `${course}/attestations`,
    summary: 'Issue the attestations of those who completed a course',
    description:
      'Safe to send again: whoever has one keeps it, with its number. `not-completed` names in `params.enrolmentIds` who has not followed enough hours.',
    params,
    body: IssueAttestations,
    success: { status: 200, body: Attestations },
    errors: ['act-not-possible', 'not-completed', 'rule-broken'],
  },
  getAttestation: {
    ...readers,
    method: 'GET',
    path: '/v1/attestations/:attestationId',
    summary: 'Read an attestation, to print it',
    params: idParam('attestationId'),
    success: { status: 200, body: Attestation },
    errors: [],
  },
  revokeAttestation: {
    ...team,
    method: 'POST',
    path: '/v1/attestations/:attestationId/revocation',
    summary: 'Revoke an attestation, with a reason',
    description: 'Its number is never given again.',
    params: idParam('attestationId'),
    body: GivenReason,
    ifMatch: true,
    success: { status: 200, body: Attestation },
    errors: ['act-not-possible', 'reason-required'],
  },
  getLearning: {
    ...readers,
    method: 'GET',
    path: `${course}/learning`,
    summary: 'What those who follow a course say before and after',
    params,
    success: { status: 200, body: Learning },
    errors: [],
  },
  answerLearning: {
    ...team,
    method: 'PUT',
    path: `${enrolment}/learning`,
    summary: 'Note somebody’s answers, before or after',
    description: 'What is noted later holds; null takes an answer back.',
    params: enrolmentParams,
    body: AnswerLearning,
    success: { status: 200, body: Learning },
    errors: ['act-not-possible', 'rule-broken'],
  },
  getTrainingFigures: {
    ...readers,
    method: 'GET',
    path: '/v1/trainings/figures',
    summary: 'What trainings and awareness actions did in a period',
    description: 'Half-open local dates. For those who read files: small numbers are not hidden.',
    query: closed('TrainingFiguresQuery', {
      siteId: Type.Optional(Uuid),
      from: LocalDate,
      to: Type.String({ format: 'date', pattern: '^(19|20|21)\\d\\d-', description: 'the day after the last' }),
    }),
    success: { status: 200, body: TrainingFigures },
    errors: ['rule-broken'],
  },
})
