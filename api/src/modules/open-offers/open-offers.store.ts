import type { OpenOffer } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { listOpenOffersSql } from './open-offers.sql.ts'

/** What is open at the sites of the scope at an instant, in the order of the ids. */
export function listOpenOffers(
  db: Db,
  { filterSites }: Scope,
  { take, after }: Window,
  now: Date,
): Promise<{ id: string; item: OpenOffer }[]> {
  return db.hot<{ id: string; item: OpenOffer }>(listOpenOffersSql, [filterSites, now, after?.[0] ?? null, take])
}
