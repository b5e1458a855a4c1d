import type pg from 'pg'
import type { QueryResultRow } from 'pg'
import { dbOn, type Db } from './db.ts'
import { isBrokenConnection, translate } from './failures.ts'
import { createPool, lease } from './pool.ts'
import { batchesOn } from './reading.ts'
import { beginEverywhere, beginIn, beginReport, enterScope, forgetScope, type Look, type Scope } from './scope.ts'
import { inTransaction, retrying } from './transaction.ts'

export type { Db, HotStatement } from './db.ts'

export interface DatabaseOptions {
  readonly url: string
  /** Serves reports and exports when given. */
  readonly replicaUrl?: string | null
  readonly applicationName?: string
  /** Connections for requests. 10 when absent. */
  readonly connections?: number
  /** Requests that may wait for one; the next is told to come back (503). 100 when absent. */
  readonly waiting?: number
  /** Limit of one statement, in milliseconds; half of it for a lock. 10,000 when absent; reports have three times that. */
  readonly statementTimeoutMs?: number
  /** Errors tell PostgreSQL's own words, which may quote values: tests only. */
  readonly explain?: boolean
  /** An idle connection was lost. */
  readonly onError?: (error: Error) => void
}

type Work<T> = (db: Db) => Promise<T>

/** The only way to PostgreSQL. Handlers and jobs open it, stores receive `db`. */
export interface Database {
  /** Reads with the sites of the scope, without a transaction. */
  read<T>(scope: Scope, work: Work<T>): Promise<T>
  /** One transaction; runs again, from the beginning, when PostgreSQL reports a conflict with another one (three times). */
  write<T>(scope: Scope, work: Work<T>): Promise<T>
  /** A transaction over all sites, for jobs; `act` says which, in the audit trail. */
  system<T>(act: string, work: Work<T>): Promise<T>
  /**
   * Long reading, on connections of its own (the replica's if there is one), one snapshot. `look`: an instant at
   * which versioned tables are known, or the funder whose sessions alone are there.
   */
  report<T>(scope: Scope, work: Work<T>, look?: Look): Promise<T>
  /**
   * The rows of one statement, some hundreds at a time, on a connection of `report`: for what is too much to be held at
   * once. Whoever stops taking them gives the connection back by `return()`, or loses it after ten seconds.
   */
  batches<Row extends QueryResultRow>(
    scope: Scope,
    statement: { readonly text: string; readonly values: readonly unknown[] },
  ): AsyncGenerator<Row[], void, undefined>
  /** One round trip; throws `unavailable` when PostgreSQL does not answer. */
  ping(): Promise<void>
  counts(): { readonly connections: number; readonly idle: number; readonly waiting: number }
  close(): Promise<void>
}

export function createDatabase(options: DatabaseOptions): Database {
  const { pool, reports } = createPools(options)
  const { waiting = 100, explain = false } = options

  /** Lends a connection, takes it back clean or closes it, and translates whatever went wrong. */
  async function lend<T>(from: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await lease(from, waiting)
    try {
      const result = await work(client)
      client.release(client.getTransactionStatus() !== 'I')
      return result
    } catch (error) {
      forgetScope(client)
      client.release(isBrokenConnection(error) || client.getTransactionStatus() !== 'I')
      throw error
    }
  }
  async function translated<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw translate(error, explain)
    }
  }
  const transaction = <T>(from: pg.Pool, begin: string, work: Work<T>): Promise<T> =>
    translated(() => retrying(() => lend(from, (client) => inTransaction(client, begin, work))))

  return {
    read: (scope, work) =>
      translated(() =>
        lend(pool, async (client) => {
          await enterScope(client, scope)
          return work(dbOn(client))
        }),
      ),
    write: (scope, work) => transaction(pool, beginIn(scope), (db) => once(scope, db, work)),
    system: (act, work) => transaction(pool, beginEverywhere(act), work),
    report: (scope, work, look) => transaction(reports, beginReport(scope, look), work),
    async *batches<Row extends QueryResultRow>(
      scope: Scope,
      statement: { readonly text: string; readonly values: readonly unknown[] },
    ) {
      const client = await translated(() => lease(reports, waiting))
      try {
        yield* batchesOn<Row>(client, beginReport(scope, undefined), statement)
      } catch (error) {
        throw translate(error, explain)
      } finally {
        if (client.getTransactionStatus() !== 'I') await client.query('rollback').catch(() => undefined)
        client.release(client.getTransactionStatus() !== 'I')
      }
    },
    ping: () => translated(() => lend(pool, async (client) => void (await client.query('select 1')))),
    counts: () => ({ connections: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: async () => void (await Promise.all([pool.end(), reports.end()])),
  }
}

function createPools(options: DatabaseOptions): { pool: pg.Pool; reports: pg.Pool } {
  const { applicationName = 'interra', statementTimeoutMs = 10_000, onError = () => undefined } = options
  return {
    pool: createPool({
      url: options.url,
      applicationName,
      connections: options.connections ?? 10,
      statementTimeoutMs,
      genericPlans: true,
      onError,
    }),
    reports: createPool({
      url: options.replicaUrl ?? options.url,
      applicationName: `${applicationName} reports`,
      connections: 3,
      statementTimeoutMs: 3 * statementTimeoutMs,
      genericPlans: false,
      workMemory: '32MB',
      onError,
    }),
  }
}

/** The act between the first and the last statement of a request that may be sent twice. */
async function once<T>(scope: Scope, db: Db, work: Work<T>): Promise<T> {
  await scope.around?.begin(db)
  const result = await work(db)
  await scope.around?.commit(db, result)
  return result
}
