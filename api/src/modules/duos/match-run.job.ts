import type { Job } from '../../platform/jobs.ts'
import { planBeside } from './match-thread.ts'
import { beginRun, noteProgress, stepRun } from './match-runs.store.ts'
import { matchTask } from './plan-run.store.ts'

/** Looks this often, in milliseconds, whether the plan is still wanted, and notes how far it is. */
const lookEvery = 300

/** Makes the plan of a run beside the service, and stops when somebody cancels it. */
export const matchRunJob: Job = {
  async run({ database, clock, config }, payload) {
    const runId = idOf(payload)
    const run = await database.system(matchTask, (db) => beginRun(db, runId, clock.now()))
    if (!run) return
    const stopping = new AbortController()
    let percent = 0
    const timer = setInterval(() => {
      void database
        .system(matchTask, (db) => noteProgress(db, runId, percent))
        .then((wanted) => wanted || stopping.abort(notWanted))
        .catch((error: unknown) => stopping.abort(error))
    }, lookEvery)
    try {
      const planning = { databaseUrl: config.databaseUrl, runId, now: clock.now() }
      await planBeside(planning, (done) => (percent = done), stopping.signal)
    } catch (error) {
      if (error === notWanted) return
      await database.system(matchTask, (db) => stepRun(db, run, 'fail', { finishedAt: clock.now() }))
      throw error
    } finally {
      clearInterval(timer)
    }
  },
}

/** Somebody stopped it, or it is made already. */
const notWanted = new Error('nobody wants this plan any more')

function idOf(payload: unknown): string {
  const runId: unknown = Reflect.get(Object(payload), 'runId')
  if (typeof runId === 'string') return runId
  throw new TypeError('make-match-run needs the id of a run')
}
