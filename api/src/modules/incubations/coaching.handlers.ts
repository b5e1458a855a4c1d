import { advance, broken, coachingLogMachine, problem, type CoachingLog, type coachingRoutes } from '@interra/contracts'
import { changedFields, recordAudit, recordRead } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import { onlyAround } from '../../platform/http/around.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { findPrivateNote, insertLog, listLogs, logIn, saveLog, savePrivateNote } from './coaching.store.ts'
import { requireNotAhead, requireWithin } from './incubation.ts'
import { findIncubation, lockIncubation, readsWhole, type Asking, type FoundIncubation } from './incubations.store.ts'
import { coachingLog } from './incubations.tables.ts'
import { slotHandlers } from './slots.handlers.ts'

type Act = keyof typeof coachingLogMachine.acts
interface Ids {
  readonly incubationId: string
  readonly coachingLogId: string
}

export const coachingHandlers = (deps: Deps): Handlers<typeof coachingRoutes> => {
  const { database, clock } = deps
  const found = async (db: Db, asking: Asking, { incubationId, coachingLogId }: Ids, held: boolean) => {
    const incubation = await (held ? lockIncubation : findIncubation)(db, asking, incubationId, clock.now())
    const log = logIn(await listLogs(db, incubation.id, asking.actor.accountId), coachingLogId)
    return { incubation, log }
  }
  type Change = Parameters<typeof saveLog>[2]
  /** An act on a log, by the table of its states; whoever wrote it changes, signs and withdraws it. */
  const act = async (
    { params, ifMatch, ...call }: Asking & { params: Ids; ifMatch: number },
    name: Act,
    change: (incubation: FoundIncubation, log: Required<CoachingLog>) => Change,
    reason?: string,
  ): Promise<CoachingLog> =>
    database.write(call.scope, async (db) => {
      const { incubation, log } = await found(db, call, params, true)
      await guardVersion(db, call.scope, coachingLog, log.id, ifMatch)
      const status = advance(coachingLogMachine, log.status, name, reason)
      if (name !== 'acknowledge' && !log.mine)
        throw problem('act-not-possible', {
          params: { entity: 'coachingLog', state: log.status, act: name, possible: [] },
        })
      const changes = change(incubation, log)
      await saveLog(db, log.id, { ...changes, status })
      await audit(db, incubation, `log_${status}`, name === 'change' ? changedFields(changes, log) : [])
      return logIn(await listLogs(db, incubation.id, call.actor.accountId), log.id)
    })

  return {
    ...slotHandlers(deps),

    listCoaching: ({ params: { incubationId }, ...call }) =>
      database.write(call.scope, async (db) => {
        const incubation = await findIncubation(db, call, incubationId, clock.now())
        await recordRead(db, incubation.personId, 'listCoaching')
        const logs = await listLogs(db, incubation.id, call.actor.accountId)
        return readsWhole(call.actor, incubation) ? logs : { ...logs, items: logs.items.map(asShared) }
      }),

    addCoachingLog: ({ params: { incubationId }, body, ...call }) =>
      database.write(call.scope, async (db) => {
        const incubation = await lockIncubation(db, call, incubationId, clock.now())
        const { privateNote, sign = false, coachId, ...wanted } = body
        requireNotAhead(wanted.heldOn, incubation.today, '/heldOn')
        requireWithin(incubation, wanted.heldOn, '/heldOn')
        const around = onlyAround(call.actor, call.scope)
        const guest = around !== null && !around.freeSites.includes(incubation.siteId)
        if (guest && coachId !== undefined && coachId !== null && coachId !== call.actor.personId)
          throw broken('rule-broken', '/coachId', { rule: 'unknown' })
        const { accountId } = call.actor
        const id = await insertLog(db, incubation, wanted, {
          coachId: coachId ?? call.actor.personId,
          createdBy: accountId,
          createdAt: clock.now(),
          signedAt: sign ? clock.now() : null,
        })
        if (privateNote !== undefined && privateNote !== null && privateNote !== '')
          await savePrivateNote(db, id, accountId, privateNote)
        await audit(db, incubation, sign ? 'log_signed' : 'log_draft')
        return logIn(await listLogs(db, incubation.id, accountId), id)
      }),

    changeCoachingLog: (call) =>
      act(call, 'change', (incubation) => {
        requireNotAhead(call.body.heldOn, incubation.today, '/heldOn')
        requireWithin(incubation, call.body.heldOn, '/heldOn')
        return call.body
      }),
    signCoachingLog: (call) => act(call, 'sign', () => ({ signedAt: clock.now() })),
    acknowledgeCoachingLog: (call) =>
      act(call, 'acknowledge', ({ today }, { heldOn }) => {
        const { through, on = today } = call.body
        requireNotAhead(on, today, '/on')
        if (on < heldOn) throw broken('rule-broken', '/on', { rule: 'before-start' })
        return { acknowledgedOn: on, acknowledgedThrough: through, acknowledgedBy: call.actor.accountId }
      }),
    withdrawCoachingLog: (call) => act(call, 'withdraw', () => ({ statusReason: call.body.reason }), call.body.reason),

    readPrivateNote: ({ params, ...call }) =>
      database.write(call.scope, async (db) => {
        const { log } = await found(db, call, params, false)
        return { text: await findPrivateNote(db, log.id, call.actor.accountId) }
      }),
    writePrivateNote: ({ params, body, ...call }) =>
      database.write(call.scope, async (db) => {
        const { log } = await found(db, call, params, false)
        await savePrivateNote(db, log.id, call.actor.accountId, body.text)
        return { text: body.text }
      }),
  }
}

/**
 * What was said stays between whoever is coached and their coaches, unless it is shared: others read that it was. What is
 * not signed is not said yet, what was withdrawn no longer.
 */
function asShared({ sharedNote, nextSteps, topics, statusReason: _, ...log }: Required<CoachingLog>): CoachingLog {
  const told = log.shared && log.signedAt !== null && log.status !== 'withdrawn'
  return told ? { ...log, sharedNote, nextSteps, topics } : { ...log, topics: [] }
}

function audit(db: Db, { id, siteId }: FoundIncubation, what: string, fields: readonly string[] = []): Promise<void> {
  return recordAudit(db, { act: `coaching.${what}`, siteId, entity: 'coaching', entityId: id, fields })
}
