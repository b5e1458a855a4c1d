import type { Role, StaffRef } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'

const team = {
  name: 'accounts-team',
  text: `select a.id, a.name from account a
    where a.status = 'active' and exists (select from role_grant g
      where g.account_id = a.id and g.role = any($2) and (g.on_site_id is null or g.on_site_id = $1)
        and g.starts_on <= $3 and (g.expires_on is null or g.expires_on >= $3))
    order by a.name collate "fr-x-icu", a.id`,
}

/** Those who hold one of the roles at a site on a day (local date), by name. */
export function listTeam(db: Db, siteId: string, roles: readonly Role[], day: string): Promise<StaffRef[]> {
  return db.hot<StaffRef & Record<string, unknown>>(team, [siteId, roles, day])
}
