import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { canEnter, identityFor, isPrivateFolder, makePrivateFolder, type Identity } from './identity.ts'
import { PostgresUnavailable } from './unavailable.ts'

/** Where private folders may live: for what must last, what a reboot or a cleaning job leaves alone comes first. */
export const lastingParents = ['/var/lib', '/srv', '/opt', '/var/tmp', tmpdir()]
export const passingParents = [tmpdir(), '/tmp', '/var/tmp', '/var/lib']

export interface DataFolder {
  /** The folder PostgreSQL keeps its files in; not made yet when there is no database yet. */
  readonly path: string
  readonly identity: Identity
  /** True when the folder asked for is out of that user's reach and another one is used. */
  readonly moved: boolean
}

/**
 * `dir` itself, or, when the server's user cannot reach it (a repository in root's home, say), a private folder whose
 * path is remembered in `<dir>.elsewhere`, so that the next start finds the same rows.
 */
export function findDataFolder(dir: string, parents: readonly string[]): DataFolder {
  const memory = `${dir}.elsewhere`
  if (existsSync(memory)) return rememberedFolder(dir, memory)
  const identity = identityFor(dir)
  const parent = path.dirname(dir)
  mkdirSync(parent, { recursive: true })
  if (canEnter(parent, identity)) return { path: dir, identity, moved: false }
  if (existsSync(path.join(dir, 'PG_VERSION')))
    throw new PostgresUnavailable(
      `The database in ${dir} is out of reach for the user PostgreSQL runs as: let others pass through the folders above it (chmod a+x), or move the folder.`,
    )
  const folder = makePrivateFolder(parents, 'interra-postgres-', identity)
  writeFileSync(memory, `${folder}\n`)
  return { path: path.join(folder, 'data'), identity, moved: true }
}

function rememberedFolder(dir: string, memory: string): DataFolder {
  const folder = readFileSync(memory, 'utf8').trim()
  const data = path.join(folder, 'data')
  const identity = identityFor(data)
  if (isPrivateFolder(folder, identity)) return { path: data, identity, moved: true }
  throw new PostgresUnavailable(
    `The database of ${dir} is kept in ${folder}, which is gone or belongs to somebody else. Put it back, or remove ${memory} to begin with an empty database.`,
  )
}

/** A private folder for a copy of the programs, remembered in `<dir>.programs`; made anew when it is gone. */
export function findProgramFolder(dir: string, identity: Identity, parents: readonly string[]): string {
  const memory = `${dir}.programs`
  if (existsSync(memory)) {
    const folder = readFileSync(memory, 'utf8').trim()
    if (isPrivateFolder(folder, identity)) return folder
    rmSync(memory)
  }
  const folder = makePrivateFolder(parents, 'interra-programs-', identity)
  writeFileSync(memory, `${folder}\n`)
  return folder
}
