import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { passingParents } from './data-folder.ts'
import { identityFor, makePrivateFolder } from './identity.ts'
import type { LaunchOptions } from './launch.ts'
import { serve } from './server.ts'

export interface TestCluster {
  /** The superuser's address of the database `postgres`. */
  readonly url: string
  readonly folder: string
  readonly pid: number
  /** Ends the server and removes its folder. A parent that dies without asking has the same effect. */
  stop(): Promise<void>
}

/** A throwaway server: nothing waits for the disk unless `durable` asks for it (to measure), and nothing of it stays. */
export async function startTestCluster(options: Partial<LaunchOptions> = {}): Promise<TestCluster> {
  const folder = makePrivateFolder(passingParents, 'interra-test-', identityFor())
  const guard = spawn(process.execPath, [fileURLToPath(new URL('guard.mjs', import.meta.url)), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  const ended = new Promise<void>((resolve) => guard.once('exit', () => resolve()).once('error', () => resolve()))
  guard.stdin.on('error', () => undefined)
  guard.unref()
  const stop = async () => {
    guard.ref()
    guard.stdin.end()
    await ended
  }
  try {
    const { url, pid } = await serve({ durable: false, ...options, dir: path.join(folder, 'data') }, [folder])
    return { url, folder, pid, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
