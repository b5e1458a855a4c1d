import type { ApplicationHelper, ApplicationState } from '@interra/contracts'
import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant, siteId } from '../../platform/db/columns.ts'

const kept = () => ({
  createdAt: instant('created_at').notNull().defaultNow(),
  createdBy: uuid('created_by'),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  recordedAt: instant('recorded_at').notNull().defaultNow(),
  version: integer('version').notNull().default(1),
})

export const interlabCohort = pgTable('interlab_cohort', {
  id: id(),
  siteId: siteId(),
  name: text('name').notNull(),
  startsOn: day('starts_on').notNull(),
  endsOn: day('ends_on'),
  capacity: integer('capacity'),
  ...kept(),
})

export const application = pgTable('application', {
  id: id(),
  siteId: siteId(),
  personId: uuid('person_id').notNull(),
  cohortId: uuid('cohort_id'),
  project: text('project').notNull(),
  sector: text('sector'),
  formVersion: integer('form_version').notNull(),
  answers: jsonb('answers').$type<Readonly<Record<string, string>>>().notNull().default({}),
  language: text('language').notNull().default('fr'),
  helpedBy: text('helped_by').$type<ApplicationHelper>(),
  workshopId: uuid('workshop_id'),
  status: text('status').$type<ApplicationState>().notNull().default('draft'),
  statusReason: text('status_reason'),
  statusSince: instant('status_since').notNull().defaultNow(),
  submittedAt: instant('submitted_at'),
  completeAt: instant('complete_at'),
  eligibleAt: instant('eligible_at'),
  ...kept(),
})

export const juryRound = pgTable('jury_round', {
  id: id(),
  siteId: siteId(),
  cohortId: uuid('cohort_id'),
  name: text('name').notNull(),
  heldOn: day('held_on').notNull(),
  quorum: integer('quorum').notNull().default(3),
  status: text('status').$type<'preparing' | 'scoring' | 'closed'>().notNull().default('preparing'),
  statusSince: instant('status_since').notNull().defaultNow(),
  ...kept(),
})
