import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries, type Binaries } from './binaries.ts'
import { isMade, makeCluster, readPassword, superuser } from './cluster.ts'
import { findDataFolder, findProgramFolder, lastingParents, type DataFolder } from './data-folder.ts'
import { runSql } from './databases.ts'
import { hasCode } from './failures.ts'
import { disown, gone, isAlive, readPostmaster, servesFolder, stopPostmaster } from './postmaster.ts'
import { PostgresUnavailable } from './unavailable.ts'

export interface PostgresOptions {
  /** Where the data goes, e.g. `.data/postgres`. Small files beside it (`.password`, `.log`, …) belong to it. */
  readonly dir: string
  /** False only for what may be lost: no waiting for the disk. */
  readonly durable: boolean
  /** On 127.0.0.1; any free one when absent. */
  readonly port?: number
  /** Further server settings, e.g. `{ max_connections: '20' }`. */
  readonly settings?: Readonly<Record<string, string>>
  /** Told what is worth knowing, e.g. that the data had to go elsewhere. */
  readonly note?: (line: string) => void
}

export interface Postgres {
  /** The superuser's address of the database `postgres`, password included. */
  readonly url: string
  readonly port: number
  readonly pid: number
  /** True when a server left over by a killed parent was taken on. */
  readonly adopted: boolean
  alive(): boolean
  /** Stops it fast (open transactions roll back) and waits for its end. */
  stop(): Promise<void>
}

/**
 * Starts the shipped PostgreSQL on `dir`, making the cluster the first time, or takes on the one that still runs there.
 * It listens on 127.0.0.1 only and outlives a parent that is killed. Throws `PostgresUnavailable` when it cannot run.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  return serve(options, lastingParents)
}

/** As `startPostgres`, with the places for what must live outside `dir`. */
export async function serve(options: PostgresOptions, parents: readonly string[]): Promise<Postgres> {
  const dir = path.resolve(options.dir)
  const data = findDataFolder(dir, parents)
  if (data.moved) options.note?.(`PostgreSQL's user cannot reach ${dir}: the data is kept in ${data.path}`)
  const binaries = findBinaries(data.identity, () => findProgramFolder(dir, data.identity, parents))
  if (!isMade(data)) makeCluster(dir, data, binaries, options.durable)
  const password = readPassword(dir)
  const running = await leftOver(data.path, password, options.port)
  if (running) return handle(running.pid, running.port, password, true)
  const { pid, port } = await launch({ ...options, dir }, data, binaries)
  return handle(pid, port, password, false)
}

const urlOn = (port: number, password: string) => `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`

function handle(pid: number, port: number, password: string, adopted: boolean): Postgres {
  return { url: urlOn(port, password), port, pid, adopted, alive: () => isAlive(pid), stop: () => stopPostmaster(pid) }
}

/** The server that a killed parent left behind, if it answers to our password; whatever else stands in the way is cleared. */
async function leftOver(data: string, password: string, port: number | undefined) {
  const found = readPostmaster(data)
  if (!found) return undefined
  if (!isAlive(found.pid) || !servesFolder(found.pid, data)) {
    if (processExists(found.pid)) disown(data)
    return undefined
  }
  const answers = await isOurs(found.port, data, password, found.pid)
  if (answers && (port === undefined || port === found.port)) return found
  await stopPostmaster(found.pid)
  return undefined
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !hasCode(error, 'ESRCH')
  }
}

async function isOurs(port: number, data: string, password: string, pid: number): Promise<boolean> {
  const until = Date.now() + patienceMs
  while (isAlive(pid) && Date.now() < until) {
    try {
      const [row] = await runSql(urlOn(port, password), ['show data_directory'])
      return realpathSync(String(row?.data_directory)) === realpathSync(data)
    } catch (error) {
      if (!hasCode(error, startingUp)) return false
      await sleep(50)
    }
  }
  return false
}

/** Time for the recovery after a crash, which replays at most a few checkpoints' worth of writes. */
const patienceMs = 120_000
const startingUp = '57P03'

async function launch(options: PostgresOptions, data: DataFolder, binaries: Binaries) {
  const log = `${options.dir}.log`
  const until = Date.now() + patienceMs
  for (;;) {
    const port = options.port ?? (await freePort())
    const fd = openSync(log, 'a', 0o600)
    const begin = statSync(log).size
    const child = spawn(binaries.postgres, serverFlags(options, data.path, port), {
      ...data.identity,
      cwd: '/',
      stdio: ['ignore', fd, fd],
      detached: true,
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', ...windowsRoot() },
    })
    closeSync(fd)
    child.unref()
    const pid = await readiness(child, data.path, until)
    if (pid !== undefined) return { pid, port }
    const said = readFileSync(log).subarray(begin).toString('utf8').trim()
    if (!canRetry(said, options.port) || Date.now() > until)
      throw new PostgresUnavailable(`PostgreSQL did not start:\n${said.split('\n').slice(-8).join('\n')}`)
    await sleep(100)
  }
}

const windowsRoot = () => (process.env.SystemRoot === undefined ? {} : { SystemRoot: process.env.SystemRoot })

/** Another program took the free port first, or workers of a killed server still hold its memory: both pass. */
function canRetry(said: string, port: number | undefined): boolean {
  return said.includes('shared memory block') || (port === undefined && said.includes('Address already in use'))
}

function serverFlags({ durable, settings }: PostgresOptions, data: string, port: number): string[] {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
    ...settings,
  }
  return ['-D', data, '-p', String(port), ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

/** The process number once it takes connections; undefined when it ended before that. */
async function readiness(child: ChildProcess, data: string, until: number): Promise<number | undefined> {
  let ended = false
  child.once('exit', () => (ended = true)).once('error', () => (ended = true))
  while (!ended) {
    const postmaster = readPostmaster(data)
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return child.pid
    if (Date.now() > until && child.pid !== undefined) {
      child.kill('SIGQUIT')
      await gone(child.pid, 10_000)
    }
    await sleep(10)
  }
  return undefined
}

/** A port of 127.0.0.1 that nobody listened on a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
