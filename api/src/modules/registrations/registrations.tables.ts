import { authorKinds, registrationStates } from '@interra/contracts'
import { bigint, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../platform/db/columns.ts'

export const registration = pgTable('registration', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  sessionId: uuid('session_id').notNull(),
  personId: uuid('person_id').notNull(),
  status: text('status', { enum: registrationStates }).notNull(),
  statusReason: text('status_reason'),
  place: bigint('place', { mode: 'number' }).generatedAlwaysAsIdentity(),
  offeredUntil: instant('offered_until'),
  authorKind: text('author_kind', { enum: authorKinds }).notNull(),
  authorAccountId: uuid('author_account_id'),
  authorPartnerId: uuid('author_partner_id'),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  recordedAt: instant('recorded_at').notNull().defaultNow(),
  version: integer('version').notNull().default(1),
})
