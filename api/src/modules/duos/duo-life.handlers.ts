import { advance, duoMachine, heldDuoStates, type duoRoutes } from '@interra/contracts'
import { changedFields } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { requireReferences } from '../workshops/references.store.ts'
import { requireTeam } from '../sessions/staff.store.ts'
import { auditDuo, duoAct, notSafe, readsSafety } from './duo-act.ts'
import { tellStarted } from './duo-messages.ts'
import { insertSignature, isFlagged, levelOf, planCheckIns, prolongLinks } from './duo-life.store.ts'
import {
  requireFirstMeetingDay,
  requirePast,
  requirePlannedEnd,
  requireReady,
  requireStartDay,
  requireState,
  requireUnderstood,
} from './duo.ts'
import { findDuo, saveDuo, stepDuo } from './duos.store.ts'
import { requireStillFitting } from './fitting.ts'
import { logsUntil, plannedEnd } from './propose.ts'

type LifeRoutes = Pick<typeof duoRoutes, 'planFirstMeeting' | 'signCharter' | 'startDuo' | 'changeDuo' | 'abandonDuo'>

/** From both acceptances to the first weeks. */
export const lifeHandlers = (deps: Deps): Handlers<LifeRoutes> => {
  const { clock, config } = deps
  const act = duoAct(deps)
  return {
    planFirstMeeting: (call) =>
      act(call, async (db, held) => {
        const { on, time = null, place = null, hostId, interpreterLanguage = null } = call.body
        const { today, acceptedOn } = await findDuo(db, call.scope, held.id, clock.now())
        advance(duoMachine, held.status, 'planFirstMeeting')
        if (await isFlagged(db, held)) throw notSafe(readsSafety(call.actor, held))
        if (on !== held.firstMeetingOn) requireFirstMeetingDay(on, acceptedOn)
        if (hostId !== null && hostId !== held.firstMeetingHostId)
          await requireTeam(db, held.siteId, today, [hostId], '/hostId')
        await stepDuo(db, held, 'planFirstMeeting', {
          firstMeetingOn: on,
          firstMeetingTime: time,
          firstMeetingPlace: place,
          firstMeetingHostId: hostId,
          interpreterLanguage,
        })
        await auditDuo(db, held, 'first_meeting_planned')
      }),

    signCharter: (call) =>
      act(call, async (db, held) => {
        requireState(held.status, ['accepted', 'first_meeting'], 'sign')
        const now = clock.now()
        const { today } = await findDuo(db, call.scope, held.id, now)
        const { side, language, signedOn = today } = call.body
        requirePast(signedOn, today, '/signedOn')
        const personId = side === 'newcomer' ? held.newcomerId : held.localId
        requireUnderstood(call.body, await levelOf(db, personId, language))
        await insertSignature(db, held, call.body, { signedOn, by: call.actor.accountId })
        await saveDuo(db, held.id, { updatedAt: now })
        await auditDuo(db, held, 'charter_signed')
      }),

    startDuo: (call) =>
      act(call, async (db, held) => {
        const now = clock.now()
        const { duo, today } = await findDuo(db, call.scope, held.id, now)
        const { startsOn = today, goal = held.goal, weeks = held.weeks, rhythmDays = held.rhythmDays } = call.body
        const plannedEndOn = plannedEnd(startsOn, weeks)
        if (held.status === 'first_meeting') {
          requireReady(duo.missing)
          const before = [duo.firstMeeting?.on ?? startsOn, ...duo.charter.map(({ signedOn }) => signedOn)]
          requireStartDay(startsOn, before, today)
          await requireStillFitting(db, held, now, readsSafety(call.actor, held) ? 'staff' : 'link')
        }
        await stepDuo(db, held, 'start', { startsOn, plannedEndOn, goal, weeks, rhythmDays })
        await planCheckIns(db, held, { startsOn, endsOn: plannedEndOn })
        await tellStarted(db, config, held.id, { until: logsUntil(plannedEndOn), now })
        await auditDuo(db, held, 'started')
      }),

    changeDuo: (call) =>
      act(call, async (db, held) => {
        const { goal, ownerId, plannedEndOn } = call.body
        const { duo, today } = await findDuo(db, call.scope, held.id, clock.now())
        requireState(held.status, plannedEndOn === undefined ? heldDuoStates : ['active', 'paused'], 'change')
        if (ownerId !== held.ownerAccountId) await requireReferences(db, held.siteId, today, { ownerId })
        if (plannedEndOn !== undefined && held.startsOn !== null) {
          if (plannedEndOn !== held.plannedEndOn) requirePlannedEnd(plannedEndOn, held.startsOn, today)
          await planCheckIns(db, held, { startsOn: held.startsOn, endsOn: plannedEndOn })
          await prolongLinks(db, held.id, logsUntil(plannedEndOn))
        }
        await saveDuo(db, held.id, {
          updatedAt: clock.now(),
          ...(goal !== undefined && { goal }),
          ...(ownerId !== undefined && { ownerAccountId: ownerId }),
          ...(plannedEndOn !== undefined && { plannedEndOn }),
        })
        const present = { goal: duo.goal, ownerId: held.ownerAccountId, plannedEndOn: held.plannedEndOn }
        await auditDuo(db, held, 'changed', { fields: changedFields(call.body, present) })
      }),

    abandonDuo: (call) =>
      act(call, async (db, held) => {
        const { today } = await findDuo(db, call.scope, held.id, clock.now())
        const { reason } = call.body
        await stepDuo(db, held, 'abandon', { endedOn: today }, reason)
        await auditDuo(db, held, 'abandoned', { reason })
      }),
  }
}
