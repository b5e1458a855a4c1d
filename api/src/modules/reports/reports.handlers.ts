import {
  advance,
  type FigureName,
  problem,
  type Report,
  type ReportAct,
  type ReportContent,
  reportMachine,
  type reportRoutes,
} from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import { raw, type Actor, type Handlers, type Scope } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { namesOf } from '../impact/names.store.ts'
import { requireInScope } from '../sites/sites.store.ts'
import { canonical, contentAt, inFormOf, judgeLines, sha256 } from './content.store.ts'
import {
  findReport,
  insertReport,
  listReports,
  readingOf,
  requireCaughtUp,
  saveReport,
  settledAt,
  tellsFiles,
} from './reports.store.ts'
import { report as reportTable } from './reports.tables.ts'

interface Acting {
  readonly params: { readonly reportId: string }
  readonly scope: Scope
  readonly actor: Actor
  readonly ifMatch: number
}

export const reportHandlers = ({ database, clock }: Deps): Handlers<typeof reportRoutes> => {
  const find = ({ scope, actor, params: { reportId } }: Pick<Acting, 'scope' | 'actor' | 'params'>) =>
    database.read(scope, (db) => findReport(db, scope, readingOf(actor, scope), reportId))

  const act = (
    { params: { reportId }, scope, actor, ifMatch }: Acting,
    { name, done, reason }: { readonly name: ReportAct; readonly done: string; readonly reason?: string },
    change: Parameters<typeof saveReport>[2],
  ): Promise<Report> =>
    database.write(scope, async (db: Db) => {
      const reading = readingOf(actor, scope)
      await guardVersion(db, scope, reportTable, reportId, ifMatch)
      const { siteId, status } = (await findReport(db, scope, reading, reportId)).report
      await saveReport(db, reportId, { ...change, status: advance(reportMachine, status, name, reason) })
      const trace = { siteId, entity: 'report', entityId: reportId, ...(reason === undefined ? {} : { reason }) }
      await recordAudit(db, { act: `report.${done}`, ...trace })
      return (await findReport(db, scope, reading, reportId)).report
    })

  return {
    listReports: ({ query, scope, actor }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        return pageOfRows(
          await listReports(db, scope, readingOf(actor, scope), query.siteId, window),
          window,
          ({ since, id }) => [since, id],
          ({ item }) => item,
        )
      }),

    addReport: ({ body, scope, actor }) => {
      requireInScope(scope, body.siteId)
      const { whole, files } = readingOf(actor, scope)
      const mayMake = body.level === 'internal_case' && tellsFiles(body) ? files : whole
      if (!mayMake.includes(body.siteId)) throw problem('not-allowed')
      judgeLines(body)
      return database.write(scope, async (db) => {
        const id = await insertReport(db, body, actor.accountId)
        await recordAudit(db, { act: 'report.added', siteId: body.siteId, entity: 'report', entityId: id })
        return (await findReport(db, scope, readingOf(actor, scope), id)).report
      })
    },

    getReport: async (call) => (await find(call)).report,

    getReportContent: async (call) => {
      const { report, content } = await find(call)
      if (content !== null) return raw(content)
      return contentAt(database, call.scope, report, await database.read(call.scope, settledAt))
    },

    getReportNames: async (call) => {
      const { report, content } = await find(call)
      const { tables } =
        content === null
          ? await contentAt(database, call.scope, report, await database.read(call.scope, settledAt))
          : (JSON.parse(content) as ReportContent)
      return database.read(call.scope, async (db) => {
        const names = new Map<string, FigureName>()
        for (const { by, cells } of tables) for (const name of await namesOf(db, by, cells)) names.set(name.code, name)
        return { names: [...names.values()] }
      })
    },

    checkReport: async (call) => {
      const { report, content } = await find(call)
      if (report.asKnownAt === null || content === null)
        throw problem('act-not-possible', { params: { entity: 'report', state: report.status, act: 'check' } })
      await requireCaughtUp(database, call.scope)
      const before = JSON.parse(content) as ReportContent
      const again = inFormOf(before, await contentAt(database, call.scope, report, new Date(report.asKnownAt)))
      const versions = ({ tables, gates = [] }: ReportContent) => [...tables, ...gates]
      const definitionsChanged = versions(again).flatMap(({ indicatorId, definitionVersion }, index) =>
        versions(before)[index]?.definitionVersion === definitionVersion ? [] : [indicatorId],
      )
      const hash = sha256(canonical(again))
      return { sha256: hash, isSame: hash === report.sha256, definitionsChanged: [...new Set(definitionsChanged)] }
    },

    freezeReport: async (call) => {
      const { report } = await find(call)
      advance(reportMachine, report.status, 'freeze')
      const asKnownAt = await database.read(call.scope, settledAt)
      await requireCaughtUp(database, call.scope)
      const content = canonical(await contentAt(database, call.scope, report, asKnownAt))
      const frozen = { asKnownAt, content, sha256: sha256(content), frozenBy: call.actor.accountId }
      return act(call, { name: 'freeze', done: 'frozen' }, frozen)
    },

    publishReport: (call) => act(call, { name: 'publish', done: 'published' }, { publishedAt: clock.now() }),

    withdrawReport: (call) => {
      const { reason } = call.body
      const change = { withdrawnAt: clock.now(), withdrawnReason: reason }
      return act(call, { name: 'withdraw', done: 'withdrawn', reason }, change)
    },
  }
}
