import { broken } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'

/** The site of a member who may apply. Throws `rule-broken`. */
export async function findPersonSite(db: Db, scope: Scope, personId: string): Promise<string> {
  const text = `select site_id as "siteId" from person where id = $1 and site_id = any($2) and status = 'active'`
  const [found] = await db.hot<{ siteId: string }>({ name: 'applicant-site', text }, [personId, scope.filterSites])
  if (!found) throw broken('rule-broken', '/personId', { rule: 'unknown' })
  return found.siteId
}
