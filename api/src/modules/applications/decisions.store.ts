import { broken, problem, type DecideApplication, type JuryProposal } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { newId } from '../../platform/ids.ts'
import { dayInWords, mailLocaleFor } from '../../platform/mail/day-words.ts'
import { queueMessage } from '../../platform/outbox.ts'
import { takesMail } from '../registrations/registrations.sql.ts'
import type { StoredDossier } from './juries.store.ts'

interface Decided {
  readonly siteId: string
  readonly roundId: string
  readonly applicationId: string
  readonly sheetId: string
  readonly total: number
  readonly spread: number | null
  readonly reviews: number
  readonly proposal: JuryProposal
  readonly by: string | null
}

/** Records a decision with its votes. Throws `jury-incomplete`, `rule-broken`. */
export async function insertDecision(db: Db, given: Decided, body: DecideApplication, now: Date): Promise<void> {
  const id = newId()
  const { outcome } = body
  const text = `insert into jury_decision (id, site_id, round_id, application_id, outcome, sheet_id, total, spread, reviews,
      proposal, reason, deviation_reason, partner_id, feedback, decided_at, decided_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`
  const { siteId, roundId, applicationId, sheetId, total, spread, reviews, proposal, by } = given
  const what = [id, siteId, roundId, applicationId, outcome, sheetId, total, spread, reviews, proposal]
  const why = [body.reason ?? null, body.deviationReason ?? null]
  const partnerId = outcome === 'redirected' ? body.partnerId : null
  const values = [...what, ...why, partnerId, body.feedback, now, by]
  const incomplete = (missing: string) => () => problem('jury-incomplete', { params: { missing: [missing] } })
  await db.hot({ name: 'jury-decision-insert', text }, values).catch((error: unknown) =>
    onConstraint(error, {
      jury_decision_quorum: incomplete('quorum'),
      jury_decision_organisations: incomplete('organisations'),
      jury_decision_reviews: incomplete('reviews'),
      jury_decision_partner_id_site_id_fkey: () => broken('rule-broken', '/partnerId', { rule: 'unknown' }),
    }),
  )
  const condition = `insert into jury_condition (id, site_id, decision_id, number, content, due_on)
    select gen_random_uuid(), $1, $2, c.number, c.given ->> 'text', (c.given ->> 'dueOn')::date
    from jsonb_array_elements($3::jsonb) with ordinality as c(given, number)`
  const conditions = outcome === 'admitted_with_conditions' ? (body.conditions ?? []) : []
  await db.hot({ name: 'jury-condition-insert', text: condition }, [siteId, id, JSON.stringify(conditions)])
  const vote = `insert into jury_vote (decision_id, member_id, site_id, vote)
    select $1, v."memberId", $2, v.vote from jsonb_to_recordset($3::jsonb) as v("memberId" uuid, vote text)`
  await db.hot({ name: 'jury-vote-insert', text: vote }, [id, siteId, JSON.stringify(body.votes)])
}

async function markCommunicated(db: Db, decisionId: string, now: Date): Promise<void> {
  const text = 'update jury_decision set communicated_at = $2 where id = $1'
  await db.hot({ name: 'jury-decision-told', text }, [decisionId, now])
}

/** Whether it waits for somebody of the team to tell it. */
export async function isWaiting(db: Db, decisionId: string): Promise<boolean> {
  const text = 'select from outbox_message where dedupe_key = $1'
  return (await db.hot({ name: 'jury-decision-waits', text }, [`application-decision:${decisionId}`])).length > 0
}

interface Told extends Record<string, unknown> {
  readonly siteId: string
  readonly personId: string
  readonly name: string
  readonly project: string
  readonly address: string | null
  readonly language: string | null
}

/**
 * Tells the applicant, in their language, and notes it. Without an e-mail it waits in Today for the team of InterLab, and
 * is told when they say so.
 */
export async function tellDecision(
  db: Db,
  applicationId: string,
  decision: NonNullable<StoredDossier['decision']>,
  now: Date,
): Promise<void> {
  const text = `select a.site_id as "siteId", p.id as "personId", coalesce(p.usual_name, p.given_name) as name, a.project,
      case when ${takesMail} then p.email end as address, coalesce(p.contact_language, a.language) as language
    from application a join person p on p.id = a.person_id where a.id = $1`
  const [told] = await db.hot<Told>({ name: 'applicant-told', text }, [applicationId])
  if (!told) throw problem('not-found')
  const { siteId, personId, name, project, address, language } = told
  const { id, outcome, feedback = '', conditions = [] } = decision
  const locale = mailLocaleFor(language)
  const listed = conditions.map(({ text: content, dueOn }) => `${content} (${dayInWords(locale, dueOn)})`)
  await queueMessage(db, {
    siteId,
    personId,
    kind: 'application-decision',
    locale,
    address,
    payload: { name, project, outcome, feedback, conditions: listed.join('\n\n') },
    dedupeKey: `application-decision:${id}`,
  })
  if (address !== null) await markCommunicated(db, id, now)
}
