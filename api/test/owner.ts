import pg from 'pg'

type Row = Record<string, unknown>

/** The database as its owner: beyond the walls, for preparing and for looking at what was really written. */
export interface Owner {
  /** Rows of one statement; dates as `YYYY-MM-DD`, bigint as number. */
  sql<R extends pg.QueryResultRow = Row>(text: string, values?: readonly unknown[]): Promise<R[]>
  /** Inserts one row, members named as the columns; answers it as written. */
  insert<R extends pg.QueryResultRow = Row>(table: string, row: Row): Promise<R>
  close(): Promise<void>
}

export function connectOwner(url: string): Owner {
  const pool = new pg.Pool({
    connectionString: url,
    options: '-c search_path=public',
    max: 2,
    types: {
      getTypeParser: (oid: number) => (oid === 1082 ? String : oid === 20 ? Number : pg.types.getTypeParser(oid)),
    },
  })
  const sql: Owner['sql'] = async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
    (await pool.query<R>(text, [...values])).rows
  return {
    sql,
    async insert<R extends pg.QueryResultRow>(table: string, row: Row) {
      const names = Object.keys(row)
      const text = `insert into ${table} (${names.map((name) => pg.escapeIdentifier(name)).join(', ')})
        values (${names.map((_, index) => `$${index + 1}`).join(', ')}) returning *`
      const [written] = await sql<R>(text, Object.values(row))
      if (!written) throw new Error(`nothing was inserted into ${table}`)
      return written
    },
    close: () => pool.end(),
  }
}
