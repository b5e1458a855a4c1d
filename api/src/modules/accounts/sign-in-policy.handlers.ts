import { broken, type accountRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { findAccount } from './accounts.store.ts'
import { requireAdminEverywhere } from './grants.store.ts'
import { isSecondFactorRequired, saveSecondFactorRequired } from './sign-in-policy.store.ts'

export const signInPolicyHandlers = ({
  database,
  clock,
  identities,
}: Deps): Handlers<Pick<typeof accountRoutes, 'getSignInPolicy' | 'setSignInPolicy'>> => ({
  getSignInPolicy: ({ scope }) =>
    database.read(scope, async (db) => ({ secondFactorRequired: await isSecondFactorRequired(db) })),
  setSignInPolicy: async ({ body, actor, scope }) => {
    const policy = await database.write(scope, async (db) => {
      await requireAdminEverywhere(db, actor, dayIn(homeTimeZone, clock.now()))
      const own = actor.accountId === null ? null : await findAccount(db, scope, actor.accountId)
      if (body.secondFactorRequired && !own?.secondFactor)
        throw broken('rule-broken', '/secondFactorRequired', { rule: 'own-second-factor-first' })
      await saveSecondFactorRequired(db, body.secondFactorRequired)
      const fields = ['secondFactorRequired']
      await recordAudit(db, { act: 'sign-in-policy.set', siteId: null, entity: 'setting', entityId: null, fields })
      return body
    })
    identities.forget()
    return policy
  },
})
