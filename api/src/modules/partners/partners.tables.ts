import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, day, id, instant, recordedAt, siteId, updatedAt, version } from '../../platform/db/columns.ts'

export const partnerAgent = pgTable('partner_agent', {
  id: id(),
  siteId: siteId(),
  partnerId: uuid('partner_id').notNull(),
  name: text('name').notNull(),
  roleTitle: text('role_title'),
  email: text('email'),
  phone: text('phone'),
  active: boolean('active').notNull().default(true),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  version: version(),
})

export const agreement = pgTable('agreement', {
  id: id(),
  siteId: siteId(),
  partnerId: uuid('partner_id').notNull(),
  status: text('status', { enum: ['draft', 'active', 'terminated'] })
    .notNull()
    .default('draft'),
  startsOn: day('starts_on').notNull(),
  endsOn: day('ends_on'),
  signedOn: day('signed_on'),
  signedBy: text('signed_by'),
  purposes: text('purposes').array().notNull(),
  obligations: text('obligations'),
  dataSharingVersion: text('data_sharing_version'),
  endedOn: day('ended_on'),
  endReason: text('end_reason'),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})

export const apiKey = pgTable('api_key', {
  id: id(),
  kind: text('kind', { enum: ['partner', 'reporting'] }).notNull(),
  name: text('name').notNull(),
  partnerId: uuid('partner_id'),
  siteIds: uuid('site_ids').array(),
  isTest: boolean('is_test').notNull().default(false),
  publicId: text('public_id').notNull(),
  lastFour: text('last_four').notNull(),
  secretHash: text('secret_hash').notNull(),
  scopes: text('scopes').array().notNull(),
  contactEmail: text('contact_email'),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  lastUsedAt: instant('last_used_at'),
  lastUsedFrom: text('last_used_from'),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  pseudonymKey: uuid('pseudonym_key').notNull().defaultRandom(),
})
