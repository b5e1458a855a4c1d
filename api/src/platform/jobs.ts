import { Logger, parseCronItems, run, runOnce, type LogLevel, type RunnerOptions, type TaskList } from 'graphile-worker'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Db } from './db/database.ts'
import type { Deps } from './deps.ts'

/** Work that the API does by itself: asked for with `enqueue`, or at the times of `cron` (UTC). May run more than once. */
export interface Job {
  /** Five fields, e.g. `0 4 * * *`. */
  readonly cron?: string
  run(deps: Deps, payload: unknown): Promise<void>
}
export type Jobs = Readonly<Record<string, Job>>

export interface JobRequest {
  /** Name in the table of jobs. */
  readonly task: string
  readonly payload?: Readonly<Record<string, unknown>>
  readonly runAt?: Date
  /** The same key again replaces a job that has not begun. */
  readonly key?: string
}

/** Asks for a job: it exists when the transaction commits, and never otherwise. */
export async function enqueue(db: Db, { task, payload = {}, runAt, key }: JobRequest): Promise<void> {
  await db.hot({ name: 'enqueue', text: 'select interra.enqueue($1, $2, $3, $4)' }, [
    task,
    JSON.stringify(payload),
    runAt ?? null,
    key ?? null,
  ])
}

export type JobLog = (level: 'error' | 'warn' | 'info' | 'debug', message: string) => void

/** Runs jobs inside this process until stopped; starts again when PostgreSQL was away. */
export function startJobs(deps: Deps, jobs: Jobs, log: JobLog): { stop(): Promise<void> } {
  const stopping = new AbortController()
  let current: { stop(): Promise<void> } | undefined
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      const pool = ownerPool(deps, log)
      try {
        const runner = await run({
          ...options(deps, jobs, log, pool),
          concurrency: 2,
          parsedCronItems: cronItems(jobs),
        })
        current = runner
        // asked to stop while it was starting: nobody else will
        if (stopping.signal.aborted) await runner.stop()
        await runner.promise
      } catch (error) {
        log('error', `jobs stopped: ${error instanceof Error ? error.message : 'unknown reason'}`)
      }
      current = undefined
      await pool.end()
      await pause(1000, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      // a runner that is stopping already refuses to be stopped again
      await current?.stop().catch(() => undefined)
      await ended
    },
  }
}

/** Runs every job that is due, then returns. */
export async function runDueJobs(deps: Deps, jobs: Jobs, log: JobLog): Promise<void> {
  const pool = ownerPool(deps, log)
  try {
    await runOnce(options(deps, jobs, log, pool))
  } finally {
    await pool.end()
  }
}

function options(deps: Deps, jobs: Jobs, log: JobLog, pgPool: pg.Pool): RunnerOptions {
  const taskList: TaskList = {}
  for (const [name, job] of Object.entries(jobs)) taskList[name] = (payload) => job.run(deps, payload)
  return {
    pgPool,
    taskList,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => log(levels[level], message)),
  }
}

const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'debug' } as const satisfies Record<
  LogLevel,
  string
>

function cronItems(jobs: Jobs) {
  return parseCronItems(
    Object.entries(jobs).flatMap(([task, { cron }]) => (cron === undefined ? [] : [{ task, match: cron }])),
  )
}

/** The queue's own connections: as the owner of its tables, on which `interra_app` has no rights. */
function ownerPool(deps: Deps, log: JobLog): pg.Pool {
  const pool = new pg.Pool({
    connectionString: deps.config.databaseUrl,
    application_name: 'interra jobs',
    max: 4,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  })
  const lost = (error: Error) => log('warn', `a connection of the job queue was lost: ${error.message}`)
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  return pool
}
