import { problem, type guestRoutes } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Actor, Handlers, Scope } from '../../platform/http/context.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { hiddenInTable } from '../../platform/hidden-in-table.ts'
import { readsIn } from '../impact/level.ts'
import { countRoles, findSteps, listTravellers, smallCellAt } from './trajectories.store.ts'
import { linesOf, trajectoryOf, womenIn, type Telling } from './trajectory.ts'

type TrajectoryHandlers = Pick<Handlers<typeof guestRoutes>, 'getTrajectory' | 'getTrajectories' | 'getInterlabWomen'>
interface YearCall {
  readonly query: { readonly siteId: string; readonly year?: number }
  readonly scope: Scope
  readonly actor: Actor
}

export const trajectoryHandlers = ({ database, clock }: Deps): TrajectoryHandlers => {
  /** The period of a year, and what the reader may be told of it. */
  const ofYear = <T>(
    { query: { siteId, year }, scope, actor }: YearCall,
    count: (db: Db, of: Parameters<typeof listTravellers>[1], telling: Telling) => Promise<T>,
  ) => {
    if (!scope.filterSites.includes(siteId)) throw problem('not-found')
    const today = dayIn(homeTimeZone, clock.now())
    const to = year === undefined ? '2200-01-01' : `${year + 1}-01-01`
    const level = readsIn(actor, 'C1', { sites: [siteId] }) ? ('internal_case' as const) : ('internal_report' as const)
    const told = { level, periodClosed: year !== undefined && to <= today }
    const from = year === undefined ? '1900-01-01' : `${year}-01-01`
    return database.report(scope, async (db) => {
      const telling = { ...told, k: await smallCellAt(db, siteId, today) }
      return { siteId, year: year ?? null, ...told, ...(await count(db, { siteId, from, to, today }, telling)) }
    })
  }
  return {
    getTrajectory: ({ params, scope }) =>
      database.read(scope, async (db) => {
        const { hosted, ...steps } = await findSteps(db, scope, params.personId, clock.now())
        return { ...trajectoryOf(steps), hosted }
      }),

    getTrajectories: (call) =>
      ofYear(call, async (db, of, telling) => linesOf(await listTravellers(db, of), telling, hiddenInTable)),

    getInterlabWomen: (call) =>
      ofYear(call, async (db, of, telling) => ({ roles: womenIn(await countRoles(db, of), telling, hiddenInTable) })),
  }
}
