import { createHash, type Hash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from './paths.ts'

const skipped = new Set(['node_modules', 'dist', 'test', '.vite'])

/** One hash over the names and contents of files, and of folders with all below them that can change a build. */
export function hashOf(names: readonly string[]): string {
  const hash = createHash('sha256')
  for (const name of names) add(hash, name)
  return hash.digest('hex')
}

function add(hash: Hash, name: string): void {
  const file = inRoot(name)
  if (!statSync(file).isDirectory()) {
    hash.update(`${name}\0`).update(readFileSync(file)).update('\0')
    return
  }
  for (const entry of readdirSync(file).sort())
    if (!skipped.has(entry) && !/\.test\.tsx?$/.test(entry)) add(hash, path.posix.join(name, entry))
}
