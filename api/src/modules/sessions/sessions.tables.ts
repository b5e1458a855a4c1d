import { hostParts, sessionStates, type SeriesRule } from '@interra/contracts'
import { boolean, customType, integer, jsonb, pgTable, text, time, uuid } from 'drizzle-orm/pg-core'
import { day, instant } from '../../platform/db/columns.ts'

const instantRange = customType<{ data: string }>({ dataType: () => 'tstzrange' })

export const series = pgTable('series', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  workshopId: uuid('workshop_id').notNull(),
  rule: jsonb('rule').$type<SeriesRule>().notNull(),
  startsOn: day('starts_on').notNull(),
  startsTime: time('starts_time').notNull(),
  endsTime: time('ends_time').notNull(),
  untilOn: day('until_on').notNull(),
  roomId: uuid('room_id'),
  createdAt: instant('created_at').notNull().defaultNow(),
  createdBy: uuid('created_by'),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  version: integer('version').notNull().default(1),
})

export const session = pgTable('session', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  workshopId: uuid('workshop_id').notNull(),
  seriesId: uuid('series_id'),
  originalOn: day('original_on'),
  startsOn: day('starts_on').notNull(),
  startsTime: time('starts_time').notNull(),
  endsTime: time('ends_time').notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  roomId: uuid('room_id'),
  status: text('status', { enum: sessionStates }).notNull().default('scheduled'),
  statusReason: text('status_reason'),
  staffRequired: boolean('staff_required').notNull().default(false),
  note: text('note'),
  attendanceClosedAt: instant('attendance_closed_at'),
  atmosphere: text('atmosphere', { enum: ['good', 'mixed', 'difficult'] }),
  closingNote: text('closing_note'),
  createdAt: instant('created_at').notNull().defaultNow(),
  createdBy: uuid('created_by'),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  recordedAt: instant('recorded_at').notNull().defaultNow(),
  version: integer('version').notNull().default(1),
})

export const sessionSeats = pgTable('session_seats', {
  sessionId: uuid('session_id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  capacity: integer('capacity').notNull(),
  taken: integer('taken').notNull().default(0),
  waiting: integer('waiting').notNull().default(0),
})

export const sessionHost = pgTable('session_host', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  sessionId: uuid('session_id').notNull(),
  personId: uuid('person_id').notNull(),
  part: text('part', { enum: hostParts }).notNull(),
  during: instantRange('during').notNull(),
  active: boolean('active').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
})

export const sessionStaff = pgTable('session_staff', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  sessionId: uuid('session_id').notNull(),
  accountId: uuid('account_id').notNull(),
  present: boolean('present'),
  minutes: integer('minutes'),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  recordedAt: instant('recorded_at').notNull().defaultNow(),
  version: integer('version').notNull().default(1),
})

export const sessionMove = pgTable('session_move', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  sessionId: uuid('session_id').notNull(),
  oldStartsAt: instant('old_starts_at').notNull(),
  newStartsAt: instant('new_starts_at').notNull(),
  oldRoomId: uuid('old_room_id'),
  newRoomId: uuid('new_room_id'),
  reason: text('reason'),
  movedBy: uuid('moved_by'),
  movedAt: instant('moved_at').notNull().defaultNow(),
})
