import { boolean, date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant, updatedAt, version } from '../../platform/db/columns.ts'

export const partner = pgTable('partner', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  name: text('name').notNull(),
  types: text('types').array().notNull(),
  contactName: text('contact_name'),
  email: text('email'),
  phone: text('phone'),
  address: text('address'),
  website: text('website'),
  note: text('note'),
  contactLanguage: text('contact_language', { enum: ['fr', 'en', 'nl', 'ar'] })
    .notNull()
    .default('fr'),
  active: boolean('active').notNull().default(true),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  version: version(),
})

export const person = pgTable('person', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  givenName: text('given_name').notNull(),
  familyName: text('family_name'),
  usualName: text('usual_name'),
  ownScriptName: text('own_script_name'),
  sortName: text('sort_name').notNull().default(''),
  birthYear: integer('birth_year'),
  birthMonth: integer('birth_month'),
  birthDay: integer('birth_day'),
  gender: text('gender'),
  email: text('email'),
  phone: text('phone'),
  contactChannel: text('contact_channel'),
  contactLanguage: text('contact_language'),
  referrerPartnerId: uuid('referrer_partner_id'),
  referrerName: text('referrer_name'),
  municipalityNis: text('municipality_nis'),
  lifelongResident: boolean('lifelong_resident'),
  isBelgian: boolean('is_belgian'),
  heardThroughTermId: uuid('heard_through_term_id'),
  status: text('status', { enum: ['active', 'merged', 'anonymised'] })
    .notNull()
    .default('active'),
  mergedIntoId: uuid('merged_into_id'),
  memberSince: date('member_since', { mode: 'string' }).notNull(),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  version: version(),
})

export const arrivalFact = pgTable('arrival_fact', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  personId: uuid('person_id').notNull(),
  arrivedOn: date('arrived_on', { mode: 'string' }),
  precision: text('precision').notNull(),
  declaredOn: date('declared_on', { mode: 'string' }),
  source: text('source').notNull(),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  supersededAt: instant('superseded_at'),
})

export const languageRecord = pgTable('language_record', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  personId: uuid('person_id').notNull(),
  language: text('language').notNull(),
  level: text('level').notNull(),
  assessedBy: text('assessed_by').notNull(),
  assessedOn: date('assessed_on', { mode: 'string' }).notNull(),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
})

export const situationRecord = pgTable('situation_record', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  personId: uuid('person_id').notNull(),
  statedOn: date('stated_on', { mode: 'string' }).notNull(),
  nationality: text('nationality'),
  employment: text('employment'),
  schooling: text('schooling'),
  isEuFamily: boolean('is_eu_family'),
  hasLongPermit: boolean('has_long_permit'),
  legalStaySince: date('legal_stay_since', { mode: 'string' }),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
})

export const personInterest = pgTable('person_interest', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  personId: uuid('person_id').notNull(),
  kind: text('kind').notNull(),
  label: text('label').notNull(),
  /** Folded, kept by a trigger: what is compared. */
  foldedLabel: text('folded_label').notNull().default(''),
  categoryTermId: uuid('category_term_id'),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  removedAt: instant('removed_at'),
})

export const consent = pgTable('consent', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  personId: uuid('person_id').notNull(),
  purpose: text('purpose').notNull(),
  given: boolean('given').notNull(),
  textVersion: text('text_version').notNull(),
  language: text('language').notNull(),
  channel: text('channel').notNull(),
  helpedBy: text('helped_by'),
  guardianName: text('guardian_name'),
  collectedOn: date('collected_on', { mode: 'string' }).notNull(),
  collectedBy: uuid('collected_by'),
  withdrawnAt: instant('withdrawn_at'),
  createdAt: createdAt(),
})

export const duplicateDecision = pgTable('duplicate_decision', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  personId: uuid('person_id').notNull(),
  otherPersonId: uuid('other_person_id').notNull(),
  same: boolean('same').notNull(),
  reason: text('reason'),
  decidedBy: uuid('decided_by'),
  decidedAt: instant('decided_at').notNull().defaultNow(),
})
