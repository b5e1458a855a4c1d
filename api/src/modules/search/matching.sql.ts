/** Slips and other spellings of what was typed. */
const tolerantForms = `
      union all select n, near, length(near) < 5, 0.6, 'similar_name' from word, interra.near_words(word) as near
        where near <> '' and near <> word
      union all select n, interra.skeleton(word), true, 0.5, 'similar_name' from word where interra.skeleton(word) is not null`

/** Records with a word in the range of a term: one row a record and token, with the best that was found. */
const score = 't.weight * case when w.word = t.low then 2 else length(t.low)::real / length(w.word) end'
const inRange = `s.site_id = door.site_id and s.entity = door.entity and s.word >= t.low and s.word < t.high`
const hits = (where: string) => `
    select door.entity, door.site_id, w.entity_id, t.n, min(t.reason) as reason, max(${score}) as score
    from term t join door on strpos(door.marks, t.mark) > 0
      cross join lateral (
        select s.word, s.entity_id from search_word s where ${inRange} order by s.word limit (select cap from total)
      ) w
    ${where}
    group by 1, 2, 3, 4`

/** A token that few records have, if there is one: then only those few are asked for the other tokens. */
const rarest = `, rarest as materialized (
    select n from (
      select t.n, (select count(*) from door
          cross join lateral (select from search_word s where ${inRange} limit 300) w
          where strpos(door.marks, t.mark) > 0) as records
      from term t where (select tokens from total) > 1) counted
    group by n having sum(records) < 300 order by sum(records), n limit 1
  )`
const ofRarest = 'where not exists (select from rarest) or t.n = (select n from rarest)'
const hitsOfTheOthers = `
    union all
    select first.entity, first.entity_id, t.n, min(t.reason), max(${score})
    from first
      join door on door.entity = first.entity and door.site_id = first.site_id
      cross join lateral (select s.word from search_word s where s.entity_id = first.entity_id offset 0) w
      join term t on t.n <> first.n and w.word >= t.low and w.word < t.high and strpos(door.marks, t.mark) > 0
    where exists (select from rarest)
    group by 1, 2, 3`

/**
 * `with` clauses that end in `found`: the records whose words match all that was typed. A word matches from its beginning;
 * with `tolerant` also what is one slip or another spelling of the vowels away. Every comparison is a range on (site,
 * entity, word), which keeps its index behind the wall. $1 entities, $2 sites and $3 marks: where to look, and for which
 * facts; $4 words; $5 tokens and $6 forms of facts; $7 rows.
 */
export const matching = (tolerant: boolean) => `
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
  ), door as materialized (
    select * from unnest($1::text[], $2::uuid[], $3::text[]) as door (entity, site_id, marks)
  )${tolerant ? '' : rarest}, first as materialized (${hits(tolerant ? '' : ofRarest)}
  ), hit as (
    select entity, entity_id, n, reason, score from first${tolerant ? '' : hitsOfTheOthers}
  ), found as materialized (
    select entity, entity_id, sum(score) as score, array_agg(distinct reason) as reasons
    from hit group by 1, 2 having count(*) = (select tokens from total)
    order by score desc, entity_id limit $7
  )`
