import { Worker } from 'node:worker_threads'
import type { Round, RoundResult } from './round.ts'

/** The sources run through tsx, which a thread has to ask for itself; the built service has the program beside it. */
const isSource = import.meta.url.endsWith('.ts')
const source = `import('tsx/esm/api').then(({ tsImport }) => tsImport('./match.worker.ts', '${import.meta.url}'))`
const program = new URL('./match-worker.mjs', import.meta.url)

interface Said {
  readonly percent?: number
  readonly result?: RoundResult
}

/**
 * Makes a plan beside the service. `told` hears the percent done; when `signal` is aborted the thread ends at once and
 * the promise is rejected with the signal's reason.
 */
export function solveBeside(round: Round, told: (percent: number) => void, signal: AbortSignal): Promise<RoundResult> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const thread = isSource
      ? new Worker(source, { eval: true, workerData: round, execArgv: [] })
      : new Worker(program, { workerData: round })
    const stop = () => {
      void thread.terminate()
      reject(signal.reason)
    }
    signal.addEventListener('abort', stop, { once: true })
    thread.on('message', ({ percent, result }: Said) => {
      if (percent !== undefined) told(percent)
      if (result) resolve(result)
    })
    thread.once('error', reject)
    thread.once('exit', (code) => {
      signal.removeEventListener('abort', stop)
      reject(new Error(`the plan's thread ended with ${code}`))
    })
  })
}
