import { problem, type DuoInvitation, type LinkPurpose, type Side } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { newToken, tokenHash } from '../auth/tokens.ts'
import { invitationSql } from './duo-links.sql.ts'

export interface NewLink {
  readonly siteId: string
  readonly duoId: string
  readonly side: Side
  readonly purpose: LinkPurpose
  readonly checkInId?: string
  readonly expiresAt: Date
}

/** Makes the link of one side for one purpose and answers its token; the one before stops working. */
export async function makeLink(db: Db, wanted: NewLink, now: Date): Promise<string> {
  const { siteId, duoId, side, purpose, checkInId = null, expiresAt } = wanted
  const token = newToken()
  const revoke = `update duo_link set revoked_at = $4 where duo_id = $1 and side = $2 and purpose = $3
    and check_in_id is not distinct from $5 and revoked_at is null`
  await db.hot({ name: 'duo-link-revoke', text: revoke }, [duoId, side, purpose, now, checkInId])
  const insert = `insert into duo_link
      (id, site_id, duo_id, side, purpose, check_in_id, token_hash, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`
  const values = [newId(), siteId, duoId, side, purpose, checkInId, tokenHash(token), now, expiresAt]
  await db.hot({ name: 'duo-link-insert', text: insert }, values)
  return token
}

export interface OpenLink {
  readonly id: string
  readonly siteId: string
  readonly duoId: string
  readonly side: Side
  readonly purpose: LinkPurpose
  /** Of a check-in: what was said by it is kept already. */
  readonly used: boolean
}

/** What a token opens, also a check-in that was answered by it. Unknown, replaced or over: `link-expired`, the same for all. */
export async function openOrUsedLink(db: Db, token: string, now: Date): Promise<OpenLink> {
  const text = `select id, site_id as "siteId", duo_id as "duoId", side, purpose,
      purpose = 'check_in' and used_at is not null as used
    from duo_link where token_hash = $1 and revoked_at is null and expires_at > $2`
  const [found] = await db.hot<{ [K in keyof OpenLink]: OpenLink[K] }>({ name: 'duo-link-open', text }, [
    tokenHash(token),
    now,
  ])
  if (!found) throw problem('link-expired')
  return found
}

/** The same: to answer or to note meetings as often as one likes until the link ends, a check-in once. */
export async function openLink(db: Db, token: string, now: Date): Promise<OpenLink> {
  const found = await openOrUsedLink(db, token, now)
  if (found.used) throw problem('link-expired')
  return found
}

/** Notes when a link was first used. */
export async function markUsed(db: Db, linkId: string, now: Date): Promise<void> {
  const text = 'update duo_link set used_at = coalesce(used_at, $2) where id = $1'
  await db.hot({ name: 'duo-link-used', text }, [linkId, now])
}

/** What the holder of a link reads. Throws `link-expired` when the duo is not there any more. */
export async function readInvitation(db: Db, linkId: string, now: Date): Promise<DuoInvitation> {
  const [found] = await db.hot<{ invitation: DuoInvitation }>(invitationSql, [linkId, now])
  if (!found) throw problem('link-expired')
  return found.invitation
}
