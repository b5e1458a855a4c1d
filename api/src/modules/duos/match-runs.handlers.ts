import {
  broken,
  matchFeatures,
  problem,
  usualThreshold,
  usualWeights,
  type CandidacyPair,
  type MatchRun,
  type matchRunRoutes,
  type StartMatchRun,
} from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { enqueue } from '../../platform/jobs.ts'
import { dayIn } from '../../platform/local-day.ts'
import { policyAt } from '../sites/policies.store.ts'
import { findSite } from '../sites/sites.store.ts'
import { findRun, insertRun, listRuns, lockRun, noteDuos, noteRounds, stepRun } from './match-runs.store.ts'
import { judgePairs } from './pairs.ts'
import { matchTask } from './plan-run.store.ts'
import { countPool, readPool, type PoolCount } from './pool.store.ts'
import type { Pool } from './pool.ts'
import { holdPlaces, proposePairs } from './propose.ts'

export const matchRunHandlers = ({ database, clock, config }: Deps): Handlers<typeof matchRunRoutes> => ({
  startMatchRun: ({ body, scope, actor }) =>
    database.write(scope, async (db) => {
      const { siteId, aim, weights = usualWeights, threshold = usualThreshold, pins = [], forbids = [] } = body
      const { timeZone } = await findSite(db, scope, siteId)
      if (!matchFeatures.some((feature) => weights[feature] > 0))
        throw broken('rule-broken', '/weights', { rule: 'weights-zero' })
      const previousRunId = body.previousRunId ?? null
      if (previousRunId !== null && (await findRun(db, scope, previousRunId)).siteId !== siteId)
        throw broken('rule-broken', '/previousRunId', { rule: 'unknown' })
      const language = await policyAt(db, siteId, 'duo_language', dayIn(timeZone, clock.now()))
      requireBothSides(await countPool(db, siteId, clock.now()))
      if (pins.length > 0) requirePossible(await readPool(db, siteId, clock.now()), { pins, forbids }, language)
      const wanted = { siteId, aim, weights, threshold, pins, forbids, previousRunId, createdBy: actor.accountId }
      const runId = await insertRun(db, wanted)
      await enqueue(db, { task: matchTask, payload: { runId }, key: `match-run:${runId}` })
      await audit(db, { id: runId, siteId }, 'started')
      return findRun(db, scope, runId)
    }),

  listMatchRuns: ({ query, scope }) =>
    database.read(scope, async (db) => {
      const window = windowOf(query, 2)
      return pageOfRows(
        await listRuns(db, scope, query.siteId ?? null, window),
        window,
        ({ at, id }) => [at.toISOString(), id],
        ({ item }) => item,
      )
    }),

  getMatchRun: ({ params, scope }) => database.read(scope, (db) => findRun(db, scope, params.matchRunId)),

  cancelMatchRun: ({ params, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      const run = await lockRun(db, scope, params.matchRunId, ifMatch)
      await stepRun(db, run, 'cancel', { finishedAt: clock.now() })
      await audit(db, run, 'cancelled')
      return findRun(db, scope, run.id)
    }),

  publishMatchRun: ({ params, body: { leaveOut = [] }, scope, actor, ifMatch }) =>
    database.write(scope, async (db) => {
      const now = clock.now()
      const run = await lockRun(db, scope, params.matchRunId, ifMatch)
      const { siteId } = run
      const today = dayIn((await findSite(db, scope, siteId)).timeZone, now)
      const unknown = leaveOut.findIndex((id) => !run.pairs.some((pair) => pair.id === id))
      if (unknown >= 0) throw broken('rule-broken', `/leaveOut/${unknown}`, { rule: 'unknown' })
      await stepRun(db, run, 'publish', { publishedAt: now, publishedBy: actor.accountId })
      const wanted = run.pairs.filter(({ id }) => !leaveOut.includes(id))
      const language = await policyAt(db, siteId, 'duo_language', today)
      const pairs = wanted.map((pair) => ({ newcomerId: pair.newcomer.candidacyId, localId: pair.local.candidacyId }))
      await holdPlaces(db, pairs)
      const judged = judgePairs(await readPool(db, siteId, now), pairs, { language, weights: run.weights })
      const outdated = wanted.filter((_, at) => judged[at]?.blocker !== undefined).map(({ id }) => id)
      if (outdated.length > 0) throw problem('round-outdated', { params: { pairs: outdated } })
      const given = { siteId, today, now, config, by: actor.accountId, reason: null, matchRunId: run.id }
      const duoIds = await proposePairs(db, judged, { ...given, origin: 'plan' })
      await noteDuos(
        db,
        wanted.map(({ id }, at) => ({ id, duoId: duoIds[at] ?? '' })),
      )
      await noteRounds(db, run.id, pairs)
      await audit(db, run, 'published')
      return findRun(db, scope, run.id)
    }),
})

/** Throws `round-impossible` with how many wait on each side, when nobody does on one. */
function requireBothSides({ newcomers, locals }: PoolCount): void {
  if (newcomers === 0 || locals === 0) throw problem('round-impossible', { params: { newcomers, locals } })
}

/** Refuses pins that no plan can hold (`round-impossible` with the pairs), and what contradicts itself (`rule-broken`). */
function requirePossible(
  pool: Pool,
  { pins, forbids }: Required<Pick<StartMatchRun, 'pins' | 'forbids'>>,
  language: string,
): void {
  const same = (one: CandidacyPair, other: CandidacyPair) =>
    one.newcomerId === other.newcomerId && one.localId === other.localId
  pins.forEach((pin, at) => {
    if (forbids.some((forbid) => same(forbid, pin)))
      throw broken('rule-broken', `/pins/${at}`, { rule: 'pin-and-forbid' })
    const before = pins.slice(0, at)
    const local = pool.members.find(({ candidate }) => candidate.id === pin.localId)
    const localTimes = before.filter(({ localId }) => localId === pin.localId).length
    if (before.some(({ newcomerId }) => newcomerId === pin.newcomerId) || localTimes >= (local?.candidate.places ?? 1))
      throw broken('rule-broken', `/pins/${at}`, { rule: 'pinned-twice' })
  })
  const blocked = judgePairs(pool, pins, { language }).filter(({ blocker }) => blocker !== undefined)
  if (blocked.length > 0)
    throw problem('round-impossible', {
      params: { pins: blocked.map(({ newcomerId, localId, blocker }) => ({ newcomerId, localId, blocker })) },
    })
}

function audit(db: Db, { id, siteId }: Pick<MatchRun, 'id' | 'siteId'>, act: string): Promise<void> {
  return recordAudit(db, { act: `match_run.${act}`, siteId, entity: 'match_run', entityId: id })
}
