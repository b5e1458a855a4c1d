import { broken, problem, usualThreshold, type duoRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { policyAt } from '../sites/policies.store.ts'
import { accept, dayOfYes, decline, isTaken, retract } from './answers.ts'
import { findCandidacy } from './candidacies.store.ts'
import { linkFor } from './duo-messages.ts'
import { duoAct, readsSafety } from './duo-act.ts'
import { endHandlers } from './duo-end.handlers.ts'
import { followHandlers } from './duo-follow.handlers.ts'
import { lifeHandlers } from './duo-life.handlers.ts'
import { findDuo, listDuos, lockDuo, requireVersion, type StoredDuo } from './duos.store.ts'
import { judgePairs } from './pairs.ts'
import { readPool } from './pool.store.ts'
import { holdPlaces, logsUntil, proposePairs } from './propose.ts'

export const duoHandlers = (deps: Deps): Handlers<typeof duoRoutes> => {
  const { database, clock, config } = deps

  const act = duoAct(deps)
  return {
    ...lifeHandlers(deps),
    ...endHandlers(deps),
    ...followHandlers(deps),

    listDuos: ({ query, scope, actor }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 3)
        const alertsAt = scope.filterSites.filter((siteId) => readsSafety(actor, { siteId }))
        return pageOfRows(
          await listDuos(db, scope, query, window, { now: clock.now(), alertsAt }),
          window,
          ({ calm, proposedAt, id }) => [String(calm), proposedAt.toISOString(), id],
          ({ item }) => item,
        )
      }),

    getDuo: ({ params, scope }) =>
      database.read(scope, async (db) => (await findDuo(db, scope, params.duoId, clock.now())).duo),

    proposeDuo: ({ body: { newcomerId, localId, origin, reason: said }, scope, actor }) =>
      database.write(scope, async (db) => {
        const now = clock.now()
        const reason = said?.trim() ? said.trim() : null
        if (origin === 'by_feel' && reason === null) throw broken('reason-required', '/reason')
        await holdPlaces(db, [{ newcomerId, localId }])
        const { candidacy: newcomer, today } = await findCandidacy(db, scope, newcomerId, now)
        const { candidacy: local } = await findCandidacy(db, scope, localId, now)
        const { siteId } = newcomer
        if (local.siteId !== siteId) throw problem('not-found')
        const language = await policyAt(db, siteId, 'duo_language', today)
        const [judged] = judgePairs(await readPool(db, siteId, now), [{ newcomerId, localId }], { language })
        // a wish about gender that nobody can check by data is asked about by people
        const byFeel = origin === 'by_feel' && judged?.blocker === 'gender_not_told'
        if (!judged || (judged.blocker !== undefined && !byFeel))
          throw problem('pair-impossible', {
            params: {
              blocker: judged?.blocker,
              ...(readsSafety(actor, newcomer) && { newcomer: newcomer.blockers, local: local.blockers }),
            },
          })
        if (origin === 'suggestion' && (judged.explained?.score ?? 0) < usualThreshold)
          throw broken('rule-broken', '/origin', { rule: 'below-threshold' })
        const given = { siteId, today, now, config, by: actor.accountId, origin, reason, matchRunId: null }
        const [duoId = ''] = await proposePairs(db, [judged], given)
        return (await findDuo(db, scope, duoId, now)).duo
      }),

    acceptDuo: ({ params, body: { side, on }, scope, ifMatch, actor }) =>
      act({ params, scope }, async (db, held) => {
        if (!isTaken(held)) requireVersion(held, ifMatch)
        const reader = readsSafety(actor, held) ? 'staff' : 'link'
        const now = clock.now()
        const saidAt = on === undefined ? now : await dayOfYes(db, held, on, now)
        await accept(db, held, { side, through: 'staff', reader, saidAt, now })
      }),
    declineDuo: (call) => act(call, (db, held) => decline(db, held, call.body.side)),
    retractDuo: (call) => act(call, retract),

    makeDuoLink: ({ params: { duoId }, body: { side }, scope }) =>
      database.write(scope, async (db) => {
        const held = await lockDuo(db, scope, duoId)
        const { purpose, expiresAt } = linkOf(held)
        const url = await linkFor(db, config, { duoId, side, purpose, expiresAt }, clock.now())
        return { url, expiresAt: expiresAt.toISOString() }
      }),
  }
}

/** What a link of a duo is for today: to answer while it is proposed, to note meetings while it lasts. */
function linkOf({ status, expiresAt, plannedEndOn }: StoredDuo) {
  if (status === 'proposed' || status === 'accepted_by_one') return { purpose: 'answer', expiresAt } as const
  if ((status === 'active' || status === 'paused') && plannedEndOn !== null)
    return { purpose: 'log', expiresAt: logsUntil(plannedEndOn) } as const
  throw problem('act-not-possible', { params: { entity: 'duo', state: status, act: 'makeLink', possible: [] } })
}
