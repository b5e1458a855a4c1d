import { apiRoutes, createClient, type KeyScope } from '@interra/contracts'
import { newKeyText } from '../src/platform/key-text.ts'
import { tokenHash } from '../src/modules/auth/tokens.ts'
import { newId } from '../src/platform/ids.ts'
import type { Sites } from './base-data.ts'
import { overSupertest, type ApiClient } from './client.ts'
import type { SetClock } from './clock.ts'
import type { Owner } from './owner.ts'

type Row = Readonly<Record<string, unknown>>

export interface GivenKey {
  /** Liège when absent. */
  readonly site?: keyof Sites
  /** Another key of a partner that is there; a new partner with a signed agreement when absent. */
  readonly partnerId?: string
  /** Every scope that a partner may have when absent. */
  readonly scopes?: readonly KeyScope[]
  /** Of the sandbox. */
  readonly test?: boolean
  /** Columns that differ from the usual ones. */
  readonly partner?: Row
  readonly agreement?: Row
  readonly key?: Row
}

export interface PartnerKey {
  /** Sends the key with each request. */
  readonly client: ApiClient
  /** The whole key, as `Authorization: Bearer` takes it. */
  readonly key: string
  readonly keyId: string
  readonly partnerId: string
  readonly siteId: string
}

const everyScope: readonly KeyScope[] = ['referrals:read', 'referrals:write', 'webhooks:manage', 'workshops:read']

/** A partner with a signed agreement and a key, as rows. */
export async function addPartnerKey(
  { url, owner, sites, clock }: { url: string; owner: Owner; sites: Sites; clock: SetClock },
  { site = 'liege', scopes = everyScope, test = false, ...given }: GivenKey = {},
): Promise<PartnerKey> {
  const site_id = sites[site]
  const partnerId = given.partnerId ?? newId()
  if (given.partnerId === undefined) {
    const named = { name: `Centre de Liège ${partnerId.slice(-6)}`, types: ['cpas'], email: 'centre@example.org' }
    await owner.insert('partner', { id: partnerId, site_id, ...named, ...given.partner })
    await owner.insert('agreement', {
      id: newId(),
      site_id,
      partner_id: partnerId,
      status: 'active',
      starts_on: '2025-01-01',
      signed_on: '2024-12-20',
      purposes: ['referral', 'feedback', 'statistics'],
      data_sharing_version: '2026-01',
      ...given.agreement,
    })
  }
  const { text, publicId, lastFour } = newKeyText(test)
  const now = clock.now()
  const keyId = newId()
  await owner.insert('api_key', {
    id: keyId,
    kind: 'partner',
    name: 'Logiciel social',
    partner_id: partnerId,
    is_test: test,
    public_id: publicId,
    last_four: lastFour,
    secret_hash: tokenHash(text),
    scopes,
    created_at: now,
    expires_at: new Date(now.getTime() + 300 * 86_400_000),
    ...given.key,
  })
  return { client: createKeyClient(url, text), key: text, keyId, partnerId, siteId: site_id }
}

/** The contract's client with a key, or a token got with one. */
export function createKeyClient(url: string, key: string): ApiClient {
  const send = overSupertest(url)
  const authorization = `Bearer ${key}`
  return createClient(apiRoutes, (asked) => send({ ...asked, headers: { ...asked.headers, authorization } }))
}
