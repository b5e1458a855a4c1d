import { who, type SearchEntity } from '@interra/contracts'
import type { Db, HotStatement } from '../../platform/db/database.ts'
import type { Actor, Scope } from '../../platform/http/context.ts'
import { termsOf } from './search-text.ts'
import { searchPeopleSql, searchRecordsSql } from './search.sql.ts'

export { candidateMembers } from './search.sql.ts'

/** Where one kind of record is looked for, and by which facts besides names. */
interface Door {
  readonly entity: SearchEntity
  readonly siteId: string
  readonly marks: string
}

/**
 * Surface: JSON of `PersonCandidates`, the people of the caller's sites who match a text. Contact data and years of birth
 * are compared only where the caller reads them, so that what is hidden cannot be guessed by searching.
 */
export function findPeople(db: Db, scope: Scope, actor: Actor, text: string, limit: number): Promise<string> {
  return find(db, searchPeopleSql, peopleDoors(scope, actor), text, limit)
}

/**
 * JSON of `SearchHits`: people where the caller reads names, workshops where they read that programme, venues and
 * partners, which all programmes share, in all sites of the scope.
 */
export function findRecords(db: Db, scope: Scope, actor: Actor, text: string, limit: number): Promise<string> {
  const at = (sites: readonly string[], entity: SearchEntity) => sites.map((siteId) => ({ entity, siteId, marks: '' }))
  const doors = [
    ...peopleDoors(scope, actor),
    ...at(actor.sitesWith(who.allStaff, 'interact'), 'workshop'),
    ...at(scope.filterSites, 'venue'),
    ...at(scope.filterSites, 'partner'),
  ]
  return find(db, searchRecordsSql, doors, text, limit)
}

function peopleDoors(scope: Scope, actor: Actor): Door[] {
  return scope.filterSites.flatMap((siteId) => {
    const classes = actor.classesAt(siteId)
    if (!classes.has('C1')) return []
    return [
      { entity: 'person' as const, siteId, marks: (classes.has('C2') ? '<>@' : '') + (classes.has('C3') ? '=' : '') },
    ]
  })
}

interface Found {
  readonly [column: string]: unknown
  readonly json: string
  readonly found: number
  readonly settled: boolean
}

/** To the letter first; looks for slips and other spellings only when that leaves room. */
async function find(
  db: Db,
  statements: { readonly strict: HotStatement; readonly tolerant: HotStatement },
  doors: readonly Door[],
  text: string,
  limit: number,
): Promise<string> {
  const { words, facts } = termsOf(text)
  const values = [
    doors.map(({ entity }) => entity),
    doors.map(({ siteId }) => siteId),
    doors.map(({ marks }) => marks),
    words,
    facts.map(({ token }) => token),
    facts.map(({ form }) => form),
    limit,
  ]
  const run = async (statement: HotStatement) => (await db.hot<Found>(statement, values))[0]
  const exact = await run(statements.strict)
  const enough = exact && (exact.settled || exact.found >= Math.min(limit, 10) || words === '')
  const result = enough ? exact : await run(statements.tolerant)
  return result?.json ?? '{"items":[]}'
}
