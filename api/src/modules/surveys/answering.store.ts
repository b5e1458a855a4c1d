import {
  broken,
  problem,
  type InstrumentCode,
  type InvitationState,
  type ItemAnswers,
  type SurveyAnswer,
  type SurveyMode,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { newId } from '../../platform/ids.ts'
import { instrumentOf } from './instruments.ts'
import { scoreOf, strangeAnswer } from './scoring.ts'
import type { HeldInvitation } from './surveys.store.ts'
import { surveyInvitation, surveyResponse } from './surveys.tables.ts'

export interface Answering {
  readonly mode: SurveyMode
  readonly language: string
  readonly answeredOn: string
  readonly answers: readonly SurveyAnswer[]
  readonly now: Date
  readonly by: string | null
}

/** The answers of each instrument of a survey. Throws `rule-broken` for what is not of it, twice, or outside its scale. */
export function byInstrument(
  instruments: readonly InstrumentCode[],
  answers: readonly SurveyAnswer[],
): ReadonlyMap<InstrumentCode, ItemAnswers> {
  const found = new Map<InstrumentCode, ItemAnswers>()
  for (const [at, { instrument, item, value }] of answers.entries()) {
    if (!instruments.includes(instrument)) throw broken('rule-broken', `/answers/${at}/instrument`, { rule: 'unknown' })
    const known = instrumentOf(instrument)
    if (!known.items.includes(item)) throw broken('rule-broken', `/answers/${at}/item`, { rule: 'unknown' })
    if (strangeAnswer(known, { [item]: value }) !== null)
      throw broken('rule-broken', `/answers/${at}/value`, { rule: 'outside-the-scale' })
    const before = found.get(instrument) ?? {}
    if (item in before) throw broken('rule-broken', `/answers/${at}/item`, { rule: 'named-twice' })
    found.set(instrument, { ...before, [item]: value })
  }
  return found
}

/**
 * Keeps what somebody answered, each instrument with its score. Throws `survey-answered` when they answered before, by this
 * link or another one, `act-not-possible` when nothing is asked of them any more.
 */
export async function answer(db: Db, held: HeldInvitation, said: Answering): Promise<void> {
  requireWaiting(held.state)
  const given = byInstrument(held.instruments, said.answers)
  await db
    .update(surveyInvitation)
    .set({ answeredAt: said.now })
    .where(eq(surveyInvitation.id, held.id))
    .catch((error: unknown) => onConstraint(error, { survey_invitation_once: () => problem('survey-answered') }))
  if (given.size === 0) return
  const { id: invitationId, siteId, waveId, personId } = held
  const of = { invitationId, siteId, waveId, personId, mode: said.mode, language: said.language, recordedBy: said.by }
  await db.insert(surveyResponse).values(
    [...given].map(([instrument, items]) => {
      const known = instrumentOf(instrument)
      const { state: translation = 'draft' } = known.wordings.find((one) => one.language === said.language) ?? {}
      const score = scoreOf(known, items)
      const at = { answeredAt: said.now, answeredOn: said.answeredOn }
      return { id: newId(), ...of, instrument, instrumentVersion: known.version, translation, ...at, items, score }
    }),
  )
}

export function requireWaiting(state: InvitationState): void {
  if (state === 'answered') throw problem('survey-answered')
  if (state !== 'waiting')
    throw problem('act-not-possible', { params: { entity: 'survey_invitation', state, act: 'answer', possible: [] } })
}
