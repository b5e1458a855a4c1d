import { problem, type siteRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { dayIn } from '../../platform/local-day.ts'
import { findDecision, listDecisions, removeDecision, saveDecision } from './policies.store.ts'
import { findSite, requireInScope } from './sites.store.ts'

type PolicyRoutes = Pick<typeof siteRoutes, 'listPolicies' | 'setPolicy' | 'withdrawPolicy'>

export const policyHandlers = ({ database, clock }: Deps): Handlers<PolicyRoutes> => ({
  listPolicies: async ({ params, scope }) => {
    requireInScope(scope, params.siteId)
    return { items: await database.read(scope, (db) => listDecisions(db, scope, params.siteId)) }
  },
  setPolicy: ({ params: { siteId }, body, scope }) => {
    requireInScope(scope, siteId)
    return database.write(scope, async (db) => {
      const policyId = await saveDecision(db, siteId, body)
      await recordAudit(db, {
        act: 'policy.set',
        siteId,
        entity: 'policy',
        entityId: policyId,
        reason: body.reason,
        fields: [body.key],
      })
      return findDecision(db, scope, siteId, policyId)
    })
  },
  withdrawPolicy: ({ params: { siteId, policyId }, scope }) =>
    database.write(scope, async (db) => {
      const { timeZone } = await findSite(db, scope, siteId)
      const { startsOn, key } = await findDecision(db, scope, siteId, policyId)
      const today = dayIn(timeZone, clock.now())
      if (startsOn <= today) throw problem('act-not-possible', { params: { startsOn, today } })
      await removeDecision(db, siteId, policyId)
      await recordAudit(db, { act: 'policy.withdrawn', siteId, entity: 'policy', entityId: policyId, fields: [key] })
      return undefined
    }),
})
