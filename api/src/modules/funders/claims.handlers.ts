import { addDays, broken, problem, type FunderFigures, type funderFigureRoutes } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { countedOn } from '../impact/every-site.store.ts'
import { levelOf } from '../impact/level.ts'
import { requireEveryProgramme } from '../impact/programmes.ts'
import { indicatorWith } from '../impact/registry.sql.ts'
import { smallest, tabulate } from '../impact/tabulate.store.ts'
import { claimOf, isTellable, reconcile, type Region } from './claims.ts'
import { fundersSql, regionsSql, sessionSharesSql } from './claims.sql.ts'

type Aim = Omit<FunderFigures['funders'][number]['targets'][number], 'actual' | 'flags' | 'to'>
interface Found extends Record<string, unknown> {
  readonly funderId: string
  readonly name: string
  readonly siteId: string
  readonly targets: readonly Aim[]
}

export const funderFigureHandlers = ({ database, clock }: Deps): Handlers<typeof funderFigureRoutes> => ({
  getFunderFigures: async ({ query: { from, to, site = null }, actor, scope }) => {
    requireEveryProgramme(actor, scope)
    if (from >= to) throw broken('rule-broken', '/query/to', { rule: 'before-start' })
    if (site !== null && !scope.filterSites.includes(site)) throw problem('not-found')
    const all = [...scope.filterSites].sort()
    const siteIds = site === null ? all : [site]
    const today = dayIn(homeTimeZone, clock.now())
    const level = levelOf(actor, { sites: siteIds })
    // what members answered, and files of projects, are read whole by fewer than other figures: hidden by every site
    const { scope: reading, every = all } = await countedOn(database, scope, 'internal_report')
    return database.report(reading, async (db) => {
      const values = [siteIds, from, to]
      const everywhere = await db.hot<Region & Record<string, unknown>>(regionsSql, [every, from, to, today])
      const regions = everywhere.filter(({ siteId }) => siteIds.includes(siteId))
      // a site is taken from all of them: none may be small anywhere
      const isTold =
        level === 'internal_case' ||
        (isClosedYear(from, to, today) && isTellable(everywhere, await smallest(db, every, today)))
      const parts = await db.hot<{ funderId: string | null; sessions: number }>(sessionSharesSql, [...values, today])
      const sessionsOf = (id: string | null) => parts.find(({ funderId }) => funderId === id)?.sessions ?? 0
      const found = await db.hot<Found>(fundersSql, values)
      const funders: FunderFigures['funders'] = []
      for (const { funderId, name, siteId, targets } of found) {
        const reached = []
        for (const aim of targets) {
          const own = levelOf(actor, { sites: siteIds, ids: [aim.indicatorId] })
          reached.push(await reach(db, aim, { sites: all, every, site: siteId, today, level: own }))
        }
        const { persons, alone } = isTold ? claimOf(regions, funderId) : { persons: null, alone: null }
        funders.push({ funderId, name, siteId, persons, alone, sessions: sessionsOf(funderId), targets: reached })
      }
      return {
        from,
        to,
        siteIds,
        level,
        asOf: clock.now().toISOString(),
        suppressed: !isTold,
        persons: isTold ? reconcile(regions) : null,
        sessions: { overall: parts.reduce((sum, one) => sum + one.sessions, 0), unallocated: sessionsOf(null) },
        funders,
      }
    })
  },
})

/** People are told by whole calendar years that are over to those who do not know them: other periods could be subtracted. */
function isClosedYear(from: string, to: string, today: string): boolean {
  return from.endsWith('-01-01') && to === `${Number(from.slice(0, 4)) + 1}-01-01` && to <= today
}

type Reader = Pick<Parameters<typeof tabulate>[1], 'sites' | 'every' | 'site' | 'today' | 'level'>

/** How far a target is, today or on its day: the figure of the site from the first day of the grant. */
async function reach(db: Db, aim: Aim, reader: Reader): Promise<FunderFigures['funders'][number]['targets'][number]> {
  const day = aim.dueOn < reader.today ? aim.dueOn : reader.today
  const to = addDays(day, 1)
  if (to <= aim.from || !indicatorWith(aim.indicatorId)) return { ...aim, to, actual: null, flags: [] }
  const question = { ...reader, indicatorId: aim.indicatorId, from: aim.from, to, by: [], each: null }
  const { cells } = await tabulate(db, question)
  const figure = cells[0]?.figure
  return { ...aim, to, actual: figure?.value ?? null, flags: figure?.flags ?? [] }
}
