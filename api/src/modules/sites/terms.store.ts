import { broken, problem, type ChangeTerm, type Place, type Taxonomy, type Term } from '@interra/contracts'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { movedTo } from './site.ts'
import { taxonomyTerm } from './sites.tables.ts'
import { openOn } from './terms.sql.ts'

const shown = {
  id: taxonomyTerm.id,
  taxonomy: taxonomyTerm.taxonomy,
  code: taxonomyTerm.code,
  labels: taxonomyTerm.labels,
  place: sql<Place | null>`case when ${taxonomyTerm.latitude} is not null then
    json_build_object('latitude', ${taxonomyTerm.latitude}, 'longitude', ${taxonomyTerm.longitude}) end`,
  position: taxonomyTerm.position,
  startsOn: taxonomyTerm.startsOn,
  endsOn: taxonomyTerm.endsOn,
  version: taxonomyTerm.version,
}
const ofSite = (scope: Scope, siteId: string) =>
  and(eq(taxonomyTerm.siteId, siteId), inArray(taxonomyTerm.siteId, [...scope.filterSites]))
const listStatement = {
  name: 'terms',
  text: `select t.id, t.taxonomy, t.code, t.labels, case when t.latitude is not null then
        json_build_object('latitude', t.latitude, 'longitude', t.longitude) end as place, t.position, t.starts_on as "startsOn", t.ends_on as "endsOn", t.version
    from taxonomy_term t
    where t.site_id = $1 and t.site_id = any ($2::uuid[]) and ($3::text is null or t.taxonomy = $3)
      and ($4::date is null or ${openOn('t', '$4')})
    order by t.taxonomy, t.position, t.id`,
}

/** The words of a site in their order; with `on` (a local date), those that may be chosen that day. */
export function listTerms(
  db: Db,
  scope: Scope,
  siteId: string,
  wanted: { readonly taxonomy?: Taxonomy; readonly on?: string },
): Promise<Term[]> {
  const values = [siteId, scope.filterSites, wanted.taxonomy ?? null, wanted.on ?? null]
  return db.hot<Term & Record<string, unknown>>(listStatement, values)
}

export async function findTerm(db: Db, scope: Scope, siteId: string, termId: string): Promise<Term> {
  const [found] = await db
    .select(shown)
    .from(taxonomyTerm)
    .where(and(ofSite(scope, siteId), eq(taxonomyTerm.id, termId)))
  if (!found) throw problem('not-found')
  return found
}

const columnsOf = (place: Place | null | undefined) =>
  place === undefined ? {} : { latitude: place?.latitude ?? null, longitude: place?.longitude ?? null }
const placeRefused = () => broken('rule-broken', '/place', { rule: 'areas-only' })

/** Adds a word at the end of its list. Throws `code-taken`. */
export async function saveNewTerm(
  db: Db,
  siteId: string,
  { place, ...wanted }: Pick<Term, 'taxonomy' | 'code' | 'labels' | 'place' | 'startsOn'>,
): Promise<string> {
  const id = newId()
  await db
    .insert(taxonomyTerm)
    .values({
      id,
      siteId,
      ...wanted,
      ...columnsOf(place),
      position: sql`(select coalesce(max(position), 0) + 1 from taxonomy_term
        where site_id = ${siteId} and taxonomy = ${wanted.taxonomy})`,
    })
    .catch((error: unknown) =>
      onConstraint(error, {
        taxonomy_term_code_key: () => problem('code-taken'),
        taxonomy_term_place: placeRefused,
      }),
    )
  return id
}

/** Writes labels, place and last day; moving is `moveTerm`. The caller holds the row (`guardVersion`). */
export async function saveTerm(
  db: Db,
  termId: string,
  { place, ...change }: Pick<ChangeTerm, 'labels' | 'place' | 'endsOn'>,
): Promise<void> {
  await db
    .update(taxonomyTerm)
    .set({ ...change, ...columnsOf(place), version: sql`${taxonomyTerm.version} + 1` })
    .where(eq(taxonomyTerm.id, termId))
    .catch((error: unknown) => onConstraint(error, { taxonomy_term_place: placeRefused }))
}

/** Puts a word at a place counted from 1; the others make room, and only those that move are written. */
export async function moveTerm(db: Db, siteId: string, term: Term, position: number): Promise<void> {
  const list = await db
    .select({ id: taxonomyTerm.id })
    .from(taxonomyTerm)
    .where(and(eq(taxonomyTerm.siteId, siteId), eq(taxonomyTerm.taxonomy, term.taxonomy)))
    .orderBy(asc(taxonomyTerm.position), asc(taxonomyTerm.id))
    .for('update')
  const ids = movedTo(
    list.map(({ id }) => id),
    term.id,
    position,
  )
  await db.execute(sql`update taxonomy_term t set position = wanted.position
    from unnest(${sql.param(ids)}::uuid[]) with ordinality as wanted (id, position)
    where t.id = wanted.id and t.position <> wanted.position`)
}
