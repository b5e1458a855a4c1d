import {
  classesOfKeys,
  dataClasses,
  partnersOwn,
  problem,
  readableClasses,
  type DataClass,
  type Programme,
  type Route,
} from '@interra/contracts'
import type { Actor, Scope } from './context.ts'
import type { AccountIdentity, HeldGrant, Identities, Identity, KeyIdentity } from './identities.ts'

export interface Caller {
  readonly actor: Actor
  readonly scope: Scope
}

/**
 * The caller as a route sees it. Throws `not-allowed` when no right opens the route, `second-factor-required` when one
 * must be set up first.
 */
export async function callerOf(
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
      sitesWith: () => [],
      sessionId: null,
    },
    scope: { sites: [], filterSites: [], actorKind: 'anonymous', actorId: null, requestId },
  }
}

async function keyCaller(route: Route, key: KeyIdentity, requestId: string, identities: Identities): Promise<Caller> {
  const accepted = typeof route.access === 'object' ? (route.access.keys ?? []) : []
  const used = accepted.filter((scope) => key.scopes.includes(scope))
  if (route.access !== 'public' && used.length === 0)
    throw accepted.length === 0 ? problem('not-allowed') : problem('scope-missing', { params: { scopes: accepted } })
  const own = key.partner !== null && used.some((scope) => partnersOwn.includes(scope))
  const sites = own ? [] : (key.siteIds ?? (await identities.siteIds()))
  const classes = new Set(classesOfKeys[key.keyKind])
  return {
    actor: {
      kind: 'key',
      accountId: null,
      personId: null,
      name: key.name,
      roles: [],
      classes,
      classesAt: () => classes,
      sitesWith: () => [],
      sessionId: null,
    },
    scope: {
      sites,
      filterSites: sites,
      ...(own && key.partner ? { partner: key.partner } : {}),
      actorKind: 'key',
      actorId: key.keyId,
      requestId,
    },
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
      sitesWith: (roles, programme) => {
        const held = grants.filter((grant) => roles.includes(grant.role) && isIn(grant, programme))
        return sites.filter((site) => held.some(({ siteId }) => siteId === null || siteId === site))
      },
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
    (grant) => access.roles.includes(grant.role) && (programme === undefined || isIn(grant, programme)),
  )
}

function isIn(grant: HeldGrant, programme: Programme): boolean {
  return grant.programme === null || grant.programme === programme
}

/** In a fixed order, so that two requests of one caller set the same scope. */
async function sitesOf(grants: readonly HeldGrant[], identities: Identities): Promise<readonly string[]> {
  if (grants.some(({ siteId }) => siteId === null)) return identities.siteIds()
  return [...new Set(grants.flatMap(({ siteId }) => siteId ?? []))].sort()
}

const none: ReadonlySet<DataClass> = new Set()

function classesOf(grants: readonly HeldGrant[]): ReadonlySet<DataClass> {
  return new Set(dataClasses.filter((one) => grants.some(({ role }) => readableClasses[role].includes(one))))
}

/** What may be read wherever a row comes from: somebody's role on one site opens nothing on another. */
function inAll(sets: readonly ReadonlySet<DataClass>[]): ReadonlySet<DataClass> {
  const [first, ...others] = sets
  return first ? new Set([...first].filter((one) => others.every((set) => set.has(one)))) : none
}
