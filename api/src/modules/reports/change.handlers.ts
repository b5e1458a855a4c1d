import { broken, problem, type figureChangeRoutes, type ReportContent } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { levelOf } from '../impact/level.ts'
import { requireEveryProgramme, sitesOfFigures } from '../impact/programmes.ts'
import { indicatorWith } from '../impact/registry.sql.ts'
import { requireInScope } from '../sites/sites.store.ts'
import { explain } from './change.store.ts'
import { findReport, readingOf } from './reports.store.ts'

export const figureChangeHandlers = ({ database, clock }: Deps): Handlers<typeof figureChangeRoutes> => ({
  explainChange: ({ query: { indicator: indicatorId, since, ...asked }, scope, actor }) => {
    requireInScope(scope, asked.siteId)
    if (!sitesOfFigures(actor, scope, [indicatorId]).includes(asked.siteId)) throw problem('not-allowed')
    if (levelOf(actor, { sites: [asked.siteId], ids: [indicatorId] }) !== 'internal_case') throw problem('not-allowed')
    const until = clock.now()
    if (new Date(since) > until) throw broken('rule-broken', '/query/since', { rule: 'in-the-future' })
    return explain(database, scope, { ...asked, indicatorId, since: new Date(since), until })
  },

  explainReportChange: async ({ params: { reportId }, query: { indicator: indicatorId }, scope, actor }) => {
    requireEveryProgramme(actor, scope)
    const reading = readingOf(actor, scope)
    const { report, content } = await database.read(scope, (db) => findReport(db, scope, reading, reportId))
    const { siteId, from, to, asKnownAt, status } = report
    if (!reading.whole.includes(siteId)) throw problem('not-allowed')
    if (levelOf(actor, { sites: [siteId], ids: [indicatorId] }) !== 'internal_case') throw problem('not-allowed')
    if (content === null || asKnownAt === null)
      throw problem('act-not-possible', { params: { entity: 'report', state: status, act: 'explain' } })
    const told = toldOtherwise(JSON.parse(content) as ReportContent, indicatorId)
    const instants = { since: new Date(asKnownAt), until: clock.now() }
    return explain(database, scope, { indicatorId, from, to, siteId, ...instants, ...(told === null ? {} : { told }) })
  },
})

/** The value of a whole table that was computed by another definition, if it is a sum of records. */
function toldOtherwise({ tables }: ReportContent, indicatorId: string): number | null {
  const found = indicatorWith(indicatorId)
  const table = tables.find((one) => one.indicatorId === indicatorId && one.each === null)
  if (!found || !table || table.definitionVersion === found.indicator.version) return null
  const figure = table.cells.find(({ codes }) => codes.every((code) => code === '*'))?.figure
  const isValue = found.indicator.kind === 'count' || found.indicator.kind === 'sum'
  return (isValue ? figure?.value : figure?.numerator) ?? null
}
