import { endReasons, initialPolicies } from '@interra/contracts'
import { historyJson, nameOf, termJson } from '../workshops/shapes.sql.ts'
import { talkMissing } from './duos.sql.ts'

/** Days of cooling off after each end, null for safety, which a flag keeps open. */
const coolingDays = Object.entries(endReasons)
  .map(([reason, days]) => `when '${reason}' then ${days ?? 0}`)
  .join(' ')

const policy = (key: 'duo_in_between_side' | 'duo_waiting_limit_days' | 'duo_language', type: string) =>
  `coalesce(interra.policy(c.site_id, '${key}', c.today) #>> '{}', '${initialPolicies[key]}')::${type}`

/** Two places are for locals, also when somebody became a newcomer since (domain reference 6.2, H5). */
const placesOf = `case c.side when 'newcomer' then 1 else c.places end`

/**
 * The candidacies of `from` (rows of `candidacy`), each with what follows from the rest of the file: side and group on
 * its site's day, places, what keeps them out of the pool, and for how long they wait. The one place where it is said who
 * is in the pool (domain reference 6.2, H1 to H5, H11 and H12). `now` is SQL of the statement around.
 */
export const standingOf = (from: string, now: string) => `
  select c.*,
    case when c.status <> 'available' then c.status
      when c.taken > 0 then 'in_duo' when c.open > 0 then 'reserved' else 'available' end as standing,
    c.status = 'available' and c.blockers = '{}' and c.open + c.taken < ${placesOf} as in_pool,
    c.status = 'available' and c.taken = 0
      and (c.waiting_days > ${policy('duo_waiting_limit_days', 'int')} or c.rounds_missed >= 2) as past_limit
  from (
    select c.*, case when c.taken > 0 then 0 else greatest(0, c.today - coalesce(c.waiting_since, c.applied_on)) end
        as waiting_days,
      array_remove(array[
        case when c.side is null then 'side_unknown' end,
        case when interra.is_minor(p.birth_year, p.birth_month, p.birth_day, c.today) then 'minor' end,
        case when p.birth_year is null and not c.adult_confirmed then 'age_unknown' end,
        case when not coalesce((select k.given and k.withdrawn_at is null from consent k
          where k.person_id = c.person_id and k.purpose = 'duo_matching'
          order by k.created_at desc, k.id desc limit 1), false) then 'consent_missing' end,
        case when not exists (select from person_interest i where i.person_id = c.person_id and i.removed_at is null)
          then 'interests_missing' end,
        case when c.slots = '{}' then 'slots_missing' end,
        case when c.taken >= ${placesOf} then 'no_place_left' end,
        case when c.cooling_until > c.today then 'cooling_off' end,
        case when c.talk_missing then 'talk_missing' end,
        case when exists (select from safety_flag f where f.person_id = c.person_id and f.cleared_at is null)
          then 'safety' end
      ], null) as blockers
    from (
      select c.*, case c."group" when 'newcomer' then 'newcomer' when 'local' then 'local'
          when 'in_between' then case ${policy('duo_in_between_side', 'text')}
            when 'either' then c.chosen_side when 'newcomer' then 'newcomer' when 'local' then 'local' end
        end as side
      from (
        select c.*, s.today, interra.group_at(c.person_id, s.today) as "group",
          (select l.taken from duo_load l where l.candidacy_id = c.id) as taken,
          (select count(*)::int from duo d where c.id in (d.newcomer_candidacy_id, d.local_candidacy_id)
            and c.person_id in (d.newcomer_id, d.local_id) and d.status in ('proposed', 'accepted_by_one')) as open,
          (select max(d.ended_on + case d.end_reason ${coolingDays} else 0 end) from duo d
            where c.person_id in (d.newcomer_id, d.local_id) and d.status = 'ended_early') as cooling_until,
          exists (select from duo d where (c.person_id = d.newcomer_id and ${talkMissing('newcomer')})
            or (c.person_id = d.local_id and ${talkMissing('local')})) as talk_missing
        from (${from}) c
        join lateral (select (${now}::timestamptz at time zone site.time_zone)::date as today
          from site where site.id = c.site_id) s on true
      ) c
    ) c
    join person p on p.id = c.person_id
  ) c`

