import type { DuoFollowUp } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { followUpSql, waysSql } from './duo-follow-up.sql.ts'

/** Check-ins that fell due, and duos that started, in a half-open period of local dates. */
export async function readFollowUp(
  db: Db,
  sites: readonly string[],
  { from, to, now }: { readonly from: string; readonly to: string; readonly now: Date },
): Promise<DuoFollowUp> {
  type Rows<K extends keyof DuoFollowUp> = DuoFollowUp[K][number] & Record<string, unknown>
  const items = await db.hot<Rows<'items'>>(followUpSql, [sites, from, to])
  const ways = await db.hot<Rows<'ways'>>(waysSql, [sites, from, to, now])
  return { items, ways }
}
