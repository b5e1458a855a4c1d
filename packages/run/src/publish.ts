import { mkdirSync, readdirSync, renameSync, rmSync, statSync, type Dirent } from 'node:fs'
import path from 'node:path'

const aDay = 86_400_000
/** What names other files comes after them, the page last of all. */
const orderOf = (file: string) => (file === 'index.html' ? 2 : path.dirname(file) === '.' ? 1 : 0)

/**
 * Moves a finished build into the folder that is served, file by file, each in one step: whoever reads there meanwhile
 * finds a whole page and all it names, and two builds at once end in one of them. Files of earlier builds stay for a day,
 * for pages that are still open; both folders are on one disk.
 */
export function publish(built: string, served: string, now = Date.now()): void {
  const fresh = filesBelow(built).sort((a, b) => orderOf(a) - orderOf(b))
  for (const file of fresh) {
    const target = path.join(served, file)
    mkdirSync(path.dirname(target), { recursive: true })
    renameSync(path.join(built, file), target)
  }
  const kept = new Set(fresh)
  for (const file of filesBelow(served).filter((one) => !kept.has(one))) {
    const whole = path.join(served, file)
    const { mtimeMs } = statSync(whole, { throwIfNoEntry: false }) ?? { mtimeMs: now }
    if (now - mtimeMs > aDay) rmSync(whole, { force: true })
  }
}

function filesBelow(folder: string): string[] {
  const found: Dirent[] = readdirSync(folder, { recursive: true, withFileTypes: true })
  return found.filter((one) => one.isFile()).map((one) => path.relative(folder, path.join(one.parentPath, one.name)))
}
