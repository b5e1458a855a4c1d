import { problem, type SeriesPlan, type sessionRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { raw, type Handlers, type Scope } from '../../platform/http/context.ts'
import { dayIn } from '../../platform/local-day.ts'
import { policyAt } from '../sites/policies.store.ts'
import { requireReferences } from '../workshops/references.store.ts'
import { holidaysOn } from './holidays.ts'
import { addSeries, addSessions, refreshStaffRequired } from './schedule.store.ts'
import { daysOf } from './series.ts'
import { requireFree, type Examined } from './session.ts'
import { examine, findPlannable, findSession, usualCapacity, type Plannable } from './sessions.store.ts'

type Scheduling = Pick<Handlers<typeof sessionRoutes>, 'scheduleSession' | 'previewSeries' | 'scheduleSeries'>

export const scheduleHandlers = ({ database, clock }: Deps): Scheduling => {
  /** The workshop, with the room that its new sessions would have. */
  async function plannable(db: Db, scope: Scope, workshopId: string, wished: string | null | undefined) {
    const workshop = await findPlannable(db, scope, workshopId)
    const today = dayIn(workshop.timeZone, clock.now())
    if (wished !== undefined) await requireReferences(db, workshop.siteId, today, { roomId: wished })
    return { workshop, today, roomId: wished === undefined ? workshop.roomId : wished }
  }
  async function countFirst(db: Db, { id, siteId }: Plannable, today: string): Promise<void> {
    const first = await policyAt(db, siteId, 'first_sessions_with_staff', today)
    await refreshStaffRequired(db, id, first, clock.now())
  }

  return {
    scheduleSession: ({ params, body, scope }) =>
      database.write(scope, async (db) => {
        const { workshop, today, roomId } = await plannable(db, scope, params.workshopId, body.roomId)
        requirePlannable(workshop)
        const { startsOn, startsTime, endsTime, note = null } = body
        const hosts = body.hosts ?? workshop.hosts
        const wish = { sessionId: null, on: startsOn, startsTime, endsTime, roomId }
        requireFree(await examine(db, workshop.siteId, [wish], personsOf(hosts)))
        const capacity = body.capacity ?? (await usualCapacity(db, workshop, roomId))
        const times = { startsTime, endsTime, roomId, capacity, hosts, note }
        const [added] = await addSessions(db, { workshop, seriesId: null, days: [startsOn], ...times })
        if (!added) throw new Error('a session was not added')
        await countFirst(db, workshop, today)
        const { siteId } = workshop
        await recordAudit(db, { act: 'session.scheduled', siteId, entity: 'session', entityId: added.id })
        const { json, version } = await findSession(db, scope, added.id, { now: clock.now() })
        return raw(json, { version })
      }),

    previewSeries: ({ params, body, scope }) =>
      database.read(scope, async (db) => {
        const { workshop, roomId } = await plannable(db, scope, params.workshopId, body.roomId)
        const hours = await examine(db, workshop.siteId, wishesOf(body, roomId), personsOf(workshop.hosts))
        const holidays = await holidaysOn(hours.map(({ on }) => on))
        return { dates: hours.map((hour, index) => ({ ...shown(hour), holiday: holidays[index] ?? null })) }
      }),

    scheduleSeries: ({ params, body, scope }) =>
      database.write(scope, async (db) => {
        const { workshop, today, roomId } = await plannable(db, scope, params.workshopId, body.roomId)
        requirePlannable(workshop)
        const { hosts, siteId } = workshop
        const wishes = wishesOf(body, roomId)
        requireFree(await examine(db, siteId, wishes, personsOf(hosts)))
        const { startsTime, endsTime } = body
        const capacity = body.capacity ?? (await usualCapacity(db, workshop, roomId))
        const seriesId = await addSeries(db, workshop, { ...body, roomId })
        const days = wishes.map(({ on }) => on)
        const times = { startsTime, endsTime, roomId, capacity, hosts, note: null }
        const added = await addSessions(db, { workshop, seriesId, days, ...times })
        await countFirst(db, workshop, today)
        await recordAudit(db, { act: 'series.scheduled', siteId, entity: 'workshop', entityId: workshop.id })
        const sessions = added.map(({ startsAt, ...one }) => ({ ...one, startsAt: startsAt.toISOString() }))
        return { id: seriesId, sessions }
      }),
  }
}

/** A workshop that ended has no new sessions; one that is not published yet may have them. */
function requirePlannable({ status }: Plannable): void {
  if (status === 'ended')
    throw problem('act-not-possible', { params: { entity: 'workshop', state: status, act: 'schedule', possible: [] } })
}

function wishesOf(plan: SeriesPlan, roomId: string | null) {
  const { startsTime, endsTime } = plan
  return daysOf(plan).map((on) => ({ sessionId: null, on, startsTime, endsTime, roomId }))
}

const personsOf = (hosts: readonly { readonly personId: string }[]) => hosts.map(({ personId }) => personId)

const shown = ({ on, startsAt, clashes }: Examined) => ({
  on,
  startsAt: startsAt?.toISOString() ?? null,
  clashes: [...clashes],
})
