import { broken, enterpriseNumberOf, problem, type Venture, type ventureRoutes } from '@interra/contracts'
import { recordAudit, recordRead } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { requireNotAhead, requireWithin } from './incubation.ts'
import { findIncubation, lockIncubation, readsWhole, type Asking, type FoundIncubation } from './incubations.store.ts'
import { venture } from './incubations.tables.ts'
import {
  clearEnterprise,
  findVenture,
  saveCard,
  saveEnterprise,
  saveFormality,
  saveMilestone,
  saveOutcome,
} from './venture.store.ts'

export const ventureHandlers = ({ database, clock }: Deps): Handlers<typeof ventureRoutes> => {
  const act = (
    { params: { incubationId }, ifMatch, ...call }: Asking & { params: { incubationId: string }; ifMatch: number },
    name: string,
    work: (db: Db, incubation: FoundIncubation, by: string | null) => Promise<void>,
  ): Promise<Venture> =>
    database.write(call.scope, async (db) => {
      const incubation = await lockIncubation(db, call, incubationId, clock.now())
      await guardVersion(db, call.scope, venture, incubationId, ifMatch)
      await work(db, incubation, call.actor.accountId)
      const { id: entityId, siteId } = incubation
      await recordAudit(db, { act: `venture.${name}`, siteId, entity: 'venture', entityId })
      return findVenture(db, incubation)
    })

  return {
    getVenture: ({ params: { incubationId }, ...call }) =>
      database.write(call.scope, async (db) => {
        const incubation = await findIncubation(db, call, incubationId, clock.now())
        await recordRead(db, incubation.personId, 'getVenture')
        const found = await findVenture(db, incubation)
        if (readsWhole(call.actor, incubation)) return found
        // that somebody lives on support of the CPAS, or from where they came, is for their coaches to know
        const { card: _, enterpriseRemoved: _why, formalities, ...rest } = found
        const isTold = ({ code }: (typeof formalities)[number]) =>
          code !== 'cpas_informed' && code !== 'professional_card'
        return { ...rest, formalities: formalities.filter(isTold) }
      }),

    setMilestone: (call) =>
      act(call, 'milestone_set', async (db, incubation, by) => {
        const { code } = call.params
        requireWithin(incubation, call.body.plannedOn, '/plannedOn')
        requireNotAhead(call.body.reachedOn, incubation.today, '/reachedOn')
        const { count } = call.body
        if (count !== undefined && count !== null && code !== 'customer_interviews')
          throw broken('rule-broken', '/count', { rule: 'not-for-this-kind' })
        await saveMilestone(db, incubation, code, call.body, by)
      }),

    setCard: (call) =>
      act(call, 'card_set', async (db, incubation) => {
        requireNotAhead(call.body.sinceOn, incubation.today, '/sinceOn')
        await saveCard(db, incubation, call.body.status, call.body.sinceOn)
      }),

    setFormality: (call) =>
      act(call, 'formality_set', async (db, incubation, by) => {
        requireNotAhead(call.body.doneOn, incubation.today, '/doneOn')
        await saveFormality(db, incubation, call.params.code, call.body.doneOn, by)
      }),

    setEnterprise: (call) =>
      act(call, 'enterprise_set', async (db, incubation, by) => {
        const number = enterpriseNumberOf(call.body.number)
        if (number === undefined) throw broken('enterprise-number-wrong', '/number')
        for (const member of ['verifiedOn', 'aliveOn', 'ceasedOn'] as const)
          requireNotAhead(call.body[member], incubation.today, `/${member}`)
        await saveEnterprise(db, incubation, { ...call.body, number }, by)
      }),

    removeEnterprise: (call) =>
      act(call, 'enterprise_removed', async (db, incubation) => {
        const { reason } = call.body
        if (reason.trim() === '') throw broken('reason-required', '/reason')
        if (!incubation.hasEnterprise)
          throw problem('act-not-possible', {
            params: { entity: 'venture', state: 'no_enterprise', act: 'removeEnterprise', possible: ['setEnterprise'] },
          })
        await clearEnterprise(db, incubation, reason)
      }),

    setOutcome: (call) =>
      act(call, 'outcome_noted', async (db, incubation, by) => {
        const { moment } = call.params
        const due = (await findVenture(db, incubation)).outcomes.find((one) => one.moment === moment)
        if (!due)
          throw problem('act-not-possible', {
            params: { entity: 'incubation', state: incubation.stage, act: 'noteOutcome', possible: [] },
          })
        // at the exit one is asked within four weeks; later moments have their day
        if (moment !== 'exit' && due.dueOn > incubation.today)
          throw broken('rule-broken', '/situations', { rule: 'in-the-future' })
        await saveOutcome(db, incubation, moment, call.body.situations, by)
      }),
  }
}
