import {
  ageStateAt,
  problem,
  type LanguageRecord,
  type Person,
  type PersonRow,
  type TimelineItem,
  type TimelineKind,
} from '@interra/contracts'
import type { Db, HotStatement } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { listSql, type ListShape } from './people-list.sql.ts'
import { findPersonSql, languageJson } from './people.sql.ts'
import { timelineSql } from './timeline.sql.ts'

/** A member and the day it is at their site (local date). */
export interface FoundPerson {
  readonly person: Person
  readonly today: string
}

/** Surface: what is known of a member. Throws `not-found`. */
export async function findPerson(db: Db, scope: Scope, personId: string, now: Date): Promise<FoundPerson> {
  const values = [personId, scope.filterSites, now]
  const [found] = await db.hot<{ person: Omit<Person, 'age'>; today: string }>(findPersonSql, values)
  if (!found) throw problem('not-found')
  const { person, today } = found
  return { person: { ...person, age: ageStateAt(person.birth ?? null, today) }, today }
}

export interface PeopleFilters {
  readonly siteId?: string
  readonly language?: string
  readonly level?: string
  readonly kind?: string
  readonly categoryId?: string
  readonly interest?: string
}
export interface ListedPerson {
  readonly sortName: string
  readonly id: string
  readonly item: PersonRow
}

/** The id before every other. */
const beforeAll = '00000000-0000-0000-0000-000000000000'
const listStatements = new Map<string, HotStatement>()

/** One statement for each set of filters: a filter that is not asked for costs nothing. */
function listStatement(shape: ListShape): HotStatement {
  const asked = Object.entries(shape).flatMap(([filter, on]) => (on ? [filter] : []))
  const name = ['people', ...asked].join(' ')
  let statement = listStatements.get(name)
  if (!statement) listStatements.set(name, (statement = { name, text: listSql(shape) }))
  return statement
}

/** Members by folded family name: the order of a French dictionary. A language without a level is spoken from A1 on. */
export function listPeople(
  db: Db,
  scope: Scope,
  filters: PeopleFilters,
  { take, after }: Window,
): Promise<ListedPerson[]> {
  const { siteId, language = null, level = null, kind = null, categoryId = null, interest = null } = filters
  const sites = siteId === undefined ? scope.filterSites : scope.filterSites.filter((id) => id === siteId)
  const statement = listStatement({
    language: language !== null,
    level: language !== null && level !== null,
    kind: kind !== null,
    category: categoryId !== null,
    words: interest !== null,
  })
  const [sortName = '', id = beforeAll] = after ?? []
  const values = [sites, take, sortName, id, language, level, kind, categoryId, interest]
  return db.hot<ListedPerson & Record<string, unknown>>(statement, values)
}

export interface TimelineLine extends Omit<TimelineItem, 'at'> {
  readonly [column: string]: unknown
  readonly at: Date
  /** With microseconds: the cursor. */
  readonly exactAt: string
}

/** What a person did, the latest first. Throws `not-found`. */
export async function readTimeline(
  db: Db,
  scope: Scope,
  personId: string,
  kinds: readonly TimelineKind[],
  { take, after }: Window,
): Promise<TimelineLine[]> {
  await requirePerson(db, scope, personId)
  const values = [personId, scope.filterSites, kinds, after?.[0] ?? null, after?.[1] ?? null, take]
  return db.hot<TimelineLine>(timelineSql, values)
}

const levelsSql = {
  name: 'person-levels',
  text: `select distinct on (x.language) ${languageJson('x')} as item from language_record x
    where x.person_id = $1 and x.site_id = any($2) and x.assessed_on <= $3
    order by x.language, x.assessed_on desc, interra.level_rank(x.level) desc, x.id desc`,
}

/** Levels as they were known to be on a day, by language. */
export async function levelsOn(db: Db, scope: Scope, personId: string, on: string): Promise<LanguageRecord[]> {
  const rows = await db.hot<{ item: LanguageRecord }>(levelsSql, [personId, scope.filterSites, on])
  return rows.map(({ item }) => item)
}

const existsSql = { name: 'person-exists', text: 'select from person where id = $1 and site_id = any($2)' }
async function requirePerson(db: Db, scope: Scope, personId: string): Promise<void> {
  const found = await db.hot(existsSql, [personId, scope.filterSites])
  if (found.length === 0) throw problem('not-found')
}
