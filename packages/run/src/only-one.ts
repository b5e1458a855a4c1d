import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { StartFailure } from './child.ts'
import type { Settings } from './settings.ts'

/**
 * Marks the data folder as in use, and says where Interra already runs when it is. Answers the function that ends it.
 * A mark left by a killed process counts for nothing.
 */
export function claimDataFolder({ dataDir, publicUrl }: Settings): () => void {
  mkdirSync(dataDir, { recursive: true })
  const mark = path.join(dataDir, 'running.json')
  for (;;) {
    try {
      writeFileSync(mark, JSON.stringify({ pid: process.pid, url: publicUrl }), { flag: 'wx' })
      return () => rmSync(mark, { force: true })
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
  if (pid <= 0) return false
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

/** Throws a sentence that names PORT when somebody else listens there. */
export function requireFreePort({ port, host }: Settings): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    return Promise.reject(new StartFailure('PORT must be a number between 1 and 65535.'))
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE'
      const next = `PORT=${port + 1} npm start`
      const sentence = taken
        ? `Port ${port} is taken by another program. Choose another with PORT: ${next} / Le port ${port} est pris : ${next}`
        : `Interra cannot listen on ${host}:${port} (${error.message}). See HOST and PORT.`
      reject(new StartFailure(sentence))
    })
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}
