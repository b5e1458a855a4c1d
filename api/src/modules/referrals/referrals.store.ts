import { problem, type Referral, type ReferralRow, type ReferralState, type SendReferral } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { nextOf, possibleFrom } from './referral.ts'
import { lockReferral, type ReferralRow as Row } from './referral-steps.store.ts'
import { findReferralSql, listReferralsSql, sameNeedSql } from './referrals.sql.ts'
import { referral } from './referrals.tables.ts'

export interface ReferralFilters {
  readonly siteId?: string
  readonly status?: ReferralState
  readonly show?: 'waiting' | 'open' | 'late'
  readonly partnerId?: string
  readonly ownerId?: string | null
}
type Read<T> = Omit<T, 'next' | 'possible'>
const withActs = <T extends { readonly status: ReferralState }>(read: T) => ({
  ...read,
  next: nextOf(read.status),
  possible: possibleFrom(read.status),
})

interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly receivedAt: string
  readonly item: Read<ReferralRow>
}

/** The one received first comes first. */
export async function listReferrals(
  db: Db,
  scope: Scope,
  { siteId, status, show, partnerId, ownerId }: ReferralFilters,
  { take, after }: Window,
  now: Date,
): Promise<{ readonly id: string; readonly receivedAt: string; readonly item: ReferralRow }[]> {
  const chosen = [siteId, status, show, partnerId, ownerId].map((value) => value ?? null)
  const values = [now, scope.filterSites, ...chosen, after?.[0] ?? null, after?.[1] ?? null, take]
  const rows = await db.hot<Listed>(listReferralsSql, values)
  return rows.map(({ item, ...sort }) => ({ ...sort, item: withActs(item) }))
}

/** Throws `not-found`, for the sandbox too. */
export async function findReferral(db: Db, scope: Scope, id: string, now: Date): Promise<Referral> {
  const [found] = await db.hot<{ item: Read<Referral> }>(findReferralSql, [now, scope.filterSites, id])
  if (!found) throw problem('not-found')
  return withActs(found.item)
}

/** As it was received, held until the transaction ends. Throws `not-found`, `version-outdated`. */
export async function guardReferral(db: Db, scope: Scope, id: string, ifMatch: number): Promise<Row> {
  const row = await lockReferral(db, scope, id)
  await guardVersion(db, scope, referral, id, ifMatch)
  return row
}

type SameNeed = { id: string; partnerName: string; status: ReferralState; receivedAt: Date } & Record<string, unknown>
/** Open ones that may be about the same person, the oldest first. */
export const sameNeed = (db: Db, scope: Scope, id: string, personIds: readonly string[]): Promise<SameNeed[]> =>
  db.hot<SameNeed>(sameNeedSql, [id, scope.filterSites, personIds])

const termsSql = {
  name: 'referral-interests',
  text: `select id, code, labels ->> 'fr' as label from taxonomy_term
    where site_id = $1 and taxonomy = 'workshop_category' and code = any($2) and ends_on is null`,
}
/** The categories that a partner named, as wishes; a code that the site does not have is kept as it was written. */
export async function wishesOf(db: Db, siteId: string, { person: { interests = [] } }: SendReferral) {
  type Term = { id: string; code: string; label: string }
  const terms = await db.hot<Term>(termsSql, [siteId, interests])
  return interests.map((code) => {
    const term = terms.find((one) => one.code === code)
    return { kind: 'wish' as const, label: term?.label ?? code.replaceAll('_', ' '), categoryId: term?.id ?? null }
  })
}

const referrerSql = {
  name: 'referral-referrer-kept',
  text: `update person set referrer_partner_id = $3, referrer_name = $4
    where id = $1 and site_id = $2 and referrer_partner_id is null and referrer_name is null`,
}
/** Whoever sent somebody first stays the one who sent them. */
export async function keepReferrer(
  db: Db,
  { personId, siteId, partnerId, name }: { personId: string; siteId: string; partnerId: string; name: string },
): Promise<void> {
  await db.hot(referrerSql, [personId, siteId, partnerId, name])
}

const partnerSql = {
  name: 'referral-partner-of-site',
  text: 'select from partner where id = $1 and site_id = $2 and active',
}
export async function isPartnerOf(db: Db, siteId: string, partnerId: string): Promise<boolean> {
  return (await db.hot(partnerSql, [partnerId, siteId])).length > 0
}

/** Somebody of the team, as colleagues know them. */
export async function nameOfAccount(db: Db, accountId: string): Promise<string | null> {
  const statement = { name: 'referral-colleague', text: 'select name from account where id = $1' }
  const [found] = await db.hot<{ name: string }>(statement, [accountId])
  return found?.name ?? null
}
