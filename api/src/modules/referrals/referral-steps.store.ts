import {
  advance,
  broken,
  partnerStatusOf,
  problem,
  referralMachine,
  type PartnerStatus,
  type ReferralAct,
  type ReferralState,
  type SendReferral,
} from '@interra/contracts'
import { and, eq, inArray } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { todayAt } from '../workshops/shapes.sql.ts'
import { referral, referralEvent } from './referrals.tables.ts'

export const tellReferralTask = 'tell-referral'

export type ReferralRow = typeof referral.$inferSelect
type Change = Partial<typeof referral.$inferInsert>

/** Who does a step, and what is written beside it. */
export interface Step {
  readonly at: Date
  readonly actorKind: 'staff' | 'partner' | 'person' | 'system'
  readonly actorId: string | null
  readonly reasons?: readonly string[]
  /** Ours alone. */
  readonly note?: string | null
  /** Passes between the partner and us. */
  readonly said?: string | null
  /** Columns that the step sets besides the state. */
  readonly change?: Change
}

/** What came in, whatever the way: who sent it, and where the trace of that leads. */
export interface Incoming {
  readonly siteId: string
  readonly partnerId: string
  readonly isTest: boolean
  readonly channel: ReferralRow['channel']
  readonly agentId?: string | null
  readonly keyId?: string | null
  readonly enteredBy?: string | null
  readonly body: SendReferral
  readonly step: Pick<Step, 'at' | 'actorKind' | 'actorId'>
}

/** Of one and the same body, however its members were ordered and whether nothing was said as null or not at all. */
export function bodyHashOf(body: SendReferral): string {
  return createHash('sha256').update(canonical(body)).digest('base64url')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).filter(([, member]) => member !== undefined && member !== null)
  return `{${members
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)
    .join()}}`
}

/**
 * Surface: keeps what a partner sent, whose rules were looked at (`faultsOfReferral`), and its first event. Sent again as
 * it was, it is the one that is there. Throws `agreement-missing` when what was agreed is for something else, `reference-used` when the reference stands for something else, and
 * `rule-broken` for an earlier referral that is not the partner's. Nobody is looked for here: the answer says nothing of whom we know.
 */
export async function keepReferral(
  db: Db,
  incoming: Incoming,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const { body, step, siteId, partnerId, isTest } = incoming
  const agreed = await purposesAgreed(db, incoming)
  if (!agreed.includes('referral')) throw problem('agreement-missing')
  const id = newId()
  const bodyHash = bodyHashOf(body)
  const [added] = await db
    .insert(referral)
    .values({
      id,
      siteId,
      partnerId,
      isTest,
      channel: incoming.channel,
      agentId: incoming.agentId ?? null,
      keyId: incoming.keyId ?? null,
      enteredBy: incoming.enteredBy ?? null,
      partnerReference: body.partnerReference,
      bodyHash,
      received: body,
      statusSince: step.at,
      feedback: body.consent.scopes.includes('referral_feedback') && agreed.includes('feedback'),
      previousId: await previousOf(db, incoming),
      referredAt: new Date(body.referredAt),
      receivedAt: step.at,
      validUntil: body.validUntil ?? null,
      seq: 1,
      createdAt: step.at,
    })
    .onConflictDoNothing({ target: [referral.partnerId, referral.isTest, referral.partnerReference] })
    .returning()
  if (!added) return { id: await sameAsBefore(db, incoming, bodyHash), isNew: false }
  await writeEvent(db, added, null, 'received', step, 'received')
  await recordAudit(db, { act: 'referral.received', siteId, entity: 'referral', entityId: id })
  return { id, isNew: true }
}

const purposesSql = {
  name: 'referral-purposes',
  text: `select a.purposes from agreement a where a.partner_id = $1 and a.status = 'active'
    and ${todayAt('a.site_id', '$2')} between a.starts_on and coalesce(a.ends_on, 'infinity')`,
}
/** What the agreement in force is for. What somebody of the team was told needs none: there is the person's consent. */
async function purposesAgreed(db: Db, { channel, partnerId, step }: Incoming): Promise<readonly string[]> {
  if (channel === 'staff_entry') return ['referral', 'feedback']
  const [found] = await db.hot<{ purposes: string[] }>(purposesSql, [partnerId, step.at])
  return found?.purposes ?? []
}

