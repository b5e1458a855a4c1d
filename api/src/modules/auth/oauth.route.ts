import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { isWholeKey } from '../../platform/key-text.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { findKey, newAccessToken, type FoundKey } from './keys.store.ts'
import { tokenHash } from './tokens.ts'

const hourMs = 3_600_000
/** The refusals of RFC 6749, 5.2. */
type Refusal = 'invalid_request' | 'invalid_client' | 'unauthorized_client' | 'unsupported_grant_type' | 'invalid_scope'

class Refused extends Error {
  readonly code: Refusal
  constructor(code: Refusal, description: string) {
    super(description)
    this.code = code
  }
}

interface Client {
  readonly id: string
  readonly secret: string
}

/**
 * Tokens for programs that know OAuth2 client credentials (RFC 6749, 4.4): `client_id` is the eight characters that name a
 * key, `client_secret` the whole key, by Basic or in the form. Requests, answers and refusals are those of the RFC and not
 * of the contract: libraries read them. A token does what its key may do, or less, for an hour, and ends with it.
 */
export function giveTokens(app: FastifyInstance, { database, clock }: Deps): void {
  void app.register(async (inner) => {
    inner.removeAllContentTypeParsers()
    inner.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 8192 }, (_request, body, done) => done(null, body))
    inner.post('/v1/oauth/token', { config: { open: true, counted: true } }, async ({ headers, body }, reply) => {
      reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache', 'content-type': 'application/json' })
      try {
        const form = formOf(headers['content-type'], body)
        const client = clientOf(headers.authorization, form)
        if (form.get('grant_type') === undefined) throw new Refused('invalid_request', 'grant_type is missing')
        if (form.get('grant_type') !== 'client_credentials')
          throw new Refused('unsupported_grant_type', 'Only client_credentials is supported')
        return await database.system('give-token', (db) => giveToken(db, client, form.get('scope'), clock.now()))
      } catch (error) {
        if (error instanceof Refused) return refuse(reply, error)
        throw error
      }
    })
  })
}

function refuse(reply: FastifyReply, { code, message }: Refused): object {
  reply.code(code === 'invalid_client' ? 401 : 400)
  if (code === 'invalid_client') reply.header('www-authenticate', 'Basic realm="interra", charset="UTF-8"')
  return { error: code, error_description: message }
}

/** The parameters of the form; one that is empty counts as absent. */
function formOf(mediaType: string | undefined, body: unknown): ReadonlyMap<string, string> {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(mediaType ?? '') || typeof body !== 'string')
    throw new Refused('invalid_request', 'Send a form: application/x-www-form-urlencoded')
  const form = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(body)) {
    if (form.has(name)) throw new Refused('invalid_request', 'A parameter is there twice')
    form.set(name, value)
  }
  return new Map([...form].filter(([, value]) => value !== ''))
}

function clientOf(authorization: string | undefined, form: ReadonlyMap<string, string>): Client {
  const [id, secret] = [form.get('client_id'), form.get('client_secret')]
  if (authorization === undefined) {
    if (id === undefined || secret === undefined)
      throw new Refused('invalid_client', 'Send client_id and client_secret, by Basic or in the form')
    return { id, secret }
  }
  if (secret !== undefined) throw new Refused('invalid_request', 'Send the secret by Basic or in the form, not both')
  const basic = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization)?.[1] ?? ''
  const [name = '', ...rest] = Buffer.from(basic, 'base64').toString().split(':')
  const client = { id: decoded(name), secret: decoded(rest.join(':')) }
  if (id !== undefined && id !== client.id) throw new Refused('invalid_request', 'Two different clients are named')
  return client
}

/** As in a form: RFC 6749, 2.3.1. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return ''
  }
}

async function giveToken(db: Db, client: Client, asked: string | undefined, now: Date): Promise<object> {
  const key = await keyOf(db, client, now)
  const scopes = asked === undefined ? key.scopes : key.scopes.filter((scope) => asked.split(' ').includes(scope))
  if (asked !== undefined && scopes.length < new Set(asked.split(' ')).size)
    throw new Refused('invalid_scope', `This key may have: ${key.scopes.join(' ')}`)
  const token = newAccessToken()
  const [given] = await db.hot<{ seconds: number }>(
    {
      name: 'access-token-give',
      text: `insert into access_token (token_hash, key_id, scopes, created_at, expires_at)
        select $1, k.id, $3, $4, least($5, k.expires_at) from api_key k where k.id = $2
        returning extract(epoch from expires_at - created_at)::int as seconds`,
    },
    [tokenHash(token), key.id, scopes, now, new Date(now.getTime() + hourMs)],
  )
  return { access_token: token, token_type: 'Bearer', expires_in: given?.seconds ?? 0, scope: scopes.join(' ') }
}

/** The key whose name and text these are, if it opens anything today. A token is no key: it buys no other token. */
async function keyOf(db: Db, { id, secret }: Client, now: Date): Promise<FoundKey> {
  if (!isWholeKey(secret)) throw new Refused('invalid_client', 'The secret is no key, or it is cut or mistyped')
  const found = await findKey(db, tokenHash(secret), now, dayIn(homeTimeZone, now))
  if (!found || secret.split('_')[2] !== id) throw new Refused('invalid_client', 'This client is not known')
  if (found.revoked) throw new Refused('invalid_client', 'This key was revoked')
  if (found.expired) throw new Refused('invalid_client', 'This key has expired')
  if (!found.agreed) throw new Refused('unauthorized_client', 'There is no signed agreement in force')
  return found
}
