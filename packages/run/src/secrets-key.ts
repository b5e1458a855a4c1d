import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The key that seals the secrets of the shipped database: made at the first start, for the owner of the folder alone. */
export function secretsKey(dataDir: string): string {
  const file = path.join(dataDir, 'secrets-key')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    // whole or not at all, also when the power fails
    writeFileSync(`${file}.new`, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true })
    renameSync(`${file}.new`, file)
  }
  return readFileSync(file, 'utf8').trim()
}
