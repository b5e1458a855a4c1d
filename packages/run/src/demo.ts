import { demoFile, buildApi, migrateFile } from './build.ts'
import { mustRunNode, StartFailure } from './child.ts'
import { say, step } from './progress.ts'
import { readSettings, serviceEnvironment } from './settings.ts'

// `pnpm demo`: loads the demo into the PostgreSQL of DATABASE_URL. The shipped one gets it by itself at `npm start`.
const settings = readSettings(process.env)
try {
  if (settings.databaseUrl === undefined)
    throw new StartFailure('Set DATABASE_URL: without it, npm start loads the demo.')
  const options = { env: serviceEnvironment(settings, settings.databaseUrl) }
  await buildApi()
  await step('Preparing the database', mustRunNode('Preparing the database', [migrateFile], options))
  say((await step('Loading the demo', mustRunNode('Loading the demo', [demoFile], options))).trimEnd())
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
