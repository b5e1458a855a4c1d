import { PostgresUnavailable } from '@interra/postgres'
import { buildApi, buildWeb, demoFile, migrateFile } from './build.ts'
import { mustRunNode, StartFailure } from './child.ts'
import { startDatabase } from './database.ts'
import { claimDataFolder, requireFreePort } from './only-one.ts'
import { say, step } from './progress.ts'
import { startService } from './service.ts'
import { readSettings, serviceEnvironment, type Settings } from './settings.ts'
import { stopRequest } from './stop-request.ts'
import { welcome } from './welcome.ts'

/** What must end, in the order it began. */
const running: (() => Promise<void> | void)[] = []
const ending = new AbortController()

process.stdout.on('error', () => undefined)
process.stderr.on('error', () => undefined)

try {
  await Promise.race([stopRequest(), start(readSettings(process.env))])
} catch (error) {
  process.exitCode = 1
  if (error instanceof StartFailure || error instanceof PostgresUnavailable)
    process.stderr.write(`\n${error.message}\n`)
  else process.stderr.write(`\n${error instanceof Error ? error.stack : String(error)}\n`)
}
ending.abort()
const stopping = setTimeout(() => say('Stopping / Arrêt…'), 1000)
for (const end of running.reverse()) await end()
clearTimeout(stopping)
if (process.exitCode !== 1) say('Stopped / Arrêté.')
process.exit()

/**
 * Brings everything up and then waits; rejects when something cannot start or breaks later. What does not need each
 * other goes on at the same time: the screens and the database, the demo and the service.
 */
async function start(settings: Settings): Promise<never> {
  const claim = claimDataFolder(settings)
  running.push(() => claim.release())
  await requireFreePort(settings, claim.afterCrash ? 15_000 : 0)
  const screens = buildWeb(ending.signal)
  screens.catch(() => undefined)
  const starting = step('Starting PostgreSQL', startDatabase(settings))
  running.push(() => starting.then((database) => database.stop()).catch(() => undefined))
  const [database] = await Promise.all([starting, buildApi()])
  const options = { env: serviceEnvironment(settings, database.url), signal: ending.signal }
  await step('Preparing the database', mustRunNode('Preparing the database', [migrateFile], options))
  const demo = database.shipped
    ? step('Loading the demo', mustRunNode('Loading the demo', [demoFile], options))
    : Promise.resolve('')
  demo.catch(() => undefined)
  await screens
  ending.signal.throwIfAborted()
  const service = startService(settings, database.url)
  running.push(() => service.stop())
  await Promise.all([step('Starting the service', service.ready()), demo])
  welcome(settings)
  return service.broken
}
