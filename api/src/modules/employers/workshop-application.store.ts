import { broken, problem, type DraftedApplication } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'

const find = {
  name: 'workshop-to-apply-with',
  text: `select w.site_id as "siteId", w.title as project,
      (select coalesce(array_agg(h.person_id), '{}') from workshop_host h
        where h.workshop_id = w.id and ($3::uuid is null or h.person_id = $3)) as hosts
    from workshop w where w.id = $1 and w.site_id = any($2)`,
}
const insert = {
  name: 'application-from-workshop',
  text: `insert into application
      (id, site_id, person_id, project, form_version, language, workshop_id, status_since, created_at, created_by)
    select $1, p.site_id, p.id, $3, $4, coalesce(p.contact_language, 'fr'), $5, $6, $6, $7 from person p where p.id = $2`,
}

/**
 * A draft application of the host of a workshop, by its title. Throws `not-found`, `rule-broken` for who does not host it
 * (or is not named among several), `already-applied`.
 */
export async function insertFromWorkshop(
  db: Db,
  scope: Scope,
  { workshopId, personId }: { readonly workshopId: string; readonly personId: string | undefined },
  at: { readonly now: Date; readonly by: string | null; readonly formVersion: number },
): Promise<DraftedApplication> {
  const values = [workshopId, scope.filterSites, personId ?? null]
  const [found] = await db.hot<{ siteId: string; project: string; hosts: string[] }>(find, values)
  if (!found) throw problem('not-found')
  const [host, another] = found.hosts
  if (host === undefined || another !== undefined) throw broken('rule-broken', '/personId', { rule: 'unknown' })
  const id = newId()
  await db
    .hot(insert, [id, host, found.project, at.formVersion, workshopId, at.now, at.by])
    .catch((error: unknown) => onConstraint(error, { application_open: () => problem('already-applied') }))
  return { id, siteId: found.siteId, personId: host, workshopId, project: found.project }
}
