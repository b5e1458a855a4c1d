import type { KeyKind, KeyScope, ProblemCode } from '@interra/contracts'
import { isIP } from 'node:net'
import type { Db } from '../../platform/db/database.ts'
import type { KeyIdentity } from '../../platform/http/identities.ts'
import { newToken } from './tokens.ts'

export interface FoundKey extends Record<string, unknown> {
  readonly id: string
  readonly kind: KeyKind
  readonly name: string
  readonly scopes: readonly KeyScope[]
  readonly site_ids: readonly string[] | null
  readonly partner_id: string | null
  readonly site_id: string | null
  readonly is_test: boolean
  readonly expired: boolean
  readonly revoked: boolean
  readonly agreed: boolean
  readonly last_used_at: Date | null
}

/** The key, or the token got with it, behind a hash; whatever became of it. */
export async function findKey(db: Db, hash: string, now: Date, today: string): Promise<FoundKey | undefined> {
  const [found] = await db.hot<FoundKey>(
    { name: 'key-identity', text: 'select * from interra.key_identity($1, $2, $3)' },
    [hash, now, today],
  )
  return found
}

/** What a key opens: the sites it names, or its partner and the partner's site. */
export function keyIdentity(found: FoundKey): KeyIdentity {
  const { partner_id, site_id } = found
  return {
    kind: 'key',
    keyKind: found.kind,
    keyId: found.id,
    name: found.name,
    scopes: found.scopes,
    siteIds: site_id === null ? found.site_ids : [site_id],
    partner: partner_id === null || site_id === null ? null : { id: partner_id, siteId: site_id, test: found.is_test },
    refusal: refusalOf(found),
  }
}

function refusalOf({ revoked, expired, agreed }: FoundKey): ProblemCode | null {
  if (revoked) return 'key-revoked'
  if (expired) return 'key-expired'
  return agreed ? null : 'agreement-missing'
}

/** How a token got with a key begins, so that it is told from a key. */
const tokenPrefix = 'itr_token_'
export const newAccessToken = (): string => tokenPrefix + newToken()
export const isAccessToken = (text: string): boolean => text.startsWith(tokenPrefix)

const minuteMs = 60_000
/** The last use is known to the minute: more would be a write for each request. */
export const isLongAgo = (usedAt: Date | null, now: Date): boolean =>
  usedAt === null || now.getTime() - usedAt.getTime() >= minuteMs

const noteUseSql = {
  name: 'key-used',
  text: `update api_key set last_used_at = $2,
      last_used_from = network(set_masklen($3::inet, case family($3::inet) when 4 then 24 else 48 end))::text
    where id = $1 and (last_used_at is null or last_used_at <= $2::timestamptz - interval '1 minute')`,
}

/** Notes when a key was used, and from which network. */
export async function noteUse(db: Db, keyId: string, address: string, now: Date): Promise<void> {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  // what stands before a proxy may say anything
  await db.hot(noteUseSql, [keyId, now, isIP(plain) === 0 ? null : plain])
}
