import { setTimeout as pause } from 'node:timers/promises'
import type { PoolClient } from 'pg'
import { dbOn, type Db } from './db.ts'
import { isBrokenConnection, isSerializationFailure } from './failures.ts'

const attempts = 3

/** Begins with the given statement, commits what `work` did, or leaves nothing of it. */
export async function inTransaction<T>(client: PoolClient, begin: string, work: (db: Db) => Promise<T>): Promise<T> {
  try {
    await client.query(begin)
    const result = await work(dbOn(client))
    const { command } = await client.query('commit')
    // PostgreSQL answers a commit with ROLLBACK when a statement had failed and its error was swallowed on the way
    if (command !== 'COMMIT') throw new Error('the transaction had failed before its commit')
    return result
  } catch (error) {
    // a lost connection takes its transaction with it, and a server that is silent would not answer this either
    if (!isBrokenConnection(error)) await client.query('rollback').catch(() => undefined)
    throw error
  }
}

/** Runs a transaction again when it lost against another one. */
export async function retrying<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction()
    } catch (error) {
      if (attempt === attempts || !isSerializationFailure(error)) throw error
      // two that met once meet again unless one of them waits a little longer
      await pause(Math.random() * 50 * attempt)
    }
  }
}
