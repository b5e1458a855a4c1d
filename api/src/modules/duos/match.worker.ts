import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { createDatabase } from '../../platform/db/database.ts'
import { planRun } from './plan-run.store.ts'

export interface Planning {
  readonly databaseUrl: string
  readonly runId: string
  readonly now: Date
}

/**
 * Makes a plan in a thread of its own, at the lowest priority: requests go before it. It reads and writes by itself, as
 * thousands of people and pairs would hold up the service on their way through it.
 */
async function work({ databaseUrl, runId, now }: Planning): Promise<void> {
  // of this thread alone: Linux gives each thread its own; where it is refused, the plan is only less polite
  try {
    setPriority(19)
  } catch {
    // nothing to do about it
  }
  const database = createDatabase({ url: databaseUrl, applicationName: 'interra plan', connections: 1 })
  let last = 0
  const wanted = await planRun(database, runId, now, (percent) => {
    if (percent > last) parentPort?.postMessage({ percent })
    last = Math.max(last, percent)
  })
  await database.close()
  parentPort?.postMessage({ wanted })
}

await work(workerData as Planning)
