import { problem } from '@interra/contracts'
import type { Db } from '../db/database.ts'
import type { PartnerScope } from './context.ts'
import type { Rendered } from './render.ts'

/** One request of one caller, as it is recognised when it comes again. */
export interface Claim {
  readonly caller: string
  readonly key: string
  readonly operation: string
  readonly bodyHash: string
  /** What the caller may touch: the answer shows nothing of elsewhere. */
  readonly siteIds: readonly string[]
}
export interface Kept {
  readonly operation: string
  readonly body_hash: string
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string | null
  /** Whether the caller still reads every site that the answer was made for. */
  readonly readable: boolean
}

const lockStatement = {
  name: 'idempotency-lock',
  text: 'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as mine',
}
const findStatement = {
  name: 'idempotency-find',
  text: `select operation, body_hash, status, headers, body, site_ids <@ $3::uuid[] as readable from idempotency_key
    where caller = $1 and key = $2 and status is not null and expires_at > now()`,
}
const storeStatement = {
  name: 'idempotency-store',
  text: `insert into idempotency_key as kept
      (caller, key, operation, body_hash, status, headers, body, site_ids, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, now(), now() + interval '7 days')
    on conflict (caller, key) do update
      set operation = excluded.operation, body_hash = excluded.body_hash, status = excluded.status,
          headers = excluded.headers, body = excluded.body, site_ids = excluded.site_ids, created_at = now(), expires_at = excluded.expires_at
      where kept.expires_at <= now()
    returning 1 as stored`,
}

/** How a partner's requests are recognised: the key that takes over from another one speaks for the same partner. */
export const callerOfPartner = ({ id, test }: PartnerScope): string => `partner:${id}:${test ? 'test' : 'live'}`

/** A sandbox that begins anew answers anew. */
export async function forgetAnswersOf(db: Db, partner: PartnerScope): Promise<void> {
  const text = 'delete from idempotency_key where caller = $1'
  await db.hot({ name: 'idempotency-forget', text }, [callerOfPartner(partner)])
}

/** Throws when the same request is still running; holds until the end of the transaction. */
export async function lock(db: Db, { caller, key }: Claim): Promise<void> {
  const [row] = await db.hot<{ mine: boolean }>(lockStatement, [`idempotency ${caller} ${key}`])
  if (!row?.mine) throw problem('idempotency-in-progress', { retryAfter: 1 })
}

export async function find(db: Db, { caller, key, siteIds }: Claim): Promise<Kept | undefined> {
  const [row] = await db.hot<Kept & Record<string, unknown>>(findStatement, [caller, key, siteIds])
  return row
}

/** Whether the answer is now the one that is kept; false when another one is. */
export async function store(db: Db, claim: Claim, answer: Rendered): Promise<boolean> {
  if (answer.body !== undefined && typeof answer.body !== 'string')
    throw new Error('A stream cannot be kept for a replay')
  const values = [
    claim.caller,
    claim.key,
    claim.operation,
    claim.bodyHash,
    answer.status,
    answer.headers,
    answer.body ?? null,
    claim.siteIds,
  ]
  return (await db.hot(storeStatement, values)).length > 0
}
