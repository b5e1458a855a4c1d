import { ensureDatabase, startPostgres, type Postgres } from '@interra/postgres'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { FastifyInstance } from 'fastify'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildApp } from '../../src/app.ts'
import { loadConfig } from '../../src/config.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createDatabase, type Database } from '../../src/platform/db/database.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { addSites } from '../base-data.ts'
import { connectOwner } from '../owner.ts'
import { signIn } from '../sign-in.ts'

let dir: string
let postgres: Postgres
let database: Database
let app: FastifyInstance
let url: string
let cookie: string

beforeAll(async () => {
  dir = path.join(await mkdtemp(path.join(tmpdir(), 'interra-loss-')), 'data')
  postgres = await startPostgres({ dir, durable: false })
  const databaseUrl = await ensureDatabase(postgres.url, 'interra')
  await migrate(databaseUrl)
  const config = loadConfig({ DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' })
  database = createDatabase({ url: databaseUrl })
  await addSites(database)
  const owner = connectOwner(databaseUrl)
  cookie = `${config.cookieName}=${(await signIn(owner, 'admin', { siteId: null })).token}`
  await owner.close()
  app = await buildApp({ config, database, clock: systemClock })
  url = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await app.close()
  await database.close()
  await postgres.stop()
})

const status = async (address: string) => (await fetch(url + address, { headers: { cookie } })).status

async function until(address: string, wanted: number, withinMs: number): Promise<void> {
  const began = performance.now()
  while ((await status(address)) !== wanted) {
    expect(performance.now() - began).toBeLessThan(withinMs)
    await pause(50)
  }
}

test('when PostgreSQL is killed the service stays, says that it is not ready, and works again by itself', async () => {
  expect(await status('/v1/accounts')).toBe(200)
  const { port, pid } = postgres
  process.kill(pid, 'SIGKILL')

  await until('/health/ready', 503, 2000)
  const refused = await fetch(`${url}/v1/accounts`, { headers: { cookie } })
  expect([refused.status, refused.headers.get('retry-after') !== null]).toEqual([503, true])
  expect(await refused.json()).toMatchObject({ code: 'unavailable' })
  expect(await status('/health/live')).toBe(200)

  postgres = await startPostgres({ dir, durable: false, port })
  await until('/v1/accounts', 200, 5000)
  await until('/health/ready', 200, 5000)
})
