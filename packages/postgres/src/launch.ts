import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import type { DataFolder } from './data-folder.ts'
import { gone, readPostmaster } from './postmaster.ts'
import { PostgresUnavailable } from './unavailable.ts'

export interface LaunchOptions {
  readonly durable: boolean
  readonly port?: number
  readonly settings?: Readonly<Record<string, string>>
}

/** Time for the recovery after a crash, which replays at most a few checkpoints' worth of writes. */
export const patienceMs = 120_000

/**
 * Starts the server as a process of its own, which a Ctrl-C in our terminal does not reach, and waits until it takes
 * connections. What it says is added to `log`. Throws `PostgresUnavailable` with its last words.
 */
export async function launch(options: LaunchOptions, data: DataFolder, binaries: Binaries, log: string) {
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
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', ...windowsRoot() },
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

function windowsRoot(): Record<string, string> {
  const root = process.env['SystemRoot']
  return root === undefined ? {} : { SystemRoot: root }
}

/** Another program took the free port first, or workers of a killed server still hold its memory: both pass. */
function canRetry(said: string, port: number | undefined): boolean {
  return said.includes('shared memory block') || (port === undefined && said.includes('Address already in use'))
}

function serverFlags({ durable, settings }: LaunchOptions, data: string, port: number): string[] {
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
  const end = new AbortController()
  child.once('exit', () => end.abort()).once('error', () => end.abort())
  while (!end.signal.aborted) {
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
