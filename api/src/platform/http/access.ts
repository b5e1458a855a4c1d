import { dataClasses, problem, readableClasses, type DataClass, type Route } from '@interra/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isLoopback, type Config } from '../../config.ts'
import type { Actor, Scope } from './context.ts'
import type { AccountIdentity, HeldGrant, Identities, Identity, KeyIdentity } from './identities.ts'

export interface Caller {
  readonly actor: Actor
  readonly scope: Scope
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent the request, before any right was looked at. */
    identity: Identity | null
    /** Set on the routes of the contract. */
    caller: Caller | null
  }
}

/** Finds out who calls: `Authorization: Bearer` for machines, the session cookie for people. */
export function identifyCallers(app: FastifyInstance, config: Config, identities: Identities): void {
  app.decorateRequest('identity', null)
  app.decorateRequest('caller', null)
  app.addHook('onRequest', async (request) => {
    if (!request.routeOptions.config.operation) return
    const bearer = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1]
    const cookie = request.cookies[config.cookieName]
    if (bearer !== undefined) request.identity = await identities.key(bearer)
    else if (cookie !== undefined && cookie.length <= 200) request.identity = await identities.session(cookie)
  })
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
    if (operation.route.access !== 'public' && !request.identity) throw problem('not-signed-in')
    refuseForeignChange(request, config)
    request.caller = await callerOf(operation.route, request.identity, request.id, identities)
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

async function callerOf(
  route: Route,
  identity: Identity | null,
  requestId: string,
  identities: Identities,
): Promise<Caller> {
  if (!identity) return nobody(requestId)
  return identity.kind === 'key'
    ? keyCaller(route, identity, requestId, identities)
    : accountCaller(route, identity, requestId, identities)
}

function nobody(requestId: string): Caller {
  return {
    actor: {
      kind: 'anonymous',
      accountId: null,
      personId: null,
      name: null,
      roles: [],
      classes: none,
      classesAt: () => none,
      sessionId: null,
    },
    scope: { sites: [], filterSites: [], actorKind: 'anonymous', actorId: null, requestId },
  }
}

async function keyCaller(route: Route, key: KeyIdentity, requestId: string, identities: Identities): Promise<Caller> {
  const accepted = typeof route.access === 'object' ? (route.access.keys ?? []) : []
  if (route.access !== 'public' && !accepted.some((scope) => key.scopes.includes(scope))) throw problem('not-allowed')
  const sites = key.siteIds ?? (await identities.siteIds())
  return {
    actor: {
      kind: 'key',
      accountId: null,
      personId: null,
      name: key.name,
      roles: [],
      classes: figuresOnly,
      classesAt: () => figuresOnly,
      sessionId: null,
    },
    scope: { sites, filterSites: sites, actorKind: 'key', actorId: key.keyId, requestId },
  }
}

async function accountCaller(
  route: Route,
  account: AccountIdentity,
  requestId: string,
  identities: Identities,
): Promise<Caller> {
  const grants = usableGrants(route, account.grants)
  if (typeof route.access === 'object') {
    if (account.secondFactorMissing) throw problem('second-factor-required')
    if (grants.length === 0) throw problem('not-allowed')
  }
  const sites = await sitesOf(grants, identities)
  const classesAt = (siteId: string) =>
    classesOf(grants.filter((grant) => grant.siteId === null || grant.siteId === siteId))
  const bySite = new Map(sites.map((siteId) => [siteId, classesAt(siteId)]))
  return {
    actor: {
      kind: 'account',
      accountId: account.accountId,
      personId: account.personId,
      name: account.name,
      roles: [...new Set(grants.map(({ role }) => role))],
      classes: inAll([...bySite.values()]),
      classesAt: (siteId) => bySite.get(siteId) ?? none,
      sessionId: account.sessionId,
    },
    scope: { sites, filterSites: sites, actorKind: 'account', actorId: account.accountId, requestId },
  }
}

/** The grants that open this route: their role is one of its roles, their programme is its programme. */
function usableGrants(route: Route, grants: readonly HeldGrant[]): readonly HeldGrant[] {
  const { access, programme } = route
  if (typeof access !== 'object') return grants
  return grants.filter(
    (grant) =>
      access.roles.includes(grant.role) &&
      (programme === undefined || grant.programme === null || grant.programme === programme),
  )
}

/** In a fixed order, so that two requests of one caller set the same scope. */
async function sitesOf(grants: readonly HeldGrant[], identities: Identities): Promise<readonly string[]> {
  if (grants.some(({ siteId }) => siteId === null)) return identities.siteIds()
  return [...new Set(grants.flatMap(({ siteId }) => siteId ?? []))].sort()
}

const none: ReadonlySet<DataClass> = new Set()
const figuresOnly: ReadonlySet<DataClass> = new Set(['C0', 'C10'])

function classesOf(grants: readonly HeldGrant[]): ReadonlySet<DataClass> {
  return new Set(dataClasses.filter((one) => grants.some(({ role }) => readableClasses[role].includes(one))))
}

/** What may be read wherever a row comes from: somebody's role on one site opens nothing on another. */
function inAll(sets: readonly ReadonlySet<DataClass>[]): ReadonlySet<DataClass> {
  const [first, ...others] = sets
  return first ? new Set([...first].filter((one) => others.every((set) => set.has(one)))) : none
}
