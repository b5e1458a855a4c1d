import { problem, type authRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { createSeal, type Seal } from '../../platform/seal.ts'
import { beginTry, forgetTry, tryWasRight } from './attempts.store.ts'
import { canonicalEmail, findByEmail, useStep, type Credentials } from './credentials.store.ts'
import { isPassword } from './password.ts'
import { stepOfCode } from './second-factor.ts'
import { sessionInfoOf } from './session-info.store.ts'
import { endSession, openSession } from './sessions.store.ts'

/**
 * Signing in tells an unknown address, a wrong password and a disabled account apart neither by its answer nor by its
 * time: each goes the same way, one hash included.
 */
export const signInHandlers = ({ database, clock, config }: Deps): Handlers<Pick<typeof authRoutes, 'signIn'>> => {
  const seal = createSeal(config.secretsKeys)
  return {
    signIn: async ({ body, scope, actor, address, answer }) => {
      const now = clock.now()
      const subject = canonicalEmail(body.email)
      const attempt = await database.write(scope, (db) =>
        beginTry(db, { subject, address }, now, config.signInFreeTries),
      )
      const found = await database.read(scope, (db) => findByEmail(db, subject))
      const known = found?.status === 'active' ? found : null
      const matches = await isPassword(body.password, known?.passwordHash ?? null)
      if (!known || !matches) throw problem('wrong-credentials')
      if (known.factor && body.code === undefined) {
        await database.write(scope, (db) => forgetTry(db, attempt))
        throw problem('second-factor-needed')
      }
      const step = rightStep(seal, known, body.code, now)
      const { token, info } = await database.write(asAccount(scope, known.id), async (db) => {
        if (step !== null && !(await useStep(db, known.id, step))) throw problem('wrong-credentials')
        await tryWasRight(db, attempt)
        if (actor.sessionId !== null) await endSession(db, actor.sessionId, now)
        const { token, sessionId } = await openSession(db, known.id, now, config.sessionDays)
        await recordAudit(db, { act: 'session.begun', siteId: null, entity: 'account', entityId: known.id })
        return { token, info: await sessionInfoOf(db, { accountId: known.id, sessionId }, dayIn(homeTimeZone, now)) }
      })
      answer.cookie(token, config.sessionDays * 86_400)
      return info
    },
  }
}

/** The time step of the code; null when the account needs none. */
function rightStep(seal: Seal, { id, factor }: Credentials, code: string | undefined, now: Date): number | null {
  if (!factor) return null
  const step = stepOfCode(seal.open(factor.sealed, id), code ?? '', now, factor.lastStep)
  if (step === null) throw problem('wrong-credentials')
  return step
}

function asAccount(scope: Scope, accountId: string): Scope {
  return { ...scope, actorKind: 'account', actorId: accountId }
}
