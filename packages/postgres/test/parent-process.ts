import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const script = fileURLToPath(new URL('parent.ts', import.meta.url))

/** Starts `parent.ts`; `ready` is what it says once its server runs. */
export function startParent(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ready = once(createInterface(child.stdout), 'line').then(([line]): unknown => JSON.parse(String(line)))
  const killed = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  return { ready, killed }
}
