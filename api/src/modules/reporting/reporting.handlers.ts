import {
  broken,
  problem,
  type Breakdown,
  workbookType,
  type FigureQuery,
  type reportingRoutes,
} from '@interra/contracts'
import { createHash } from 'node:crypto'
import { recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import { stream, type Actor, type Answer, type Handlers, type Scope } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { dictionary } from '../impact/dictionary.ts'
import { countedOn } from '../impact/every-site.store.ts'
import { levelOf } from '../impact/level.ts'
import { namesOf } from '../impact/names.store.ts'
import { sitesOfFigures } from '../impact/programmes.ts'
import { indicatorWith } from '../impact/registry.sql.ts'
import { tabulate } from '../impact/tabulate.store.ts'
import { revoke } from '../partners/keys.store.ts'
import { attendanceExportHandlers } from './attendances.handlers.ts'
import { dataPackageOf } from './data-package.ts'
import { csvOf, rowsOf, type Told } from './figure-rows.ts'
import { findReportingKey, insertReportingKey, listReportingKeys } from './keys.store.ts'
import { publicationHandlers } from './publications.handlers.ts'
import { workbookOf } from './workbook.ts'

interface Asked {
  readonly query: FigureQuery
  readonly actor: Actor
  readonly scope: Scope
}

/** The id of `ACT-01@1`. Throws `rule-broken` when the definition has another version. */
function idAsked(asked: string): string {
  const [id = '', version] = asked.split('@')
  const allowed = indicatorWith(id)?.indicator.version
  if (version !== undefined && Number(version) !== allowed)
    throw broken('rule-broken', '/query/indicators', { rule: 'unknown', allowed: `${id}@${allowed}` })
  return id
}

/** Weak, as the instants of an answer differ: it is of whatever else the answer tells, in every format. */
function etagOf(told: readonly Told[], query: FigureQuery, sites: readonly string[], level: string): string {
  const hash = createHash('sha256').update(JSON.stringify([told, query, sites, level]))
  return `W/"${hash.digest('base64url')}"`
}

/** Scheduled reading is cheap; what one account or key read is not told to another. */
function keptShortly(answer: Answer): void {
  answer.header('cache-control', 'private, max-age=300')
  answer.header('vary', 'Authorization, Cookie')
}

export const reportingHandlers = (deps: Deps): Handlers<typeof reportingRoutes> => {
  const { database, clock, identities } = deps
  /** Every table asked for, in one snapshot. Throws `not-found`, `rule-broken`. */
  const tables = async ({ query, actor, scope }: Asked) => {
    const { from, to, site = null, by, and, each = null } = query
    const wanted = [...new Set(query.indicators.split(',').map(idAsked))]
    const sites = sitesOfFigures(actor, scope, wanted)
    if (site !== null && !sites.includes(site)) throw problem('not-found')
    const breakdowns: readonly Breakdown[] = [by, and].filter((one) => one !== undefined)
    const siteIds = site === null ? sites : [site]
    const level = levelOf(actor, { sites: siteIds, ids: wanted, by: breakdowns })
    const over = await countedOn(database, scope, level)
    const today = dayIn(homeTimeZone, clock.now())
    const question = { from, to, by: breakdowns, each, sites, every: over.every, site, today, level }
    const told = await database.report(over.scope, async (db) => {
      const made: Told[] = []
      for (const indicatorId of wanted) {
        const table = await tabulate(db, { ...question, indicatorId })
        made.push({ ...table, by: breakdowns, names: await namesOf(db, breakdowns, table.cells) })
      }
      return made
    })
    return { told, sites: siteIds, level }
  }
  const report = async (asked: Asked & { readonly answer: Answer }) => {
    const { query, answer } = asked
    const { from, to, language = 'fr' } = query
    const computedAt = clock.now().toISOString()
    const at = { asOf: computedAt, computedAt }
    const { told, sites, level } = await tables(asked)
    const about = { from, to, sites, level, ...at }
    keptShortly(answer)
    answer.header('etag', etagOf(told, query, sites, level))
    return { told, about, rows: rowsOf(told, language, at), language, name: `interra-${from}-${to}` }
  }
  return {
    getDictionary: ({ answer }) => {
      keptShortly(answer)
      return Promise.resolve(dictionary())
    },
    getReportingFigures: async (asked) => ({ items: (await report(asked)).rows }),
    getReportingCsv: async (asked) => {
      const { rows, name } = await report(asked)
      return stream(csvOf(rows, false), 'text/csv', `${name}.csv`)
    },
    getReportingExcelCsv: async (asked) => {
      const { rows, name } = await report(asked)
      return stream(csvOf(rows, true), 'text/csv', `${name}.csv`)
    },
    getReportingWorkbook: async (asked) => {
      const { told, about, rows, language, name } = await report(asked)
      const indicators = told.map(({ indicator }) => indicator)
      return stream(await workbookOf(rows, indicators, about, language), workbookType, `${name}.xlsx`)
    },
    getReportingPackage: async (asked) => {
      const { told, rows, language, name } = await report(asked)
      const indicators = told.map(({ indicator }) => indicator)
      return stream(dataPackageOf(rows, indicators, asked.query, language), 'application/zip', `${name}.zip`)
    },

    ...attendanceExportHandlers(deps),
    ...publicationHandlers(deps),

    listReportingKeys: ({ query, scope }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        const found = await listReportingKeys(db, scope, window, clock.now())
        return pageOfRows(
          found,
          window,
          ({ since, id }) => [since, id],
          ({ item }) => item,
        )
      }),

    createReportingKey: ({ body, scope, actor }) => {
      if (!body.siteIds.every((site) => scope.filterSites.includes(site))) throw problem('not-found')
      return database.write(scope, async (db) => {
        const { id, text } = await insertReportingKey(db, body, clock.now(), actor.accountId)
        await recordAudit(db, {
          act: 'api_key.created',
          siteId: body.siteIds[0] ?? null,
          entity: 'api_key',
          entityId: id,
        })
        return { ...(await findReportingKey(db, scope, id, clock.now())), key: text }
      })
    },

    revokeReportingKey: async ({ params: { reportingKeyId: keyId }, body: { reason }, scope }) => {
      const key = await database.write(scope, async (db) => {
        const { siteIds } = await findReportingKey(db, scope, keyId, clock.now())
        if (reason.trim() === '') throw broken('rule-broken', '/reason', { rule: 'blank' })
        if (await revoke(db, keyId, clock.now()))
          await recordAudit(db, {
            act: 'api_key.revoked',
            siteId: siteIds[0] ?? null,
            entity: 'api_key',
            entityId: keyId,
            reason,
          })
        return findReportingKey(db, scope, keyId, clock.now())
      })
      identities.forget()
      return key
    },
  }
}
