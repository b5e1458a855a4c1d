import { problem, type LinkPurpose, type Side } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { newToken, tokenHash } from '../auth/tokens.ts'

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
  readonly siteId: string
  readonly duoId: string
  readonly side: Side
  readonly purpose: LinkPurpose
  readonly checkInId: string | null
  readonly expiresAt: Date
}

/** What a token opens. Unknown, replaced or over: `link-expired`, the same for all. */
export async function openLink(db: Db, token: string, now: Date): Promise<OpenLink> {
  const text = `select site_id as "siteId", duo_id as "duoId", side, purpose, check_in_id as "checkInId",
      expires_at as "expiresAt"
    from duo_link where token_hash = $1 and revoked_at is null and expires_at > $2`
  const [found] = await db.hot<{ [K in keyof OpenLink]: OpenLink[K] }>({ name: 'duo-link-open', text }, [
    tokenHash(token),
    now,
  ])
  if (!found) throw problem('link-expired')
  return found
}
