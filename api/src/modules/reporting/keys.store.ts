import { broken, problem, type CreateReportingKey, type ReportingKey } from '@interra/contracts'
import { addDays } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { newKeyText } from '../../platform/key-text.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { tokenHash } from '../auth/tokens.ts'
import { apiKey } from '../partners/partners.tables.ts'

/** $1 sites of the reader, who sees a key when all its sites are theirs; $2 now. */
const keySql = `select k.id, to_json(k.created_at) #>> '{}' as since, json_build_object('id', k.id, 'name', k.name,
    'publicId', k.public_id, 'lastFour', k.last_four, 'siteIds', k.site_ids, 'scopes', k.scopes, 'createdAt', k.created_at,
    'expiresAt', k.expires_at, 'revokedAt', k.revoked_at, 'lastUsedAt', k.last_used_at,
    'state', case when k.revoked_at is not null then 'revoked' when k.expires_at <= $2::timestamptz then 'expired' else 'live' end) as item
  from api_key k where k.kind = 'reporting' and k.site_ids <@ $1::uuid[]`

interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly since: string
  readonly item: ReportingKey
}

/** The latest first. */
export function listReportingKeys(db: Db, scope: Scope, { take, after }: Window, now: Date): Promise<Listed[]> {
  const text = `${keySql} and ($3::timestamptz is null or (k.created_at, k.id) < ($3, $4::uuid))
    order by k.created_at desc, k.id desc limit $5`
  return db.hot<Listed>({ name: 'reporting-keys-list', text }, [
    scope.filterSites,
    now,
    after?.[0] ?? null,
    after?.[1] ?? null,
    take,
  ])
}

/** Throws `not-found`. */
export async function findReportingKey(db: Db, scope: Scope, keyId: string, now: Date): Promise<ReportingKey> {
  const [row] = await db.hot<Listed>({ name: 'reporting-key-find', text: `${keySql} and k.id = $3` }, [
    scope.filterSites,
    now,
    keyId,
  ])
  if (!row) throw problem('not-found')
  return row.item
}

/** Makes a key and answers its id and its text, of which only the hash is kept. Throws `rule-broken`. */
export async function insertReportingKey(
  db: Db,
  { name, siteIds, scopes = ['figures:read'], expiresOn }: CreateReportingKey,
  now: Date,
  by: string | null,
): Promise<{ id: string; text: string }> {
  if (name.trim() === '') throw broken('rule-broken', '/name', { rule: 'blank' })
  const today = dayIn(homeTimeZone, now)
  const last = expiresOn ?? addDays(today, 365)
  if (last < today) throw broken('rule-broken', '/expiresOn', { rule: 'in-the-past' })
  if (last > addDays(today, 366)) throw broken('rule-broken', '/expiresOn', { rule: 'period-too-long' })
  const id = newId()
  const { text, publicId, lastFour } = newKeyText(false)
  await db.insert(apiKey).values({
    id,
    kind: 'reporting',
    name,
    siteIds: [...new Set(siteIds)],
    isTest: false,
    publicId,
    lastFour,
    secretHash: tokenHash(text),
    scopes,
    createdAt: now,
    expiresAt: new Date(`${addDays(last, 1)}T00:00:00Z`),
    createdBy: by,
  })
  return { id, text }
}

/** What the pseudonyms of a key are made with. */
export async function pseudonymKey(db: Db, keyId: string): Promise<Buffer> {
  const text = 'select pseudonym_key as key from api_key where id = $1'
  const [row] = await db.hot<{ key: string }>({ name: 'reporting-key-pseudonyms', text }, [keyId])
  if (!row) throw problem('not-found')
  return Buffer.from(row.key)
}
