import type { PoolClient, QueryResultRow } from 'pg'

/** Rows fetched at once: a few dozen kilobytes. */
const batch = 500

/** The rows of a statement, some hundreds at a time, read no faster than they are taken. `begin` opens the snapshot. */
export async function* batchesOn<Row extends QueryResultRow>(
  client: PoolClient,
  begin: string,
  statement: { readonly text: string; readonly values: readonly unknown[] },
): AsyncGenerator<Row[], void, undefined> {
  await client.query(begin)
  await client.query({ text: `declare reading no scroll cursor for ${statement.text}`, values: [...statement.values] })
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${batch} from reading`)
    if (rows.length === 0) break
    yield rows
  }
  await client.query('commit')
}
