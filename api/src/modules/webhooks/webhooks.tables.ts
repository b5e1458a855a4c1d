import type { DisabledReason, WebhookType } from '@interra/contracts'
import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, siteId, updatedAt, version } from '../../platform/db/columns.ts'

export const webhookEndpoint = pgTable('webhook_endpoint', {
  id: id(),
  siteId: siteId(),
  partnerId: uuid('partner_id').notNull(),
  isTest: boolean('is_test').notNull().default(false),
  url: text('url').notNull(),
  secret: text('secret').notNull(),
  oldSecret: text('old_secret'),
  oldSecretUntil: instant('old_secret_until'),
  types: text('types').$type<WebhookType>().array().notNull(),
  status: text('status').$type<'active' | 'disabled'>().notNull().default('active'),
  disabledBecause: text('disabled_because').$type<DisabledReason>(),
  failingSince: instant('failing_since'),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  version: version(),
})
