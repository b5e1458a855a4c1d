import { termJson } from './people.sql.ts'

/** What a list is filtered by. */
export interface ListShape {
  readonly language: boolean
  readonly level: boolean
  readonly kind: boolean
  readonly category: boolean
  readonly words: boolean
}

/** The level of a language as last assessed. */
const levelIn = (language: string) =>
  `(select interra.level_rank(x.level) from language_record x where x.person_id = p.id and x.language = ${language}
    order by x.assessed_on desc, interra.level_rank(x.level) desc limit 1)`
const spoken = `(select coalesce(json_agg(json_build_object('language', l.language, 'level', l.level) order by l.language), '[]')
  from (select distinct on (x.language) x.language, x.level from language_record x where x.person_id = p.id
    order by x.language, x.assessed_on desc, interra.level_rank(x.level) desc) l)`
const wishes = `(select coalesce(json_agg(json_build_object('kind', x.kind, 'label', x.label,
    'category', ${termJson('x.category_term_id')}) order by x.created_at, x.id), '[]')
  from person_interest x where x.person_id = p.id and x.removed_at is null)`

const order = 'p.sort_name, p.id'
/** So many rows that a filter finds are all looked at; when there are more, a page in the order of names is soon full. */
const few = 1000

const allOf = (...conditions: (string | false)[]) => conditions.filter((condition) => condition !== false).join(' and ')
const rowsOf = (name: string, table: string, condition: string) =>
  `${name} as materialized (select x.person_id as id from unnest($1::uuid[]) as of (site_id)
    join ${table} x on x.site_id = of.site_id where ${condition} limit ${few + 1})`

/**
 * Lists people by name: $1 sites, $2 rows, $3 sort name and $4 id before, $5 language, $6 level, $7 kind, $8 category,
 * $9 words.
 *
 * A plan is made before the values are known, so the statement chooses itself: if a filter finds few rows, those people
 * are read and put in order; else each site is read in the order of its index and no further than the page. The first
 * line gives the parameters that a shape has no use for a type; it is never run.
 */
export function listSql(shape: ListShape): string {
  const rank = `interra.level_rank(${shape.level ? '$6' : "'A1'"})`
  const speaks = `x.language = $5 and interra.level_rank(x.level) >= ${rank}`
  const wished = allOf(
    'x.removed_at is null',
    shape.kind && 'x.kind = $7',
    shape.category && 'x.category_term_id = $8',
    shape.words && 'position((select interra.fold($9)) in x.folded_label) > 0',
  )
  const matches = allOf(
    "p.site_id = of.site_id and p.status = 'active' and (p.sort_name, p.id) > ($3, $4)",
    shape.language && `${levelIn('$5')} >= ${rank}`,
    (shape.kind || shape.category || shape.words) &&
      `exists (select from person_interest x where x.person_id = p.id and ${wished})`,
  )
  const narrow = new Map<string, string>()
  if (shape.language) narrow.set('speaker', rowsOf('speaker', 'language_record', speaks))
  if (shape.category || shape.words) narrow.set('wisher', rowsOf('wisher', 'person_interest', wished))
  return `
with parameters as (select $2::int, $3::text, $4::uuid, $5::text, $6::text, $7::text, $8::uuid, $9::text),
${[...narrow.values(), ''].join(',\n')}page as materialized (
  select p.* from unnest($1::uuid[]) as of (site_id) cross join lateral (${peopleOf([...narrow.keys()], matches)}) p
  order by ${order} limit $2
)
select p.sort_name as "sortName", p.id, json_build_object('id', p.id, 'siteId', p.site_id,
  'givenName', p.given_name, 'familyName', p.family_name, 'usualName', p.usual_name,
  'ownScriptName', p.own_script_name, 'birthYear', p.birth_year, 'languages', ${spoken},
  'interests', ${wishes}, 'memberSince', p.member_since) as item
from page p order by ${order}`
}

/** The first people of a site who match: from one of the narrow lists if one is short, else in the order of names. */
function peopleOf(lists: readonly string[], matches: string): string {
  const first = (condition: string) => `(select p.* from person p where ${condition} order by ${order} limit $2)`
  if (lists.length === 0) return first(matches)
  const isShort = (list: string) => `(select count(*) <= ${few} from ${list})`
  const anyShort = lists.map(isShort).join(' or ')
  const listed = lists.map((list) => `select id from ${list} where ${isShort(list)}`).join(' union all ')
  return `${first(allOf(`not (${anyShort})`, matches))}
    union all ${first(allOf(`(${anyShort})`, `p.id in (${listed})`, matches))}`
}
