import { guestRoles, type Programme, type Role } from '@interra/contracts'
import { createHash, randomBytes } from 'node:crypto'
import { newId } from '../src/platform/ids.ts'
import type { Owner } from './owner.ts'

export interface SignInOptions {
  /** Where the role holds; null for every site. */
  readonly siteId: string | null
  readonly programme?: Programme
  /** The member behind a guest's account. */
  readonly personId?: string
  readonly name?: string
}

export interface SignedIn {
  readonly accountId: string
  readonly grantId: string
  readonly sessionId: string
  /** What the session cookie carries. */
  readonly token: string
  readonly email: string
}

/** An account with one role and an open session, written as the service writes them. */
export async function signIn(owner: Owner, role: Role, options: SignInOptions): Promise<SignedIn> {
  const [accountId, grantId, sessionId] = [newId(), newId(), newId()]
  const token = randomBytes(32).toString('base64url')
  const email = `${role}.${accountId.slice(-12)}@example.org`
  const isGuest = guestRoles.some((guest) => guest === role)
  await owner.insert('account', {
    id: accountId,
    email,
    name: options.name ?? `${role} ${accountId.slice(-4)}`,
    status: 'active',
    person_id: options.personId ?? null,
  })
  await owner.insert('role_grant', {
    id: grantId,
    account_id: accountId,
    role,
    on_site_id: options.siteId,
    programme: options.programme ?? null,
    starts_on: '2000-01-01',
    expires_on: isGuest ? '2199-12-31' : null,
  })
  await owner.insert('account_session', {
    id: sessionId,
    token_hash: createHash('sha256').update(token).digest('hex'),
    account_id: accountId,
    created_at: '2000-01-01T00:00:00Z',
    last_seen_at: '2199-01-01T00:00:00Z',
    expires_at: '2199-12-31T00:00:00Z',
  })
  return { accountId, grantId, sessionId, token, email }
}
