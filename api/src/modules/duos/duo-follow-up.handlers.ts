import { broken, problem, type duoFollowUpRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { readFollowUp } from './duo-follow-up.store.ts'

export const duoFollowUpHandlers = ({ database, clock }: Deps): Handlers<typeof duoFollowUpRoutes> => ({
  getDuoFollowUp: ({ query: { siteId, from, to }, scope }) => {
    if (to <= from) throw broken('rule-broken', '/query/to', { rule: 'before-start' })
    const sites = scope.filterSites.filter((site) => siteId === undefined || site === siteId)
    if (siteId !== undefined && sites.length === 0) throw problem('not-found')
    return database.read(scope, (db) => readFollowUp(db, sites, { from, to, now: clock.now() }))
  },
})
