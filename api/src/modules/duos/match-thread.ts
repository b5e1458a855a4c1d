import { Worker } from 'node:worker_threads'
import type { Planning } from './match.worker.ts'

/** The sources run through tsx, which a thread has to ask for itself, each time anew; the built service has the program beside it. */
const isSource = import.meta.url.endsWith('.ts')
const source = `import('tsx/esm/api').then(({ tsImport }) => tsImport('./match.worker.ts', '${import.meta.url}'))`
let program: string | URL | undefined = isSource ? undefined : new URL('./match-worker.mjs', import.meta.url)

/** Says where the program was put together already. */
export function runBuilt(file: string): void {
  program = file
}

interface Said {
  readonly percent?: number
  readonly wanted?: boolean
}

/**
 * Makes a plan beside the service. `told` hears the percent done; when `signal` is aborted the thread ends at once, what it
 * was writing is undone, and the promise is rejected with the signal's reason.
 */
export function planBeside(planning: Planning, told: (percent: number) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const thread =
      program === undefined
        ? new Worker(source, { eval: true, workerData: planning, execArgv: [] })
        : new Worker(program, { workerData: planning, execArgv: [] })
    const stop = () => {
      void thread.terminate()
      reject(signal.reason)
    }
    signal.addEventListener('abort', stop, { once: true })
    thread.on('message', ({ percent, wanted }: Said) => {
      if (percent !== undefined) told(percent)
      if (wanted !== undefined) resolve()
    })
    thread.once('error', reject)
    thread.once('exit', (code) => {
      signal.removeEventListener('abort', stop)
      reject(new Error(`the plan's thread ended with ${code}`))
    })
  })
}
