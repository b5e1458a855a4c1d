import { buildApi, firstAdminFile, migrateFile } from './build.ts'
import { mustRunNode, StartFailure } from './child.ts'
import { say, step } from './progress.ts'
import { readSettings, serviceEnvironment } from './settings.ts'

// `pnpm admin <email> <name> [--site <code> <name>]`: the first admin in the PostgreSQL of DATABASE_URL, and its first
// site. The shipped one has demo accounts instead.
const settings = readSettings(process.env)
try {
  if (settings.databaseUrl === undefined)
    throw new StartFailure('Set DATABASE_URL: without it, npm start has demo accounts and prints them.')
  const options = { env: serviceEnvironment(settings, settings.databaseUrl) }
  await buildApi()
  await step('Preparing the database', mustRunNode('Preparing the database', [migrateFile], options))
  say((await mustRunNode('Opening the account', [firstAdminFile, ...process.argv.slice(2)], options)).trimEnd())
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
