import { autonomyLevels, hostParts, publishConditions } from '@interra/contracts'
import { date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../platform/db/columns.ts'

export const workshop = pgTable('workshop', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  proposalId: uuid('proposal_id'),
  title: text('title').notNull(),
  summary: text('summary'),
  categoryTermId: uuid('category_term_id'),
  languages: text('languages').array().notNull().default([]),
  capacity: integer('capacity').notNull(),
  roomId: uuid('room_id'),
  ownerAccountId: uuid('owner_account_id'),
  autonomy: text('autonomy', { enum: autonomyLevels }).notNull().default('supervised'),
  status: text('status', { enum: ['draft', 'published', 'paused', 'ended'] })
    .notNull()
    .default('draft'),
  statusReason: text('status_reason'),
  statusSince: instant('status_since').notNull().defaultNow(),
  publishedAt: instant('published_at'),
  createdAt: instant('created_at').notNull().defaultNow(),
  createdBy: uuid('created_by'),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  recordedAt: instant('recorded_at').notNull().defaultNow(),
  version: integer('version').notNull().default(1),
})

export const workshopHost = pgTable('workshop_host', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  workshopId: uuid('workshop_id').notNull(),
  personId: uuid('person_id').notNull(),
  part: text('part', { enum: hostParts }).notNull(),
  trainedOn: date('trained_on', { mode: 'string' }),
  commitmentSignedOn: date('commitment_signed_on', { mode: 'string' }),
  commitmentTextVersion: text('commitment_text_version'),
  commitmentLanguage: text('commitment_language'),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  recordedAt: instant('recorded_at').notNull().defaultNow(),
  version: integer('version').notNull().default(1),
})

export const conditionWaiver = pgTable('condition_waiver', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  workshopId: uuid('workshop_id').notNull(),
  condition: text('condition', { enum: publishConditions }).notNull(),
  reason: text('reason').notNull(),
  waivedBy: uuid('waived_by'),
  waivedAt: instant('waived_at').notNull().defaultNow(),
  withdrawnAt: instant('withdrawn_at'),
})

export const autonomyChange = pgTable('autonomy_change', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  workshopId: uuid('workshop_id').notNull(),
  level: text('level', { enum: autonomyLevels }).notNull(),
  fromOn: date('from_on', { mode: 'string' }).notNull(),
  reason: text('reason'),
  changedBy: uuid('changed_by'),
  changedAt: instant('changed_at').notNull().defaultNow(),
})
