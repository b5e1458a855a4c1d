import { date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../platform/db/columns.ts'

export const proposal = pgTable('proposal', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  status: text('status', {
    enum: ['draft', 'submitted', 'accompanied', 'on_hold', 'ready', 'converted', 'withdrawn', 'declined'],
  })
    .notNull()
    .default('draft'),
  statusReason: text('status_reason'),
  statusSince: instant('status_since').notNull().defaultNow(),
  title: text('title').notNull(),
  about: text('about'),
  categoryTermId: uuid('category_term_id'),
  languages: text('languages').array().notNull().default([]),
  wishedRhythm: text('wished_rhythm'),
  channelTermId: uuid('channel_term_id'),
  ownerAccountId: uuid('owner_account_id'),
  receivedOn: date('received_on', { mode: 'string' }).notNull(),
  submittedAt: instant('submitted_at'),
  createdAt: instant('created_at').notNull().defaultNow(),
  createdBy: uuid('created_by'),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  recordedAt: instant('recorded_at').notNull().defaultNow(),
  version: integer('version').notNull().default(1),
})

export const proposalHost = pgTable('proposal_host', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  proposalId: uuid('proposal_id').notNull(),
  personId: uuid('person_id').notNull(),
  part: text('part', { enum: ['lead', 'co'] }).notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
})

export const proposalStep = pgTable('proposal_step', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  proposalId: uuid('proposal_id').notNull(),
  step: text('step', {
    enum: ['receive', 'train', 'commit', 'venue', 'schedule', 'promote', 'first_sessions', 'evaluate'],
  }).notNull(),
  state: text('state', { enum: ['todo', 'done', 'waived'] })
    .notNull()
    .default('todo'),
  reason: text('reason'),
  ownerAccountId: uuid('owner_account_id'),
  dueOn: date('due_on', { mode: 'string' }),
  doneOn: date('done_on', { mode: 'string' }),
  minutes: integer('minutes').notNull().default(0),
  note: text('note'),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  recordedAt: instant('recorded_at').notNull().defaultNow(),
  version: integer('version').notNull().default(1),
})

export const proposalNeed = pgTable('proposal_need', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  proposalId: uuid('proposal_id').notNull(),
  kind: text('kind', { enum: ['room', 'material', 'public', 'other'] }).notNull(),
  description: text('description').notNull(),
  coveredNote: text('covered_note'),
  coveredAt: instant('covered_at'),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  version: integer('version').notNull().default(1),
})
