import type {
  acknowledgementWays,
  cardStates,
  CircleRole,
  CoachingLogState,
  CoachingRole,
  CoachingSlotState,
  Dimension,
  IncubationStage,
  OpeningOutcome,
  PathKind,
  PathState,
  ServiceKind,
  ServiceState,
} from '@interra/contracts'
import { boolean, integer, pgTable, text, time, uuid } from 'drizzle-orm/pg-core'
import { createdAt, day, id, instant, recordedAt, siteId, updatedAt, version } from '../../platform/db/columns.ts'

const incubationId = () => uuid('incubation_id').notNull()
const kept = () => ({
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})

export const incubation = pgTable('incubation', {
  id: id(),
  siteId: siteId(),
  applicationId: uuid('application_id').notNull(),
  personId: uuid('person_id').notNull(),
  cohortId: uuid('cohort_id'),
  stage: text('stage').$type<IncubationStage>().notNull().default('incubation'),
  pausedFrom: text('paused_from').$type<'incubation' | 'pre_launch' | 'launched'>(),
  stageReason: text('stage_reason'),
  stageSince: day('stage_since').notNull(),
  startsOn: day('starts_on').notNull(),
  endsOn: day('ends_on').notNull(),
  charterSignedOn: day('charter_signed_on'),
  languageSupport: text('language_support'),
  closingOn: day('closing_on'),
  closingReached: text('closing_reached'),
  closingRemains: text('closing_remains'),
  closingAdvice: text('closing_advice'),
  closingBy: uuid('closing_by'),
  ...kept(),
})

export const circleMember = pgTable('circle_member', {
  id: id(),
  siteId: siteId(),
  incubationId: incubationId(),
  personId: uuid('person_id').notNull(),
  role: text('role').$type<CircleRole>().notNull(),
  partnerId: uuid('partner_id'),
  startsOn: day('starts_on').notNull(),
  endsOn: day('ends_on'),
  ...kept(),
})

export const circleOpening = pgTable('circle_opening', {
  id: id(),
  siteId: siteId(),
  incubationId: incubationId(),
  circleMemberId: uuid('circle_member_id').notNull(),
  toWhom: text('to_whom').notNull(),
  forWhat: text('for_what').notNull(),
  openedOn: day('opened_on').notNull(),
  outcome: text('outcome').$type<OpeningOutcome>().notNull().default('unknown'),
  ...kept(),
})

export const pathItem = pgTable('path_item', {
  id: id(),
  siteId: siteId(),
  incubationId: incubationId(),
  kind: text('kind').$type<PathKind>().notNull(),
  parentId: uuid('parent_id'),
  dimension: text('dimension').$type<Dimension>(),
  title: text('title').notNull(),
  details: text('details'),
  ownerId: uuid('owner_id'),
  dueOn: day('due_on'),
  status: text('status').$type<PathState>().notNull().default('open'),
  statusReason: text('status_reason'),
  openedOn: day('opened_on').notNull(),
  closedOn: day('closed_on'),
  shared: boolean('shared'),
  ...kept(),
})

export const coachingSlot = pgTable('coaching_slot', {
  id: id(),
  siteId: siteId(),
  coachId: uuid('coach_id').notNull(),
  incubationId: uuid('incubation_id'),
  startsOn: day('starts_on').notNull(),
  startsTime: time('starts_time').notNull(),
  endsTime: time('ends_time').notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  place: text('place'),
  status: text('status').$type<CoachingSlotState>().notNull().default('free'),
  ...kept(),
})

export const coachingLog = pgTable('coaching_log', {
  id: id(),
  siteId: siteId(),
  incubationId: incubationId(),
  coachId: uuid('coach_id'),
  heldOn: day('held_on').notNull(),
  minutes: integer('minutes').notNull(),
  coaches: integer('coaches').notNull().default(1),
  mode: text('mode').notNull(),
  role: text('role').$type<CoachingRole>().notNull(),
  topics: text('topics').$type<Dimension>().array().notNull().default([]),
  nextSteps: text('next_steps'),
  sharedNote: text('shared_note'),
  shared: boolean('shared').notNull().default(false),
  status: text('status').$type<CoachingLogState>().notNull().default('draft'),
  statusReason: text('status_reason'),
  signedAt: instant('signed_at'),
  acknowledgedOn: day('acknowledged_on'),
  acknowledgedThrough: text('acknowledged_through').$type<(typeof acknowledgementWays)[number]>(),
  acknowledgedBy: uuid('acknowledged_by'),
  ...kept(),
})

export const serviceRequest = pgTable('service_request', {
  id: id(),
  siteId: siteId(),
  incubationId: incubationId(),
  kind: text('kind').$type<ServiceKind>().notNull(),
  status: text('status').$type<ServiceState>().notNull().default('open'),
  content: text('content').notNull(),
  notes: text('notes'),
  answer: text('answer'),
  partnerId: uuid('partner_id'),
  askedAt: instant('asked_at').notNull(),
  askedBy: uuid('asked_by'),
  takenBy: uuid('taken_by'),
  closedAt: instant('closed_at'),
  updatedAt: updatedAt(),
  version: version(),
})

export const venture = pgTable('venture', {
  id: uuid('incubation_id').primaryKey(),
  siteId: siteId(),
  cardStatus: text('card_status').$type<(typeof cardStates)[number]>().notNull().default('unknown'),
  cardSince: day('card_since'),
  number: text('number'),
  kind: text('kind'),
  startedOn: day('started_on'),
  verifiedOn: day('verified_on'),
  verifiedBy: uuid('verified_by'),
  aliveOn: day('alive_on'),
  ceasedOn: day('ceased_on'),
  removedReason: text('removed_reason'),
  updatedAt: updatedAt(),
  version: version(),
})
