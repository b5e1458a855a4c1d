import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Binaries } from './binaries.ts'
import type { DataFolder } from './data-folder.ts'
import { makePrivateFolder, ownAll } from './identity.ts'
import { PostgresUnavailable } from './unavailable.ts'

export const superuser = 'interra'

const passwordFile = (dir: string) => `${dir}.password`

export function readPassword(dir: string): string {
  return readFileSync(passwordFile(dir), 'utf8').trim()
}

export const isMade = (data: DataFolder) => existsSync(path.join(data.path, 'PG_VERSION'))

/**
 * Makes an empty cluster with a random password, kept in `<dir>.password` (0600). It is made beside its place and moved
 * there when it is whole, so an interruption never leaves half a cluster.
 */
export function makeCluster(dir: string, data: DataFolder, binaries: Binaries, durable: boolean): void {
  const parent = path.dirname(data.path)
  removeUnfinished(parent)
  const workplace = makePrivateFolder([parent], unfinished, data.identity)
  const password = randomBytes(24).toString('base64url')
  const handed = path.join(workplace, 'password')
  writeFileSync(handed, password, { mode: 0o600 })
  ownAll(workplace, data.identity)
  const made = path.join(workplace, 'data')
  try {
    execFileSync(binaries.initdb, [...initdbFlags, '-D', made, '--pwfile', handed, ...(durable ? [] : ['--no-sync'])], {
      ...data.identity,
      cwd: '/',
      stdio: 'pipe',
      env: { ...process.env, LC_ALL: 'C' },
    })
    writeFileSync(passwordFile(dir), `${password}\n`, { mode: 0o600 })
    renameSync(made, data.path)
  } catch (cause) {
    throw new PostgresUnavailable(`PostgreSQL could not make its data folder ${data.path}: ${saidBy(cause)}`, { cause })
  } finally {
    rmSync(workplace, { recursive: true, force: true })
  }
}

/** Sorting is by code point; people's names are sorted with `collate "fr-x-icu"` where it matters. */
const initdbFlags = ['-U', superuser, '-A', 'scram-sha-256', '-E', 'UTF8'].concat(
  ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
  ['--data-checksums'],
)

const unfinished = '.unfinished-cluster-'

function removeUnfinished(parent: string): void {
  const tenMinutesAgo = Date.now() - 600_000
  for (const name of readdirSync(parent)) {
    const folder = path.join(parent, name)
    if (name.startsWith(unfinished) && statSync(folder).mtimeMs < tenMinutesAgo)
      rmSync(folder, { recursive: true, force: true })
  }
}

function saidBy(error: unknown): string {
  const stderr = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr).trim() : ''
  return stderr || String(error)
}
