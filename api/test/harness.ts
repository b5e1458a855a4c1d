import type { Role } from '@interra/contracts'
import { newTestDatabase } from '@interra/postgres'
import type { FastifyInstance } from 'fastify'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildApp, type AppOptions } from '../src/app.ts'
import { loadConfig, type Config } from '../src/config.ts'
import { buildJobs } from '../src/jobs.ts'
import { runBuilt } from '../src/modules/duos/match-thread.ts'
import { createDatabase, type Database, type DatabaseOptions } from '../src/platform/db/database.ts'
import type { Deps } from '../src/platform/deps.ts'
import { runDueJobs } from '../src/platform/jobs.ts'
import { addSites, type Sites } from './base-data.ts'
import { createTestClient, type ApiClient } from './client.ts'
import { createSetClock, type SetClock } from './clock.ts'
import { countQueries } from './count-queries.ts'
import { createFactories, type Factories } from './factories.ts'
import { connectOwner, type Owner } from './owner.ts'
import { addPartnerKey, type GivenKey, type PartnerKey } from './partners.ts'
import { signIn, type SignedIn, type SignInOptions } from './sign-in.ts'

export interface StartOptions {
  /** The clock's first instant; today, 2026-11-22 at noon in Liège, when absent. */
  readonly now?: string
  /** Environment variables besides those of the harness. */
  readonly env?: Readonly<Record<string, string>>
  readonly database?: Partial<DatabaseOptions>
  /** Where the log goes; LOG_LEVEL is silent unless `env` says otherwise. */
  readonly logTo?: AppOptions['logTo']
  /** Mounts routes of the test's own. */
  readonly extra?: (app: FastifyInstance, deps: Deps) => void
}

interface AsOptions extends Omit<SignInOptions, 'siteId'> {
  /** Liège when absent; `all` is a role held everywhere. */
  readonly site?: keyof Sites | 'all'
}

export interface Api {
  /** Where it listens. */
  readonly url: string
  readonly app: FastifyInstance
  readonly config: Config
  readonly database: Database
  readonly deps: Deps
  /** The owner's address of this file's own database. */
  readonly databaseUrl: string
  readonly sites: Sites
  readonly clock: SetClock
  readonly given: Factories
  readonly anonymous: ApiClient
  /** A client signed in with one role. */
  as(role: Role, options?: AsOptions): Promise<ApiClient>
  /** As `as`, with the account behind it; `cookie` is a whole Cookie header. */
  signIn(role: Role, options?: AsOptions): Promise<SignedIn & { readonly client: ApiClient; readonly cookie: string }>
  /** A partner with a signed agreement and a key, live or of the sandbox, with a client that sends it. */
  partnerKey(given?: GivenKey): Promise<PartnerKey>
  /** Beyond the walls, as the owner of the database. */
  readonly sql: Owner['sql']
  readonly insert: Owner['insert']
  /** Runs every job that is due. */
  runJobs(): Promise<void>
  /** Round trips to PostgreSQL while the function runs. */
  countQueries(work: () => Promise<unknown>): Promise<number>
  stop(): Promise<void>
}

/** The service on a database of its own. A file's beforeAll starts it, its afterAll stops it; nothing is cleaned up. */
export async function startApi(options: StartOptions = {}): Promise<Api> {
  const databaseUrl = await newTestDatabase()
  const matchWorker = process.env['INTERRA_MATCH_WORKER']
  if (matchWorker !== undefined) runBuilt(matchWorker)
  const owner = connectOwner(databaseUrl)
  const config = loadConfig({ ...(await environment(databaseUrl)), ...options.env })
  const database = createDatabase({ url: databaseUrl, connections: 10, explain: true, ...options.database })
  const sites = await addSites(database)
  const clock = createSetClock(options.now ?? '2026-11-22T11:00:00Z')
  let [asked, still]: [number, number | undefined] = [0, undefined]
  const app = await buildApp({
    elapsed: () => (asked = still ?? performance.now()),
    config,
    database,
    clock,
    strict: true,
    maxEventLoopDelayMs: 60_000,
    ...(options.extra ? { extra: options.extra } : {}),
    ...(options.logTo ? { logTo: options.logTo } : {}),
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const deps: Deps = { config, database, clock, identities: app.identities }

  const signInAs: Api['signIn'] = async (role, { site = 'liege', ...more } = {}) => {
    const signedIn = await signIn(owner, role, { siteId: site === 'all' ? null : sites[site], ...more })
    const cookie = `${config.cookieName}=${signedIn.token}`
    return { ...signedIn, cookie, client: createTestClient(url, cookie) }
  }
  return {
    url,
    app,
    config,
    database,
    deps,
    databaseUrl,
    sites,
    clock,
    given: createFactories(owner, sites),
    anonymous: createTestClient(url),
    as: async (role, more) => (await signInAs(role, more)).client,
    signIn: signInAs,
    partnerKey: (given) => addPartnerKey({ url, owner, sites, clock }, given),
    sql: owner.sql,
    insert: owner.insert,
    runJobs: () => runDueJobs(deps, buildJobs(config), () => undefined),
    countQueries: async (work) => {
      // whoever asked last is still known, however slow the machine is
      still = asked
      return countQueries(work).finally(() => (still = undefined))
    },
    async stop() {
      await app.close()
      await Promise.all([database.close(), owner.close()])
    },
  }
}

async function environment(databaseUrl: string): Promise<Record<string, string>> {
  return {
    DATABASE_URL: databaseUrl,
    DATA_DIR: await mkdtemp(path.join(tmpdir(), 'interra-api-')),
    PUBLIC_URL: 'http://localhost:3000',
    SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
    LOG_LEVEL: 'silent',
    RATE_LIMIT_PER_MINUTE: '1000000',
    RATE_LIMIT_ANONYMOUS_PER_MINUTE: '1000000',
  }
}
