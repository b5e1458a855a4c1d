import { date, integer, timestamp, uuid } from 'drizzle-orm/pg-core'

/** The columns that most tables have, named and typed the same everywhere. */
export const id = () => uuid('id').primaryKey()
export const siteId = () => uuid('site_id').notNull()
export const instant = (name: string) => timestamp(name, { withTimezone: true })
/** A local date, `YYYY-MM-DD`. */
export const day = (name: string) => date(name, { mode: 'string' })
export const createdAt = () => instant('created_at').notNull().defaultNow()
export const updatedAt = () => instant('updated_at').notNull().defaultNow()
export const recordedAt = () => instant('recorded_at').notNull().defaultNow()
export const version = () => integer('version').notNull().default(1)
