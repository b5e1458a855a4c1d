import pg from 'pg'
import { hasCode } from './failures.ts'

/** Runs statements on one short connection and answers the rows of the last. */
export async function runSql(url: string, statements: readonly string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement))
    return rows
  } finally {
    await client.end()
  }
}

/** The address of another database of the same server. */
export function databaseUrl(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${encodeURIComponent(name)}`
  return address.href
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Makes the database when it is missing; answers its address. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<string> {
  const url = databaseUrl(adminUrl, name)
  try {
    await runSql(url, ['select 1'])
  } catch (error) {
    if (!hasCode(error, '3D000')) throw error
    await runSql(adminUrl, [`create database ${quoted(name)}`])
  }
  return url
}

/**
 * A copy of `template` (nobody may be connected to it) under a new name, in about a tenth of a second; answers its
 * address. The caller chooses a name that is not in use.
 */
export async function cloneDatabase(adminUrl: string, template: string, name: string): Promise<string> {
  await runSql(adminUrl, [`create database ${quoted(name)} template ${quoted(template)}`])
  return databaseUrl(adminUrl, name)
}
