import { broken, problem, talkAfter, type duoRoutes } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import { auditDuo, duoAct, notSafe, readsSafety } from './duo-act.ts'
import { tellSafety } from './duo-messages.ts'
import { closeDuo, clearSafety, raiseSafety } from './duo-life.store.ts'
import { afterPause, requireEndDay, requirePause, requirePlannedEndReached, requireTalkDay } from './duo.ts'
import { findDuo, saveDuo, stepDuo, type DuoChange, type StoredDuo } from './duos.store.ts'

type EndRoutes = Pick<
  typeof duoRoutes,
  'pauseDuo' | 'resumeDuo' | 'completeDuo' | 'endDuoEarly' | 'noteTalk' | 'clearSafety'
>
interface Ended {
  readonly scope: Scope
  readonly body: { readonly endedOn?: string }
}

/** Pauses and ends. */
export const endHandlers = (deps: Deps): Handlers<EndRoutes> => {
  const { clock, config } = deps
  const act = duoAct(deps)

  /** Takes a step to one of the two ends, on the day given or today. */
  const end = async (
    db: Db,
    held: StoredDuo,
    { scope, body }: Ended,
    { step, asked = true, ...more }: { step: 'complete' | 'endEarly'; asked?: boolean } & DuoChange,
  ) => {
    const now = clock.now()
    const { duo, today } = await findDuo(db, scope, held.id, now)
    const { endedOn = today } = body
    if (held.startsOn !== null) requireEndDay(endedOn, duo, today)
    if (step === 'complete' && held.status === 'active') requirePlannedEndReached(endedOn, held.plannedEndOn)
    await stepDuo(db, held, step, { ...more, endedOn, ...afterPause(held, endedOn) })
    await closeDuo(db, held, { endedOn, now, rematch: more.rematchWished === true, asked })
  }

  return {
    pauseDuo: (call) =>
      act(call, async (db, held) => {
        const { today } = await findDuo(db, call.scope, held.id, clock.now())
        const { reason, until } = call.body
        if (held.status === 'active') requirePause(until, today)
        await stepDuo(db, held, 'pause', { pausedUntil: until, pausedOn: today }, reason)
        await auditDuo(db, held, 'paused', { reason })
      }),

    resumeDuo: (call) =>
      act(call, async (db, held) => {
        const { duo, today } = await findDuo(db, call.scope, held.id, clock.now())
        if (held.status === 'paused' && duo.alerts?.includes('safety')) throw notSafe(readsSafety(call.actor, held))
        await stepDuo(db, held, 'resume', { resumedOn: today, ...afterPause(held, today) })
        await auditDuo(db, held, 'resumed')
      }),

    completeDuo: (call) =>
      act(call, async (db, held) => {
        await end(db, held, call, { step: 'complete' })
        await auditDuo(db, held, 'completed')
      }),

    endDuoEarly: (call) =>
      act(call, async (db, held) => {
        const { reason, note = null, rematchWished = null } = call.body
        const unsafe = reason === 'safety'
        const said = { endReason: reason, endNote: note, rematchWished }
        // whoever did not feel safe is not asked whether they are still in touch
        await end(db, held, call, { step: 'endEarly', asked: !unsafe, ...said })
        if (unsafe) {
          const now = clock.now()
          const flagId = await raiseSafety(db, held, { by: call.actor.accountId, now })
          if (flagId !== undefined) await tellSafety(db, config, { duoId: held.id, flagId, now })
        }
        await auditDuo(db, held, 'ended_early', { reason })
      }),

    noteTalk: ({ params: { duoId, side }, body, scope }) =>
      act({ params: { duoId }, scope }, async (db, held) => {
        const { today } = await findDuo(db, scope, held.id, clock.now())
        const { talkedOn = today } = body
        if (!talkAfter.some((reason) => reason === held.endReason)) throw notPossible(held, 'noteTalk')
        if (talkedOn !== null) requireTalkDay(talkedOn, held.endedOn, today)
        await saveDuo(db, held.id, side === 'newcomer' ? { newcomerTalkedOn: talkedOn } : { localTalkedOn: talkedOn })
        await auditDuo(db, held, talkedOn === null ? 'talk_removed' : 'talk_noted')
      }),

    clearSafety: (call) =>
      act(call, async (db, held) => {
        const { note, side } = call.body
        if (note.trim() === '') throw broken('reason-required', '/note')
        const now = clock.now()
        const both = { newcomer: held.newcomerId, local: held.localId }
        const people = side === undefined ? Object.values(both) : [both[side]]
        const given = { people, note: note.trim(), by: call.actor.accountId, now }
        if (!(await clearSafety(db, held.id, given))) throw notPossible(held, 'clearSafety')
        await saveDuo(db, held.id, { updatedAt: now })
        await auditDuo(db, held, 'safety_cleared')
      }),
  }
}

const notPossible = ({ status }: StoredDuo, act: string) =>
  problem('act-not-possible', { params: { entity: 'duo', state: status, act, possible: [] } })
