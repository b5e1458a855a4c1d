import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { serverArgs, serverFile } from '../../packages/run/src/build.ts'
import { inRoot } from '../../packages/run/src/paths.ts'

export interface Copy {
  readonly process: ChildProcess
  readonly url: string
  output(): string
}

export const listening = /Server listening at (http:\/\/127\.0\.0\.1:\d+)/

/** Starts the program itself, as `npm start` does, on a free port, and waits until it says that it listens, or `until`. */
export async function startCopy(env: Record<string, string>, until = listening): Promise<Copy> {
  const child = spawn(process.execPath, [...serverArgs, serverFile], {
    cwd: inRoot('api'),
    env: { ...process.env, ...env },
    stdio: 'pipe',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)))
  while (!until.test(output) && child.exitCode === null) await pause(20)
  return { process: child, url: listening.exec(output)?.[1] ?? '', output: () => output }
}
