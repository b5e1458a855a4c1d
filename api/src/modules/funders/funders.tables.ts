import type { Funder, GrantStatus, Programme } from '@interra/contracts'
import { bigint, boolean, doublePrecision, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, day, id, instant, recordedAt, siteId, updatedAt, version } from '../../platform/db/columns.ts'

export const funder = pgTable('funder', {
  id: id(),
  siteId: siteId(),
  name: text('name').notNull(),
  kind: text('kind').$type<Funder['kind']>().notNull(),
  frame: text('frame').$type<Funder['frame']>(),
  eeaChAs: text('eea_ch_as').$type<Funder['eeaChAs']>().notNull().default('third_country'),
  active: boolean('active').notNull().default(true),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})

export const funderGrant = pgTable('funder_grant', {
  id: id(),
  siteId: siteId(),
  funderId: uuid('funder_id').notNull(),
  reference: text('reference').notNull(),
  startsOn: day('starts_on').notNull(),
  endsOn: day('ends_on').notNull(),
  amountCents: bigint('amount_cents', { mode: 'number' }).notNull(),
  programmes: text('programmes').$type<Programme>().array().notNull(),
  status: text('status').$type<GrantStatus>().notNull().default('asked'),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})

export const grantTarget = pgTable('grant_target', {
  id: id(),
  siteId: siteId(),
  grantId: uuid('grant_id').notNull(),
  indicatorId: text('indicator_id').notNull(),
  target: doublePrecision('target').notNull(),
  dueOn: day('due_on').notNull(),
  recordedAt: recordedAt(),
})

export const allocation = pgTable('allocation', {
  id: id(),
  siteId: siteId(),
  workshopId: uuid('workshop_id'),
  courseId: uuid('course_id'),
  cohortId: uuid('cohort_id'),
  programme: text('programme').$type<'duo2change'>(),
  startsOn: day('starts_on').notNull(),
  endsOn: day('ends_on').notNull(),
  unallocated: integer('unallocated').notNull().default(10_000),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})

export const allocationShare = pgTable('allocation_share', {
  allocationId: uuid('allocation_id').notNull(),
  grantId: uuid('grant_id').notNull(),
  siteId: siteId(),
  share: integer('share').notNull(),
  recordedAt: recordedAt(),
})

export const funderLink = pgTable('funder_link', {
  id: id(),
  siteId: siteId(),
  funderId: uuid('funder_id').notNull(),
  indicators: text('indicators').array().notNull(),
  fromYear: integer('from_year').notNull(),
  toYear: integer('to_year').notNull(),
  tokenHash: text('token_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  createdBy: uuid('created_by'),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
})
