import { problem, who, type accountRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { listTeam } from './colleagues.store.ts'

export const colleagueHandlers = ({
  database,
  clock,
}: Deps): Handlers<Pick<typeof accountRoutes, 'listColleagues'>> => ({
  listColleagues: ({ params: { siteId }, scope }) => {
    if (!scope.filterSites.includes(siteId)) throw problem('not-found')
    const day = dayIn(homeTimeZone, clock.now())
    return database.read(scope, async (db) => ({ items: await listTeam(db, siteId, who.team, day) }))
  },
})
