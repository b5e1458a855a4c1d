import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { serverArgs, serverFile, webFolder } from './build.ts'
import { lastLines, StartFailure } from './child.ts'
import { copyServed } from './publish.ts'
import { serviceEnvironment, type Settings } from './settings.ts'

export interface Service {
  /** Rejects when it ends without having been asked to. */
  readonly broken: Promise<never>
  /** Resolves when it takes requests. */
  ready(): Promise<void>
  /** Lets requests finish, then it is gone. */
  stop(): Promise<void>
}

const patienceMs = 60_000
const withParent = new URL('with-parent.mjs', import.meta.url).href

/**
 * Starts the built service as a child of its own process group, so that a Ctrl-C reaches it through us only. It writes
 * its log to `<DATA_DIR>/api.log`, and ends by itself when we are killed. It serves a copy of the screens: another build in
 * this folder changes nothing under pages that are open.
 */
export function startService(
  settings: Settings,
  databaseUrl: string,
  more: Readonly<Record<string, string>> = {},
): Service {
  const log = path.join(settings.dataDir, 'api.log')
  const screens = path.join(settings.dataDir, 'screens')
  copyServed(webFolder, screens)
  const { fd, begin } = openLog(log)
  const child = spawn(process.execPath, [...serverArgs, '--import', withParent, serverFile], {
    cwd: path.dirname(path.dirname(serverFile)),
    env: { WEB_DIR: screens, ...process.env, ...serviceEnvironment(settings, databaseUrl), ...more },
    stdio: ['ignore', fd, fd, 'ipc'],
    detached: true,
  })
  closeSync(fd)
  let asked = false
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
  const broken = ended.then((): Promise<never> => {
    if (asked) return new Promise(() => undefined)
    const said = lastLines(readFileSync(log).subarray(begin).toString('utf8'), 20)
    throw new StartFailure(`The service ended (its log is ${log}):\n${said}`)
  })
  broken.catch(() => undefined)
  const stop = async () => {
    asked = true
    await endGently(child, ended)
  }
  return { broken, stop, ready: () => Promise.race([becomesReady(settings), broken]) }
}

function openLog(log: string): { fd: number; begin: number } {
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) renameSync(log, `${log}.1`)
  const fd = openSync(log, 'a', 0o600)
  return { fd, begin: statSync(log).size }
}

async function becomesReady({ localUrl }: Settings): Promise<void> {
  const until = Date.now() + patienceMs
  while (Date.now() < until) {
    const answer = await fetch(`${localUrl}/health/ready`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return
    await sleep(50)
  }
  throw new StartFailure(`The service did not become ready within ${patienceMs / 1000} seconds.`)
}

async function endGently(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM')
  const insist = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await ended
  clearTimeout(insist)
}
