import type { Report, ReportLine, ReportState, ReportTemplate } from '@interra/contracts'
import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, day, id, instant, siteId, updatedAt, version } from '../../platform/db/columns.ts'

export const report = pgTable('report', {
  id: id(),
  siteId: siteId(),
  title: text('title').notNull(),
  template: text('template').$type<ReportTemplate>(),
  fromOn: day('from_on').notNull(),
  toOn: day('to_on').notNull(),
  level: text('level').$type<Report['level']>().notNull(),
  lines: jsonb('lines').$type<ReportLine[]>().notNull(),
  status: text('status').$type<ReportState>().notNull().default('draft'),
  asKnownAt: instant('as_known_at'),
  content: text('content'),
  sha256: text('sha256'),
  frozenBy: uuid('frozen_by'),
  publishedAt: instant('published_at'),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnReason: text('withdrawn_reason'),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  version: version(),
})

export const periodLock = pgTable('period_lock', {
  id: id(),
  siteId: siteId(),
  fromOn: day('from_on').notNull(),
  toOn: day('to_on').notNull(),
  lockedAt: instant('locked_at').notNull().defaultNow(),
  lockedBy: uuid('locked_by'),
  reopenedAt: instant('reopened_at'),
  reopenedBy: uuid('reopened_by'),
  reopenedReason: text('reopened_reason'),
  updatedAt: updatedAt(),
  version: version(),
})
