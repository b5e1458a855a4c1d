import { randomBytes } from 'node:crypto'
import { cloneDatabase } from './databases.ts'

/** Set by the test run: the superuser's address of its server, and the name of the migrated database there. */
export const testServerVariable = 'INTERRA_TEST_SERVER'
export const testTemplateVariable = 'INTERRA_TEST_TEMPLATE'

/** A fresh copy of the run's migrated, empty database; answers the superuser's address. Nobody needs to remove it. */
export async function newTestDatabase(): Promise<string> {
  const server = process.env[testServerVariable]
  const template = process.env[testTemplateVariable]
  if (server === undefined || template === undefined)
    throw new Error('There is no test server: run this through packages/run/bin/jest or npm test.')
  return cloneDatabase(server, template, `${template}_${randomBytes(6).toString('hex')}`)
}
