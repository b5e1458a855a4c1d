import type { Decliner, EmployerNeedKind, IntroductionState } from '@interra/contracts'
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, day, id, instant, recordedAt, siteId, updatedAt, version } from '../../platform/db/columns.ts'

export const employerNeed = pgTable('employer_need', {
  id: id(),
  siteId: siteId(),
  partnerId: uuid('partner_id').notNull(),
  kind: text('kind').$type<EmployerNeedKind>().notNull(),
  title: text('title').notNull(),
  about: text('about'),
  place: text('place'),
  places: integer('places').notNull().default(1),
  untilOn: day('until_on'),
  closedAt: instant('closed_at'),
  closedBy: uuid('closed_by'),
  closedReason: text('closed_reason'),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})

export const introduction = pgTable('introduction', {
  id: id(),
  siteId: siteId(),
  needId: uuid('need_id').notNull(),
  personId: uuid('person_id').notNull(),
  status: text('status').$type<IntroductionState>().notNull().default('proposed'),
  statusSince: instant('status_since').notNull().defaultNow(),
  statusReason: text('status_reason'),
  declinedBy: text('declined_by').$type<Decliner>(),
  consentedOn: day('consented_on'),
  sentAt: instant('sent_at'),
  meetingOn: day('meeting_on'),
  startedOn: day('started_on'),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})
