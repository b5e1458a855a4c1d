import { initialPolicies, policiesBeginOn, policyKeys, problem, taxonomies, type Site } from '@interra/contracts'
import { asc, eq, inArray, sql } from 'drizzle-orm'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { initialLists } from './initial-lists.ts'
import { policy, site, taxonomyTerm } from './sites.tables.ts'

export interface NewSite {
  readonly code: string
  readonly name: string
  readonly timeZone: string
  /** Local date. */
  readonly opensOn: string
}

/**
 * Surface: adds a site with the usual lists and rules, and answers its id. Must run in a transaction, whose scope the
 * new site joins. Throws `code-taken`.
 */
export async function addSite(db: Db, wanted: NewSite): Promise<string> {
  const id = newId()
  await db
    .insert(site)
    .values({ id, ...wanted })
    .catch((error: unknown) => onConstraint(error, { site_code_key: () => problem('code-taken') }))
  await db.execute(sql`select set_config('interra.sites', array_append(interra.sites(), ${id}::uuid)::text, true)`)
  await db.insert(taxonomyTerm).values(
    taxonomies.flatMap((taxonomy) =>
      Object.entries(initialLists[taxonomy]).map(([code, labels], index) => ({
        id: newId(),
        siteId: id,
        taxonomy,
        code,
        labels,
        position: index + 1,
        startsOn: wanted.opensOn,
      })),
    ),
  )
  await db.insert(policy).values(
    policyKeys.map((key) => ({
      id: newId(),
      siteId: id,
      key,
      value: initialPolicies[key],
      startsOn: policiesBeginOn,
      createdBy: sql`interra.actor()`,
    })),
  )
  return id
}

const shown = {
  id: site.id,
  code: site.code,
  name: site.name,
  timeZone: site.timeZone,
  opensOn: site.opensOn,
  closesOn: site.closesOn,
  version: site.version,
}

/** The sites of the scope, by name. The table has no second wall, so it is always the real scope that filters. */
export function listSites(db: Db, scope: Scope): Promise<Site[]> {
  return db
    .select(shown)
    .from(site)
    .where(inArray(site.id, [...scope.sites]))
    .orderBy(asc(sql`${site.name} collate "fr-x-icu"`), asc(site.id))
}

/** Throws `not-found` when the site is missing or out of scope. */
export async function findSite(db: Db, scope: Scope, siteId: string): Promise<Site> {
  requireInScope(scope, siteId)
  const [found] = await db.select(shown).from(site).where(eq(site.id, siteId))
  if (!found) throw problem('not-found')
  return found
}

export async function saveSite(
  db: Db,
  siteId: string,
  change: { readonly name?: string; readonly closesOn?: string | null },
): Promise<void> {
  await db.update(site).set(change).where(eq(site.id, siteId))
}

/** Surface: a site out of scope does not exist for the caller: `not-found`. */
export function requireInScope(scope: Pick<Scope, 'sites'>, siteId: string): void {
  if (!scope.sites.includes(siteId)) throw problem('not-found')
}