async function previousOf(db: Db, { body, partnerId, isTest }: Incoming): Promise<string | null> {
  const { previousReferralId } = body
  if (!previousReferralId) return null
  const [found] = await db
    .select({ feedback: referral.feedback, partnerStatus: referral.partnerStatus })
    .from(referral)
    .where(and(eq(referral.id, previousReferralId), eq(referral.partnerId, partnerId), eq(referral.isTest, isTest)))
  if (!found) throw broken('rule-broken', '/previousReferralId', { rule: 'unknown' })
  // as far as the partner may know
  if (found.feedback && !partnersEnd.includes(found.partnerStatus))
    throw broken('rule-broken', '/previousReferralId', { rule: 'not-ended' })
  return previousReferralId
}

async function sameAsBefore(db: Db, { body, partnerId, isTest }: Incoming, bodyHash: string): Promise<string> {
  const { partnerReference } = body
  const [present] = await db
    .select({ id: referral.id, bodyHash: referral.bodyHash })
    .from(referral)
    .where(
      and(
        eq(referral.partnerId, partnerId),
        eq(referral.isTest, isTest),
        eq(referral.partnerReference, partnerReference),
      ),
    )
  if (!present) throw problem('unavailable')
  if (present.bodyHash !== bodyHash)
    throw problem('reference-used', { params: { referralId: present.id, location: locationOf(present.id) } })
  return present.id
}

/** Where a partner's program reads a referral. */
export const locationOf = (referralId: string) => `/v1/partner/referrals/${referralId}`

/** States in which a partner changes nothing any more. */
export const partnersEnd: readonly PartnerStatus[] = ['declined', 'ended']

/** Holds a referral until the transaction ends; of the sites given. Throws `not-found`. */
export async function lockReferral(
  db: Db,
  { filterSites }: Pick<Scope, 'filterSites'>,
  id: string,
): Promise<ReferralRow> {
  const [found] = await db
    .select()
    .from(referral)
    .where(and(eq(referral.id, id), eq(referral.isTest, false), inArray(referral.siteId, [...filterSites])))
    .for('no key update')
  if (!found) throw problem('not-found')
  return found
}

const answers: readonly ReferralAct[] = ['accept', 'waitlist', 'decline', 'link']

/**
 * Surface: one step of a referral that the caller holds, as the machine allows it, with its event and its trace. Throws
 * `act-not-possible` with what is possible, `reason-required`.
 */
export async function takeStep(db: Db, row: ReferralRow, act: ReferralAct, step: Step): Promise<void> {
  const to = advance(referralMachine, row.status, act, step.said ?? step.note ?? null)
  const waited = row.status === 'needs_info' ? (step.at.getTime() - row.statusSince.getTime()) / 1000 : 0
  const ownWithdrawal = act === 'withdraw' && step.actorKind === 'partner'
  const partnerStatus = row.feedback || ownWithdrawal ? partnerStatusOf(to) : row.partnerStatus
  await noteStep(db, row, to, {
    ...step,
    change: {
      status: to,
      statusSince: step.at,
      partnerStatus,
      linkedTo: null,
      waitedSeconds: row.waitedSeconds + Math.round(waited),
      ...(answers.includes(act) && row.answeredAt === null ? { answeredAt: step.at } : {}),
      ...(act === 'withdraw' ? { withdrawnAt: step.at } : {}),
      ...step.change,
    },
  })
  // the note stands in the event alone, where it is erased with it
  await recordAudit(db, { act: `referral.${to}`, siteId: row.siteId, entity: 'referral', entityId: row.id })
}

/** An event, with what it changes; in the same state when nothing leads elsewhere. */
export async function noteStep(db: Db, row: ReferralRow, to: ReferralState, step: Step): Promise<void> {
  const [changed] = await db
    .update(referral)
    .set({ ...step.change, seq: row.seq + 1 })
    .where(eq(referral.id, row.id))
    .returning()
  if (!changed) throw problem('not-found')
  const visible = changed.partnerStatus === row.partnerStatus ? null : changed.partnerStatus
  // of whom was erased nothing is written any more
  const kept = row.received ? step : { ...step, note: null, said: null }
  const eventId = await writeEvent(db, changed, row.status, to, kept, visible)
  if (!row.isTest && row.status !== to) await enqueue(db, { task: tellReferralTask, payload: { eventId } })
}

async function writeEvent(
  db: Db,
  { id: referralId, siteId, partnerId, isTest, seq }: ReferralRow,
  from: ReferralState | null,
  to: ReferralState,
  { at, actorKind, actorId, reasons = [], note = null, said = null }: Step,
  partnerStatus: PartnerStatus | null,
): Promise<string> {
  const id = newId()
  const of = { siteId, partnerId, isTest, referralId, seq }
  const moved = { fromStatus: from, toStatus: to, partnerStatus }
  await db
    .insert(referralEvent)
    .values({ id, ...of, ...moved, reasons: [...reasons], note, said, at, actorKind, actorId })
  return id
}
