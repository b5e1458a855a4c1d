import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadConfig } from './config.ts'
import { loadDemo } from './demo/demo.ts'
import { systemClock } from './platform/clock.ts'
import { createDatabase } from './platform/db/database.ts'

/** Loads the demo into DATABASE_URL once and writes accounts and keys to DATA_DIR/demo-credentials.json, for the owner alone. */
const config = loadConfig(process.env)
const database = createDatabase({ url: config.databaseUrl })
try {
  await loadDemo(database, systemClock, async (accounts, keys) => {
    const shown = accounts.map(({ email, password, role, site }) => ({ email, password, role, site }))
    const credentials = { url: config.publicUrl.href, accounts: shown, keys }
    await mkdir(config.dataDir, { recursive: true })
    const file = join(config.dataDir, 'demo-credentials.json')
    await rm(file, { force: true })
    await writeFile(file, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  })
} finally {
  await database.close()
}
