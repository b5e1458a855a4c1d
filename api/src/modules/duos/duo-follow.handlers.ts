import { broken, problem, safetyStates, type duoRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { auditDuo, duoAct } from './duo-act.ts'
import { findCheckIn, markHandled, takeMeetingBack } from './duo-follow.store.ts'
import { requireState } from './duo.ts'
import { findDuo, lockDuo, saveDuo } from './duos.store.ts'
import { answerCheckIn, note as noteMeeting, soundAlarm } from './follow.ts'

type FollowRoutes = Pick<
  typeof duoRoutes,
  'logMeeting' | 'removeMeeting' | 'answerCheckIn' | 'raiseSafety' | 'noteCall'
>

/** Meetings and check-ins, as the team notes them. */
export const followHandlers = (deps: Deps): Handlers<FollowRoutes> => {
  const { database, clock, config } = deps
  const act = duoAct(deps)
  return {
    logMeeting: ({ params: { duoId }, body, scope, actor }) =>
      database.write(scope, async (db) => {
        const held = await lockDuo(db, scope, duoId)
        const now = clock.now()
        const { today } = await findDuo(db, scope, duoId, now)
        return noteMeeting(db, held, body, { loggedBy: 'staff', accountId: actor.accountId, today, now })
      }),

    removeMeeting: ({ params: { duoId, meetingId }, scope }) =>
      database.write(scope, async (db) => {
        const held = await lockDuo(db, scope, duoId)
        await takeMeetingBack(db, duoId, meetingId, clock.now())
        await auditDuo(db, held, 'meeting_removed')
        return undefined
      }),

    answerCheckIn: ({ params, body, scope, ifMatch, actor: { accountId } }) =>
      act({ params, scope }, async (db, held) => {
        const now = clock.now()
        const { kind, side } = params
        const { today } = await findDuo(db, scope, held.id, now)
        await answerCheckIn({ db, config }, held, body, {
          kind,
          side,
          through: 'staff',
          accountId,
          ifMatch,
          today,
          now,
        })
      }),

    raiseSafety: ({ params, body, scope, actor }) =>
      act({ params, scope }, async (db, held) => {
        requireState(held.status, safetyStates, 'raiseSafety')
        const note = body.note.trim()
        if (note === '') throw broken('reason-required', '/note')
        const now = clock.now()
        const { today } = await findDuo(db, scope, held.id, now)
        await soundAlarm({ db, config }, held, { note, by: actor.accountId, today, now })
        await saveDuo(db, held.id, { updatedAt: now })
      }),

    noteCall: ({ params, scope, actor }) =>
      act({ params, scope }, async (db, held) => {
        const { kind, side } = params
        const checkIn = await findCheckIn(db, held.id, kind, side)
        if (checkIn.answeredThrough === null)
          throw problem('act-not-possible', {
            params: { entity: 'duo', state: held.status, act: 'noteCall', possible: [] },
          })
        await markHandled(db, checkIn.id, actor.accountId, clock.now())
        await auditDuo(db, held, 'call_noted')
      }),
  }
}
