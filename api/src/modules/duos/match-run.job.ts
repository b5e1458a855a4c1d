import { createHash } from 'node:crypto'
import type { Job } from '../../platform/jobs.ts'
import { dayIn } from '../../platform/local-day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { policyAt } from '../sites/policies.store.ts'
import { solveBeside } from './match-thread.ts'
import { beginRun, finishRun, noteProgress, stepRun } from './match-runs.store.ts'
import type { matchRun } from './duos.tables.ts'
import { missingOf } from './missing.ts'
import { readPool } from './pool.store.ts'
import { ofSide, type Pool } from './pool.ts'
import type { Round } from './round.ts'

export const matchTask = 'make-match-run'
type Run = typeof matchRun.$inferSelect

/** Looks this often, in milliseconds, whether the plan is still wanted, and notes how far it is. */
const lookEvery = 300

/** Makes the plan of a run beside the service, and stops when somebody cancels it. */
export const matchRunJob: Job = {
  async run(deps, payload) {
    const { database, clock } = deps
    const runId = idOf(payload)
    const run = await database.system(matchTask, (db) => beginRun(db, runId, clock.now()))
    if (!run) return
    try {
      await make(deps, run)
    } catch (error) {
      if (error === notWanted) return
      await database.system(matchTask, (db) => stepRun(db, run, 'fail', { finishedAt: clock.now() }))
      throw error
    }
  },
}

const notWanted = new Error('nobody wants this plan any more')

async function make({ database, clock }: Deps, run: Run): Promise<void> {
  const { pool, round } = await database.system(matchTask, (db) => roundOf(db, run, clock.now()))
  const stopping = new AbortController()
  let percent = 0
  const timer = setInterval(() => {
    void database
      .system(matchTask, (db) => noteProgress(db, run.id, percent))
      .then((wanted) => wanted || stopping.abort(notWanted))
      .catch((error: unknown) => stopping.abort(error))
  }, lookEvery)
  try {
    const result = await solveBeside(round, (done) => (percent = done), stopping.signal)
    const matched = new Set(result.pairs.flatMap(({ newcomer, local }) => [newcomer, local]))
    const waiting = pool.members.filter(({ candidate }) => !matched.has(candidate.id))
    const made = {
      ...result,
      inputsHash: createHash('sha256').update(JSON.stringify(round)).digest('hex'),
      newcomers: round.newcomers.length,
      locals: round.locals.length,
      missing: missingOf(waiting, round.language).slice(0, 40),
    }
    await database.system(matchTask, async (db) => {
      if (!(await noteProgress(db, run.id, 100))) throw notWanted
      await finishRun(db, run, made, clock.now())
    })
  } finally {
    clearInterval(timer)
  }
}

/** Everything that the plan is made from, in a fixed order. */
async function roundOf(db: Db, run: Run, now: Date): Promise<{ pool: Pool; round: Round }> {
  const pool = await readPool(db, run.siteId, now)
  const [site] = await db.hot<{ timeZone: string }>(
    { name: 'match-site', text: 'select time_zone as "timeZone" from site where id = $1' },
    [run.siteId],
  )
  const today = dayIn(site?.timeZone ?? 'Europe/Brussels', now)
  const pairs = (some: Run['pins']) => some.map(({ newcomerId, localId }) => [newcomerId, localId] as const)
  return {
    pool,
    round: {
      newcomers: ofSide(pool, 'newcomer').map(({ candidate }) => candidate),
      locals: ofSide(pool, 'local').map(({ candidate }) => candidate),
      weights: run.weights,
      language: await policyAt(db, run.siteId, 'duo_language', today),
      apart: [...pool.apart, ...pairs(run.forbids).map((pair) => ({ pair, because: 'apart' as const }))],
      aim: run.aim,
      threshold: run.threshold,
      waitingLimitDays: await policyAt(db, run.siteId, 'duo_waiting_limit_days', today),
      pins: pairs(run.pins),
    },
  }
}

function idOf(payload: unknown): string {
  const runId: unknown = Reflect.get(Object(payload), 'runId')
  if (typeof runId === 'string') return runId
  throw new TypeError('make-match-run needs the id of a run')
}
