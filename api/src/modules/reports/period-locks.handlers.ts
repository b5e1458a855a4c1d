import { broken, problem, type periodLockRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { requireInScope } from '../sites/sites.store.ts'
import { findLock, insertLock, lateEdits, listLocks, saveReopening } from './period-locks.store.ts'
import { periodLock } from './reports.tables.ts'

const entity = 'period_lock'

export const periodLockHandlers = ({ database, clock }: Deps): Handlers<typeof periodLockRoutes> => ({
  listPeriodLocks: ({ query, scope }) =>
    database.read(scope, async (db) => {
      const window = windowOf(query, 2)
      return pageOfRows(
        await listLocks(db, scope, query.siteId, window),
        window,
        ({ since, id }) => [since, id],
        ({ item }) => item,
      )
    }),

  lockPeriod: ({ body, scope, actor }) => {
    requireInScope(scope, body.siteId)
    // what is still to come would be locked before it happened
    if (body.to > dayIn(homeTimeZone, clock.now())) throw broken('rule-broken', '/to', { rule: 'in-the-future' })
    return database.write(scope, async (db) => {
      const id = await insertLock(db, body, actor.accountId)
      await recordAudit(db, { act: 'period.locked', siteId: body.siteId, entity, entityId: id })
      return findLock(db, scope, id)
    })
  },

  reopenPeriod: ({ params: { periodLockId }, body: { reason }, scope, actor, ifMatch }) =>
    database.write(scope, async (db) => {
      await guardVersion(db, scope, periodLock, periodLockId, ifMatch)
      const { siteId, reopenedAt } = await findLock(db, scope, periodLockId)
      if (reopenedAt !== null) throw problem('act-not-possible', { params: { entity, act: 'reopen' } })
      await saveReopening(db, periodLockId, reason, actor.accountId, clock.now())
      await recordAudit(db, { act: 'period.reopened', siteId, entity, entityId: periodLockId, reason })
      return findLock(db, scope, periodLockId)
    }),

  listLateEdits: ({ params: { periodLockId }, scope }) =>
    database.read(scope, async (db) => {
      await findLock(db, scope, periodLockId)
      return { items: await lateEdits(db, scope, periodLockId) }
    }),
})
