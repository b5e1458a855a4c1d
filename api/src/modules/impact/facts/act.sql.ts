import type { Facts } from './facts.ts'
import { hostsOf } from './hosts.sql.ts'
import { presentAt } from './present.sql.ts'

/** Sessions held in the period. */
const held = `session where site_id = any ($1::uuid[]) and status = 'held' and starts_on >= $2::date and starts_on < $3::date`

/** Columns of the workshop that a session is of. */
const workshopOf = (session: string) => `join workshop ws on ws.id = ${session}.workshop_id`
const columns = { theme: 'theme', hostGroup: 'host_group' }

/** First presence ever of each person of the sites, up to today. */
export const firstPresences = `
  select coalesce(p.merged_into_id, p.id) as person_id, min(s.starts_on) as first_on
  from session s join attendance a on a.session_id = s.id and a.status = 'present' join person p on p.id = a.person_id
  where s.site_id = any ($1::uuid[]) and s.status = 'held' and s.starts_on <= $4::date
  group by 1`

export const actFacts = {
  'ACT-01': {
    columns,
    sql: `
  select s.site_id, s.starts_on as day, s.id as key, null::uuid as person_id, x.part, 1::numeric as numerator,
    null::numeric as denominator, ws.category_term_id as theme, ${hostsOf('s.id', 's.starts_on')}
  from session s ${workshopOf('s')}
  cross join lateral (select case when s.status = 'scheduled' then 'overdue' end as part) x
  where s.site_id = any ($1::uuid[]) and s.starts_on >= $2::date and s.starts_on < $3::date
    and (s.status = 'held' or s.status = 'scheduled' and s.starts_on < $4::date - 7)`,
  },
  'ACT-02': {
    columns,
    sql: `
  select s.site_id, s.starts_on as day, s.workshop_id as key, null::uuid as person_id, x.part, 1::numeric as numerator,
    null::numeric as denominator, ws.category_term_id as theme, ${hostsOf('s.id', 's.starts_on')}
  from (select * from ${held}) s ${workshopOf('s')}
  cross join lateral (select null::text as part union all
    select 'new' where not exists (select from session e
      where e.workshop_id = s.workshop_id and e.status = 'held' and e.starts_on < s.starts_on)) x`,
  },
  'ACT-03': {
    columns: { theme: 'theme' },
    sql: `
  select s.site_id, s.starts_on as day, a.id as key, p.id as person_id, v.part, 1::numeric as numerator,
    null::numeric as denominator, ws.category_term_id as theme
  from (select * from ${held}) s ${workshopOf('s')}${presentAt('s')}
  cross join (values (null), ('identified')) v (part)
  union all
  select s.site_id, s.starts_on, s.id, null, part, k.heads, null, ws.category_term_id
  from (select * from ${held}) s ${workshopOf('s')} join head_count k on k.session_id = s.id and k.heads > 0
  cross join (values (null), ('unidentified')) v (part)`,
  },
  'ACT-04': {
    columns: { programme: 'programme', partner: 'partner' },
    sql: `
  select s.site_id, s.starts_on as day, p.id as key, p.id as person_id, null::text as part, 1::numeric as numerator,
    null::numeric as denominator, 'interact' as programme, p.referrer_partner_id as partner
  from (select * from ${held}) s${presentAt('s')}
  union all
  select s.site_id, s.starts_on, s.id, null, 'unidentified', k.heads, null, 'interact', null
  from (select * from ${held}) s join head_count k on k.session_id = s.id and k.heads > 0`,
    parts: 'group',
    partsApart: true,
  },
  'ACT-05': {
    sql: `
  with first_day as (${firstPresences})
  select p.site_id, first_on as day, person_id as key, person_id, null::text as part, 1::numeric as numerator,
    null::numeric as denominator
  from first_day join person p on p.id = person_id`,
  },
  'ACT-06': {
    columns: { theme: 'theme' },
    sql: `
  select s.site_id, s.starts_on as day, s.id as key, null::uuid as person_id, null::text as part, 1::numeric as numerator,
    null::numeric as denominator, ws.category_term_id as theme
  from (select * from ${held}) s ${workshopOf('s')}`,
  },
  'ACT-07': {
    columns,
    sql: `
  with held as materialized (select * from ${held}),
  named as materialized (select s.id, count(*) as people from held s${presentAt('s')} group by s.id),
  sized as (
    select s.*, ws.category_term_id as theme, coalesce(k.heads, 0) + coalesce(n.people, 0) as size
    from held s ${workshopOf('s')} left join head_count k on k.session_id = s.id left join named n on n.id = s.id)
  select site_id, starts_on as day, id as key, null::uuid as person_id,
    case when size > 0 or attendance_closed_at is not null then null else 'without_list' end as part,
    case when size > 0 or attendance_closed_at is not null then size else 1 end::numeric as numerator, 1::numeric as denominator,
    theme, ${hostsOf('sized.id', 'sized.starts_on')}
  from sized`,
  },
  'ACT-08': {
    sql: `
  with first_day as (${firstPresences})
  select p.site_id, first_on as day, f.person_id as key, f.person_id,
    case when first_on + 60 <= $4::date then null else 'immature' end as part,
    case when first_on + 60 > $4::date then 1 else (exists (
      select from attendance a join session s on s.id = a.session_id and s.status = 'held'
      join person ap on ap.id = a.person_id
      where coalesce(ap.merged_into_id, ap.id) = f.person_id and a.status = 'present'
        and s.starts_on between first_on and first_on + 60
        and s.id <> (select fs.id from attendance fa join session fs on fs.id = fa.session_id and fs.status = 'held'
          join person fp on fp.id = fa.person_id
          where coalesce(fp.merged_into_id, fp.id) = f.person_id and fa.status = 'present' and fs.starts_on = first_on
          order by fs.starts_at, fs.id limit 1)))::int end::numeric as numerator,
    1::numeric as denominator
  from first_day f join person p on p.id = f.person_id
  where first_on >= $2::date and first_on < $3::date`,
  },
  'ACT-09': {
    sql: `
  select site_id, day, key, person_id, case status when 'excused' then 'excused' when 'unknown' then 'not_recorded' end as part,
    case when status = 'present' then 0 else 1 end::numeric as numerator, 1::numeric as denominator
  from (
    -- registered twice and merged, somebody was expected once, and came when one of the two did
    select distinct on (s.id, whose.id) s.site_id, s.starts_on as day, a.id as key, whose.id as person_id, a.status,
      bool_and(a.walk_in) over (partition by s.id, whose.id) as is_walk_in
    from (select * from ${held}) s join attendance a on a.session_id = s.id and a.part = 'participant'
    join person p on p.id = a.person_id cross join lateral (select coalesce(p.merged_into_id, p.id) as id) whose
    order by s.id, whose.id, array_position(array['present', 'unexcused', 'excused', 'unknown'], a.status), a.id) expected
  where not is_walk_in and (status <> 'unknown' or day < $4::date - 7)`,
  },
  'ACT-10': {
    columns: { programme: 'programme' },
    sql: `
  with hours as (select s.*, extract(epoch from s.ends_at - s.starts_at) / 3600 as hours from (select * from ${held}) s)
  select s.site_id, s.starts_on as day, a.id as key, p.id as person_id, null::text as part,
    s.hours::numeric as numerator, null::numeric as denominator, 'interact' as programme
  from hours s${presentAt('s')}
  union all
  select s.site_id, s.starts_on, s.id, null, part, s.hours * k.heads, null, 'interact'
  from hours s join head_count k on k.session_id = s.id and k.heads > 0
  cross join (values (null), ('unidentified')) v (part)`,
  },
  'ACT-11': {
    columns: { theme: 'theme' },
    sql: `
  with asked as (
    select p.*, (p.submitted_at at time zone st.time_zone)::date as asked_on, (
      select min(s.starts_on) from workshop w join session s on s.workshop_id = w.id and s.status = 'held'
      where w.proposal_id = p.id and s.starts_on <= $4::date) as first_on
    from proposal p join site st on st.id = p.site_id where p.site_id = any ($1::uuid[]) and p.submitted_at is not null)
  select site_id, asked_on as day, id as key, null::uuid as person_id, part,
    case when part is null then greatest(0, coalesce(first_on, case when status in ('withdrawn', 'declined')
        then least($4::date, status_since::date) else $4::date end) - asked_on) else 1 end::numeric as numerator,
    case when first_on is null then 0 else 1 end::numeric as denominator, category_term_id as theme
  from asked cross join lateral (select null::text as part
    union all select 'waiting' where first_on is null and status not in ('withdrawn', 'declined')
    union all select status where first_on is null and status in ('withdrawn', 'declined')) x
  where asked_on >= $2::date and asked_on < $3::date`,
  },
} as const satisfies Readonly<Record<string, Facts>>
