import type { InstrumentCode, ItemAnswers, Programme, SurveyMode, TranslationState, WaveKind } from '@interra/contracts'
import { boolean, integer, jsonb, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, day, id, instant, recordedAt, siteId, updatedAt, version } from '../../platform/db/columns.ts'

export const surveyWave = pgTable('survey_wave', {
  id: id(),
  siteId: siteId(),
  kind: text('kind').$type<WaveKind>().notNull(),
  programme: text('programme').$type<Programme>(),
  opensOn: day('opens_on').notNull(),
  closesOn: day('closes_on').notNull(),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})

export const surveyWaveInstrument = pgTable(
  'survey_wave_instrument',
  {
    waveId: uuid('wave_id').notNull(),
    siteId: siteId(),
    position: integer('position').notNull(),
    instrument: text('instrument').$type<InstrumentCode>().notNull(),
    instrumentVersion: integer('instrument_version').notNull(),
  },
  (table) => [primaryKey({ columns: [table.waveId, table.position] })],
)

export const surveyInvitation = pgTable('survey_invitation', {
  id: id(),
  siteId: siteId(),
  waveId: uuid('wave_id').notNull(),
  personId: uuid('person_id').notNull(),
  programme: text('programme').$type<Programme>().notNull(),
  entryOn: day('entry_on').notNull(),
  dueOn: day('due_on').notNull(),
  answeredAt: instant('answered_at'),
  declinedAt: instant('declined_at'),
  revokedAt: instant('revoked_at'),
  createdAt: createdAt(),
  createdBy: uuid('created_by'),
  updatedAt: updatedAt(),
  recordedAt: recordedAt(),
  version: version(),
})

export const surveyLink = pgTable('survey_link', {
  id: id(),
  siteId: siteId(),
  invitationId: uuid('invitation_id').notNull(),
  tokenHash: text('token_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  createdBy: uuid('created_by'),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
})

export const surveyResponse = pgTable('survey_response', {
  id: id(),
  siteId: siteId(),
  invitationId: uuid('invitation_id').notNull(),
  waveId: uuid('wave_id').notNull(),
  personId: uuid('person_id').notNull(),
  instrument: text('instrument').$type<InstrumentCode>().notNull(),
  instrumentVersion: integer('instrument_version').notNull(),
  language: text('language').notNull(),
  translation: text('translation').$type<TranslationState>().notNull(),
  mode: text('mode').$type<SurveyMode>().notNull(),
  answeredAt: instant('answered_at').notNull(),
  answeredOn: day('answered_on').notNull(),
  items: jsonb('items').$type<ItemAnswers>().notNull(),
  score: numeric('score', { mode: 'number' }),
  recordedBy: uuid('recorded_by'),
  recordedAt: recordedAt(),
})

export const feedbackLink = pgTable('feedback_link', {
  id: id(),
  siteId: siteId(),
  sessionId: uuid('session_id').notNull(),
  tokenHash: text('token_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  createdBy: uuid('created_by'),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
})

export const sessionFeedback = pgTable('session_feedback', {
  id: id(),
  siteId: siteId(),
  sessionId: uuid('session_id').notNull(),
  mode: text('mode').$type<'phone' | 'oral'>().notNull(),
  feeling: integer('feeling'),
  welcome: integer('welcome'),
  metSomeone: boolean('met_someone'),
  answeredAt: instant('answered_at').notNull(),
  recordedAt: recordedAt(),
})
