import { databaseUrl, runSql } from '@interra/postgres'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readPostmaster } from '../../postgres/src/postmaster.ts'
import { inRoot } from '../src/paths.ts'

/** `npm start` without npm, on a data folder of its own. */
export class Start {
  output = ''
  readonly ended: Promise<number>
  readonly #child
  readonly #dataDir: string
  readonly began = performance.now()

  constructor(dataDir: string, port: number) {
    this.#dataDir = dataDir
    this.#child = spawn(process.execPath, ['--import', 'tsx', inRoot('packages/run/src/start.ts')], {
      cwd: inRoot(),
      env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')))
    this.ended = new Promise((resolve) => this.#child.once('close', (status) => resolve(status ?? -1)))
  }

  /** Milliseconds until the line that everybody waits for. */
  async ready(): Promise<number> {
    const over = this.ended.then(() => true)
    while (!this.output.includes('Interra is ready'))
      if (await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 20))])) throw new Error(this.output)
    return performance.now() - this.began
  }

  /** To the whole process group, as the terminal does it. */
  async signal(signal: 'SIGINT' | 'SIGKILL'): Promise<number> {
    const { pid, exitCode, signalCode } = this.#child
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, signal)
    return this.ended
  }

  get postgres(): number {
    return readPostmaster(path.join(this.#dataDir, 'postgres'))?.pid ?? 0
  }

  async sql(statement: string): Promise<Record<string, unknown>[]> {
    const port = readPostmaster(path.join(this.#dataDir, 'postgres'))?.port ?? 0
    const password = readFileSync(path.join(this.#dataDir, 'postgres.password'), 'utf8').trim()
    return runSql(databaseUrl(`postgres://interra:${password}@127.0.0.1:${port}/postgres`, 'interra'), [statement])
  }
}
