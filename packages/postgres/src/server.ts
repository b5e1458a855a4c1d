import { realpathSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { isMade, makeCluster, readPassword, superuser } from './cluster.ts'
import { findDataFolder, findProgramFolder, lastingParents, passingParents } from './data-folder.ts'
import { runSql } from './databases.ts'
import { hasCode } from './failures.ts'
import { launch, patienceMs, type LaunchOptions } from './launch.ts'
import { disown, isAlive, processExists, readPostmaster, servesFolder, stopPostmaster } from './postmaster.ts'

export interface PostgresOptions extends LaunchOptions {
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
  return serve(options, options.durable ? lastingParents : passingParents)
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
  const { pid, port } = running ?? (await launch(options, data, binaries, `${dir}.log`))
  const adopted = running !== undefined
  const url = urlOn(port, password)
  return { url, port, pid, adopted, alive: () => isAlive(pid), stop: () => stopPostmaster(pid) }
}

const urlOn = (port: number, password: string) => `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`

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

async function isOurs(port: number, data: string, password: string, pid: number): Promise<boolean> {
  const until = Date.now() + patienceMs
  while (isAlive(pid) && Date.now() < until) {
    try {
      const [row] = await runSql(urlOn(port, password), ['show data_directory'])
      return realpathSync(String(row?.['data_directory'])) === realpathSync(data)
    } catch (error) {
      if (!hasCode(error, startingUp)) return false
      await sleep(50)
    }
  }
  return false
}

const startingUp = '57P03'
