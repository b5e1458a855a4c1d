import { freePort } from '@interra/postgres'
import { build } from 'esbuild'
import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { serverArgs } from '../../packages/run/src/build.ts'

export interface Server {
  readonly url: string
  /** Resident memory now, in MB (Linux; NaN elsewhere). */
  memory(): number
  stop(): Promise<void>
}

const here = path.dirname(fileURLToPath(import.meta.url))

/** The floor as one file, as the service is: npm packages outside. */
export async function buildFloor(): Promise<string> {
  const outfile = path.join(here, '../dist/floor.mjs')
  await build({
    entryPoints: [path.join(here, 'floor.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['fastify', 'pg', 'typebox'],
  })
  return outfile
}

/** Starts a built server on a free port and waits until it answers. */
export async function start(file: string, env: Readonly<Record<string, string>>): Promise<Server> {
  const port = String(await freePort())
  const child = spawn(process.execPath, [...serverArgs, file], {
    env: { ...process.env, ...env, PORT: port, HOST: '127.0.0.1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://localhost:${port}`
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`)
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined)
    if (answer && answer.status !== 503)
      return { url: `http://127.0.0.1:${port}`, memory: () => residentOf(child), stop: () => stop(child) }
    await sleep(50)
  }
  throw new Error(`${url} does not answer`)
}

function residentOf(child: ChildProcess): number {
  if (process.platform !== 'linux') return Number.NaN
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
  return Number(line?.[1]) / 1024
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
