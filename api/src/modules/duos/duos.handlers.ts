import { broken, problem, type Duo, type duoRoutes } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { policyAt } from '../sites/policies.store.ts'
import { accept, decline, retract } from './answers.ts'
import { findCandidacy } from './candidacies.store.ts'
import { linkFor } from './duo-messages.ts'
import { lifeHandlers } from './duo-life.handlers.ts'
import { followHandlers } from './duo-follow.handlers.ts'
import { findDuo, listDuos, lockDuo, type StoredDuo } from './duos.store.ts'
import { judgePairs } from './pairs.ts'
import { readPool } from './pool.store.ts'
import { proposePairs } from './propose.ts'

interface OneDuo {
  readonly params: { duoId: string }
  readonly scope: Scope
  readonly ifMatch: number
}

export const duoHandlers = (deps: Deps): Handlers<typeof duoRoutes> => {
  const { database, clock, config } = deps

  /** Holds the duo as the caller read it, acts, and answers what it became. */
  const act = (
    { params: { duoId }, scope, ifMatch }: OneDuo,
    work: (db: Db, held: StoredDuo) => Promise<void>,
  ): Promise<Duo> =>
    database.write(scope, async (db) => {
      await work(db, await lockDuo(db, scope, duoId, ifMatch))
      return (await findDuo(db, scope, duoId, clock.now())).duo
    })

  return {
    ...lifeHandlers(deps),
    ...followHandlers(deps),

    listDuos: ({ query, scope }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 3)
        return pageOfRows(
          await listDuos(db, scope, query, window, clock.now()),
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
            params: { blocker: judged?.blocker, newcomer: newcomer.blockers, local: local.blockers },
          })
        const given = { siteId, today, now, config, by: actor.accountId, origin, reason, matchRunId: null }
        const [duoId = ''] = await proposePairs(db, [judged], given)
        return (await findDuo(db, scope, duoId, now)).duo
      }),

    acceptDuo: (call) =>
      act(call, (db, held) => accept(db, held, { side: call.body.side, through: 'staff', now: clock.now() })),
    declineDuo: (call) => act(call, (db, held) => decline(db, held, call.body.side)),
    retractDuo: (call) => act(call, retract),

    makeDuoLink: ({ params: { duoId }, body: { side }, scope }) =>
      database.write(scope, async (db) => {
        const held = await lockDuo(db, scope, duoId)
        if (held.status !== 'proposed' && held.status !== 'accepted_by_one')
          throw problem('act-not-possible', { params: { entity: 'duo', state: held.status, possible: [] } })
        const { siteId, expiresAt } = held
        const url = await linkFor(db, config, { siteId, duoId, side, expiresAt }, clock.now())
        return { url, expiresAt: expiresAt.toISOString() }
      }),
  }
}
