import { problem, type carryRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { carry } from './carry.ts'
import { loadsOf } from './carry.store.ts'
import { requireEveryProgramme } from './programmes.ts'

export const carryHandlers = ({ database, clock }: Deps): Handlers<typeof carryRoutes> => ({
  getCarry: async ({ query: { site }, scope, actor }) => {
    requireEveryProgramme(actor, scope)
    if (site !== undefined && !scope.filterSites.includes(site)) throw problem('not-found')
    const siteIds = site === undefined ? [...scope.filterSites].sort() : [site]
    const loads = await database.read(scope, (db) => loadsOf(db, siteIds, dayIn(homeTimeZone, clock.now())))
    const kinds = (['proposals', 'incubations'] as const).map((kind) => {
      const own = loads.filter((load) => load.kind === kind)
      return { kind, ...carry(own.map(({ step, each, most, inHand }) => ({ step, each, most, inHand }))) }
    })
    return { siteIds, asOf: clock.now().toISOString(), kinds }
  },
})
