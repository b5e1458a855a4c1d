import { createHash } from 'node:crypto'
import type { Database, Db } from '../../platform/db/database.ts'
import { dayIn } from '../../platform/local-day.ts'
import { policyAt } from '../sites/policies.store.ts'
import { findStored, finishRun, noteProgress, type StoredRun } from './match-runs.store.ts'
import { missingOf } from './missing.ts'
import { readPool } from './pool.store.ts'
import { ofSide, type Pool } from './pool.ts'
import { solveRound, type Round } from './round.ts'

export const matchTask = 'make-match-run'

/**
 * Makes the plan of a run that was begun, and writes it in one piece; `told` hears the percent done. False when somebody
 * stopped it meanwhile: nothing is written then. `now` is the instant that the pool is read at.
 */
export async function planRun(
  database: Database,
  runId: string,
  now: Date,
  told: (percent: number) => void,
): Promise<boolean> {
  const began = performance.now()
  const { run, pool, round } = await database.system(matchTask, async (db) => {
    const stored = await findStored(db, runId)
    return { run: stored, ...(await roundOf(db, stored, now)) }
  })
  const result = solveRound(round, told)
  const matched = new Set(result.pairs.flatMap(({ newcomer, local }) => [newcomer, local]))
  const waiting = pool.members.filter(({ candidate }) => !matched.has(candidate.id))
  const made = {
    ...result,
    inputsHash: createHash('sha256').update(JSON.stringify(round)).digest('hex'),
    newcomers: round.newcomers.length,
    locals: round.locals.length,
    missing: missingOf(waiting, round.language).slice(0, 40),
  }
  return database.system(matchTask, async (db) => {
    if (!(await noteProgress(db, runId, 100))) return false
    await finishRun(db, run, made, new Date(now.getTime() + performance.now() - began))
    return true
  })
}

/** Everything that the plan is made from, in a fixed order. */
async function roundOf(db: Db, run: StoredRun, now: Date): Promise<{ pool: Pool; round: Round }> {
  const pool = await readPool(db, run.siteId, now)
  const [site] = await db.hot<{ timeZone: string }>(
    { name: 'match-site', text: 'select time_zone as "timeZone" from site where id = $1' },
    [run.siteId],
  )
  const today = dayIn(site?.timeZone ?? 'Europe/Brussels', now)
  const pairs = (some: StoredRun['pins']) => some.map(({ newcomerId, localId }) => [newcomerId, localId] as const)
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
