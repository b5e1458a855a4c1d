import { broken, problem, type courseRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { countTrainings } from './figures.store.ts'

type FiguresHandlers = Pick<Handlers<typeof courseRoutes>, 'getTrainingFigures'>

export const figuresHandlers = ({ database }: Deps): FiguresHandlers => ({
  getTrainingFigures: ({ query: { siteId, from, to }, scope }) => {
    if (from >= to) throw broken('rule-broken', '/query/to', { rule: 'before-start' })
    if (siteId !== undefined && !scope.filterSites.includes(siteId)) throw problem('not-found')
    const sites = siteId === undefined ? scope.filterSites : [siteId]
    return database.report(scope, (db) => countTrainings(db, sites, { from, to }))
  },
})
