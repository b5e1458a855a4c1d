import { broken, problem, type funderLinkRoutes, type ReportTable } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { dictionary } from '../impact/dictionary.ts'
import { sitesOfFigures } from '../impact/programmes.ts'
import { tabulate } from '../impact/tabulate.store.ts'
import {
  findFunderLink,
  insertFunderLink,
  listFunderLinks,
  openFunderLink,
  revokeFunderLink,
} from './funder-links.store.ts'
import { findFunder } from './funders.store.ts'

/** Links by which a funder reads figures: nobody who holds one chooses what it shows. */
export const funderLinkHandlers = ({ database, clock, config }: Deps): Handlers<typeof funderLinkRoutes> => ({
  listFunderLinks: ({ params: { funderId }, scope }) =>
    database.read(scope, async (db) => {
      await findFunder(db, scope, funderId)
      return { items: await listFunderLinks(db, scope, funderId, clock.now()) }
    }),

  makeFunderLink: ({ params: { funderId }, body, scope, actor }) =>
    database.write(scope, async (db) => {
      const now = clock.now()
      const { siteId } = await findFunder(db, scope, funderId)
      if (!sitesOfFigures(actor, scope, body.indicators).includes(siteId)) throw problem('not-allowed')
      const { id, token } = await insertFunderLink(db, { siteId, funderId }, body, { by: actor.accountId, now })
      await recordAudit(db, { act: 'funder_link.made', siteId, entity: 'funder_link', entityId: id })
      const url = new URL(`/funder#${token}`, config.publicUrl).href
      return { ...(await findFunderLink(db, scope, id, now)), url }
    }),

  revokeFunderLink: ({ params: { funderLinkId }, body: { reason }, scope }) =>
    database.write(scope, async (db) => {
      const now = clock.now()
      const { siteId } = await findFunderLink(db, scope, funderLinkId, now)
      if (reason.trim() === '') throw broken('rule-broken', '/reason', { rule: 'blank' })
      const trace = { act: 'funder_link.revoked', siteId, entity: 'funder_link', entityId: funderLinkId, reason }
      if (await revokeFunderLink(db, funderLinkId, now)) await recordAudit(db, trace)
      return findFunderLink(db, scope, funderLinkId, now)
    }),

  readFunderLink: async ({ body: { token }, scope }) => {
    const now = clock.now()
    const { siteId, indicators, sites, ...link } = await database.system('funder-link', (db) =>
      openFunderLink(db, token, now),
    )
    const { fromYear, toYear, funder, site, expiresAt } = link
    const question = {
      from: `${fromYear}-01-01`,
      to: `${toYear + 1}-01-01`,
      by: [],
      each: 'year',
      site: siteId,
    } as const
    const today = dayIn(homeTimeZone, now)
    const tables = await database.report({ ...scope, sites, filterSites: sites }, async (db) => {
      const made: ReportTable[] = []
      for (const indicatorId of indicators) {
        const asked = { ...question, indicatorId, sites, today, level: 'external' } as const
        const { indicator, cells } = await tabulate(db, asked)
        const { version: definitionVersion, unit } = indicator
        made.push({ indicatorId, definitionVersion, unit, by: [], each: 'year', cells })
      }
      return made
    })
    const entries = dictionary().items.filter(({ id }) => indicators.includes(id))
    const at = now.toISOString()
    return { funder, site, fromYear, toYear, expiresAt, asOf: at, computedAt: at, indicators: entries, tables }
  },
})
