import { broken, problem, type workshopRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { addWaiver, endWaiver } from './waivers.store.ts'
import { actOnWorkshop } from './workshop-act.ts'
import { requireOpen } from './workshop.ts'

type ConditionHandlers = Pick<Handlers<typeof workshopRoutes>, 'waiveCondition' | 'withdrawWaiver'>

/** What is waived of the conditions for publishing. */
export const workshopConditionHandlers = (deps: Deps): ConditionHandlers => {
  const { clock } = deps
  const act = actOnWorkshop(deps)
  return {
    waiveCondition: (call) =>
      act(call, undefined, async ({ workshop }, db) => {
        requireOpen(workshop.status, 'waive')
        const { condition } = call.params
        const reason = call.body.reason.trim()
        if (reason === '') throw broken('reason-required', '/reason')
        await addWaiver(db, workshop, { condition, reason, by: call.actor.accountId, at: clock.now() })
        return { change: {}, act: 'condition_waived', reason, fields: [condition] }
      }),

    withdrawWaiver: (call) =>
      act(call, undefined, async ({ workshop }, db) => {
        requireOpen(workshop.status, 'withdraw_waiver')
        const { condition } = call.params
        if (!workshop.conditions.some((one) => one.condition === condition && one.waiver)) throw problem('not-found')
        await endWaiver(db, workshop.id, condition, clock.now())
        return { change: {}, act: 'waiver_withdrawn', fields: [condition] }
      }),
  }
}
