import { ApiProblem } from '@interra/contracts'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { buildApp } from './app.ts'
import { ConfigError, loadConfig } from './config.ts'
import { buildJobs } from './jobs.ts'
import { systemClock } from './platform/clock.ts'
import { sealFactors } from './modules/auth/sealed-factors.store.ts'
import { sealWebhookSecrets } from './modules/webhooks/sealed-secrets.store.ts'
import { createDatabase } from './platform/db/database.ts'
import { startJobs } from './platform/jobs.ts'
import { stopOnSignal } from './platform/lifecycle.ts'
import { logOptions } from './platform/log.ts'
import { createSeal } from './platform/seal.ts'

try {
  await serve()
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`)
  process.exit(1)
}

/** Starts one copy of the service: requests and jobs in one process, on one pool each. */
async function serve(): Promise<void> {
  const config = loadConfig(process.env)
  const logTo = logInBatches()
  const log = pino(logOptions(config.logLevel), logTo)
  const database = createDatabase({
    url: config.databaseUrl,
    replicaUrl: config.databaseReplicaUrl ?? null,
    connections: config.poolMax,
    onError: () => log.warn('a connection to the database was lost'),
  })
  const seal = createSeal(config.secretsKeys)
  await onceReachable(
    async () => {
      await sealFactors(database, seal)
      await sealWebhookSecrets(database, seal)
    },
    () => log.warn('waiting for PostgreSQL, which does not answer'),
  )
  const app = await buildApp({ config, database, clock: systemClock, logTo })
  await app.listen({ host: config.host, port: config.port })
  const deps = { config, database, clock: systemClock, identities: app.identities }
  const jobs = startJobs(deps, buildJobs(config), (level, message) => app.log[level](withoutReason(message)))
  stopOnSignal(app.lifecycle, [() => app.close(), () => jobs.stop(), () => database.close()], (signal) =>
    app.log.info({ signal }, 'stopping'),
  )
}

/** A copy may start before PostgreSQL does, after a power cut for instance: it waits, and says so now and then. */
async function onceReachable(work: () => Promise<void>, tell: () => void): Promise<void> {
  for (let tries = 0; ; tries++)
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ApiProblem && error.code === 'unavailable')) throw error
      if (tries % 60 === 0) tell()
      await pause(500)
    }
}

/** Lines are written ten times a second and at the end of the process: one write for each costs a tenth of the throughput. */
function logInBatches() {
  return pino.destination({ sync: false, minLength: 4096, periodicFlush: 100 })
}

/** The reason why a job failed may quote what somebody typed; it stays in the job's row. */
function withoutReason(message: string): string {
  return message.split(' with error ', 1)[0] ?? ''
}
