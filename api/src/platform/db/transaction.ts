import type { PoolClient } from 'pg'
import { dbOn, type Db } from './db.ts'
import { isSerializationFailure } from './failures.ts'

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
    // on a lost connection there is nothing left to roll back, and the first error is the one to tell
    await client.query('rollback').catch(() => undefined)
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
    }
  }
}
