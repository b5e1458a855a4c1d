import type { AccountState, Programme, Role, StaffLocale } from '@interra/contracts'
import { bigint, date, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

export const account = pgTable('account', {
  id: uuid('id').primaryKey(),
  email: text('email').notNull(),
  name: text('name').notNull(),
  locale: text('locale').$type<StaffLocale>().notNull().default('fr'),
  passwordHash: text('password_hash'),
  status: text('status').$type<AccountState>().notNull().default('invited'),
  personId: uuid('person_id'),
  totpSecret: text('totp_secret'),
  totpConfirmedAt: timestamp('totp_confirmed_at', { withTimezone: true }),
  totpLastStep: bigint('totp_last_step', { mode: 'number' }),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  version: integer('version').notNull().default(1),
})

export const roleGrant = pgTable('role_grant', {
  id: uuid('id').primaryKey(),
  accountId: uuid('account_id').notNull(),
  role: text('role').$type<Role>().notNull(),
  onSiteId: uuid('on_site_id'),
  programme: text('programme').$type<Programme>(),
  startsOn: date('starts_on', { mode: 'string' }).notNull(),
  expiresOn: date('expires_on', { mode: 'string' }),
  grantedBy: uuid('granted_by'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
})
