import type { DuoFollowUp } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { followUpSql, leastShownSql, waitersSql, waysSql } from './duo-follow-up.sql.ts'
import { fairnessOf, type Waiter } from './fairness.ts'

/** Check-ins that fell due, duos that started, and who came into the pool, in a half-open period of local dates. */
export async function readFollowUp(
  db: Db,
  sites: readonly string[],
  { from, to, now }: { readonly from: string; readonly to: string; readonly now: Date },
): Promise<DuoFollowUp> {
  type Rows<K extends keyof DuoFollowUp> = DuoFollowUp[K][number] & Record<string, unknown>
  const items = await db.hot<Rows<'items'>>(followUpSql, [sites, from, to])
  const ways = await db.hot<Rows<'ways'>>(waysSql, [sites, from, to, now])
  const waiters = await db.hot<Waiter & Record<string, unknown>>(waitersSql, [sites, from, to, now])
  const [least] = await db.hot<{ k: number }>(leastShownSql, [sites, now])
  return { items, ways, fairness: fairnessOf(waiters, least?.k ?? Infinity) }
}
