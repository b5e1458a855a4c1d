import Type, { type Static } from 'typebox'
import { defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import { closed, Instant, line, LocalDate, LocalTime, nullable, pageOf, text, Uuid, Version } from './primitives.ts'
import { PersonRef } from './references.ts'
import { RoomRef } from './venues.ts'
import { Languages } from './workshop.ts'

/** Draft: being prepared. Open: one may enrol and is marked present. Closed: over, until somebody opens it again. */
export const courseMachine = defineMachine({
  entity: 'course',
  states: ['draft', 'open', 'closed'],
  initial: 'draft',
  acts: {
    open: { from: ['draft', 'closed'], to: 'open' },
    close: { from: ['open'], to: 'closed' },
  },
})
export type CourseState = (typeof courseMachine.states)[number]

export const courseSessionMachine = defineMachine({
  entity: 'courseSession',
  states: ['scheduled', 'cancelled'],
  initial: 'scheduled',
  acts: {
    change: { from: ['scheduled'], to: 'scheduled' },
    record: { from: ['scheduled'], to: 'scheduled' },
    cancel: { from: ['scheduled'], to: 'cancelled', reason: true },
  },
})
export const attestationMachine = defineMachine({
  entity: 'attestation',
  states: ['issued', 'revoked'],
  initial: 'issued',
  acts: { revoke: { from: ['issued'], to: 'revoked', reason: true } },
})

export const courseKinds = ['intercultural', 'host', 'entrepreneurship', 'other'] as const
export type CourseKind = (typeof courseKinds)[number]
export const courseFormats = ['collective', 'individual'] as const
export const courseAudiences = ['members', 'hosts', 'partner_staff', 'public'] as const
export type CourseAudience = (typeof courseAudiences)[number]
/** Per cent of the minutes planned from which somebody has followed a course, when nobody says otherwise. */
export const usualCompletionShare = 80
export const usualRenewalDays = 90

const SessionMinutes = Type.Integer({ minimum: 1, maximum: 1440, description: 'minutes that count' })

export const courseMembers = {
  kind: Type.Enum([...courseKinds]),
  title: line(),
  about: nullable(text(2000)),
  format: Type.Enum([...courseFormats]),
  audiences: Type.Array(Type.Enum([...courseAudiences]), { maxItems: 4, uniqueItems: true }),
  languages: Languages,
  cohortId: nullable(Uuid),
  completionShare: Type.Integer({ minimum: 1, maximum: 100, description: 'per cent of the minutes planned' }),
  validMonths: nullable(
    Type.Integer({ minimum: 1, maximum: 240, description: 'how long an attestation holds; null: for ever' }),
  ),
  renewalDays: Type.Integer({
    minimum: 0,
    maximum: 730,
    description: 'who follows it again so many days before the end, or later but in time, loses none of them',
  }),
}

export const CourseSession = closed('CourseSession', {
  id: Uuid,
  startsOn: LocalDate,
  startsTime: LocalTime,
  endsTime: LocalTime,
  startsAt: Instant,
  endsAt: Instant,
  minutes: SessionMinutes,
  room: nullable(RoomRef),
  trainer: personal('C1', nullable(line())),
  status: Type.Enum([...courseSessionMachine.states]),
  statusReason: personal('C3', nullable(Type.String())),
  recorded: Type.Integer({ description: 'people of whom it is noted whether they came' }),
  version: Version,
})
export type CourseSession = Static<typeof CourseSession>
export const AddCourseSession = closed('AddCourseSession', {
  startsOn: LocalDate,
  startsTime: LocalTime,
  endsTime: LocalTime,
  minutes: Type.Optional(SessionMinutes),
  roomId: Type.Optional(nullable(Uuid)),
  trainer: Type.Optional(nullable(line())),
})
export type AddCourseSession = Static<typeof AddCourseSession>
export const ChangeCourseSession = closed('ChangeCourseSession', {
  startsOn: Type.Optional(LocalDate),
  startsTime: Type.Optional(LocalTime),
  endsTime: Type.Optional(LocalTime),
  minutes: Type.Optional(SessionMinutes),
  roomId: Type.Optional(nullable(Uuid)),
  trainer: Type.Optional(nullable(line())),
})
export type ChangeCourseSession = Static<typeof ChangeCourseSession>

/** Of a member the person, of a partner's staff the name and the organisation: exactly one of the two. */
const holder = {
  person: nullable(PersonRef),
  partner: nullable(closed('PartnerRef', { id: Uuid, name: line() })),
  staffName: personal('C1', nullable(line())),
}

export const AttestationRef = closed('AttestationRef', {
  id: Uuid,
  number: Type.String(),
  issuedOn: LocalDate,
  validUntil: nullable(LocalDate),
})
export const Enrolment = closed('Enrolment', {
  id: Uuid,
  courseId: Uuid,
  ...holder,
  enrolledAt: Instant,
  withdrawnAt: nullable(Instant),
  minutes: Type.Integer({ description: 'minutes that they were there' }),
  completed: Type.Boolean({ description: 'at least the share of the minutes planned that the course asks for' }),
  attestation: nullable(AttestationRef),
  version: Version,
})
export type Enrolment = Static<typeof Enrolment>
/** A member, or somebody of a partner's staff: exactly one of the two. */
export const Enrol = closed('Enrol', {
  personId: Type.Optional(Uuid),
  partnerId: Type.Optional(Uuid),
  staffName: Type.Optional(line()),
  resumes: Type.Optional({
    ...Uuid,
    description: 'the enrolment of theirs that ended and goes on: two of a partner’s staff may have one name',
  }),
})
export type Enrol = Static<typeof Enrol>

const rowMembers = {
  id: Uuid,
  siteId: Uuid,
  ...courseMembers,
  cohortName: nullable(Type.String({ description: 'of the InterLab cohort that follows it together' })),
  status: Type.Enum([...courseMachine.states]),
  startsOn: nullable(LocalDate),
  endsOn: nullable(LocalDate),
  plannedMinutes: Type.Integer({ description: 'of all sessions that are not cancelled' }),
  enrolled: Type.Integer(),
  attested: Type.Integer({ description: 'people with an attestation that was not revoked' }),
  version: Version,
}
export const CourseRow = closed('CourseRow', rowMembers)
export type CourseRow = Static<typeof CourseRow>
export const CoursePage = pageOf('CoursePage', CourseRow)
export const Course = closed('Course', {
  ...rowMembers,
  statusSince: Instant,
  sessions: Type.Array(CourseSession),
  enrolments: personal('C1', Type.Array(Enrolment, { description: 'by name; who withdrew stands at the end' })),
})
export type Course = Static<typeof Course>

/** One session's sheet: everybody enrolled, and the minutes noted; null when nobody noted any. */
export const CourseSheet = closed('CourseSheet', {
  session: CourseSession,
  rows: Type.Array(closed('CourseSheetRow', { enrolmentId: Uuid, ...holder, minutes: nullable(Type.Integer()) })),
})
export type CourseSheet = Static<typeof CourseSheet>
export type CourseSheetRow = CourseSheet['rows'][number]
export const RecordPresences = closed('RecordPresences', {
  marks: Type.Array(
    closed('PresenceMark', {
      enrolmentId: Uuid,
      minutes: nullable(
        Type.Integer({ minimum: 0, maximum: 1440, description: '0: did not come; null: not known after all' }),
      ),
    }),
    { minItems: 1, maxItems: 500 },
  ),
})
export type RecordPresences = Static<typeof RecordPresences>

/** What was attested, as it was on that day. */
export const Attestation = closed('Attestation', {
  id: Uuid,
  siteId: Uuid,
  siteName: line(),
  number: Type.String({ description: 'site, year and number without a gap: LIEGE-2026-0001' }),
  courseId: Uuid,
  enrolmentId: Uuid,
  kind: Type.Enum([...courseKinds]),
  title: line(),
  holder: personal('C1', line(260)),
  partnerName: nullable(line()),
  minutes: Type.Integer(),
  plannedMinutes: Type.Integer(),
  startsOn: LocalDate,
  completedOn: LocalDate,
  issuedOn: LocalDate,
  validUntil: nullable(LocalDate),
  revokedOn: nullable(LocalDate),
  revocationReason: personal('C3', nullable(Type.String())),
  version: Version,
})
export type Attestation = Static<typeof Attestation>

export const learningMoments = ['then', 'now'] as const
export type LearningMoment = (typeof learningMoments)[number]
export const learningQuestions = ['understand', 'communicate', 'act'] as const
export type LearningQuestion = (typeof learningQuestions)[number]
const LearningValue = Type.Integer({ minimum: 1, maximum: 5 })
export const AnswerLearning = closed('AnswerLearning', {
  moment: Type.Enum([...learningMoments]),
  answers: Type.Array(
    closed('LearningValue', { question: Type.Enum([...learningQuestions]), value: nullable(LearningValue) }),
    { minItems: 1, maxItems: 3 },
  ),
})
export type AnswerLearning = Static<typeof AnswerLearning>
export const LearningAnswer = closed('LearningAnswer', {
  enrolmentId: Uuid,
  moment: Type.Enum([...learningMoments]),
  question: Type.Enum([...learningQuestions]),
  value: personal('C3', LearningValue),
})
export type LearningAnswer = Static<typeof LearningAnswer>
/** Change is said of those who answered both times, and of nobody else. */
export const LearningChange = closed('LearningChange', {
  question: Type.Enum([...learningQuestions]),
  asked: Type.Integer({ description: 'people who follow the course' }),
  pairs: Type.Integer({ description: 'people who answered both times' }),
  onlyThen: Type.Integer(),
  onlyNow: Type.Integer(),
  neither: Type.Integer(),
  meanThen: nullable(Type.Number({ description: 'of the pairs' })),
  meanNow: nullable(Type.Number()),
  change: nullable(Type.Number()),
  improved: nullable(Type.Integer({ description: 'pairs whose second answer is higher' })),
})
export type LearningChange = Static<typeof LearningChange>
export const Learning = closed('Learning', {
  changes: Type.Array(LearningChange),
  answers: Type.Array(LearningAnswer),
})
export type Learning = Static<typeof Learning>
