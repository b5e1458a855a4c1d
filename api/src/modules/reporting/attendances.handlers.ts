import {
  attendanceColumns,
  broken,
  problem,
  type AttendanceExportQuery,
  type reportingRoutes,
} from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import { begun, stream, type Handlers, type Scope, type Stream } from '../../platform/http/context.ts'
import { attendanceLines } from './attendances.sql.ts'
import { pseudonymKey } from './keys.store.ts'

type Routes = Pick<typeof reportingRoutes, 'exportAttendances' | 'exportAttendancesForExcel'>

export const attendanceExportHandlers = ({ database }: Deps): Handlers<Routes> => {
  const exported = async (
    { from, to, site }: AttendanceExportQuery,
    scope: Scope,
    isExcel: boolean,
  ): Promise<Stream> => {
    if (from >= to) throw broken('rule-broken', '/query/to', { rule: 'before-start' })
    const sites = site === undefined ? scope.filterSites : [site]
    if (!sites.every((one) => scope.filterSites.includes(one))) throw problem('not-found')
    const keyId = scope.actorId
    const key = await database.write(scope, async (db) => {
      for (const siteId of sites)
        await recordAudit(db, {
          act: 'attendances.exported',
          siteId,
          entity: 'api_key',
          entityId: keyId,
          reason: `${from}/${to}`,
        })
      return pseudonymKey(db, keyId ?? '')
    })
    const delimiter = isExcel ? ';' : ','
    const lines = database.batches<{ line: string }>(scope, attendanceLines({ sites, from, to, key }, delimiter))
    const head = (isExcel ? '\uFEFF' : '') + attendanceColumns.join(delimiter) + '\r\n'
    const name = `interra-attendances-${from}-${to}.csv`
    return stream(await begun(written(head, lines)), 'text/csv', name)
  }
  return {
    exportAttendances: ({ query, scope }) => exported(query, scope, false),
    exportAttendancesForExcel: ({ query, scope }) => exported(query, scope, true),
  }
}

/** The head goes with the first rows, so that what fails at once is still a problem. */
async function* written(
  head: string,
  batches: AsyncIterable<readonly { readonly line: string }[]>,
): AsyncGenerator<string, void, undefined> {
  let before = head
  for await (const rows of batches) {
    yield before + rows.map(({ line }) => line).join('\r\n') + '\r\n'
    before = ''
  }
  if (before !== '') yield before
}
