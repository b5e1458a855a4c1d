import { problem, who, type figureRecordRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { levelOf } from './level.ts'
import { sitesOfFigures } from './programmes.ts'
import { recordsOf } from './records.store.ts'

export const figureRecordHandlers = ({ database, clock }: Deps): Handlers<typeof figureRecordRoutes> => ({
  listFigureRecords: async ({ query, actor, scope }) => {
    const { indicator: indicatorId, from, to, site, by, and, code = null, andCode = null } = query
    const all = sitesOfFigures(actor, scope, [indicatorId], who.caseReaders)
    const sites = site === undefined ? all : [site]
    const told = [[by, code] as const, [and, andCode] as const].filter(([one]) => one !== undefined)
    const breakdowns = told.flatMap(([one]) => one ?? [])
    if (
      sites.some((one) => !all.includes(one)) ||
      levelOf(actor, { sites, ids: [indicatorId], by: breakdowns }) !== 'internal_case'
    )
      throw problem('not-found')
    const codes = told.map(([, one]) => one)
    const today = dayIn(homeTimeZone, clock.now())
    const window = windowOf(query, 2)
    const question = { indicatorId, from, to, by: breakdowns, codes, sites, today }
    const rows = await database.report(scope, (db) => recordsOf(db, question, window))
    return pageOfRows(
      rows,
      window,
      ({ day, key }) => [day, key],
      (row) => row,
    )
  },
})
