import { broken, problem, type CreatePartnerKey, type PartnerKey } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { newKeyText } from '../../platform/key-text.ts'
import { tokenHash } from '../auth/tokens.ts'
import { findKeySql, keyDaysSql, listKeysSql, revokeKeySql } from './partners.sql.ts'
import { apiKey } from './partners.tables.ts'

interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly since: string
  readonly item: PartnerKey
}

export function listKeys(db: Db, scope: Scope, partnerId: string, window: Window, now: Date): Promise<Listed[]> {
  const { take, after } = window
  return db.hot<Listed>(listKeysSql, [partnerId, scope.filterSites, now, after?.[0] ?? null, after?.[1] ?? null, take])
}

/** Throws `not-found`. */
export async function findKey(
  db: Db,
  scope: Scope,
  keyId: string,
  now: Date,
): Promise<{ key: PartnerKey; siteId: string }> {
  const [row] = await db.hot<{ found: PartnerKey; siteId: string }>(findKeySql, [keyId, scope.filterSites, now])
  if (!row) throw problem('not-found')
  return { key: row.found, siteId: row.siteId }
}

/** Makes a key and answers its id and its text, of which only the hash is kept. Throws `rule-broken`, `keys-two-live`. */
export async function insertKey(
  db: Db,
  partnerId: string,
  { name, test = false, scopes, contactEmail = null, expiresOn }: CreatePartnerKey,
  now: Date,
  by: string | null,
): Promise<{ id: string; text: string }> {
  if (name.trim() === '') throw broken('rule-broken', '/name', { rule: 'blank' })
  const [days] = await db.hot<{ expiresAt: Date; past: boolean | null; tooFar: boolean | null }>(keyDaysSql, [
    partnerId,
    expiresOn ?? null,
    now,
  ])
  if (!days) throw problem('not-found')
  if (days.past) throw broken('rule-broken', '/expiresOn', { rule: 'in-the-past' })
  if (days.tooFar) throw broken('rule-broken', '/expiresOn', { rule: 'period-too-long' })
  const id = newId()
  const { text, publicId, lastFour } = newKeyText(test)
  const shown = { name, publicId, lastFour, scopes: [...scopes], contactEmail }
  const life = { createdAt: now, expiresAt: days.expiresAt, createdBy: by }
  await db
    .insert(apiKey)
    .values({ id, kind: 'partner', partnerId, isTest: test, secretHash: tokenHash(text), ...shown, ...life })
    .catch((error: unknown) => onConstraint(error, { api_key_two: () => problem('keys-two-live') }))
  return { id, text }
}

/** Whether it was still to be revoked. */
export async function revoke(db: Db, keyId: string, now: Date): Promise<boolean> {
  return (await db.hot<{ id: string }>(revokeKeySql, [keyId, now])).length > 0
}
