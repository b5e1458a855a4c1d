import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'

const page = 'index.html'
/** In the folder that is served: the files of the build put there last. Not served itself, as its name begins with a dot. */
const list = '.files'
const tenMinutes = 600_000

/**
 * Moves a finished build into the folder that is served, file by file, each in one step and the page last: whoever reads
 * there meanwhile finds a whole page and all it names. The build before stays too, for pages that are still open, and
 * what another build is just putting there. Both folders are on one disk.
 */
export function publish(built: string, served: string, now = Date.now()): void {
  const fresh = filesBelow(built).sort((a, b) => orderOf(a) - orderOf(b))
  const before = existsSync(path.join(served, list)) ? readFileSync(path.join(served, list), 'utf8').split('\n') : []
  for (const file of fresh) {
    const target = path.join(served, file)
    mkdirSync(path.dirname(target), { recursive: true })
    renameSync(path.join(built, file), target)
  }
  writeFileSync(path.join(served, list), fresh.join('\n'))
  const kept = new Set([...fresh, ...before, list])
  for (const file of filesBelow(served).filter((one) => !kept.has(one))) {
    const whole = path.join(served, file)
    const written = statSync(whole, { throwIfNoEntry: false })?.mtimeMs ?? now
    if (now - written > tenMinutes) rmSync(whole, { force: true })
  }
}

/** A copy of what is served, for a service that goes on while others build. The page first: what it names comes after. */
export function copyServed(served: string, copy: string): void {
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(copy, { recursive: true })
  cpSync(path.join(served, page), path.join(copy, page))
  const rest = (file: string) => path.relative(served, file) !== page
  cpSync(served, copy, { recursive: true, filter: rest })
}

/** What names other files comes after them, the page last of all. */
const orderOf = (file: string) => (file === page ? 2 : path.dirname(file) === '.' ? 1 : 0)

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => path.relative(folder, path.join(one.parentPath, one.name)))
}
