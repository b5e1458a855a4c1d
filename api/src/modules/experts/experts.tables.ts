import type { ExpertField, NetworkingEvent, Verdict } from '@interra/contracts'
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, day, id, instant, recordedAt, siteId, updatedAt, version } from '../../platform/db/columns.ts'

export const expert = pgTable('expert', {
  id: id(),
  siteId: siteId(),
  personId: uuid('person_id').notNull(),
  partnerId: uuid('partner_id'),
  fields: text('fields').$type<ExpertField>().array().notNull(),
  languages: text('languages').array().notNull().default([]),
  hoursAMonth: integer('hours_a_month').notNull(),
  startsOn: day('starts_on').notNull(),
  endsOn: day('ends_on'),
  note: text('note'),
  removedAt: instant('removed_at'),
  removedBy: uuid('removed_by'),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})

export const method = pgTable('method', {
  id: id(),
  siteId: siteId(),
  name: text('name').notNull(),
  borrowedFrom: text('borrowed_from').notNull(),
  about: text('about'),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  version: version(),
})

export const methodVersion = pgTable('method_version', {
  id: id(),
  siteId: siteId(),
  methodId: uuid('method_id').notNull(),
  number: integer('number').notNull(),
  changed: text('changed'),
  why: text('why'),
  usedFrom: day('used_from').notNull(),
  verdict: text('verdict').$type<Verdict>(),
  verdictOn: day('verdict_on'),
  verdictNote: text('verdict_note'),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  version: version(),
})

export const networkingEvent = pgTable('networking_event', {
  id: id(),
  siteId: siteId(),
  kind: text('kind').$type<NetworkingEvent['kind']>().notNull(),
  title: text('title').notNull(),
  heldOn: day('held_on').notNull(),
  place: text('place'),
  heads: integer('heads').notNull().default(0),
  removedAt: instant('removed_at'),
  removedBy: uuid('removed_by'),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})
