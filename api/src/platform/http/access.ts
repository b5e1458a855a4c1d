import { problem, type ApiProblem, type Route } from '@interra/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isLoopback, type Config } from '../../config.ts'
import { isWholeKey } from '../key-text.ts'
import { callerOf, type Caller } from './caller.ts'
import type { Identities, Identity } from './identities.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent the request, before any right was looked at. */
    identity: Identity | null
    /** Set on the routes of the contract. */
    caller: Caller | null
  }
}

/** Finds out who calls: `Authorization: Bearer` or Basic for machines, the session cookie for people. */
export function identifyCallers(app: FastifyInstance, config: Config, identities: Identities): void {
  app.decorateRequest('identity', null)
  app.decorateRequest('caller', null)
  app.addHook('onRequest', async (request) => {
    if (!request.routeOptions.config.operation) return
    const bearer = keyOf(request.headers.authorization ?? '')
    const cookie = request.cookies[config.cookieName]
    if (bearer !== undefined) request.identity = await identities.key(bearer, request.ip)
    else if (cookie !== undefined && cookie.length <= 200) request.identity = await identities.session(cookie)
  })
}

/** A key as it was sent: Bearer, or the password of HTTP Basic, for spreadsheets that know nothing else. */
function keyOf(authorization: string): string | undefined {
  const bearer = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(authorization)?.[1]
  const basic = /^Basic ([A-Za-z0-9+/]{1,400}=*)$/i.exec(authorization)?.[1]
  if (basic === undefined) return bearer
  const [, password] = /^[^:]*:([\x21-\x7e]{1,200})$/.exec(Buffer.from(basic, 'base64').toString('utf8')) ?? []
  return password
}

/**
 * Lets the request through or refuses it, before its body is read: first who, then where from, then with which right.
 * A route of the contract always has an access rule; every other route must have been opened by name.
 */
export function guardRoutes(app: FastifyInstance, config: Config, identities: Identities): void {
  app.addHook('onRequest', async (request) => {
    const { operation, open } = request.routeOptions.config
    if (!operation) {
      if (open || request.is404) return
      throw problem('not-allowed')
    }
    requireIdentity(request, operation.route)
    refuseForeignChange(request, config)
    request.caller = await callerOf(operation.route, request.identity, request.id, identities)
  })
}

function requireIdentity({ identity, headers, url }: FastifyRequest, { access }: Route): void {
  if (access === 'public') return
  if (typeof access === 'object' && access.keys) {
    // whoever sees an address, in a log or a history, would hold the key
    if (/itr_(live|test|token)_/.test(url)) throw problem('key-in-address')
    if (identity?.kind === 'key' && identity.refusal) throw problem(identity.refusal)
    if (!identity && headers.authorization !== undefined) throw unknownKey(headers.authorization)
  }
  if (!identity) throw problem('not-signed-in')
}

/** A key whose checksum is wrong was not sent as it was given: whoever looks for the cause need not ask us. */
function unknownKey(authorization: string): ApiProblem {
  const sent = keyOf(authorization) ?? ''
  if (isWholeKey(sent) || sent.startsWith('itr_token_')) return problem('key-unknown')
  return problem('key-unknown', {
    detail: 'The key is cut or mistyped: copy all of it, from itr_ to the last character',
  })
}

/** A route that says neither who may use it nor that it is open does not start. */
export function requireAccessRules(app: FastifyInstance): void {
  const seen: { url: string; config?: { operation?: unknown; open?: boolean } }[] = []
  app.addHook('onRoute', (route) => void seen.push(route))
  app.addHook('onReady', async () => {
    const bare = seen.filter(({ config }) => !config?.operation && !config?.open).map(({ url }) => url)
    if (bare.length > 0) throw new Error(`Routes without an access rule: ${bare.join(', ')}`)
  })
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A browser sends the cookie whoever made the page: changes need a header and, where the browser tells, our own origin. */
function refuseForeignChange(request: FastifyRequest, config: Config): void {
  if (safeMethods.has(request.method) || request.headers.authorization !== undefined) return
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw problem('foreign-origin')
  if (origin !== undefined && !isOwnOrigin(origin, request.headers.host, config)) throw problem('foreign-origin')
  const hasCookie = request.cookies[config.cookieName] !== undefined
  if (hasCookie && request.headers['x-interra-client'] === undefined) throw problem('client-header-missing')
}

/** PUBLIC_URL, or on a loopback installation any spelling of loopback that the page itself was read from. */
function isOwnOrigin(origin: string, host: string | undefined, config: Config): boolean {
  if (origin === config.publicUrl.origin) return true
  if (config.secure || !URL.canParse(origin)) return false
  const from = new URL(origin)
  return from.protocol === 'http:' && from.host === host && isLoopback(from.hostname)
}
