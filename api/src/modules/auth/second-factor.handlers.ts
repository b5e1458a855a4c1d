import { problem, type authRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Call, Handlers, Scope } from '../../platform/http/context.ts'
import { createSeal, type Seal } from '../../platform/seal.ts'
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
  const { database, clock, identities, config } = deps
  const seal = createSeal(config.secretsKeys)
  return {
    startSecondFactor: ({ actor, scope }) => {
      if (!seal.ready) throw problem('act-not-possible', { params: { missing: 'SECRETS_KEY' } })
      const { accountId } = signedIn(actor)
      return database.write(scope, async (db) => {
        const found = await findCredentials(db, accountId)
        if (!found) throw problem('not-signed-in')
        const proposed = newSecondFactor(found.email)
        if (!(await proposeFactor(db, accountId, seal.close(proposed.secret, accountId)))) throw problem('conflict')
        return proposed
      })
    },
    confirmSecondFactor: async (call) => {
      const { accountId, sessionId } = signedIn(call.actor)
      const sealed = await database.read(call.scope, (db) => proposedFactor(db, accountId))
      if (sealed === null) throw problem('conflict')
      const step = await checkedStep(deps, seal, call, { sealed, lastStep: null })
      await database.write(call.scope, async (db) => {
        if (!(await confirmFactor(db, accountId, { sealed, step, now: clock.now() }))) throw problem('conflict')
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
      const step = await checkedStep(deps, seal, call, found.factor)
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
  seal: Seal,
  { actor, scope, address, body }: CodeCall,
  factor: { readonly sealed: string; readonly lastStep: number | null },
): Promise<number> {
  const now = clock.now()
  const { accountId } = signedIn(actor)
  const subject = `second factor of ${accountId}`
  const attempt = await database.write(scope, (db) => beginTry(db, { subject, address }, now, config.signInFreeTries))
  const step = stepOfCode(seal.open(factor.sealed, accountId), body.code, now, factor.lastStep)
  if (step === null) throw problem('second-factor-code-wrong')
  await database.write(scope, (db) => forgetTry(db, attempt))
  return step
}
