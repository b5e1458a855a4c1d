import { spawnSync } from 'node:child_process'
import { chmodSync, lchownSync, lstatSync, mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { hasCode } from './failures.ts'
import { PostgresUnavailable } from './unavailable.ts'

/** The system user that PostgreSQL runs as; null means: as we do. */
export type Identity = { readonly uid: number; readonly gid: number } | null

/**
 * PostgreSQL refuses to run as root. For root this is the owner of an existing data folder, else `postgres` or `nobody`
 * (initdb wants a user with a name); for anybody else it is themselves. Throws `PostgresUnavailable`.
 */
export function identityFor(dataFolder?: string): Identity {
  const me = process.getuid?.()
  const owner = dataFolder === undefined ? undefined : ownerOf(dataFolder)
  if (me !== 0) {
    if (owner === undefined || owner.uid === me || me === undefined) return null
    throw new PostgresUnavailable(
      `The database in ${dataFolder} belongs to another user (${owner.uid}): start as that user, or as root.`,
    )
  }
  const known = owner && owner.uid !== 0 ? [owner] : []
  for (const identity of known.concat(namedUsers()))
    if (spawnSync('/bin/sh', ['-c', ':'], { ...identity, cwd: '/' }).status === 0) return identity
  throw new PostgresUnavailable(
    'PostgreSQL does not run as root, and this machine lets us take no other user (tried postgres and nobody).',
  )
}

function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  try {
    const { uid, gid } = statSync(folder)
    return { uid, gid }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw new PostgresUnavailable(`The database in ${folder} is out of our reach: ${String(error)}.`, { cause: error })
  }
}

function namedUsers(): { uid: number; gid: number }[] {
  const known = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  return ['postgres', '_postgres', 'nobody'].flatMap((name) =>
    known
      .filter((user) => user[0] === name)
      .map((user) => ({ uid: Number(user[2]) >>> 0, gid: Number(user[3]) >>> 0 })),
  )
}

/** Whether that user can enter the folder: asked of the system, which knows about every parent and every kind of right. */
export function canEnter(folder: string, identity: Identity): boolean {
  if (identity === null) return true
  return spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], { ...identity, cwd: '/' }).status === 0
}

/** Gives a folder and all that is in it to that user. */
export function ownAll(folder: string, identity: Identity): void {
  if (identity === null) return
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    lchownSync(path.join(folder, name), identity.uid, identity.gid)
  lchownSync(folder, identity.uid, identity.gid)
}

/** A new folder of mode 0700 that belongs to that user, in the first of `parents` where that user can use it. */
export function makePrivateFolder(parents: readonly string[], prefix: string, identity: Identity): string {
  for (const parent of parents) {
    try {
      const folder = mkdtempSync(path.join(parent, prefix))
      chmodSync(folder, 0o700)
      ownAll(folder, identity)
      if (canEnter(folder, identity)) return folder
    } catch {
      continue
    }
  }
  throw new PostgresUnavailable(`No folder for PostgreSQL could be made in any of: ${parents.join(', ')}.`)
}

/** Still a folder, not a link, and nobody else can look into it. */
export function isPrivateFolder(folder: string, identity: Identity): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (!found?.isDirectory()) return false
  return identity === null || (found.uid === identity.uid && (found.mode & 0o077) === 0)
}