const personJson = `json_build_object('personId', p.id, 'name', ${nameOf('p')})`
const rowMembers = `'id', c.id, 'siteId', c.site_id, 'person', ${personJson}, 'status', c.status, 'standing', c.standing,
  'side', c.side, 'group', c."group", 'places', c.places, 'placesTaken', c.taken, 'inPool', c.in_pool,
  'blockers', c.blockers, 'waitingSince', c.waiting_since, 'waitingDays', c.waiting_days, 'pastLimit', c.past_limit,
  'version', c.version`

/** $1 sites, $2 now, $3 site, $4 standings, $5 side, $6 in the pool, $7 text, $8 since and $9 id after, $10 rows, $11 person. */
export const listCandidaciesSql = {
  name: 'candidacies-list',
  text: `select json_build_object(${rowMembers}) as item, c.today - c.waiting_days as since, c.id
    from (${standingOf(
      `select * from candidacy where site_id = any($1) and ($3::uuid is null or site_id = $3)
         and ($11::uuid is null or person_id = $11)`,
      '$2',
    )}) c
    join person p on p.id = c.person_id
    where ($4::text[] is null or c.standing = any($4))
      and ($5::text is null or c.side = $5)
      and ($6::boolean is null or c.in_pool = $6)
      and ($7::text is null or position(interra.fold($7) in interra.fold(${nameOf('p')})) > 0)
      and ($8::date is null or (c.today - c.waiting_days, c.id) > ($8, $9::uuid))
    order by c.today - c.waiting_days, c.id limit $10`,
}

const named = (taxonomy: string) => `(select coalesce(json_agg(${termJson('n.term_id')} order by n.position), '[]')
  from (select x.term_id, w.position from candidacy_term x join taxonomy_term w on w.id = x.term_id
    where x.candidacy_id = c.id and w.taxonomy = '${taxonomy}') n)`

/** $1 id, $2 sites, $3 now. */
export const findCandidacySql = {
  name: 'candidacy-find',
  text: `select c.today, json_build_object(${rowMembers}, 'appliedOn', c.applied_on, 'slots', c.slots,
      'area', ${termJson('c.area_term_id')}, 'maxTravelMinutes', c.max_travel_minutes, 'online', c.online,
      'sameGenderOnly', c.same_gender_only, 'ageMatters', c.age_matters, 'goals', ${named('duo_goal')},
      'lifeSituations', ${named('life_situation')}, 'limits', c.limits, 'chosenSide', c.chosen_side,
      'adultConfirmed', c.adult_confirmed, 'interviewedOn', c.interviewed_on, 'interviewNote', c.interview_note,
      'pausedUntil', c.paused_until, 'statusReason', c.status_reason,
      'coolingOffUntil', case when c.cooling_until > c.today then c.cooling_until end,
      'previousDuoId', c.previous_duo_id, 'createdAt', c.created_at,
      'history', ${historyJson('candidacy', 'c.id')}) as candidacy
    from (${standingOf('select * from candidacy where id = $1 and site_id = any($2)', '$3')}) c
    join person p on p.id = c.person_id`,
}

