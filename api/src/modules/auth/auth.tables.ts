import { bigint, boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../platform/db/columns.ts'

export const accountSession = pgTable('account_session', {
  id: uuid('id').primaryKey(),
  tokenHash: text('token_hash').notNull(),
  accountId: uuid('account_id').notNull(),
  createdAt: instant('created_at').notNull(),
  lastSeenAt: instant('last_seen_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  endedAt: instant('ended_at'),
})

export const accountLink = pgTable('account_link', {
  id: uuid('id').primaryKey(),
  accountId: uuid('account_id').notNull(),
  kind: text('kind').$type<'invite' | 'reset'>().notNull(),
  tokenHash: text('token_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})

export const signInAttempt = pgTable('sign_in_attempt', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: instant('at').notNull(),
  accountKey: text('account_key').notNull(),
  addressKey: text('address_key').notNull(),
  succeeded: boolean('succeeded').notNull(),
})
