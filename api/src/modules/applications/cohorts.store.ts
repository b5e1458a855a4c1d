import { broken, problem, type Cohort } from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { interlabCohort } from './applications.tables.ts'

const cohortsSql = {
  name: 'interlab-cohorts',
  text: `select json_build_object('id', c.id, 'siteId', c.site_id, 'name', c.name, 'startsOn', c.starts_on,
      'endsOn', c.ends_on, 'capacity', c.capacity,
      'admitted', (select count(*) from application a where a.cohort_id = c.id and a.status = 'admitted'),
      'open', (select count(*) from application a where a.cohort_id = c.id
        and a.status in ('draft', 'submitted', 'eligible', 'in_jury', 'waitlisted')),
      'version', c.version) as item
    from interlab_cohort c
    where c.site_id = any($1) and ($2::uuid is null or c.site_id = $2) and ($3::uuid is null or c.id = $3)
    order by c.starts_on desc, c.id desc`,
}

export async function listCohorts(db: Db, scope: Scope, siteId?: string): Promise<Cohort[]> {
  const found = await db.hot<{ item: Cohort }>(cohortsSql, [scope.filterSites, siteId ?? null, null])
  return found.map(({ item }) => item)
}

/** Throws `not-found`. */
export async function findCohort(db: Db, scope: Scope, cohortId: string): Promise<Cohort> {
  const [found] = await db.hot<{ item: Cohort }>(cohortsSql, [scope.filterSites, null, cohortId])
  if (!found) throw problem('not-found')
  return found.item
}

type NewCohort = typeof interlabCohort.$inferInsert
const refusals = {
  interlab_cohort_name_key: () => problem('code-taken'),
  interlab_cohort_name_check: () => broken('rule-broken', '/name', { rule: 'blank' }),
  interlab_cohort_check: () => broken('rule-broken', '/endsOn', { rule: 'before-start' }),
  interlab_cohort_capacity: () => broken('capacity-below-seats', '/capacity'),
}

/** Throws `code-taken`, `rule-broken`. */
export async function insertCohort(db: Db, wanted: Omit<NewCohort, 'id'>): Promise<string> {
  const id = newId()
  await db
    .insert(interlabCohort)
    .values({ id, ...wanted })
    .catch((error: unknown) => onConstraint(error, refusals))
  return id
}

/** Throws as `insertCohort`, and `capacity-below-seats` when more are admitted. */
export async function saveCohort(db: Db, cohortId: string, change: Partial<NewCohort>): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db
    .update(interlabCohort)
    .set(change)
    .where(eq(interlabCohort.id, cohortId))
    .catch((error: unknown) => onConstraint(error, refusals))
}
