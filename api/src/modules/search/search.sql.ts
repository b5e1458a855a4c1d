/**
 * Finds records whose words match all that was typed. A word matches from its beginning; with `tolerant` also what is one
 * slip or another spelling of the vowels away. Every comparison is a range on (site, entity, word), which keeps its index
 * behind the wall. $1 entities, $2 sites and $3 marks: where to look, and for which facts; $4 words; $5 tokens and
 * $6 forms of facts; $7 rows.
 */
const matching = (tolerant: boolean) => `
  with word as materialized (
    select word, n::int from unnest(interra.words($4)) with ordinality as typed (word, n)
  ), term as materialized (
    select n, low, low || case when whole then U&'\\0001' else U&'\\+10FFFF' end as high, weight::real, reason,
      case when reason in ('phone', 'email', 'birth') then left(low, 1) else '' end as mark
    from (
      select n, word, false, 1.0, 'name' from word
      union all select n, interra.squeeze(word), false, 0.95, 'name' from word
        where interra.squeeze(word) <> word and length(interra.squeeze(word)) > 2
      ${tolerant ? tolerantForms : ''}
      union all select n, form, form like '=%', 1.0,
        case left(form, 1) when '=' then 'birth' when '@' then 'email' when '<' then 'phone' when '>' then 'phone' else 'name' end
      from unnest($5::int[], $6::text[]) as fact (n, form)
    ) as form (n, low, whole, weight, reason)
  ), total as materialized (
    select count(distinct n) as tokens, case when count(distinct n) = 1 then 500 else 20000 end as cap from term
  ), hit as (
    select door.entity, w.entity_id, t.n, min(t.reason) as reason,
      max(t.weight * case when w.word = t.low then 2 else length(t.low)::real / length(w.word) end) as score
    from term t
      join unnest($1::text[], $2::uuid[], $3::text[]) as door (entity, site_id, marks) on strpos(door.marks, t.mark) > 0
      cross join lateral (
        select s.word, s.entity_id from search_word s
        where s.site_id = door.site_id and s.entity = door.entity and s.word >= t.low and s.word < t.high
        order by s.word limit (select cap from total)
      ) w
    group by 1, 2, 3
  ), found as materialized (
    select entity, entity_id, sum(score) as score, array_agg(distinct reason) as reasons
    from hit group by 1, 2 having count(*) = (select tokens from total)
    order by score desc, entity_id limit $7
  )`
const tolerantForms = `
      union all select n, near, length(near) < 5, 0.6, 'similar_name' from word, interra.near_words(word) as near
        where near <> '' and near <> word
      union all select n, interra.skeleton(word), true, 0.5, 'similar_name' from word where interra.skeleton(word) is not null`
/** Everything that was typed is there to the letter: nothing better would be found by looking further. */
const isSettled = 'coalesce(max(f.score) >= 1.8 * (select tokens from total), false)'

/** Members of a `PersonCandidate` but for its reasons: contact data masked in the database already. */
export const candidateMembers = (p: string) => `'id', ${p}.id, 'siteId', ${p}.site_id, 'givenName', ${p}.given_name,
  'familyName', ${p}.family_name, 'usualName', ${p}.usual_name, 'ownScriptName', ${p}.own_script_name,
  'phoneEnd', right(${p}.phone, 3), 'emailHint', left(${p}.email, 1) || '…' || substr(${p}.email, strpos(${p}.email, '@')),
  'birthYear', ${p}.birth_year, 'memberSince', ${p}.member_since`
const candidate = `json_build_object(${candidateMembers('p')}, 'reasons', f.reasons)`

const peopleSql = (tolerant: boolean) => ({
  name: tolerant ? 'search-people-tolerant' : 'search-people',
  text: `${matching(tolerant)}
  select json_build_object('items', coalesce(json_agg(${candidate} order by f.score desc, p.sort_name, p.id), '[]'))::text
    as json, count(*)::int as found, ${isSettled} as settled
  from found f join person p on p.id = f.entity_id`,
})

const recordsSql = (tolerant: boolean) => ({
  name: tolerant ? 'search-records-tolerant' : 'search-records',
  text: `${matching(tolerant)}
  select json_build_object('items', coalesce(json_agg(json_build_object('entity', f.entity, 'id', f.entity_id,
      'siteId', coalesce(p.site_id, w.site_id, v.site_id, a.site_id), 'title', coalesce(w.title, v.name, a.name),
      'name', case when f.entity = 'person' then concat_ws(' ', coalesce(p.usual_name, p.given_name), p.family_name) end,
      'ownScriptName', p.own_script_name, 'birthYear', p.birth_year)
      order by f.score desc, coalesce(p.sort_name, w.title, v.name, a.name), f.entity_id), '[]'))::text as json,
    count(*)::int as found, ${isSettled} as settled
  from found f
    left join person p on f.entity = 'person' and p.id = f.entity_id
    left join workshop w on f.entity = 'workshop' and w.id = f.entity_id
    left join venue v on f.entity = 'venue' and v.id = f.entity_id
    left join partner a on f.entity = 'partner' and a.id = f.entity_id`,
})

export const searchPeopleSql = { strict: peopleSql(false), tolerant: peopleSql(true) }
export const searchRecordsSql = { strict: recordsSql(false), tolerant: recordsSql(true) }
