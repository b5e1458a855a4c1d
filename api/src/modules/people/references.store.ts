import { broken, problem, type Taxonomy } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { isOpenWord } from '../sites/terms.sql.ts'

/** The day it is at a site of the scope. Throws `not-found` for any other site. */
export async function dayAtSite(db: Db, scope: Scope, siteId: string, now: Date): Promise<string> {
  const text = `select ($3::timestamptz at time zone time_zone)::date as today from site where id = $1 and id = any($2)`
  const [found] = await db.hot<{ today: string }>({ name: 'people-day-at-site', text }, [
    siteId,
    scope.filterSites,
    now,
  ])
  if (!found) throw problem('not-found')
  return found.today
}

/** A word newly chosen must be one that can be chosen today, from the right list of the site: else `rule-broken`. */
export async function requireTerm(
  db: Db,
  siteId: string,
  today: string,
  taxonomy: Taxonomy,
  id: string | null | undefined,
  pointer: string,
): Promise<void> {
  if (!id) return
  const text = `select where ${isOpenWord({ id: '$1', siteId: '$2', taxonomy: '$3', day: '$4' })}`
  const found = await db.hot({ name: 'people-term', text }, [id, siteId, taxonomy, today])
  if (found.length === 0) throw broken('rule-broken', pointer, { rule: 'unknown' })
}

/** A referring organisation must be a partner of the site: else `rule-broken`. */
export async function requirePartner(db: Db, siteId: string, id: string | null | undefined): Promise<void> {
  if (!id) return
  const text = 'select from partner where id = $1 and site_id = $2'
  const found = await db.hot({ name: 'people-partner', text }, [id, siteId])
  if (found.length === 0) throw broken('rule-broken', '/referrerPartnerId', { rule: 'unknown' })
}
