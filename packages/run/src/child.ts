import { spawn } from 'node:child_process'
import { root } from './paths.ts'

export interface ChildOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly signal?: AbortSignal
}

export interface Finished {
  readonly status: number
  /** What it wrote, both streams in the order of arrival. */
  readonly output: string
}

/** Runs a Node program to its end and keeps what it says. */
export function runNode(args: readonly string[], options: ChildOptions = {}): Promise<Finished> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const { signal, cwd = root, env = {} } = options
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal ? { signal } : {}),
    })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    const end = (status: number, more = '') =>
      resolve({ status, output: Buffer.concat(chunks).toString('utf8') + more })
    child.once('error', (error) => end(1, String(error)))
    child.once('close', (status) => end(status ?? 1))
  })
}

/** As `runNode`; a failure is thrown with the last lines it wrote. */
export async function mustRunNode(what: string, args: readonly string[], options: ChildOptions = {}): Promise<string> {
  const { status, output } = await runNode(args, options)
  if (status === 0) return output
  throw new StartFailure(`${what} failed:\n${lastLines(output, 30)}`)
}

export const lastLines = (text: string, count: number) => text.trimEnd().split('\n').slice(-count).join('\n')

/** Something that the person at the terminal can understand; shown without a stack. */
export class StartFailure extends Error {
  override name = 'StartFailure'
}
