import { advance, broken, sessionMachine, type ChangeSession, type sessionRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { raw, type Handlers, type Raw, type Scope } from '../../platform/http/context.ts'
import { dayIn } from '../../platform/local-day.ts'
import { setCapacity } from '../registrations/offers.store.ts'
import { policyAt } from '../sites/policies.store.ts'
import { requireReferences } from '../workshops/references.store.ts'
import { change } from './change.ts'
import { cancelSessions, lockOthers, lockSession, touchSession, type Locked } from './changes.store.ts'
import { nobodyTold, tellCancelled, type Told } from './notices.ts'
import { refreshStaffRequired } from './schedule.store.ts'
import { requireAhead } from './session.ts'
import { findSession } from './sessions.store.ts'

type Changing = Pick<
  Handlers<typeof sessionRoutes>,
  'changeSession' | 'moveSession' | 'cancelSession' | 'changeCapacity'
>
interface OneSession {
  readonly params: { readonly sessionId: string }
  readonly scope: Scope
  readonly ifMatch: number
}

export const changeHandlers = ({ database, clock }: Deps): Changing => {
  const apply = (call: OneSession, wanted: ChangeSession, act: string) =>
    database.write(call.scope, async (db) => {
      const now = clock.now()
      const anchor = await lockSession(db, call.scope, call.params.sessionId, call.ifMatch)
      requireAhead(anchor, now)
      const { roomId } = wanted
      if (roomId !== undefined) await requireReferences(db, anchor.siteId, dayIn(anchor.timeZone, now), { roomId })
      const result = await change(db, anchor, wanted, { now, key: `${act}:${anchor.id}:${call.ifMatch}` })
      await afterwards(db, anchor, now)
      const { scope: _reach, reason = null, notify: _notify, ...members } = wanted
      await note(db, anchor, act, reason, Object.keys(members))
      return answer(db, call.scope, anchor.id, now, { changed: result.changed, told: result.told })
    })

  /** Which sessions are the first ones may be another question now. */
  async function afterwards(db: Db, { workshopId, siteId, timeZone }: Locked, now: Date): Promise<void> {
    const first = await policyAt(db, siteId, 'first_sessions_with_staff', dayIn(timeZone, now))
    await refreshStaffRequired(db, workshopId, first, now)
  }

  return {
    changeSession: (call) => apply(call, call.body, 'session.changed'),
    moveSession: (call) => apply(call, { ...call.body, scope: 'this' }, 'session.moved'),

    cancelSession: ({ params, body, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        const now = clock.now()
        const { reason, notify = true } = body
        if (!reason.trim()) throw broken('rule-broken', '/reason', { rule: 'blank' })
        const anchor = await lockSession(db, scope, params.sessionId, ifMatch)
        const past = anchor.startsAt <= now
        if (body.scope !== 'this' || !past) requireAhead(anchor, now)
        advance(sessionMachine, anchor.status, 'cancel', reason)
        const others = body.scope === 'this' ? [] : await lockOthers(db, anchor, body.scope, now)
        const sessions = [anchor, ...others]
        await cancelSessions(
          db,
          sessions.map(({ id }) => id),
          reason,
        )
        const key = `session.cancelled:${anchor.id}`
        const told = past || !notify ? nobodyTold : await tellCancelled(db, sessions, reason, key)
        await afterwards(db, anchor, now)
        for (const one of sessions) await note(db, one, 'session.cancelled', reason, ['status'])
        return answer(db, scope, anchor.id, now, { changed: sessions.length, told })
      }),

    changeCapacity: ({ params, body, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        const now = clock.now()
        const anchor = await lockSession(db, scope, params.sessionId, ifMatch)
        requireAhead(anchor, now)
        await setCapacity(db, anchor.id, body.capacity, now)
        await touchSession(db, [anchor.id])
        await note(db, anchor, 'session.changed', null, ['capacity'])
        const { json, version } = await findSession(db, scope, anchor.id, { now })
        return raw(json, { version })
      }),
  }
}

async function note(
  db: Db,
  { id, siteId }: Locked,
  act: string,
  reason: string | null,
  fields: string[],
): Promise<void> {
  await recordAudit(db, { act, siteId, entity: 'session', entityId: id, reason, fields })
}

interface Done {
  readonly changed: number
  readonly told: Told
}

async function answer(db: Db, scope: Scope, id: string, now: Date, { changed, told }: Done): Promise<Raw> {
  const { json, version } = await findSession(db, scope, id, { now })
  return raw(`{"session":${json},"changed":${changed},${JSON.stringify(told).slice(1)}`, { version })
}
