import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { PoolClient, QueryResultRow } from 'pg'

/** A statement that a connection parses and plans once. `name` is unique in the program. */
export interface HotStatement {
  readonly name: string
  readonly text: string
}

/** Drizzle on one connection, with the caller's scope already set on it. */
export interface Db extends NodePgDatabase {
  /**
   * Runs a named prepared statement: no SQL is built, nothing is planned again. Dates come as `YYYY-MM-DD`, instants as
   * Date, bigint as number, numeric as string; JSON that should travel as text is selected as `::text`.
   */
  hot<Row extends QueryResultRow>(statement: HotStatement, values: readonly unknown[]): Promise<Row[]>
}

const known = new WeakMap<PoolClient, Db>()

/** The Db of a connection; the same one each time, since building drizzle's is not free. */
export function dbOn(client: PoolClient): Db {
  let db = known.get(client)
  if (!db) {
    db = Object.assign(drizzle({ client }), {
      hot: async <Row extends QueryResultRow>(statement: HotStatement, values: readonly unknown[]) => {
        const { rows } = await client.query<Row>({ name: statement.name, text: statement.text, values: [...values] })
        return rows
      },
    })
    known.set(client, db)
  }
  return db
}
