/**
 * Counts behind the figures of `indicators` (domain reference 3.3), for the sites, the half-open
 * local dates and the day that the given expressions stand for. Table names are unqualified: with `search_path = as_known, public` the same text
 * answers as known on a date. Merged persons count as the one they were merged into; merges are kept flat.
 */
const measuresOf = ({ sites, from, to, today }: Readonly<Record<'sites' | 'from' | 'to' | 'today', string>>) => `
with held as materialized (
  select id, site_id, starts_on as day from session
  where site_id = any (${sites}) and status = 'held' and starts_on >= ${from} and starts_on < ${to}
),
-- the policies in force, once per site and day
rules as materialized (
  select site_id, day,
    coalesce((interra.policy(site_id, 'newcomer_threshold_months', day) #>> '{}')::int, 36) as months,
    coalesce(interra.policy(site_id, 'local_language_level', day) #>> '{}', 'B1') as level,
    coalesce((mixity ->> 'minEachSide')::int, 2) as min_each_side,
    coalesce((mixity ->> 'minShare')::numeric, 0.25) as min_share,
    coalesce((mixity ->> 'minKnown')::int, 4) as min_known,
    coalesce((mixity ->> 'maxUnknownShare')::numeric, 0.4) as max_unknown_share
  from (select site_id, day, interra.policy(site_id, 'mixity', day) as mixity
        from (select distinct site_id, day from held) days) policies
),
came as (
  select distinct h.id as session_id, h.site_id, h.day, coalesce(p.merged_into_id, p.id) as person_id
  from held h
  join attendance a on a.session_id = h.id and a.status = 'present'
  join person p on p.id = a.person_id
),
presence as materialized (
  select c.session_id, c.day, c.person_id,
    f.precision in ('month', 'year', 'approximate') as approximate,
    interra.group_of(p.lifelong_resident, p.is_belgian,
      interra.arrival_start(f.arrived_on, f.precision, f.declared_on), r.months, r.level, p.id, c.day) as grp
  from came c
  join person p on p.id = c.person_id
  join rules r on r.site_id = c.site_id and r.day = c.day
  left join arrival_fact f on f.person_id = p.id and f.superseded_at is null
),
first_presence as (
  select distinct on (person_id) person_id, grp from presence order by person_id, day, session_id
),
sheet as materialized (
  select h.id, h.site_id, h.day, coalesce(k.heads, 0) as heads, s.attendance_closed_at,
    count(p.person_id) as named,
    count(*) filter (where p.grp = 'newcomer') as newcomer,
    count(*) filter (where p.grp = 'local') as local,
    count(*) filter (where p.grp = 'unknown') as unknown
  from held h
  join session s on s.id = h.id
  left join head_count k on k.session_id = h.id
  left join presence p on p.session_id = h.id
  group by h.id, h.site_id, h.day, k.heads, s.attendance_closed_at
),
-- an empty sheet counts only when somebody closed it: otherwise it is missing data, not an empty room
size as (
  select named + heads as people from sheet where named + heads > 0 or attendance_closed_at is not null
),
judged as (
  select case
    when newcomer + local < r.min_known or unknown > r.max_unknown_share * named then 'not_assessable'
    when least(newcomer, local) >= r.min_each_side
      and least(newcomer, local) >= r.min_share * (newcomer + local) then 'mixed'
    else 'not_mixed' end as verdict
  from sheet join rules r using (site_id, day)
),
week as (
  select date_trunc('week', day)::date as week_on, count(*) as sessions, sum(named + heads) as attendances
  from sheet group by 1
)
select json_build_object(
  'days', ${to} - ${from},
  'sessions', (select count(*) from held),
  'sessionsLastFourWeeks', (select count(*) from held where day >= ${to} - 28),
  'activeWeeks', (select count(*) from week),
  'overdue', (select count(*) from session
    where site_id = any (${sites}) and status = 'scheduled' and starts_on >= ${from} and starts_on < ${to}
      and starts_on < ${today} - 7),
  'recorded', (select count(*) from size),
  'quartiles', (select json_build_object(
      'p25', percentile_cont(0.25) within group (order by people),
      'p50', percentile_cont(0.5) within group (order by people),
      'p75', percentile_cont(0.75) within group (order by people)) from size),
  'presences', (select json_build_object(
      'newcomer', count(*) filter (where grp = 'newcomer'), 'local', count(*) filter (where grp = 'local'),
      'in_between', count(*) filter (where grp = 'in_between'), 'unknown', count(*) filter (where grp = 'unknown'))
    from presence),
  'persons', (select json_build_object(
      'newcomer', count(*) filter (where grp = 'newcomer'), 'local', count(*) filter (where grp = 'local'),
      'in_between', count(*) filter (where grp = 'in_between'), 'unknown', count(*) filter (where grp = 'unknown'))
    from first_presence),
  'approximate', (select count(*) from presence where approximate),
  'heads', (select coalesce(sum(heads), 0) from sheet),
  'mixity', (select json_build_object(
      'mixed', count(*) filter (where verdict = 'mixed'), 'notMixed', count(*) filter (where verdict = 'not_mixed'),
      'notAssessable', count(*) filter (where verdict = 'not_assessable')) from judged),
  'smallCellK', coalesce((select max((interra.policy(id, 'small_cell_k', ${today}) #>> '{}')::int)
    from unnest(${sites}) id), 5),
  'weeks', (select coalesce(json_agg(json_build_object(
      'weekOn', week_on, 'sessions', sessions, 'attendances', attendances) order by week_on), '[]') from week)
) as measures`

/** One question: $1 sites, $2 from, $3 to, $4 today. One row. */
export const measuresSql = measuresOf({ sites: '$1::uuid[]', from: '$2::date', to: '$3::date', today: '$4::date' })

/** Several at once: $1 the sites of each as an array literal, $2 from, $3 to of each, $4 today. A row for each, in order. */
export const manyMeasuresSql = `
select answer.measures
from unnest($1::text[], $2::date[], $3::date[]) with ordinality as asked (sites, starts_on, ends_on, place)
cross join lateral (${measuresOf({ sites: 'asked.sites::uuid[]', from: 'asked.starts_on', to: 'asked.ends_on', today: '$4::date' })}) answer
order by asked.place`
