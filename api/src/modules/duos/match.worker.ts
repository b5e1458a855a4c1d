import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { solveRound, type Round } from './round.ts'

/** Makes a plan in a thread of its own, at the lowest priority: requests go before it. */
function work(round: Round): void {
  // of this thread alone: Linux gives each thread its own; where it is refused, the plan is only less polite
  try {
    setPriority(19)
  } catch {
    // nothing to do about it
  }
  let last = 0
  const result = solveRound(round, (percent) => {
    if (percent > last) parentPort?.postMessage({ percent })
    last = Math.max(last, percent)
  })
  parentPort?.postMessage({ result })
}

work(workerData as Round)
