import { ensureDatabase, startPostgres, type Postgres } from '@interra/postgres'
import path from 'node:path'
import { say } from './progress.ts'
import type { Settings } from './settings.ts'

export interface RunningDatabase {
  readonly url: string
  /** The shipped server, with the demo inside; false for a PostgreSQL of one's own. */
  readonly shipped: boolean
  stop(): Promise<void>
}

/** The PostgreSQL of `DATABASE_URL`, or the shipped one on `<DATA_DIR>/postgres`, started again if it should die. */
export async function startDatabase(settings: Settings): Promise<RunningDatabase> {
  if (settings.databaseUrl !== undefined)
    return { url: settings.databaseUrl, shipped: false, stop: () => Promise.resolve() }
  const options = { dir: path.join(settings.dataDir, 'postgres'), durable: true, note: say }
  let server = await startPostgres(options)
  const url = await ensureDatabase(server.url, 'interra')
  const supervision = supervise(
    () => server,
    async () => (server = await startPostgres({ ...options, port: server.port })),
  )
  return {
    url,
    shipped: true,
    stop: async () => {
      await supervision.end()
      await server.stop()
    },
  }
}

/** Looks twice a second whether it lives; the service reconnects by itself to the same address. */
function supervise(current: () => Postgres, restart: () => Promise<Postgres>): { end(): Promise<void> } {
  let restarting: Promise<unknown> | undefined
  const timer = setInterval(() => {
    if (restarting || current().alive()) return
    say('PostgreSQL ended unexpectedly: starting it again.')
    restarting = restart()
      .catch((error: unknown) => say(String(error)))
      .finally(() => (restarting = undefined))
  }, 500)
  return {
    end: async () => {
      clearInterval(timer)
      await restarting
    },
  }
}
