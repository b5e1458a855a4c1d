import { DrizzleQueryError } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import { runMigrations as migrateJobs } from 'graphile-worker'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

/** Any number; two migrations of one database hold the same lock. */
const lockKey = 4_690_721
/** A migration waits at most this long for a table, so that requests behind it do not pile up; then it tries again. */
const lockTimeoutMs = 2000
const patienceMs = 120_000

/**
 * Brings a database to the present schema: the project's migrations, then those of the job queue. Works as the user of
 * the URL. Any number of callers may do it at once; one that was interrupted is run again.
 */
export async function migrate(url: string, folder = migrationsFolder()): Promise<void> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    try {
      return await attempt(url, folder)
    } catch (error) {
      const cause = withoutText(error)
      if (!isLockTimeout(cause) || Date.now() > deadline) throw cause
      await pause(200 + Math.random() * 300)
    }
  }
}

/** `migrations/`, beside `src/` or beside the built file. */
export function migrationsFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!existsSync(path.join(folder, 'migrations', 'meta', '_journal.json'))) {
    const parent = path.dirname(folder)
    if (parent === folder) throw new Error('the folder of the migrations is missing')
    folder = parent
  }
  return path.join(folder, 'migrations')
}

async function attempt(url: string, folder: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'interra migrate',
    // a user called interra would make its tables in the schema of that name
    options: `-c search_path=public -c lock_timeout=${lockTimeoutMs} -c client_min_messages=warning`,
    connectionTimeoutMillis: 10_000,
  })
  // a connection lost between two statements would end the process otherwise; the next statement tells it
  client.on('error', () => undefined)
  await client.connect()
  try {
    await refuseOldServer(client)
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await applyMigrations(drizzle({ client }), { migrationsFolder: folder })
    await migrateJobs({ connectionString: url, noHandleSignals: true })
  } finally {
    await client.end()
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  )
  const version = rows[0]?.version ?? 0
  if (version < 150_000)
    throw new Error(`PostgreSQL 15 or newer is needed, this one is ${Math.floor(version / 10_000)}`)
}

/** PostgreSQL's own error: drizzle's repeats the whole migration. */
function withoutText(error: unknown): unknown {
  return error instanceof DrizzleQueryError && error.cause ? error.cause : error
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '55P03'
}
