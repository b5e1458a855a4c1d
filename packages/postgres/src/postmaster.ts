import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasCode } from './failures.ts'

/** What PostgreSQL writes about itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  /** `starting`, `ready`, `stopping`; empty right after the start. */
  readonly status: string
}

const pidFile = (data: string) => path.join(data, 'postmaster.pid')

export function readPostmaster(data: string): Postmaster | undefined {
  try {
    const lines = readFileSync(pidFile(data), 'utf8').split('\n')
    const pid = Number(lines[0])
    return pid > 0 ? { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? '' } : undefined
  } catch {
    return undefined
  }
}

/** The number is in use, be it by a process that only waits to be buried. */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

/** A process that ended but that nobody has waited for yet (usual in containers) is not alive. */
export function isAlive(pid: number): boolean {
  return processExists(pid) && stateOf(pid) !== 'Z'
}

function stateOf(pid: number): string | undefined {
  try {
    return /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]
  } catch {
    return undefined
  }
}

/** Whether the process is a PostgreSQL on that folder, and not a stranger that was given the same number later. */
export function servesFolder(pid: number, data: string): boolean {
  if (process.platform === 'linux')
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data)
    } catch {
      return false
    }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.includes(data) ?? false
}

/**
 * Makes a left-over pid file harmless when its number now belongs to a stranger or to a zombie. The file itself stays:
 * PostgreSQL needs it to see whether old workers still hold the memory. A number equal to its parent's counts as stale.
 */
export function disown(data: string): void {
  const [, ...rest] = readFileSync(pidFile(data), 'utf8').split('\n')
  writeFileSync(pidFile(data), [process.pid, ...rest].join('\n'))
}

/** Asks for a fast stop (open transactions are rolled back), then insists. Resolves when the process is gone. */
export async function stopPostmaster(pid: number): Promise<void> {
  const steps = [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const
  for (const [signal, patience] of steps) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    if (await gone(pid, patience)) return
  }
  throw new Error(`PostgreSQL (process ${pid}) does not stop.`)
}

/** True once the process is gone, false when it still lives after `patience` milliseconds. */
export async function gone(pid: number, patience: number): Promise<boolean> {
  const until = Date.now() + patience
  while (isAlive(pid)) {
    if (Date.now() > until) return false
    await sleep(15)
  }
  return true
}
