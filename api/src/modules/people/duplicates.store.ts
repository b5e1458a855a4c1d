import { problem, type MatchReason, type NotSameAs, type PartialDate, type PersonCandidate } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { candidateMembers } from '../search/search.store.ts'
import { reasonsForSame, type Likeable } from './likeness.ts'
import { duplicateDecision } from './people.tables.ts'
import { birthSql } from './people.sql.ts'

/** Canonical facts by which somebody is recognised. */
export interface Recognisable {
  readonly givenName: string
  readonly familyName: string | null
  readonly ownScriptName: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly birth: PartialDate | null
}

const weights: Readonly<Record<MatchReason, number>> = { name: 4, similar_name: 3, phone: 3, email: 3, birth: 2 }
const sureness = (reasons: readonly MatchReason[]) => reasons.reduce((sum, reason) => sum + weights[reason], 0)
/** So many are judged, so many are shown. */
const [looked, shown] = [200, 20]

/** The folded words of a name in Latin letters, as they are kept to sort by. */
const wordsOf = (p: string) => `string_to_array(${p}.sort_name, ' ')`

/** Looked up one by one: planned without knowing the name, a join would read everybody. */
const personOf = (row: string) => `(select * from person where id = ${row}.id offset 0)`

/**
 * Everybody who might be the same by the rule of `reasonsForSame`, the surest first: nobody it would choose is beyond the
 * limit, however common the name. $1 sites, $2 name, $3 name in its own script, $4 phone, $5 e-mail, $6 the person
 * themselves or null, $7 birth as far as it is known.
 */
const lookalikes = {
  name: 'people-lookalikes',
  text: `with mine (part, word, n) as materialized (
      select 'latin', word, n from unnest(interra.words($2)) with ordinality as t (word, n)
      union all select 'own', word, n from unnest(interra.words($3)) with ordinality as t (word, n)
    ), form as (
      select part, n, word, true as exact from mine
      union all (
        select part, n, interra.squeeze(word), false from mine
        union select part, n, interra.near_words(word), false from mine where length(word) > 3
        union select part, n, interra.near_words(interra.squeeze(word)), false from mine
          where length(word) > 3 and interra.squeeze(word) <> word
        union select part, n, interra.skeleton(word), false from mine where interra.skeleton(word) is not null
      )
    ), given (part, words) as materialized (
      select part, count(*) from mine group by part
    ), alike (id, part, ours, alike, exact) as (
      select w.entity_id, form.part, given.words, count(distinct form.n), count(distinct form.n) filter (where form.exact)
      from form join given on given.part = form.part
        cross join unnest($1::uuid[]) as of (site_id)
        join search_word w on w.site_id = of.site_id and w.entity = 'person' and w.word = form.word
      group by w.entity_id, form.part, given.words
      -- one word of several says who it is only together with the birth
      having count(distinct form.n) >= least(2, given.words) or $7::text is not null
    ), named (id, whole, exact) as (
      select p.id, bool_or(shorter > 1 or a.ours = theirs), bool_or(a.exact >= shorter)
      from alike a cross join lateral ${personOf('a')} p
        cross join lateral (select cardinality(case a.part when 'latin' then ${wordsOf('p')} else interra.words(p.own_script_name) end) as theirs) c
        cross join least(a.ours, theirs) as shorter
      where a.alike >= shorter
      group by p.id
    ), known (id, named, whole, exact) as (
      select id, bool_or(named), bool_or(whole), bool_or(exact) from (
        select id, true as named, whole, exact from named
        union all select id, false, false, false from person where phone = $4 and site_id = any($1)
        union all select id, false, false, false from person where email = $5 and site_id = any($1)
      ) found group by id
    )
    select json_build_object(${candidateMembers('p')}) as candidate, p.phone, p.email, b.birth,
      ${wordsOf('p')} as words, interra.words(p.own_script_name) as "ownWords",
      interra.words($2) as "myWords", interra.words($3) as "myOwnWords"
    from known cross join lateral ${personOf('known')} p
      cross join lateral (select ${birthSql('p')} as birth) b
      cross join lateral (select coalesce((p.phone = $4)::int, 0) + coalesce((p.email = $5)::int, 0) as contacts,
        starts_with(b.birth, $7) or starts_with($7, b.birth) as births) f
    where p.status = 'active' and p.id is distinct from $6
      and case when contacts > 0 then named or births is not false
        else births is not false and (whole or births) end
      and not exists (select from duplicate_decision d
        where not d.same and d.person_id = least(p.id, $6) and d.other_person_id = greatest(p.id, $6))
    order by ${weights.phone} * contacts + case when births then ${weights.birth} else 0 end
      + case when exact then ${weights.name} when named then ${weights.similar_name} else 0 end desc, p.id
    limit ${looked}`,
}

interface Lookalike extends Likeable {
  readonly [column: string]: unknown
  readonly candidate: Omit<PersonCandidate, 'reasons'>
  readonly myWords: readonly string[]
  readonly myOwnWords: readonly string[]
}

/**
 * People of the caller's sites who are probably the one described, the surest first, 20 at most; without those who were
 * said to be somebody else than `personId`.
 */
export async function findDuplicates(
  db: Db,
  scope: Scope,
  facts: Recognisable,
  personId: string | null = null,
): Promise<PersonCandidate[]> {
  const { givenName, familyName, ownScriptName, phone, email, birth } = facts
  const name = [givenName, familyName].filter(Boolean).join(' ')
  const values = [scope.filterSites, name, ownScriptName, phone, email, personId, birth]
  const rows = await db.hot<Lookalike>(lookalikes, values)
  return rows
    .map(({ candidate, myWords, myOwnWords, ...other }) => ({
      ...candidate,
      reasons: reasonsForSame({ words: myWords, ownWords: myOwnWords, phone, email, birth }, other),
    }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => sureness(b.reasons) - sureness(a.reasons) || (a.id < b.id ? -1 : 1))
    .slice(0, shown)
}

/**
 * Two people may not be registered as the same one at the same moment: whoever comes second waits, and then sees the
 * first. Held to the end of the transaction.
 */
export async function lockRegister(db: Db, siteId: string): Promise<void> {
  const text = `select pg_advisory_xact_lock(hashtextextended('register:' || $1, 0))`
  await db.hot({ name: 'people-lock-register', text }, [siteId])
}

/** Refuses with `possible-duplicate`, ids and reasons only, unless every candidate was said to be somebody else. */
export function requireDecided(candidates: readonly PersonCandidate[], notSameAs: NotSameAs | undefined): void {
  const open = candidates.filter(({ id }) => !notSameAs?.personIds.includes(id))
  if (open.length > 0)
    throw problem('possible-duplicate', { params: { candidates: open.map(({ id, reasons }) => ({ id, reasons })) } })
}

/** Remembers that a person is none of those who look alike; ids that do not are left aside. */
export async function rememberDecisions(
  db: Db,
  person: { readonly id: string; readonly siteId: string; readonly now: Date; readonly by: string | null },
  candidates: readonly PersonCandidate[],
  reason: string,
): Promise<void> {
  const { siteId, now: decidedAt, by: decidedBy } = person
  // a decision belongs to one site: between sites nothing is remembered
  const others = candidates.filter((candidate) => candidate.siteId === siteId)
  if (others.length === 0) return
  const rows = others.map(({ id }) => {
    const [personId = '', otherPersonId = ''] = [id, person.id].sort()
    return { id: newId(), siteId, personId, otherPersonId, same: false, reason, decidedBy, decidedAt }
  })
  await db.insert(duplicateDecision).values(rows).onConflictDoNothing()
}
