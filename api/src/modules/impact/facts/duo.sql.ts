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
