import { problem } from '@interra/contracts'
import pg from 'pg'

export interface PoolOptions {
  readonly url: string
  readonly applicationName: string
  /** Connections at most. */
  readonly connections: number
  /** Limit of one statement; waiting for a lock may take half of it. */
  readonly statementTimeoutMs: number
  /** Plan named statements once for all values: right for short statements, wrong for reports. */
  readonly genericPlans: boolean
  /** What sorting and hashing may take for each step of a plan, as PostgreSQL writes sizes. Its own choice when absent. */
  readonly workMemory?: string
  readonly onError: (error: Error) => void
}

/** Time to get a connection, in milliseconds. */
const connectTimeoutMs = 2000

/** A pool whose connections work as `interra_app`, which owns nothing, with every time limit set. */
export function createPool(options: PoolOptions): pg.Pool {
  const settings = {
    role: 'interra_app',
    search_path: 'public',
    statement_timeout: options.statementTimeoutMs,
    lock_timeout: options.statementTimeoutMs / 2,
    idle_in_transaction_session_timeout: 10_000,
    plan_cache_mode: options.genericPlans ? 'force_generic_plan' : 'auto',
    // a second to compile what takes milliseconds to run
    jit: 'off',
    ...(options.workMemory === undefined ? {} : { work_mem: options.workMemory }),
  }
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    max: options.connections,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: 60_000,
    // a server that stopped answering: give up a little after it should have given up itself
    query_timeout: options.statementTimeoutMs + 1000,
    keepAlive: true,
    types: { getTypeParser },
  })
  pool.on('error', options.onError)
  // the pool listens to idle connections only: without this, losing one that is at work ends the process
  pool.on('connect', (client) => client.on('error', options.onError))
  return pool
}

/** A connection, or 503 at once when too many wait already. */
export async function lease(pool: pg.Pool, waiting: number): Promise<pg.PoolClient> {
  if (pool.waitingCount >= waiting)
    throw problem('unavailable', { retryAfter: 1, detail: 'too many requests are waiting' })
  return pool.connect()
}

const { INT8, DATE } = pg.types.builtins

/** How raw statements read what JavaScript has no exact type for; drizzle's own statements decide for themselves. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === INT8) return Number
  if (oid === DATE) return (value) => value
  return format === 'binary' ? pg.types.getTypeParser(oid, format) : pg.types.getTypeParser(oid)
}
