import {
  databaseUrl,
  ensureDatabase,
  runSql,
  startTestCluster,
  testServerVariable,
  testTemplateVariable,
} from '@interra/postgres'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { migrate } from '../../../api/src/platform/db/migrate.ts'
import { buildApi, matchWorkerFile } from './build.ts'

/**
 * One server for a test run, with a migrated database to copy, told to the workers by the environment: a throwaway
 * cluster, or the server of `TEST_DATABASE_URL` (a superuser's address), where only databases of this run are removed.
 * What tests write to the system's folder for temporary files goes with it.
 */
export async function startTestServer(): Promise<{ stop(): Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL']
  const cluster = given === undefined ? await startTestCluster({ settings: { max_connections: '200' } }) : undefined
  const server = cluster?.url ?? databaseUrl(given ?? '', 'postgres')
  const template = `interra_test_${process.pid}`
  await migrate(await ensureDatabase(server, template))
  // from the sources, a thread would put its program together each time
  await buildApi()
  process.env['INTERRA_MATCH_WORKER'] = matchWorkerFile
  process.env[testServerVariable] = server
  process.env[testTemplateVariable] = template
  // not inside the server's folder: that one belongs to the server's user, and a browser gives root's privileges up
  const scratch = mkdtempSync(path.join(tmpdir(), 'interra-scratch-'))
  // servers that tests start for themselves run as that user too
  chmodSync(scratch, 0o711)
  process.env['TMPDIR'] = scratch
  const stop = async () => {
    rmSync(scratch, { recursive: true, force: true })
    await (cluster ? cluster.stop() : dropDatabases(server, template))
  }
  return { stop }
}

async function dropDatabases(server: string, template: string): Promise<void> {
  const rows = await runSql(server, [`select datname from pg_database where datname like '${template}%'`])
  for (const { datname } of rows) await runSql(server, [`drop database "${String(datname)}" with (force)`])
}
