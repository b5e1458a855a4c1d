import {
  advance,
  matchRunMachine,
  problem,
  scoringVersion,
  type CandidacyPair,
  type MatchRun,
  type MatchRunRow,
  type Missing,
  type StartMatchRun,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { matchRun } from './duos.tables.ts'
import { findRunSql, listRunsSql } from './match-runs.sql.ts'
import type { RoundResult } from './round.ts'

interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly at: Date
  readonly item: MatchRunRow
}

/** Plans, the latest first. */
export function listRuns(db: Db, scope: Scope, siteId: string | null, { take, after }: Window): Promise<Listed[]> {
  return db.hot<Listed>(listRunsSql, [scope.filterSites, siteId, after?.[0] ?? null, after?.[1] ?? null, take])
}

/** The plan with its pairs. Throws `not-found`. */
export async function findRun(db: Db, scope: Pick<Scope, 'filterSites'>, runId: string): Promise<MatchRun> {
  const [found] = await db.hot<{ run: MatchRun }>(findRunSql, [runId, scope.filterSites])
  if (!found) throw problem('not-found')
  return found.run
}

export type NewRun = Required<Pick<StartMatchRun, 'siteId' | 'aim' | 'weights' | 'threshold' | 'pins' | 'forbids'>> & {
  readonly previousRunId: string | null
  readonly createdBy: string | null
}

export async function insertRun(db: Db, wanted: NewRun): Promise<string> {
  const id = newId()
  await db.insert(matchRun).values({ id, scoringVersion, ...wanted })
  return id
}

/** Takes a step of the machine on a plan that the caller holds, and saves what comes with it. */
export async function stepRun(
  db: Db,
  run: Pick<MatchRun, 'id' | 'status'>,
  act: keyof typeof matchRunMachine.acts,
  more: Partial<typeof matchRun.$inferInsert> = {},
): Promise<void> {
  const status = advance(matchRunMachine, run.status, act)
  await db
    .update(matchRun)
    .set({ ...more, status })
    .where(eq(matchRun.id, run.id))
}

/** As `findRun`, held until the transaction ends. Throws also `version-outdated`. */
export async function lockRun(db: Db, scope: Scope, runId: string, ifMatch: number): Promise<MatchRun> {
  await guardVersion(db, scope, matchRun, runId, ifMatch)
  return findRun(db, scope, runId)
}

/** The plan to make, if nobody stopped it: it is running then. */
export async function beginRun(db: Db, runId: string, now: Date): Promise<StoredRun | undefined> {
  const [run] = await db.select().from(matchRun).where(eq(matchRun.id, runId)).for('no key update')
  // a copy that died left it running: the job is given again, and so is the plan
  if (!run || (run.status !== 'queued' && run.status !== 'running')) return undefined
  if (run.status === 'queued') await stepRun(db, run, 'begin', { begunAt: now })
  return { ...run, status: 'running' }
}

export type StoredRun = typeof matchRun.$inferSelect

/** What the plan of a run is made from. Throws `not-found`. */
export async function findStored(db: Db, runId: string): Promise<StoredRun> {
  const [run] = await db.select().from(matchRun).where(eq(matchRun.id, runId))
  if (!run) throw problem('not-found')
  return run
}

/** Notes the percent done; false when the plan is not wanted any more. */
export async function noteProgress(db: Db, runId: string, percent: number): Promise<boolean> {
  const text = `update match_run set progress = $2 where id = $1 and status = 'running' returning id`
  return (await db.hot({ name: 'match-run-progress', text }, [runId, percent])).length > 0
}

export interface Made extends RoundResult {
  readonly inputsHash: string
  readonly newcomers: number
  readonly locals: number
  readonly missing: Missing[]
}

/** Writes what was found; the run is ready. Beside the run before, each pair is new, the same, or moved. */
export async function finishRun(
  db: Db,
  run: Pick<MatchRun, 'id' | 'siteId' | 'status' | 'previousRunId'>,
  made: Made,
  now: Date,
): Promise<void> {
  const { pairs, left, inputsHash, newcomers, locals, missing } = made
  await db.hot({ name: 'match-pairs', text: insertPairs }, [
    run.id,
    run.siteId,
    run.previousRunId,
    JSON.stringify(pairs.map((pair) => ({ id: newId(), ...pair }))),
  ])
  await db.hot({ name: 'match-left', text: insertLeft }, [run.id, run.siteId, JSON.stringify(left)])
  await stepRun(db, run, 'finish', { inputsHash, newcomers, locals, missing, progress: 100, finishedAt: now })
}

/** $1 run, $2 site, $3 run before, $4 pairs. */
const insertPairs = `
  insert into match_pair (id, site_id, match_run_id, newcomer_candidacy_id, local_candidacy_id, score, coverage, parts,
    pinned, change, newcomer_best, local_best)
  select x.id, $2, $1, x.newcomer, x.local, x.score, x.coverage, x.parts, x.pinned,
    case
      when exists (select from match_pair b where b.match_run_id = $3
        and b.newcomer_candidacy_id = x.newcomer and b.local_candidacy_id = x.local) then 'same'
      when exists (select from match_pair b where b.match_run_id = $3
        and (b.newcomer_candidacy_id = x.newcomer or b.local_candidacy_id = x.local)) then 'moved'
      else 'new' end,
    nullif(x."newcomerBest", 'null'), nullif(x."localBest", 'null')
  from jsonb_to_recordset($4::jsonb) as x (id uuid, newcomer uuid, local uuid, score int, coverage int, parts jsonb,
    pinned boolean, "newcomerBest" jsonb, "localBest" jsonb)`

/** $1 run, $2 site, $3 people. */
const insertLeft = `
  insert into match_unmatched (match_run_id, site_id, candidacy_id, side, waiting_days, reason, best_candidacy_id, best_score)
  select $1, $2, x.id, x.side, x."waitingDays", x.reason, (x.best ->> 'id')::uuid, (x.best ->> 'score')::int
  from jsonb_to_recordset($3::jsonb) as x (id uuid, side text, "waitingDays" int, reason text, best jsonb)`

/** Ties the pairs of a plan to the duos that were proposed. */
export async function noteDuos(
  db: Db,
  made: readonly { readonly id: string; readonly duoId: string }[],
): Promise<void> {
  const text = `update match_pair x set duo_id = m.duo_id from unnest($1::uuid[], $2::uuid[]) as m (id, duo_id) where x.id = m.id`
  await db.hot({ name: 'match-pairs-duos', text }, [made.map(({ id }) => id), made.map(({ duoId }) => duoId)])
}

/** Who got nobody in a published round is noted once more; who got somebody begins anew (moonshot 5). */
export async function noteRounds(db: Db, runId: string, proposed: readonly CandidacyPair[]): Promise<void> {
  const served = proposed.flatMap(({ newcomerId, localId }) => [newcomerId, localId])
  const text = `update candidacy c set rounds_missed = case when c.id = any($2) then 0 else c.rounds_missed + 1 end
    where c.id in (
      select candidacy_id from match_unmatched where match_run_id = $1
      union select newcomer_candidacy_id from match_pair where match_run_id = $1
      union select local_candidacy_id from match_pair where match_run_id = $1)`
  await db.hot({ name: 'match-rounds', text }, [runId, served])
}
