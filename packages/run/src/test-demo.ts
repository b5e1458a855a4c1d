import { cloneDatabase, testServerVariable, testTemplateVariable } from '@interra/postgres'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { demoFile } from './build.ts'
import { mustRunNode } from './child.ts'

/** Set for browser tests: the name of a database with the demo inside, and the file with its accounts. */
export const demoTemplateVariable = 'INTERRA_TEST_DEMO'
export const demoAccountsVariable = 'INTERRA_TEST_DEMO_ACCOUNTS'

/** After the test server and the build: a second database to copy, with the demo inside. */
export async function prepareDemo(): Promise<void> {
  const template = process.env[testTemplateVariable] ?? ''
  const name = `${template}_demo`
  const url = await cloneDatabase(process.env[testServerVariable] ?? '', template, name)
  const folder = path.join(tmpdir(), 'demo')
  await mustRunNode('Loading the demo', [demoFile], { env: { DATABASE_URL: url, DATA_DIR: folder } })
  process.env[demoTemplateVariable] = name
  process.env[demoAccountsVariable] = path.join(folder, 'demo-credentials.json')
}
