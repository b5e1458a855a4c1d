import { problem } from '@interra/contracts'
import { and, eq, inArray } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Scope } from '../http/context.ts'
import type { Db } from './db.ts'

type Versioned = PgTable & { readonly id: PgColumn; readonly version: PgColumn; readonly siteId?: PgColumn }

/**
 * Locks the row that is about to change, if it still is what the caller read. `not-found` when it is missing or belongs
 * to a site out of scope; `version-outdated` with `params.version`, the present one, when somebody changed it meanwhile.
 */
export async function guardVersion(db: Db, scope: Scope, table: Versioned, id: string, ifMatch: number): Promise<void> {
  const inScope = table.siteId ? inArray(table.siteId, [...scope.filterSites]) : undefined
  const [row] = await db
    .select({ version: table.version })
    .from(table)
    .where(and(eq(table.id, id), inScope))
    // weaker than `update`: rows that refer to this one may be written meanwhile, by whoever guards another row
    .for('no key update')
  if (!row) throw problem('not-found')
  if (row.version !== ifMatch) throw problem('version-outdated', { params: { version: row.version } })
}
