import type { Facts } from './facts.ts'

/** Duos that started by today, with the genders of the two and the last day on which somebody heard of them. */
const started = `
  started as (
    select d.*, case when n.gender in ('woman', 'man') and l.gender in ('woman', 'man')
        then case when n.gender = l.gender then n.gender else 'mixed' end end as pair,
      greatest(d.starts_on,
        (select max(m.met_on) from duo_meeting m where m.duo_id = d.id and m.removed_at is null and m.met_on <= $4::date),
        (select max((c.answered_at at time zone st.time_zone)::date) from check_in c
          where c.duo_id = d.id and (c.answered_at at time zone st.time_zone)::date <= $4::date)) as heard_on
    from duo d join site st on st.id = d.site_id
    join person np on np.id = d.newcomer_id join person n on n.id = coalesce(np.merged_into_id, np.id)
    join person lp on lp.id = d.local_id join person l on l.id = coalesce(lp.merged_into_id, lp.id)
    where d.site_id = any ($1::uuid[]) and d.starts_on <= $4::date)`
const columns = { pair: 'pair' }

export const duoFacts = {
  'DUO-01': {
    columns,
    sql: `
  with ${started}
  select site_id, starts_on as day, id as key, null::uuid as person_id, null::text as part, 1::numeric as numerator,
    null::numeric as denominator, pair
  from started
  union all
  select s.site_id, s.starts_on, coalesce(p.merged_into_id, p.id), coalesce(p.merged_into_id, p.id), 'people', 1, null, s.pair
  from started s join person p on p.id in (s.newcomer_id, s.local_id)`,
  },
  'DUO-02': {
    columns,
    sql: `
  with ${started},
  judged as (
    select *, case when planned_end_on > $4::date then 'immature' when status = 'completed' then 'completed'
      when status = 'ended_early' then 'ended_early' when heard_on < $4::date - 60 then 'lost' else 'completed' end as verdict
    from started where planned_end_on is not null)
  select site_id, planned_end_on as day, id as key, null::uuid as person_id, x.part,
    case when x.part is null then (verdict = 'completed')::int else 1 end::numeric as numerator, 1::numeric as denominator, pair
  from judged cross join lateral (select null::text as part where verdict <> 'immature'
    union all select verdict where verdict <> 'completed') x`,
  },
  'DUO-03': {
    columns,
    sql: `
  with ${started}
  select site_id, starts_on as day, id as key, null::uuid as person_id, null::text as part,
    (case when status = 'ended_early' then ended_on else heard_on end - starts_on)::numeric as numerator,
    (status = 'ended_early')::int::numeric as denominator, pair
  from started`,
  },
  'DUO-04': {
    columns,
    sql: `
  with ${started},
  told as (
    select s.site_id, s.id, s.pair, min(c.due_on) as day, bool_or(c.met) as yes, bool_or(not c.met) as no
    from started s join check_in c on c.duo_id = s.id and c.kind = 'after_6_months' and c.due_on <= $4::date
    where s.status = 'completed' group by s.site_id, s.id, s.pair)
  select site_id, day, id as key, null::uuid as person_id, x.part,
    case when x.part = 'conflicting' then 1 when yes is null and x.part is null then null
      else (coalesce(yes, false) and not coalesce(no, false))::int end::numeric as numerator,
    1::numeric as denominator, pair
  from told cross join lateral (select null::text as part union all select 'all'
    union all select 'conflicting' where yes and no) x`,
  },
  'DUO-05': {
    sql: `
  with lived as materialized (
    select d.id, d.site_id, d.starts_on, d.ended_on, d.rhythm_days, d.paused_days, d.paused_on, d.resumed_on,
      least(coalesce(d.ended_on, d.paused_on, $4::date + 1), $4::date + 1) as until_on
    from duo d where d.site_id = any ($1::uuid[]) and d.starts_on <= $4::date),
  cuts as materialized (
    select d as from_on, lead(d) over (order by d) as to_on,
      extract(day from date_trunc('month', d::timestamp) + interval '1 month - 1 day')::numeric as month_days from (
      select $2::date as d union select $3::date
      union select g::date from generate_series($2::date::timestamp, $3::date::timestamp - interval '1 day', interval '1 day') g
      where extract(isodow from g) = 1 or extract(day from g) = 1) days),
  logged as materialized (
    select m.duo_id, m.id as key, m.met_on as day, case m.mode when 'in_person' then 'in_person' else 'online' end as how
    from duo_meeting m where m.site_id = any ($1::uuid[]) and m.removed_at is null and m.met_on <= $4::date),
  said as (
    select c.duo_id, min(c.id::text)::uuid as key, min((c.answered_at at time zone st.time_zone)::date) as day, max(c.times) as times
    from check_in c join site st on st.id = c.site_id
    where c.site_id = any ($1::uuid[]) and c.kind in ('week_4', 'end') and c.times > 0
      and (c.answered_at at time zone st.time_zone)::date <= $4::date
    group by c.duo_id, c.kind),
  met as materialized (
    select duo_id, key, day, how, 1 as times from logged
    union all
    -- a month of which nothing is logged is what the two say of it
    select duo_id, key, day, 'estimated', times from said where not exists (select from logged l
      where l.duo_id = said.duo_id and l.day > said.day - 30 and l.day <= said.day)),
  begun as (
    select l.id, l.site_id, l.rhythm_days, b.day, coalesce(sum(m.times), 0) as times,
      b.day - l.starts_on - l.paused_days - greatest(0, b.day - coalesce(l.paused_on, b.day)) as days
    from lived l cross join lateral (select least(l.starts_on + 91, l.ended_on) as day) b
    left join met m on m.duo_id = l.id and m.day between l.starts_on and b.day
    where b.day <= $4::date
    group by l.id, l.site_id, l.rhythm_days, l.starts_on, l.paused_days, l.paused_on, b.day)
  select l.site_id, m.day, x.key, null::uuid as person_id, x.part, m.times::numeric as numerator, 0::numeric as denominator
  from met m join lived l on l.id = m.duo_id
  cross join lateral (select l.id as key, null::text as part union all select m.key, 'meetings' union all select m.key, m.how) x
  union all
  -- the months of a duo, cut where weeks and months end; its last pause was the days before it went on
  select a.site_id, a.day, a.id, null, x.part, x.numerator, a.days / a.month_days
  from (
    select l.site_id, l.id, s.from_on as day, c.month_days, s.to_on - s.from_on - case when l.resumed_on is null then 0
      else greatest(0, least(s.to_on, l.resumed_on) - greatest(s.from_on, l.resumed_on - l.paused_days)) end as days
    from lived l join cuts c on c.from_on < l.until_on and c.to_on > l.starts_on
    cross join lateral (select greatest(l.starts_on, c.from_on) as from_on, least(l.until_on, c.to_on) as to_on) s) a
  cross join lateral (values (null, 0), ('duos', 1)) x (part, numerator)
  where a.days > 0
  union all
  select site_id, day, id, null, 'regular', (times >= 0.75 * days / rhythm_days)::int, 1 from begun where days >= rhythm_days`,
  },
  'DUO-06': {
    sql: `
  with sides as (
    select d.newcomer_candidacy_id as candidacy_id, d.starts_on from duo d where d.site_id = any ($1::uuid[])
    union all select d.local_candidacy_id, d.starts_on from duo d where d.site_id = any ($1::uuid[])),
  ready as (
    select c.site_id, c.id, c.waiting_since as day, coalesce(p.merged_into_id, p.id) as person_id, c.left_on,
      min(s.starts_on) filter (where s.starts_on between c.waiting_since and $4::date) as started_on
    from candidacy c join person p on p.id = c.person_id left join sides s on s.candidacy_id = c.id
    where c.site_id = any ($1::uuid[]) and c.waiting_since <= $4::date
    group by c.site_id, c.id, c.waiting_since, c.left_on, coalesce(p.merged_into_id, p.id))
  select site_id, day, id as key, person_id, x.part,
    case when x.part is not null then 1
      else greatest(0, coalesce(started_on, least(left_on, $4::date)) - day) end::numeric as numerator,
    (started_on is not null)::int::numeric as denominator
  from ready cross join lateral (select null::text as part
    union all select case when left_on <= $4::date then 'left' else 'waiting' end where started_on is null) x`,
  },
  'DUO-07': {
    columns: { reason: 'reason' },
    sql: `
  select site_id, ended_on as day, id as key, null::uuid as person_id, null::text as part, 1::numeric as numerator,
    null::numeric as denominator, case when end_reason = 'safety' then 'other' else end_reason end as reason
  from duo where site_id = any ($1::uuid[]) and status = 'ended_early' and ended_on <= $4::date`,
  },
} as const satisfies Readonly<Record<string, Facts>>
