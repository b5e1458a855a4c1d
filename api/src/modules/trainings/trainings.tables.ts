import type {
  AwarenessAudience,
  AwarenessKind,
  CourseAudience,
  CourseKind,
  CourseState,
  LearningMoment,
  LearningQuestion,
} from '@interra/contracts'
import { integer, pgTable, primaryKey, text, time, uuid } from 'drizzle-orm/pg-core'
import { createdAt, day, id, instant, recordedAt, siteId, updatedAt, version } from '../../platform/db/columns.ts'

export const course = pgTable('course', {
  id: id(),
  siteId: siteId(),
  kind: text('kind').$type<CourseKind>().notNull(),
  title: text('title').notNull(),
  about: text('about'),
  format: text('format').$type<'collective' | 'individual'>().notNull().default('collective'),
  audiences: text('audiences').$type<CourseAudience>().array().notNull().default([]),
  languages: text('languages').array().notNull().default([]),
  completionShare: integer('completion_share').notNull().default(80),
  validMonths: integer('valid_months'),
  renewalDays: integer('renewal_days').notNull().default(90),
  cohortId: uuid('cohort_id'),
  status: text('status').$type<CourseState>().notNull().default('draft'),
  statusSince: instant('status_since').notNull().defaultNow(),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})

export const courseSession = pgTable('course_session', {
  id: id(),
  siteId: siteId(),
  courseId: uuid('course_id').notNull(),
  startsOn: day('starts_on').notNull(),
  startsTime: time('starts_time').notNull(),
  endsTime: time('ends_time').notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  minutes: integer('minutes').notNull(),
  roomId: uuid('room_id'),
  trainer: text('trainer'),
  status: text('status').$type<'scheduled' | 'cancelled'>().notNull().default('scheduled'),
  statusReason: text('status_reason'),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})

export const enrolment = pgTable('enrolment', {
  id: id(),
  siteId: siteId(),
  courseId: uuid('course_id').notNull(),
  personId: uuid('person_id'),
  partnerId: uuid('partner_id'),
  staffName: text('staff_name'),
  enrolledAt: instant('enrolled_at').notNull().defaultNow(),
  enrolledBy: uuid('enrolled_by'),
  withdrawnAt: instant('withdrawn_at'),
  withdrawalReason: text('withdrawal_reason'),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})

export const coursePresence = pgTable(
  'course_presence',
  {
    enrolmentId: uuid('enrolment_id').notNull(),
    courseSessionId: uuid('course_session_id').notNull(),
    courseId: uuid('course_id').notNull(),
    siteId: siteId(),
    minutes: integer('minutes').notNull(),
    recordedBy: uuid('recorded_by'),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.enrolmentId, table.courseSessionId] })],
)

export const attestationSeries = pgTable(
  'attestation_series',
  { siteId: siteId(), year: integer('year').notNull(), last: integer('last').notNull() },
  (table) => [primaryKey({ columns: [table.siteId, table.year] })],
)

export const attestation = pgTable('attestation', {
  id: id(),
  siteId: siteId(),
  number: text('number').notNull(),
  courseId: uuid('course_id').notNull(),
  enrolmentId: uuid('enrolment_id').notNull(),
  personId: uuid('person_id'),
  kind: text('kind').$type<CourseKind>().notNull(),
  title: text('title').notNull(),
  holder: text('holder').notNull(),
  minutes: integer('minutes').notNull(),
  plannedMinutes: integer('planned_minutes').notNull(),
  startsOn: day('starts_on').notNull(),
  completedOn: day('completed_on').notNull(),
  issuedOn: day('issued_on').notNull(),
  validUntil: day('valid_until'),
  issuedBy: uuid('issued_by'),
  revokedOn: day('revoked_on'),
  revokedBy: uuid('revoked_by'),
  revocationReason: text('revocation_reason'),
  createdAt: createdAt(),
  recordedAt: recordedAt(),
  updatedAt: updatedAt(),
  version: version(),
})

export const learningAnswer = pgTable(
  'learning_answer',
  {
    enrolmentId: uuid('enrolment_id').notNull(),
    siteId: siteId(),
    moment: text('moment').$type<LearningMoment>().notNull(),
    question: text('question').$type<LearningQuestion>().notNull(),
    value: integer('value').notNull(),
    recordedBy: uuid('recorded_by'),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.enrolmentId, table.moment, table.question] })],
)

export const awarenessAction = pgTable('awareness_action', {
  id: id(),
  siteId: siteId(),
  kind: text('kind').$type<AwarenessKind>().notNull(),
  title: text('title').notNull(),
  heldOn: day('held_on').notNull(),
  place: text('place'),
  partnerId: uuid('partner_id'),
  note: text('note'),
  removedAt: instant('removed_at'),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})

export const awarenessHeads = pgTable(
  'awareness_heads',
  {
    awarenessActionId: uuid('awareness_action_id').notNull(),
    siteId: siteId(),
    audience: text('audience').$type<AwarenessAudience>().notNull(),
    heads: integer('heads').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.awarenessActionId, table.audience] })],
)
