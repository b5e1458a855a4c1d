/**
 * The group of `p` (person) on a day, with `f` its arrival, `r` the policies in force and `ls` its languages, as
 * `interra.group_at` tells it, without a call for each person.
 */
export const groupSql = (day: string) => `case
    when p.lifelong_resident or p.is_belgian then 'local'
    when interra.arrival_start(f.arrived_on, f.precision, f.declared_on) is null then 'unknown'
    when ${day} < (interra.arrival_start(f.arrived_on, f.precision, f.declared_on) + make_interval(months => r.months))::date
      then 'newcomer'
    when ls.best < r.level_rank and ls.known = 3 then 'in_between'
    else 'local' end`

/** What `groupSql` asks for, beside `p` and `r`: the arrival and the languages of a person on a day. */
export const groupJoins = (day: string) => `
  left join arrival_fact f on f.person_id = p.id and f.superseded_at is null
  left join language_span ls on ls.person_id = p.id and ls.from_on <= ${day} and ls.until_on > ${day}`

/** The policies of each site in force from one day to another: `r` for those who join by site and day (`ruleOn`). */
export const rulesSql = `rules as materialized (
  select site_id, from_on, coalesce(lead(from_on) over (partition by site_id order by from_on), 'infinity') as until_on,
    coalesce((interra.policy(site_id, 'newcomer_threshold_months', from_on) #>> '{}')::int, 36) as months,
    interra.level_rank(coalesce(interra.policy(site_id, 'local_language_level', from_on) #>> '{}', 'B1')) as level_rank,
    interra.policy(site_id, 'mixity', from_on) as mixity,
    coalesce((interra.policy(site_id, 'link_threshold', from_on) #>> '{}')::int, 1) as link,
    coalesce((interra.policy(site_id, 'legal_newcomer_months', from_on) #>> '{}')::int, 36) as legal_months
  from (
    select id as site_id, '-infinity'::date as from_on from unnest($1::uuid[]) id
    union select site_id, starts_on from policy where site_id = any ($1::uuid[])
      and key in ('newcomer_threshold_months', 'local_language_level', 'mixity', 'link_threshold', 'legal_newcomer_months')) days
)`

export const ruleOn = (site: string, day: string) =>
  `r.site_id = ${site} and r.from_on <= ${day} and r.until_on > ${day}`

/** Whether `groupSql` says newcomer, without the look at languages that tells other groups apart. */
export const isNewcomerSql = (day: string) => `((p.lifelong_resident or p.is_belgian) is not true
    and ${day} < (interra.arrival_start(f.arrived_on, f.precision, f.declared_on) + make_interval(months => r.months))::date)`
