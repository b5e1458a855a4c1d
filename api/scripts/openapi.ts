import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { buildApp } from '../src/app.ts'
import { loadConfig } from '../src/config.ts'
import { systemClock } from '../src/platform/clock.ts'
import { createDatabase } from '../src/platform/db/database.ts'

/** Writes `api/openapi.json` from the mounted routes. No database is needed: nothing is asked of it. */
const config = loadConfig({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', LOG_LEVEL: 'silent' })
const database = createDatabase({ url: config.databaseUrl })
const app = await buildApp({ config, database, clock: systemClock })
const answer = await app.inject('/v1/openapi.json')
const file = fileURLToPath(new URL('../openapi.json', import.meta.url))
await writeFile(file, `${JSON.stringify(answer.json(), null, 2)}\n`)
await app.close()
await database.close()
