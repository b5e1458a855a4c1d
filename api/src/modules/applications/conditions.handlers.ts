import { broken, problem, type AdmissionCondition, type Application, type applicationRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Actor, Handlers, Scope } from '../../platform/http/context.ts'
import { findApplication, lockApplication, type WholeApplication } from './applications.store.ts'
import { saveCondition, todayOf } from './conditions.store.ts'

type ConditionRoutes = Pick<typeof applicationRoutes, 'noteConditionMet' | 'reopenCondition'>
interface Act {
  readonly params: { readonly applicationId: string; readonly conditionId: string }
  readonly scope: Scope
  readonly actor: Actor
}

/** What was asked of somebody who was admitted with conditions: met, one by one. */
export const conditionHandlers = ({ database, clock }: Deps): Handlers<ConditionRoutes> => {
  const on = (
    { params: { applicationId, conditionId }, scope, actor }: Act,
    said: string,
    work: (db: Db, condition: AdmissionCondition, held: WholeApplication) => Promise<void>,
  ): Promise<Application> =>
    database.write(scope, async (db) => {
      const held = await lockApplication(db, scope, applicationId, clock.now())
      const condition = held.decisions.flatMap(({ conditions = [] }) => conditions).find(({ id }) => id === conditionId)
      if (!condition) throw problem('not-found')
      await work(db, condition, held)
      const { siteId } = held
      await recordAudit(db, { act: `application.${said}`, siteId, entity: 'application', entityId: applicationId })
      return findApplication(db, scope, applicationId, clock.now(), actor.personId)
    })

  return {
    noteConditionMet: (call) =>
      on(call, 'condition_met', async (db, { id, metOn }, { siteId }) => {
        if (metOn !== null) throw notPossible('met', 'meet', ['reopen'])
        if (call.body.metOn > (await todayOf(db, siteId, clock.now())))
          throw broken('rule-broken', '/metOn', { rule: 'in-the-future' })
        await saveCondition(db, id, call.body.metOn, call.actor.accountId)
      }),

    reopenCondition: (call) =>
      on(call, 'condition_reopened', async (db, { id, metOn }, { incubationId }) => {
        if (metOn === null) throw notPossible('open', 'reopen', ['meet'])
        if (incubationId !== null) throw notPossible('begun', 'reopen', [])
        await saveCondition(db, id, null, null)
      }),
  }
}

const notPossible = (state: string, act: string, possible: readonly string[]) =>
  problem('act-not-possible', { params: { entity: 'admissionCondition', state, act, possible } })
