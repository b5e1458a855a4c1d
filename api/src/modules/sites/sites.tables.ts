import type { Labels, Taxonomy } from '@interra/contracts'
import { date, doublePrecision, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { createdAt, updatedAt, version } from '../../platform/db/columns.ts'

export const site = pgTable('site', {
  id: uuid('id').primaryKey(),
  code: text('code').notNull(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  opensOn: date('opens_on', { mode: 'string' }).notNull(),
  closesOn: date('closes_on', { mode: 'string' }),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  version: version(),
})

export const taxonomyTerm = pgTable('taxonomy_term', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  taxonomy: text('taxonomy').$type<Taxonomy>().notNull(),
  code: text('code').notNull(),
  labels: jsonb('labels').$type<Labels>().notNull(),
  position: integer('position').notNull(),
  startsOn: date('starts_on', { mode: 'string' }).notNull(),
  endsOn: date('ends_on', { mode: 'string' }),
  latitude: doublePrecision('latitude'),
  longitude: doublePrecision('longitude'),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  version: version(),
})

export const policy = pgTable('policy', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  key: text('key').notNull(),
  value: jsonb('value').notNull(),
  startsOn: date('starts_on', { mode: 'string' }).notNull(),
  reason: text('reason'),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().defaultNow(),
})
