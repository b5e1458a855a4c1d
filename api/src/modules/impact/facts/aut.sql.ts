import type { Facts } from './facts.ts'
import { hostsOf } from './hosts.sql.ts'

/**
 * Every session held up to today, with its rank in the life of its workshop, and whether somebody of the team was there:
 * null when nobody wrote it down.
 */
const ranked = `
  ranked as (
    select s.id, s.site_id, s.starts_on as day, s.workshop_id, ws.category_term_id as theme, ws.status as workshop_status,
      row_number() over (partition by s.workshop_id order by s.starts_at, s.id) as place,
      (select bool_or(st.present) from session_staff st where st.session_id = s.id) as supported,
      (select sum(st.minutes) from session_staff st where st.session_id = s.id) as minutes
    from session s join workshop ws on ws.id = s.workshop_id
    where s.site_id = any ($1::uuid[]) and s.status = 'held' and s.starts_on <= $4::date)`
const tenOrMore = `case when place > 10 then '11+' else place::text end`

export const autFacts = {
  'AUT-01': {
    columns: { rank: 'rank', theme: 'theme', hostGroup: 'host_group' },
    sql: `
  with ${ranked}
  select site_id, day, id as key, null::uuid as person_id, null::text as part, supported::int::numeric as numerator,
    1::numeric as denominator, theme, ${tenOrMore} as rank, ${hostsOf('ranked.id', 'ranked.day')}
  from ranked where day >= $2::date and day < $3::date`,
  },
  'AUT-02': {
    columns: { rank: 'rank', theme: 'theme', hostGroup: 'host_group' },
    sql: `
  with ${ranked},
  told as (
    select r.*, (select e.supported from ranked e
        where e.workshop_id = r.workshop_id and e.place < r.place and e.supported is not null
        order by e.place desc limit 1) as before
    from ranked r where r.day >= $2::date and r.day < $3::date)
  select site_id, day, id as key, null::uuid as person_id, x.part,
    case when x.part is null then (not supported)::int else 1 end::numeric as numerator, 1::numeric as denominator, theme,
    ${tenOrMore} as rank, ${hostsOf('told.id', 'told.day')}
  from told cross join lateral (select null::text as part
    union all select case when supported then 'supported' else 'autonomous' end where supported is not null
    union all select 'returned' where supported and not before) x`,
  },
  'AUT-03': {
    columns: { theme: 'theme' },
    sql: `
  with ${ranked},
  runs as (
    select workshop_id, min(place) as run_at from (
      select workshop_id, place, not supported
          and not lead(supported) over w and not lead(supported, 2) over w as is_run
      from ranked window w as (partition by workshop_id order by place)) three
    where is_run group by 1),
  lives as (
    select r.workshop_id, min(r.day) as day, count(*) as held, min(run_at) as run_at, r.site_id, r.theme,
      r.workshop_status = 'ended' as is_over
    from ranked r left join runs using (workshop_id) group by r.workshop_id, r.site_id, r.theme, r.workshop_status)
  select site_id, day, workshop_id as key, null::uuid as person_id, x.part,
    case when x.part is null then coalesce(run_at - 1, held) else 1 end::numeric as numerator,
    (run_at is not null)::int::numeric as denominator, theme
  from lives cross join lateral (values (null), (case when run_at is not null then 'autonomous'
    when is_over then 'stopped' else 'accompanied' end)) x (part)
  where day >= $2::date and day < $3::date`,
  },
  'AUT-04': {
    sql: `
  with hosted as (
    select coalesce(p.merged_into_id, p.id) as person_id, s.site_id, min(s.starts_on) as day
    from session s join session_host h on h.session_id = s.id and h.active join person p on p.id = h.person_id
    where s.site_id = any ($1::uuid[]) and s.status = 'held' and s.starts_on <= $4::date group by 1, 2)
  select site_id, day, person_id as key, person_id, null::text as part, 1::numeric as numerator, null::numeric as denominator
  from hosted
  where exists (select from attendance a join session s on s.id = a.session_id and s.status = 'held'
    join person p on p.id = a.person_id
    where coalesce(p.merged_into_id, p.id) = hosted.person_id and a.status = 'present' and a.part = 'participant'
      and s.starts_on < hosted.day)`,
  },
  'AUT-05': {
    columns: { rank: 'rank', theme: 'theme' },
    sql: `
  with ${ranked}
  select site_id, day, id as key, null::uuid as person_id, null::text as part, minutes / 60.0 as numerator,
    1::numeric as denominator, theme,
    case when place <= 3 then '1-3' when place <= 6 then '4-6' else '7+' end as rank
  from ranked where day >= $2::date and day < $3::date`,
  },
} as const satisfies Readonly<Record<string, Facts>>
