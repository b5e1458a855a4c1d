import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { identityFor, makePrivateFolder, ownAll } from '../../postgres/src/identity.ts'
import { freePort } from '../../postgres/src/launch.ts'

const oldest = 15

/** The folder of a whole PostgreSQL of this machine, pg_dump included; undefined when there is none new enough. */
export function findSystemPostgres(): string | undefined {
  const home = '/usr/lib/postgresql'
  const versions = existsSync(home) ? readdirSync(home).map(Number) : []
  return versions
    .filter((version) => version >= oldest)
    .sort((a, b) => b - a)
    .map((version) => path.join(home, String(version), 'bin'))
    .find((bin) =>
      ['initdb', 'postgres', 'pg_dump', 'pg_restore', 'psql'].every((one) => existsSync(path.join(bin, one))),
    )
}

export interface SystemPostgres {
  /** For psql, pg_dump and our scripts: the superuser. */
  readonly env: Readonly<Record<string, string>>
  stop(): Promise<void>
}

/** A throwaway server made of those programs. */
export async function startSystemPostgres(bin: string): Promise<SystemPostgres> {
  const identity = identityFor()
  const folder = makePrivateFolder(['/var/tmp', tmpdir()], 'interra-system-', identity)
  const [data, handed, password] = [path.join(folder, 'data'), path.join(folder, 'password'), 'superuser']
  writeFileSync(handed, password)
  ownAll(folder, identity)
  const as = { ...identity, cwd: '/', env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' } }
  const made = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '-E', 'UTF8', '--pwfile', handed, '--no-sync']
  execFileSync(path.join(bin, 'initdb'), made, { ...as, stdio: 'pipe' })
  const port = String(await freePort())
  const flags = ['-D', data, '-p', port, '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=']
  const server = spawn(path.join(bin, 'postgres'), [...flags, '-c', 'fsync=off'], { ...as, stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const PATH = `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`
  const env = { PATH, PGHOST: '127.0.0.1', PGPORT: port, PGUSER: 'postgres', PGPASSWORD: password, LC_ALL: 'C' }
  for (let tries = 0; tries < 200 && !answers(env); tries++) await sleep(50)
  const stop = async () => {
    server.kill('SIGINT')
    await ended
    execFileSync('rm', ['-rf', folder])
  }
  return { env, stop }
}

function answers(env: Readonly<Record<string, string>>): boolean {
  try {
    execFileSync('psql', ['-X', '-c', 'select 1', 'postgres'], { env, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