/** A candidate as the plan sees them; `c` has a standing, `p` is the person. */
const candidateColumns = `c.id, c.side, c.in_pool as "inPool", c.past_limit as "pastLimit", ${nameOf('p')} as name, p.id as "personId",
      ${placesOf} - c.taken - c.open as places, c.slots, c.max_travel_minutes as "maxTravelMinutes", c.online,
      c.same_gender_only as "sameGenderOnly", c.age_matters as "ageMatters", p.gender, p.birth_year as "birthYear",
      c.waiting_days as "waitingDays", c.rounds_missed as "roundsMissed", c.area_term_id as "areaId",
      (select json_build_object('latitude', w.latitude, 'longitude', w.longitude)
        from taxonomy_term w where w.id = c.area_term_id and w.latitude is not null) as place,
      (select coalesce(json_agg(json_build_object('label', i.label, 'word', i.folded_label, 'category', i.category_term_id)
          order by i.created_at, i.id), '[]')
        from person_interest i where i.person_id = c.person_id and i.removed_at is null) as interests,
      (select coalesce(json_agg(json_build_object('language', l.language, 'rank', interra.level_rank(l.level))
          order by l.language), '[]')
        from (select distinct on (x.language) x.language, x.level from language_record x where x.person_id = c.person_id
          order by x.language, x.assessed_on desc, interra.level_rank(x.level) desc) l) as languages,
      (select coalesce(json_agg(x.term_id order by x.term_id), '[]') from candidacy_term x
        join taxonomy_term w on w.id = x.term_id where x.candidacy_id = c.id and w.taxonomy = 'duo_goal') as goals,
      (select coalesce(json_agg(x.term_id order by x.term_id), '[]') from candidacy_term x
        join taxonomy_term w on w.id = x.term_id where x.candidacy_id = c.id and w.taxonomy = 'life_situation')
        as "lifeSituations"`

/**
 * Everybody of the pool of a site as the plan sees them: $1 site, $2 now, $3 a candidacy that comes along although it is
 * not in the pool.
 */
export const poolSql = {
  name: 'duo-pool',
  text: `select ${candidateColumns}
    from (${standingOf("select * from candidacy where site_id = $1 and status = 'available'", '$2')}) c
    join person p on p.id = c.person_id
    where c.in_pool or c.id = $3::uuid
    order by c.id`,
}

/** How many of each side are in the pool: $1 site, $2 now. */
export const poolCountSql = {
  name: 'duo-pool-count',
  text: `select (count(*) filter (where c.side = 'newcomer'))::int as newcomers,
      (count(*) filter (where c.side = 'local'))::int as locals
    from (${standingOf("select * from candidacy where site_id = $1 and status = 'available'", '$2')}) c where c.in_pool`,
}

/** Two candidacies, wherever they stand, with what stands against them: $1 ids, $2 now. */
export const twoSql = {
  name: 'duo-two',
  text: `select ${candidateColumns}, c.blockers, c.status = 'available' as available, c.today
    from (${standingOf('select * from candidacy where id = any($1)', '$2')}) c
    join person p on p.id = c.person_id`,
}

/** Whether two people of a duo are kept apart, or were in another one that was answered: $1 duo. */
export const apartOfSql = {
  name: 'duo-apart-of',
  text: `select
      exists (select from exclusion x where x.lifted_at is null
        and d.newcomer_id in (x.person_id, x.other_person_id) and d.local_id in (x.person_id, x.other_person_id)) as apart,
      exists (select from duo o where o.newcomer_id = d.newcomer_id and o.local_id = d.local_id and o.id <> d.id
        and o.status not in ('expired', 'superseded')) as before
    from duo d where d.id = $1`,
}

/**
 * Pairs of candidacies that may not be: kept apart, or together before in any duo that was answered (domain reference
 * 6.2, H10). $1 site.
 */
export const apartSql = {
  name: 'duo-apart',
  text: `select n.id as newcomer, l.id as local, 'apart' as because
    from exclusion x join candidacy n on n.person_id in (x.person_id, x.other_person_id) and n.status = 'available'
    join candidacy l on l.person_id in (x.person_id, x.other_person_id) and l.status = 'available' and l.id <> n.id
    where x.site_id = $1 and x.lifted_at is null
    union all
    select n.id, l.id, 'paired_before'
    from duo d join candidacy n on n.person_id = d.newcomer_id and n.status = 'available'
    join candidacy l on l.person_id = d.local_id and l.status = 'available'
    where d.site_id = $1 and d.status not in ('expired', 'superseded')`,
}
