import { boolean, date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../platform/db/columns.ts'

export const venue = pgTable('venue', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  partnerId: uuid('partner_id'),
  name: text('name').notNull(),
  address: text('address'),
  own: boolean('own').notNull().default(false),
  contactName: text('contact_name'),
  email: text('email'),
  phone: text('phone'),
  accessNote: text('access_note'),
  costNote: text('cost_note'),
  active: boolean('active').notNull().default(true),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  version: integer('version').notNull().default(1),
})

export const room = pgTable('room', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  venueId: uuid('venue_id').notNull(),
  name: text('name').notNull(),
  capacity: integer('capacity').notNull(),
  stepFree: boolean('step_free'),
  costCents: integer('cost_cents'),
  freeSlots: text('free_slots'),
  active: boolean('active').notNull().default(true),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  version: integer('version').notNull().default(1),
})

export const venueRequest = pgTable('venue_request', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  roomId: uuid('room_id').notNull(),
  proposalId: uuid('proposal_id'),
  workshopId: uuid('workshop_id'),
  status: text('status', { enum: ['asked', 'confirmed', 'refused', 'released', 'lapsed'] })
    .notNull()
    .default('asked'),
  wished: text('wished').notNull(),
  answerDueOn: date('answer_due_on', { mode: 'string' }),
  answerNote: text('answer_note'),
  askedAt: instant('asked_at').notNull().defaultNow(),
  askedBy: uuid('asked_by'),
  answeredAt: instant('answered_at'),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  recordedAt: instant('recorded_at').notNull().defaultNow(),
  version: integer('version').notNull().default(1),
})
