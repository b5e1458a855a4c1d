import { problem, type authRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Call, Handlers, Scope } from '../../platform/http/context.ts'
import { beginTry, forgetTry } from './attempts.store.ts'
import {
  confirmFactor,
  findCredentials,
  proposedFactor,
  proposeFactor,
  removeFactor,
  useStep,
} from './credentials.store.ts'
import { newSecondFactor, stepOfCode } from './second-factor.ts'
import { endSessions } from './sessions.store.ts'
import { signedIn } from './signed-in.ts'

type FactorRoutes = Pick<typeof authRoutes, 'startSecondFactor' | 'confirmSecondFactor' | 'removeSecondFactor'>

export const secondFactorHandlers = (deps: Deps): Handlers<FactorRoutes> => {
  const { database, clock, identities } = deps
  return {
    startSecondFactor: ({ actor, scope }) => {
      const { accountId } = signedIn(actor)
      return database.write(scope, async (db) => {
        const found = await findCredentials(db, accountId)
        if (!found) throw problem('not-signed-in')
        const proposed = newSecondFactor(found.email)
        if (!(await proposeFactor(db, accountId, proposed.secret))) throw problem('conflict')
        return proposed
      })
    },
    confirmSecondFactor: async (call) => {
      const { accountId, sessionId } = signedIn(call.actor)
      const secret = await database.read(call.scope, (db) => proposedFactor(db, accountId))
      if (secret === null) throw problem('conflict')
      const step = await checkedStep(deps, call, { secret, lastStep: null })
      await database.write(call.scope, async (db) => {
        if (!(await confirmFactor(db, accountId, { secret, step, now: clock.now() }))) throw problem('conflict')
        await endSessions(db, accountId, clock.now(), sessionId)
        await recordAudit(db, { act: 'second-factor.confirmed', siteId: null, entity: 'account', entityId: accountId })
      })
      identities.forget()
      return undefined
    },
    removeSecondFactor: async (call) => {
      const { accountId, sessionId } = signedIn(call.actor)
      const found = await database.read(call.scope, (db) => findCredentials(db, accountId))
      if (!found?.factor) throw problem('conflict')
      const step = await checkedStep(deps, call, found.factor)
      await database.write(call.scope, async (db) => {
        if (!(await useStep(db, accountId, step))) throw problem('second-factor-code-wrong')
        await removeFactor(db, accountId)
        await endSessions(db, accountId, clock.now(), sessionId)
        await recordAudit(db, { act: 'second-factor.removed', siteId: null, entity: 'account', entityId: accountId })
      })
      identities.forget()
      return undefined
    },
  }
}

interface CodeCall {
  readonly actor: Call<FactorRoutes['confirmSecondFactor']>['actor']
  readonly scope: Scope
  readonly address: string
  readonly body: { readonly code: string }
}

/** The time step of a right code. Six digits are soon guessed, so tries are counted as those of signing in. */
async function checkedStep(
  { database, clock, config }: Deps,
  { actor, scope, address, body }: CodeCall,
  factor: { readonly secret: string; readonly lastStep: number | null },
): Promise<number> {
  const now = clock.now()
  const subject = `second factor of ${signedIn(actor).accountId}`
  const attempt = await database.write(scope, (db) => beginTry(db, { subject, address }, now, config.signInFreeTries))
  const step = stepOfCode(factor.secret, body.code, now, factor.lastStep)
  if (step === null) throw problem('second-factor-code-wrong')
  await database.write(scope, (db) => forgetTry(db, attempt))
  return step
}
