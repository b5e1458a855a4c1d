import { broken, problem, type testimonyRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Actor, Handlers, Scope } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { openFile, saveConsents } from '../people/facts.store.ts'
import { requireGuardian, requirePast } from '../people/person.ts'
import { findReport, readingOf } from '../reports/reports.store.ts'
import {
  birthOf,
  drop,
  endTestimony,
  findTestimony,
  insertTestimony,
  listTestimonies,
  quote,
  quotedIn,
} from './testimonies.store.ts'

interface ReportCall {
  readonly params: { readonly reportId: string }
  readonly scope: Scope
  readonly actor: Actor
}

export const testimonyHandlers = ({ database, clock }: Deps): Handlers<typeof testimonyRoutes> => {
  const reportOf = async (db: Db, { params, scope, actor }: ReportCall) =>
    (await findReport(db, scope, readingOf(actor, scope), params.reportId)).report

  return {
    listTestimonies: ({ query, scope }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        return pageOfRows(
          await listTestimonies(db, scope, query.siteId, window),
          window,
          ({ on, id }) => [on, id],
          ({ item }) => item,
        )
      }),

    addTestimony: ({ body, scope, actor }) =>
      database.write(scope, async (db) => {
        const { personId, words, language, mayName, toldOn, channel, textVersion, helpedBy, guardianName } = body
        if (words.trim() === '') throw broken('rule-broken', '/words', { rule: 'blank' })
        const file = await openFile(db, scope, personId, { now: clock.now(), by: actor.accountId })
        requirePast(toldOn, file.today, '/toldOn')
        const agreed = { purpose: 'image_testimony', given: true, language, channel, textVersion } as const
        const helped = { helpedBy: helpedBy ?? null, guardianName: guardianName ?? null }
        requireGuardian(await birthOf(db, personId), file.today, [{ given: true, guardianName }], '/guardianName')
        const [consentId = ''] = await saveConsents(db, file, [{ ...agreed, ...helped }], () => '')
        const told = { words, language, mayName, consentId, ...(toldOn !== undefined && { toldOn }) }
        const id = await insertTestimony(db, file, told)
        const { siteId } = file
        await recordAudit(db, { act: 'testimony.added', siteId, entity: 'testimony', entityId: id })
        return { id, siteId }
      }),

    withdrawTestimony: ({ params: { testimonyId }, scope }) =>
      database.write(scope, async (db) => {
        const { siteId } = await findTestimony(db, scope, testimonyId)
        await endTestimony(db, testimonyId, clock.now())
        await recordAudit(db, { act: 'testimony.withdrawn', siteId, entity: 'testimony', entityId: testimonyId })
        return undefined
      }),

    listReportTestimonies: (call) =>
      database.read(call.scope, async (db) => ({ items: await quotedIn(db, (await reportOf(db, call)).id) })),

    quoteTestimony: (call) =>
      database.write(call.scope, async (db) => {
        const { reportId, testimonyId } = call.params
        const { siteId, status } = await reportOf(db, call)
        if ((await findTestimony(db, call.scope, testimonyId)).siteId !== siteId) throw problem('not-found')
        // what was given to others says what it said
        if (status !== 'draft' && status !== 'frozen')
          throw problem('act-not-possible', { params: { entity: 'report', state: status, act: 'quote' } })
        await quote(db, { siteId, reportId, testimonyId }, call.actor.accountId)
        await recordAudit(db, { act: 'report.testimony_quoted', siteId, entity: 'report', entityId: reportId })
        return undefined
      }),

    dropTestimony: (call) =>
      database.write(call.scope, async (db) => {
        const { reportId, testimonyId } = call.params
        const { siteId } = await reportOf(db, call)
        await drop(db, reportId, testimonyId)
        await recordAudit(db, { act: 'report.testimony_dropped', siteId, entity: 'report', entityId: reportId })
        return undefined
      }),
  }
}
