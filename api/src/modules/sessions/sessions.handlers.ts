import { problem, type sessionRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import { raw, type Handlers } from '../../platform/http/context.ts'
import { onlyHostedBy } from '../../platform/http/hosted-by.ts'
import { dayIn } from '../../platform/local-day.ts'
import { changeHandlers } from './changes.handlers.ts'
import { lockSession, touchSession } from './changes.store.ts'
import { scheduleHandlers } from './schedule.handlers.ts'
import { findSession, findSite, listSessions } from './sessions.store.ts'
import { recordTime, requireTeam, setStaff } from './staff.store.ts'

export const sessionHandlers = (deps: Deps): Handlers<typeof sessionRoutes> => {
  const { database, clock } = deps
  return {
    ...scheduleHandlers(deps),
    ...changeHandlers(deps),

    listSessions: async ({ query, actor, scope }) => {
      const seen = { hostedBy: onlyHostedBy(actor, scope), now: clock.now() }
      const { json, next } = await database.read(scope, (db) => listSessions(db, scope, query, seen))
      return raw(json, { next })
    },

    getSession: async ({ params, actor, scope }) => {
      const seen = { hostedBy: onlyHostedBy(actor, scope), now: clock.now() }
      const { json, version } = await database.read(scope, (db) => findSession(db, scope, params.sessionId, seen))
      return raw(json, { version })
    },

    planStaff: ({ params, body, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        const { id, siteId, timeZone, status } = await lockSession(db, scope, params.sessionId, ifMatch)
        if (status === 'cancelled') throw problem('session-closed', { params: { state: status } })
        await requireTeam(db, siteId, dayIn(timeZone, clock.now()), body.accountIds, '/accountIds')
        await setStaff(db, siteId, id, body.accountIds)
        await touchSession(db, [id])
        await recordAudit(db, { act: 'session.staffed', siteId, entity: 'session', entityId: id, fields: ['staff'] })
        const { json, version } = await findSession(db, scope, id, { now: clock.now() })
        return raw(json, { version })
      }),

    recordStaffTime: ({ params, body, scope }) =>
      database.write(scope, async (db) => {
        const { siteId, timeZone, status } = await findSite(db, scope, params.sessionId)
        if (status === 'cancelled') throw problem('session-closed', { params: { state: status } })
        await requireTeam(db, siteId, dayIn(timeZone, clock.now()), [body.accountId], '/accountId')
        await recordTime(db, siteId, params.sessionId, body)
        const { sessionId } = params
        await touchSession(db, [sessionId])
        await recordAudit(db, { act: 'session.time-recorded', siteId, entity: 'session', entityId: sessionId })
        const { json, version } = await findSession(db, scope, sessionId, { now: clock.now() })
        return raw(json, { version })
      }),
  }
}
