import type { authRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { saveLocale } from './credentials.store.ts'
import { passwordHandlers } from './password.handlers.ts'
import { secondFactorHandlers } from './second-factor.handlers.ts'
import { sessionInfoOf } from './session-info.store.ts'
import { endSession, endSessions } from './sessions.store.ts'
import { signInHandlers } from './sign-in.handlers.ts'
import { signedIn } from './signed-in.ts'

export const authHandlers = (deps: Deps): Handlers<typeof authRoutes> => {
  const { database, clock } = deps
  return {
    ...signInHandlers(deps),
    ...passwordHandlers(deps),
    ...secondFactorHandlers(deps),
    whoAmI: ({ actor, scope }) =>
      database.read(scope, (db) => sessionInfoOf(db, signedIn(actor), dayIn(homeTimeZone, clock.now()))),
    signOut: async ({ actor, scope, answer }) => {
      const { accountId, sessionId } = signedIn(actor)
      await database.write(scope, async (db) => {
        await endSession(db, sessionId, clock.now())
        await recordAudit(db, { act: 'session.ended', siteId: null, entity: 'account', entityId: accountId })
      })
      answer.cookie(null)
      return undefined
    },
    signOutEverywhere: async ({ actor, scope, answer }) => {
      const { accountId } = signedIn(actor)
      await database.write(scope, async (db) => {
        await endSessions(db, accountId, clock.now())
        await recordAudit(db, { act: 'session.all-ended', siteId: null, entity: 'account', entityId: accountId })
      })
      answer.cookie(null)
      return undefined
    },
    setLocale: async ({ actor, body, scope }) => {
      await database.write(scope, (db) => saveLocale(db, signedIn(actor).accountId, body.locale))
      return undefined
    },
  }
}
