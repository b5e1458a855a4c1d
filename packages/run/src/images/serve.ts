import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { lastLines, runNode } from '../child.ts'
import type { Image } from './build.ts'

/** Whom the containers' users are played by; null means ourselves. */
export type User = { readonly uid: number; readonly gid: number } | null

/** The environment that the container would have; what begins with `/` lies in the image. */
export function environmentOf(image: Image, more: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(image.env).map(([name, value]) => [
    name,
    value.startsWith('/') ? path.join(image.folder, value) : value,
  ])
  return { PATH: process.env['PATH'] ?? '', ...Object.fromEntries(own), ...more }
}

export interface Container {
  /** Its last words. */
  readonly log: () => string
  /** Its exit status. */
  readonly ended: Promise<number>
  stop(): Promise<number>
}

/** Starts a command of the image as that user, in its working folder, with its environment and nothing else. */
export function startContainer(
  image: Image,
  command: readonly string[],
  options: { readonly env: Readonly<Record<string, string>>; readonly user: User; readonly log: string },
): Container {
  const fd = openSync(options.log, 'a')
  const [program = '', ...args] = command
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    cwd: path.join(image.folder, image.workdir),
    env: environmentOf(image, options.env),
    stdio: ['ignore', fd, fd],
    ...options.user,
  })
  closeSync(fd)
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127)).once('exit', (status) => resolve(status ?? 1))
  })
  const stop = () => {
    child.kill('SIGTERM')
    return ended
  }
  return { ended, log: () => lastLines(readFileSync(options.log, 'utf8'), 10), stop }
}

/** Asks the image's own health check until it says yes. */
export async function becomesHealthy(
  image: Image,
  container: Container,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  for (const until = Date.now() + 30_000; Date.now() < until; await sleep(100)) {
    const { status } = await runNode(image.healthCommand.slice(1), { env })
    if (status === 0) return
  }
  throw new Error(`the health check never passed:\n${container.log()}`)
}
