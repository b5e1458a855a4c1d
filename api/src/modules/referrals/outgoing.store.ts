import {
  advance,
  followLinkDays,
  outgoingAnswersFrom,
  outgoingMachine,
  outgoingPossible,
  problem,
  type OfferedReferral,
  type OutgoingAct,
  type OutgoingReferral,
  type OutgoingState,
  type PrepareOutgoing,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { mailLocaleFor } from '../../platform/mail/day-words.ts'
import { queueMessage } from '../../platform/outbox.ts'
import { newToken, tokenHash } from '../auth/tokens.ts'
import { agentSql, findOutgoingSql, letterSql, listOutgoingSql, offeredSql } from './outgoing.sql.ts'
import { outgoingReferral } from './referrals.tables.ts'

export type OutgoingRow = typeof outgoingReferral.$inferSelect
export interface OutgoingFilters {
  readonly siteId?: string
  readonly personId?: string
  readonly partnerId?: string
  readonly status?: OutgoingState
}
interface Read extends Record<string, unknown> {
  readonly item: Omit<OutgoingReferral, 'possible'>
  readonly isTold: boolean
}
interface Listed extends Read {
  readonly id: string
  readonly createdAt: string
}
const withActs = ({ item, isTold }: Read): OutgoingReferral => ({
  ...item,
  possible: outgoingPossible(item.status, isTold),
})

/** The latest first. */
export async function listOutgoing(
  db: Db,
  scope: Scope,
  { siteId, personId, partnerId, status }: OutgoingFilters,
  { take, after }: Window,
  now: Date,
): Promise<{ readonly id: string; readonly createdAt: string; readonly item: OutgoingReferral }[]> {
  const chosen = [siteId, personId, partnerId, status, after?.[0], after?.[1]].map((value) => value ?? null)
  const rows = await db.hot<Listed>(listOutgoingSql, [now, scope.filterSites, ...chosen, take])
  return rows.map((row) => ({ id: row.id, createdAt: row.createdAt, item: withActs(row) }))
}

/** Throws `not-found`. */
export async function findOutgoing(db: Db, scope: Scope, id: string, now: Date): Promise<OutgoingReferral> {
  const [found] = await db.hot<Read>(findOutgoingSql, [now, scope.filterSites, id])
  if (!found) throw problem('not-found')
  return withActs(found)
}

/** Held until the transaction ends. Throws `not-found`. */
export async function lockOutgoing(db: Db, id: string): Promise<OutgoingRow> {
  const [row] = await db.select().from(outgoingReferral).where(eq(outgoingReferral.id, id)).for('no key update')
  if (!row) throw problem('not-found')
  return row
}

/** Whether somebody works at the partner, of the site, and can be written to. */
export const canBeAsked = async (db: Db, siteId: string, { agentId, partnerId }: PrepareOutgoing): Promise<boolean> =>
  (await db.hot(agentSql, [agentId, partnerId, siteId])).length > 0

export async function addOutgoing(
  db: Db,
  { message = null, ...said }: PrepareOutgoing,
  { siteId, now, by }: { readonly siteId: string; readonly now: Date; readonly by: string | null },
): Promise<string> {
  const id = newId()
  const made = { statusSince: now, createdAt: now, createdBy: by }
  await db.insert(outgoingReferral).values({ id, siteId, ...said, message, ...made })
  await recordAudit(db, { act: 'outgoing.prepared', siteId, entity: 'outgoing_referral', entityId: id })
  return id
}

type Change = Partial<
  Pick<
    OutgoingRow,
    'shares' | 'consentOn' | 'consentMethod' | 'consentLanguage' | 'reason' | 'outcome' | 'answerDueOn' | 'message'
  >
>
/** Throws `act-not-possible`, `reason-required`. */
export async function takeOutgoingStep(
  db: Db,
  row: OutgoingRow,
  act: OutgoingAct,
  { at, ...change }: Change & { readonly at: Date },
): Promise<void> {
  const status = advance(outgoingMachine, row.status, act, change.reason)
  await db
    .update(outgoingReferral)
    .set({ ...change, status, statusSince: at })
    .where(eq(outgoingReferral.id, row.id))
  const { id, siteId } = row
  await recordAudit(db, { act: `outgoing.${status}`, siteId, entity: 'outgoing_referral', entityId: id })
}

export async function noteOutgoingTold(db: Db, { id, siteId }: OutgoingRow, at: Date): Promise<void> {
  await db.update(outgoingReferral).set({ toldAt: at }).where(eq(outgoingReferral.id, id))
  await recordAudit(db, { act: 'outgoing.told', siteId, entity: 'outgoing_referral', entityId: id })
}

export async function noteReminded(db: Db, { id }: OutgoingRow, at: Date): Promise<void> {
  await db.update(outgoingReferral).set({ remindedAt: at }).where(eq(outgoingReferral.id, id))
}

/** Its links open nothing any more. */
export async function closeOutgoingLinks(db: Db, id: string, now: Date): Promise<void> {
  const text = 'update referral_link set revoked_at = $2 where outgoing_id = $1 and revoked_at is null'
  await db.hot({ name: 'outgoing-links-revoke', text }, [id, now])
}
/** What was kept of a row and the mails about it. */
export const wipeOutgoing = (db: Db, id: string) =>
  db.hot({ name: 'outgoing-wipe', text: 'select interra.wipe_outgoing($1)' }, [id])

interface Letter extends Record<string, unknown> {
  readonly name: string
  readonly email: string | null
  readonly locale: string
  readonly site: string
  readonly agreed: boolean
  readonly today: string
  readonly dueOn: string
}
/** Throws `agreement-missing` when nothing may go to the partner. */
export async function letterOf(db: Db, id: string, now: Date): Promise<Letter> {
  const [letter] = await db.hot<Letter>(letterSql, [now, id])
  if (!letter?.agreed) throw problem('agreement-missing')
  return letter
}

/** Mails the agent a link of its own. The letter says of nobody who they are, nor what they need. */
export async function writeToAgent(
  db: Db,
  row: Pick<OutgoingRow, 'id' | 'siteId' | 'partnerId' | 'agentId'>,
  { name, email, locale, site }: Letter,
  { kind, now, publicUrl }: { readonly kind: 'outgoing-sent' | 'outgoing-reminder'; now: Date; publicUrl: URL },
): Promise<void> {
  const token = newToken()
  const until = new Date(now.getTime() + followLinkDays * 86_400_000)
  const text = `insert into referral_link
      (id, site_id, partner_id, agent_id, purpose, outgoing_id, token_hash, created_at, expires_at)
    values ($1, $2, $3, $4, 'outgoing', $5, $6, $7, $8)`
  const values = [newId(), row.siteId, row.partnerId, row.agentId, row.id, tokenHash(token), now, until]
  await db.hot({ name: 'outgoing-link-insert', text }, values)
  await queueMessage(db, {
    siteId: row.siteId,
    kind,
    locale: mailLocaleFor(locale),
    address: email,
    payload: { name, site, link: new URL(`/sent#${token}`, publicUrl).href },
    dedupeKey: `outgoing:${row.id}:${kind}`,
  })
}

export interface Offered {
  readonly id: string
  readonly siteId: string
  readonly offered: OfferedReferral
}
/** What a token opens, over all sites. Unknown, taken back, over or of an agent who left: `link-expired`; no agreement: `agreement-missing`. */
export async function openOffered(db: Db, token: string, now: Date): Promise<Offered> {
  type Found = { id: string; siteId: string; agreed: boolean; offered: Omit<OfferedReferral, 'possible'> }
  const [found] = await db.hot<Found>(offeredSql, [now, tokenHash(token)])
  if (!found) throw problem('link-expired')
  const { id, siteId, agreed, offered } = found
  if (!agreed) throw problem('agreement-missing')
  return { id, siteId, offered: { ...offered, possible: outgoingAnswersFrom(offered.status) } }
}
