import { broken, problem, type coworkingRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import { countWeeks, findCoworking, readFigures, saveDay, saveRight } from './coworking.store.ts'
import { barriersOf, coachingByProject, creationOf, needsResolved, positiveExits, survivalOf } from './figures.ts'
import { requireNotAhead, requireWithin } from './incubation.ts'
import { findIncubation, lockIncubation, type FoundIncubation } from './incubations.store.ts'

export const coworkingHandlers = ({ database, clock }: Deps): Handlers<typeof coworkingRoutes> => ({
  getCoworking: ({ params: { incubationId }, ...call }) =>
    database.read(call.scope, async (db) =>
      findCoworking(db, await findIncubation(db, call, incubationId, clock.now())),
    ),

  setCoworkingRight: ({ params: { incubationId }, body, ...call }) =>
    database.write(call.scope, async (db) => {
      const incubation = await lockIncubation(db, call, incubationId, clock.now())
      requireWithin(incubation, body.startsOn, '/startsOn')
      requireWithin(incubation, body.endsOn, '/endsOn')
      if (body.endsOn < body.startsOn) throw broken('rule-broken', '/endsOn', { rule: 'before-start' })
      await saveRight(db, incubation, body, call.actor.accountId)
      await audit(db, incubation, 'right_set')
      return findCoworking(db, incubation)
    }),

  noteCoworkingDay: ({ params: { incubationId }, body: { on, present }, ...call }) =>
    database.write(call.scope, async (db) => {
      const incubation = await lockIncubation(db, call, incubationId, clock.now())
      requireNotAhead(on, incubation.today, '/on')
      await saveDay(db, incubation, on, present, call.actor.accountId)
      await audit(db, incubation, 'day_noted')
      return findCoworking(db, incubation)
    }),

  getCoworkingWeeks: ({ query: { siteId, from, to }, scope }) => {
    const sites = sitesOf(scope, siteId, from, to)
    return database.report(scope, async (db) => ({ weeks: await countWeeks(db, sites, from, to) }))
  },

  getIncubationFigures: ({ query: { siteId, from, to }, scope }) => {
    const sites = sitesOf(scope, siteId, from, to)
    return database.report(scope, async (db) => {
      const read = await readFigures(db, sites, from, to, clock.now())
      const today = read.today ?? to
      return {
        coaching: read.coaching,
        coachedProjects: read.coachedProjects,
        coachingByProject: coachingByProject(read.coaching, read.supported.projects),
        supported: read.supported,
        needs: needsResolved(read.needs, from),
        barriers: barriersOf(read.blockers, today < to ? today : to),
        creation: creationOf(read.projects, today),
        survival: survivalOf(read.businesses),
        exits: positiveExits(read.leavers, { from, to, today }),
      }
    })
  },
})

/** Throws `rule-broken` for a period that ends before it begins, `not-found` for a site out of reach. */
function sitesOf(scope: Scope, siteId: string | undefined, from: string, to: string): readonly string[] {
  if (from >= to) throw broken('rule-broken', '/query/to', { rule: 'before-start' })
  if (siteId !== undefined && !scope.filterSites.includes(siteId)) throw problem('not-found')
  return siteId === undefined ? scope.filterSites : [siteId]
}

function audit(db: Db, { id, siteId }: FoundIncubation, what: string): Promise<void> {
  return recordAudit(db, { act: `coworking.${what}`, siteId, entity: 'coworking', entityId: id })
}
