import type {
  OutgoingOutcome,
  OutgoingShare,
  OutgoingState,
  PartnerStatus,
  ReferralChannel,
  ReferralOutcome,
  ReferralState,
  SendReferral,
} from '@interra/contracts'
import { sql } from 'drizzle-orm'
import { boolean, customType, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, day, id, instant, recordedAt, siteId, updatedAt, version } from '../../platform/db/columns.ts'

/** Number of a transaction; larger than what a number of JavaScript holds. */
const transaction = customType<{ data: string }>({ dataType: () => 'xid8' })

export const referral = pgTable('referral', {
  id: id(),
  siteId: siteId(),
  partnerId: uuid('partner_id').notNull(),
  isTest: boolean('is_test').notNull().default(false),
  channel: text('channel').$type<ReferralChannel>().notNull(),
  partnerReference: text('partner_reference').notNull(),
  bodyHash: text('body_hash').notNull(),
  received: jsonb('received').$type<SendReferral>(),
  agentId: uuid('agent_id'),
  keyId: uuid('key_id'),
  enteredBy: uuid('entered_by'),
  status: text('status').$type<ReferralState>().notNull().default('received'),
  statusSince: instant('status_since').notNull(),
  seq: integer('seq').notNull().default(0),
  partnerStatus: text('partner_status').$type<PartnerStatus>().notNull().default('received'),
  feedback: boolean('feedback').notNull(),
  programmes: text('programmes').array().notNull().default([]),
  personId: uuid('person_id'),
  linkedTo: uuid('linked_to'),
  previousId: uuid('previous_id'),
  ownerId: uuid('owner_id'),
  referredAt: instant('referred_at').notNull(),
  receivedAt: instant('received_at').notNull(),
  validUntil: day('valid_until'),
  answeredAt: instant('answered_at'),
  waitedSeconds: integer('waited_seconds').notNull().default(0),
  firstRemindedAt: instant('first_reminded_at'),
  remindedAt: instant('reminded_at'),
  reminders: integer('reminders').notNull().default(0),
  reviewOn: day('review_on'),
  firstMeetingOn: day('first_meeting_on'),
  firstPresenceOn: day('first_presence_on'),
  outcome: text('outcome').$type<ReferralOutcome>(),
  withdrawnBy: text('withdrawn_by').$type<'person' | 'partner' | 'staff'>(),
  withdrawnAt: instant('withdrawn_at'),
  wipedAt: instant('wiped_at'),
  changedByTransaction: transaction('changed_by_transaction')
    .notNull()
    .default(sql`pg_current_xact_id()`),
  changedAt: instant('changed_at').notNull().defaultNow(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})

export const referralEvent = pgTable('referral_event', {
  id: id(),
  siteId: siteId(),
  partnerId: uuid('partner_id').notNull(),
  isTest: boolean('is_test').notNull(),
  referralId: uuid('referral_id').notNull(),
  seq: integer('seq').notNull(),
  fromStatus: text('from_status').$type<ReferralState>(),
  toStatus: text('to_status').$type<ReferralState>().notNull(),
  partnerStatus: text('partner_status').$type<PartnerStatus>(),
  reasons: text('reasons').array().notNull().default([]),
  note: text('note'),
  said: text('said'),
  at: instant('at').notNull(),
  actorKind: text('actor_kind').$type<'staff' | 'partner' | 'person' | 'system'>().notNull(),
  actorId: uuid('actor_id'),
})

export const outgoingReferral = pgTable('outgoing_referral', {
  id: id(),
  siteId: siteId(),
  personId: uuid('person_id').notNull(),
  partnerId: uuid('partner_id').notNull(),
  agentId: uuid('agent_id').notNull(),
  service: text('service').notNull(),
  message: text('message'),
  status: text('status').$type<OutgoingState>().notNull().default('prepared'),
  statusSince: instant('status_since').notNull(),
  shares: text('shares').array().$type<OutgoingShare[]>().notNull().default([]),
  consentOn: day('consent_on'),
  consentMethod: text('consent_method'),
  consentLanguage: text('consent_language'),
  reason: text('reason'),
  outcome: text('outcome').$type<OutgoingOutcome>(),
  answerDueOn: day('answer_due_on'),
  remindedAt: instant('reminded_at'),
  toldAt: instant('told_at'),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})

/** The first time that the partner was told; written by the database alone. */
export const referralTold = pgTable('referral_told', {
  referralId: uuid('referral_id').primaryKey(),
  siteId: siteId(),
  toldAt: instant('told_at').notNull(),
  channel: text('channel').$type<'webhook' | 'email'>().notNull(),
  recordedAt: instant('recorded_at').notNull().defaultNow(),
})
