import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartFailure } from './child.ts'
import type { Settings } from './settings.ts'

export interface Claim {
  /** True when a killed process had left its mark: its service may need a moment to end by itself. */
  readonly afterCrash: boolean
  release(): void
}

/** Marks the data folder as in use, and says where Interra already runs when it is. */
export function claimDataFolder({ dataDir, publicUrl }: Settings): Claim {
  mkdirSync(dataDir, { recursive: true })
  const mark = path.join(dataDir, 'running.json')
  for (let afterCrash = false; ; afterCrash = true) {
    try {
      writeFileSync(mark, JSON.stringify({ pid: process.pid, url: publicUrl }), { flag: 'wx' })
      return { afterCrash, release: () => rmSync(mark, { force: true }) }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const { pid, url } = readMark(mark)
    if (runsInterra(pid))
      throw new StartFailure(`Interra already runs in this folder: ${url} / Interra tourne déjà ici : ${url}`)
    rmSync(mark, { force: true })
  }
}

function readMark(mark: string): { pid: number; url: string } {
  try {
    const content: unknown = JSON.parse(readFileSync(mark, 'utf8'))
    if (typeof content === 'object' && content !== null && 'pid' in content && 'url' in content)
      return { pid: Number(content.pid), url: String(content.url) }
  } catch {
    // written half before a crash: nobody runs
  }
  return { pid: 0, url: '' }
}

function runsInterra(pid: number): boolean {
  if (pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  try {
    return /packages.run.src/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
  } catch {
    return process.platform !== 'linux'
  }
}

/** Throws a sentence that names PORT when somebody else listens there, and still does after `patienceMs`. */
export async function requireFreePort({ port, host }: Settings, patienceMs = 0): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new StartFailure('PORT must be a number between 1 and 65535.')
  const until = Date.now() + patienceMs
  for (;;) {
    const code = await listenOnce(port, host)
    if (code === undefined) return
    const next = `PORT=${port + 1} npm start`
    if (code !== 'EADDRINUSE')
      throw new StartFailure(`Interra cannot listen on ${host}:${port} (${code}). See HOST and PORT.`)
    if (Date.now() >= until)
      throw new StartFailure(
        `Port ${port} is taken by another program. Choose another with PORT: ${next} / Le port ${port} est pris : ${next}`,
      )
    await sleep(100)
  }
}

/** The code of the error, undefined when the port is free. */
function listenOnce(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer().once('error', (error) => resolve('code' in error ? String(error.code) : error.message))
    probe.listen(port, host, () => probe.close(() => resolve(undefined)))
  })
}
