import type { ClientBase } from 'pg'
import pg from 'pg'
import type { Db } from './db.ts'

export type ActorKind = 'account' | 'key' | 'anonymous'

/** What a connection to the database may touch, and in whose name. */
export interface Scope {
  /** Second wall: the sites that row-level policies let through. */
  readonly sites: readonly string[]
  /** First wall: the sites that stores filter by. Equals `sites`, but a test opens it. */
  readonly filterSites: readonly string[]
  readonly actorKind: ActorKind | 'system'
  /** Set when a partner's key acts on what is the partner's: no site opens then, only the partner's own rows. */
  readonly partner?: PartnerScope
  /** The account or key; null for nobody and for jobs. */
  readonly actorId: string | null
  readonly requestId: string
  /** Set on a request with an Idempotency-Key: `database.write` runs both inside its transaction. */
  readonly around?: AroundWrite
}

/** A partner, in the sandbox or not; `siteId` is where it belongs. */
export interface PartnerScope {
  readonly id: string
  readonly siteId: string
  readonly test: boolean
}

export interface AroundWrite {
  /** First statement of the transaction; throws when the act must not run. Runs again when the transaction is retried. */
  begin(db: Db): Promise<void>
  /** Last statement before the commit, with what the transaction's function returned. */
  commit(db: Db, result: unknown): Promise<void>
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const lastScope = new WeakMap<ClientBase, string>()

type Walls = Pick<Scope, 'sites' | 'partner'>

const scopeStatement = {
  name: 'interra-scope',
  text: `select set_config('interra.sites', $1, false), set_config('interra.partner', $2, false),
    set_config('interra.sandbox', $3, false)`,
}

/**
 * Lets the connection see the sites of this scope, or the rows of its partner, from now on. Costs a round trip only when
 * the connection last served another scope.
 */
export async function enterScope(client: ClientBase, { sites, partner }: Walls): Promise<void> {
  const values = [sitesLiteral(sites), partnerLiteral(partner), sandboxLiteral(partner)]
  const wanted = values.join(' ')
  if (lastScope.get(client) === wanted) return
  lastScope.delete(client)
  await client.query({ ...scopeStatement, values })
  lastScope.set(client, wanted)
}

/** After an error nothing is assumed about the connection: the next caller sets its scope again. */
export function forgetScope(client: ClientBase): void {
  lastScope.delete(client)
}

/**
 * The opening of a transaction, one round trip: sites, actor and request hold until its end and leave what the
 * connection remembers untouched.
 */
export function beginIn(scope: Walls & Pick<Scope, 'actorKind' | 'actorId' | 'requestId'>): string {
  return `begin; select ${walls(scope)}, ${identity(scope)}`
}

/** What a report looks at besides the present whole: the records as known at an instant, or what a funder carries. */
export type Look = Date | { readonly carriedBy: string }

/** One snapshot for reading; `look` says of what, the present whole when absent. */
export function beginReport(scope: Walls, look: Look | undefined): string {
  return `begin isolation level repeatable read read only; select ${[walls(scope), ...seenThrough(look)].join(', ')}`
}

function seenThrough(look: Look | undefined): string[] {
  if (look === undefined) return []
  return look instanceof Date
    ? [setLocal('interra.as_known', look.toISOString()), setLocal('search_path', 'as_known, public')]
    : [setLocal('interra.funder', look.carriedBy), setLocal('search_path', 'carried, public')]
}

/** As `beginIn`, over every site there is. */
export function beginEverywhere(act: string): string {
  return `begin; select set_config('interra.sites', coalesce((select array_agg(id)::text from site), '{}'), true), ${noPartner}, ${identity(
    { actorKind: 'system', actorId: null, requestId: act },
  )}`
}

const noPartner = `${setLocal('interra.partner', '')}, ${setLocal('interra.sandbox', '')}`

function walls({ sites, partner }: Walls): string {
  return [
    setLocal('interra.sites', sitesLiteral(sites)),
    setLocal('interra.partner', partnerLiteral(partner)),
    setLocal('interra.sandbox', sandboxLiteral(partner)),
  ].join(', ')
}

function setLocal(name: string, value: string): string {
  return `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, true)`
}

function identity(scope: Pick<Scope, 'actorKind' | 'actorId' | 'requestId'>): string {
  return [
    setLocal('interra.actor_kind', scope.actorKind),
    setLocal('interra.actor', scope.actorId ?? ''),
    setLocal('interra.request', scope.requestId),
  ].join(', ')
}

/** PostgreSQL's array literal. Only UUIDs get in. */
function sitesLiteral(sites: readonly string[]): string {
  for (const site of sites) if (!uuid.test(site)) throw new TypeError('a site of the scope is not a UUID')
  return `{${sites.join(',')}}`
}

/** The id, or nothing. */
function partnerLiteral(partner: PartnerScope | undefined): string {
  if (partner && !uuid.test(partner.id)) throw new TypeError('the partner of the scope is not a UUID')
  return partner?.id ?? ''
}

const sandboxLiteral = (partner: PartnerScope | undefined): string => (partner?.test === true ? 'on' : '')
