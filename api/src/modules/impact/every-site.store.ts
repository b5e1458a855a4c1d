import type { Figures } from '@interra/contracts'
import type { Database } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'

/**
 * Where figures are counted for a reader: on the sites asked for by who sees small numbers; by others on every site there is, so
 * that the same is hidden whoever asks and no two answers can be subtracted. Nothing of the other sites is told.
 */
export async function countedOn(
  database: Database,
  scope: Scope,
  level: Figures['level'],
): Promise<{ readonly scope: Scope; readonly every?: readonly string[] }> {
  if (level === 'internal_case') return { scope }
  const found = await database.read(scope, (db) =>
    db.hot<{ id: string }>({ name: 'every-site', text: 'select id from site order by id' }, []),
  )
  const every = found.map(({ id }) => id)
  return { scope: { ...scope, sites: every, filterSites: every }, every }
}
