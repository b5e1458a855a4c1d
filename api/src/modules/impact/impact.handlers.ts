import { createHash } from 'node:crypto'
import {
  broken,
  carriedIndicators,
  gates,
  headlines,
  problem,
  type Figure,
  type impactRoutes,
  type Quality,
} from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { dictionary } from './dictionary.ts'
import { countedOn } from './every-site.store.ts'
import { levelOf } from './level.ts'
import { figureMemory } from './memory.store.ts'
import { namesOf } from './names.store.ts'
import { sitesOfFigures } from './programmes.ts'
import { tabulate } from './tabulate.store.ts'
import { weeksOf } from './weeks.store.ts'

export const impactHandlers = ({ database, clock }: Deps): Handlers<typeof impactRoutes> => {
  const remembered = figureMemory()
  return {
    listIndicators: () => Promise.resolve(dictionary()),

    getFigureTable: async ({ query, actor, scope }) => {
      const { indicator: indicatorId, from, to, site = null, by, and, each = null, asKnownAt, funder } = query
      const all = sitesOfFigures(actor, scope, [indicatorId])
      if (site !== null && !all.includes(site)) throw problem('not-found')
      const siteIds = site === null ? all : [site]
      const computedAt = clock.now().toISOString()
      const asOf = asKnownAt === undefined ? computedAt : new Date(asKnownAt).toISOString()
      if (asOf > computedAt) throw broken('rule-broken', '/query/asKnownAt', { rule: 'in-the-future' })
      const breakdowns = [by, and].filter((one) => one !== undefined)
      const level = levelOf(actor, { sites: siteIds, ids: [indicatorId], by: breakdowns })
      if ((asKnownAt ?? funder) !== undefined && level !== 'internal_case') throw problem('not-allowed')
      if (funder !== undefined) judgeFunder(indicatorId, asKnownAt)
      const today = dayIn(homeTimeZone, new Date(asOf))
      const over = await countedOn(database, scope, level)
      const question = {
        indicatorId,
        from,
        to,
        by: breakdowns,
        each,
        sites: all,
        every: over.every,
        site,
        today,
        level,
      }
      const { indicator, cells, names } = await database.report(
        over.scope,
        async (db) => {
          if (funder !== undefined) await requireFunder(db, funder, siteIds)
          // what was known on an instant, or what one funder carries, is kept for nobody
          const isUsual = asKnownAt === undefined && funder === undefined
          const table = isUsual ? await (await remembered(db))(question) : await tabulate(db, question)
          return { ...table, names: await namesOf(db, breakdowns, table.cells) }
        },
        funder !== undefined ? { carriedBy: funder } : asKnownAt === undefined ? undefined : new Date(asOf),
      )
      const { version, unit } = indicator
      return {
        indicatorId,
        definitionVersion: version,
        unit,
        from,
        to,
        siteIds,
        by: breakdowns,
        each,
        level,
        asOf,
        computedAt,
        paramsHash: hash([
          indicatorId,
          version,
          from,
          to,
          siteIds,
          breakdowns,
          each,
          level,
          ...(asKnownAt ? [asOf] : []),
          ...(funder === undefined ? [] : [funder]),
        ]),
        cells,
        names,
      }
    },

    getFigures: async ({ query, actor, scope }) => {
      const { from, to, site = null } = query
      if (from >= to) throw broken('rule-broken', '/query/to', { rule: 'before-start' })
      if (site !== null && !scope.filterSites.includes(site)) throw problem('not-found')
      const all = [...scope.filterSites].sort()
      const siteIds = site === null ? all : [site]
      const now = clock.now().toISOString()
      const level = levelOf(actor, { sites: siteIds, ids: headlines })
      const over = await countedOn(database, scope, level)
      const today = dayIn(homeTimeZone, clock.now())
      const question = { from, to, sites: all, every: over.every, site, today, level }
      return database.report(over.scope, async (db) => {
        const figures: Figure[] = []
        const tell = await remembered(db)
        for (const indicatorId of headlines) {
          const { indicator, cells } = await tell({ ...question, indicatorId, by: [], each: null })
          const [cell] = cells
          if (!cell) throw new Error('a table of no dimension has one cell')
          figures.push({ indicatorId, definitionVersion: indicator.version, unit: indicator.unit, ...cell.figure })
        }
        const weeks = await weeksOf(tell, question)
        const paramsHash = hash([from, to, siteIds, level, [...headlines]])
        return { from, to, siteIds, level, asOf: now, computedAt: now, paramsHash, figures, weeks }
      })
    },

    getQuality: async ({ query, actor, scope }) => {
      const { from, to, site = null } = query
      if (from >= to) throw broken('rule-broken', '/query/to', { rule: 'before-start' })
      if (site !== null && !scope.filterSites.includes(site)) throw problem('not-found')
      const sites = [...scope.filterSites].sort()
      const siteIds = site === null ? sites : [site]
      const levels = gates.map(({ id }) => levelOf(actor, { sites: siteIds, ids: [id] }))
      const least = levels.find((level) => level !== 'internal_case') ?? 'internal_case'
      const over = await countedOn(database, scope, least)
      const today = dayIn(homeTimeZone, clock.now())
      return database.report(over.scope, async (db) => {
        const told: Quality['gates'] = []
        const tell = await remembered(db)
        for (const [place, { id: gateId, version: definitionVersion, unit, name, definition }] of gates.entries()) {
          const level = levels[place] ?? least
          const asked = { from, to, by: [], each: null, sites, every: over.every, site, today, level }
          const [cell] = (await tell({ ...asked, indicatorId: gateId })).cells
          if (!cell) throw new Error('a table of no dimension has one cell')
          told.push({ gateId, definitionVersion, unit, name, definition, figure: cell.figure })
        }
        return { from, to, siteIds, asOf: clock.now().toISOString(), gates: told }
      })
    },
  }
}

/** Throws `rule-broken` for what is not told of one funder. */
function judgeFunder(indicatorId: string, asKnownAt: string | undefined): void {
  if (asKnownAt !== undefined) throw broken('rule-broken', '/query/asKnownAt', { rule: 'exactly-one' })
  if (!carriedIndicators.some((id) => id === indicatorId))
    throw broken('rule-broken', '/query/indicator', { rule: 'not-told-by', allowed: carriedIndicators.join(', ') })
}

/** Throws `not-found` for a funder of no site that is asked for. */
async function requireFunder(db: Db, funderId: string, sites: readonly string[]): Promise<void> {
  const text = 'select from funder where id = $1 and site_id = any ($2::uuid[])'
  const found = await db.hot({ name: 'figures-funder', text }, [funderId, sites])
  if (found.length === 0) throw problem('not-found')
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
}
