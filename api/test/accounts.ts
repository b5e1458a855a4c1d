import type { Role } from '@interra/contracts'
import request from 'supertest'
import { hashPassword } from '../src/modules/auth/password.ts'
import { newId } from '../src/platform/ids.ts'
import { createTestClient, type ApiClient } from './client.ts'
import type { Api } from './harness.ts'

export interface Opened {
  readonly accountId: string
  readonly email: string
  readonly password: string
}

/** An active account with a password of its own and one role (a coordinator's in Liège when not told otherwise). */
export async function openAccount(
  t: Api,
  given: { readonly email?: string; readonly role?: Role; readonly siteId?: string | null } = {},
): Promise<Opened> {
  const accountId = newId()
  const email = given.email ?? `colleague.${accountId.slice(-12)}@example.org`
  const password = `phrase longue et banale ${accountId.slice(-6)}`
  const { role = 'coordinator', siteId = t.sites.liege } = given
  const password_hash = await hashPassword(password)
  await t.insert('account', { id: accountId, email, name: 'Camille Dupré', status: 'active', password_hash })
  await t.insert('role_grant', {
    id: newId(),
    account_id: accountId,
    role,
    on_site_id: siteId,
    starts_on: '2020-01-01',
  })
  return { accountId, email, password }
}

/** One sign-in as a browser sends it. `from`: more headers, e.g. a cookie that is there already. */
export function trySignIn(t: Api, body: unknown, from: Readonly<Record<string, string>> = {}): request.Test {
  const test = request(t.url).post('/v1/auth/session').set('x-interra-client', '1')
  for (const [name, value] of Object.entries(from)) test.set(name, value)
  return test.send(body as object)
}

export interface SignedInAs {
  /** A whole Cookie header. */
  readonly cookie: string
  readonly client: ApiClient
}

/** Signs in through the service. */
export async function signInAs(t: Api, { email, password }: Opened, code?: string): Promise<SignedInAs> {
  const answer = await trySignIn(t, { email, password, ...(code === undefined ? {} : { code }) })
  if (answer.status !== 201) throw new Error(`signing in answered ${answer.status} ${answer.text}`)
  const cookie = cookieOf(answer)
  return { cookie, client: createTestClient(t.url, cookie) }
}

/** The cookie that an answer sets, as a browser sends it back. */
export function cookieOf(answer: request.Response): string {
  const set: unknown = answer.headers['set-cookie']
  const [first] = Array.isArray(set) ? set : [set]
  return typeof first === 'string' ? (first.split(';')[0] ?? '') : ''
}

/** The token of the newest link mailed to an address. */
export async function mailedToken(t: Api, email: string): Promise<string> {
  const [row] = await t.sql(
    `select payload ->> 'link' as link from outbox_message where address = $1 order by id desc limit 1`,
    [email],
  )
  return String(row?.['link']).split('#')[1] ?? ''
}
