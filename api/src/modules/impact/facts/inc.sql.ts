import type { Facts } from './facts.ts'

/** Who applies: the applicant and the co-founders, as the persons they are. */
export const team = `
  team as (
    select distinct b.application_id, coalesce(p.merged_into_id, p.id) as person_id
    from (select id as application_id, person_id from application where site_id = any ($1::uuid[])
      union all select application_id, person_id from application_founder where site_id = any ($1::uuid[])) b
    join person p on p.id = b.person_id)`

/** Applications by the local day of their submission; `watched_until` is when the wait for an answer ended otherwise, or today. */
const chosen = `
  chosen as (
    select a.id, a.site_id, a.status, a.cohort_id as cohort, a.sector, coalesce(p.merged_into_id, p.id) as applicant,
      (a.submitted_at at time zone st.time_zone)::date as submitted_on,
      (coalesce(a.complete_at, a.submitted_at) at time zone st.time_zone)::date as complete_on,
      least($4::date, case when a.status in ('withdrawn', 'not_eligible')
        then (a.status_since at time zone st.time_zone)::date end) as watched_until,
      a.eligible_at is not null as was_eligible, d.outcome,
      case when t.told_on <= $4::date then t.told_on end as told_on,
      exists (select from incubation i where i.application_id = a.id) as started,
      a.status in ('admitted', 'waitlisted', 'refused') or exists (select from jury_review r
        where r.application_id = a.id and r.status = 'submitted') as heard
    from application a join site st on st.id = a.site_id join person p on p.id = a.person_id
    left join lateral (select outcome from jury_decision d where d.application_id = a.id
      order by d.decided_at desc, d.id desc limit 1) d on true
    left join lateral (select (min(communicated_at) at time zone st.time_zone)::date as told_on from jury_decision d
      where d.application_id = a.id and d.outcome <> 'waitlisted') t on true
    where a.site_id = any ($1::uuid[]) and a.submitted_at is not null)`

/** Signed coaching up to today, with its project. */
const coached = `
  coached as (
    select l.id, l.incubation_id, l.site_id, l.held_on as day, l.role, l.minutes, l.coaches, i.application_id,
      i.cohort_id as cohort, coalesce(p.merged_into_id, p.id) as entrepreneur
    from coaching_log l join incubation i on i.id = l.incubation_id join person p on p.id = i.person_id
    where l.site_id = any ($1::uuid[]) and l.status in ('signed', 'acknowledged') and l.held_on <= $4::date)`

/** Whether a project was accompanied on a day. */
export const staged = `
  staged as (
    select g.incubation_id, g.stage, g.since_on,
      lead(g.since_on) over (partition by g.incubation_id order by g.created_at, g.since_on) as until_on
    from incubation_stage g where g.site_id = any ($1::uuid[]))`
export const accompaniedOn = (
  incubation: string,
  day: string,
) => `exists (select from staged s where s.incubation_id = ${incubation}
      and s.stage in ('incubation', 'pre_launch', 'launched') and s.since_on <= ${day} and coalesce(s.until_on, 'infinity') > ${day})`

export const incFacts = {
  'INC-01': {
    columns: { cohort: 'cohort', sector: 'sector' },
    sql: `
  with ${chosen}, ${team}
  select site_id, submitted_on as day, x.key, x.person_id, x.part, 1::numeric as numerator, null::numeric as denominator, cohort, sector
  from chosen cross join lateral (select chosen.id as key, applicant as person_id, null::text as part
    union all select chosen.id, applicant, 'eligible' where was_eligible or heard
    union all select chosen.id, applicant, 'heard' where heard
    union all select chosen.id, applicant, 'admitted' where status = 'admitted'
    union all select chosen.id, applicant, 'started' where status = 'admitted' and started
    union all select chosen.id, applicant, 'redirected' where status = 'refused' and outcome = 'redirected'
    union all select chosen.id, applicant, 'refused' where status = 'refused' and outcome is distinct from 'redirected'
    union all select chosen.id, applicant, status where status in ('not_eligible', 'withdrawn')
    union all select chosen.id, applicant, 'in_progress' where status in ('submitted', 'eligible', 'in_jury', 'waitlisted')
    union all select t.person_id, t.person_id, 'people' from team t where t.application_id = chosen.id) x`,
  },
  'INC-02': {
    columns: { cohort: 'cohort' },
    sql: `
  with ${chosen}
  select site_id, complete_on as day, id as key, applicant as person_id, x.part,
    case when x.part = 'pending' then 1 else greatest(0, coalesce(told_on, watched_until) - complete_on) end::numeric as numerator,
    (told_on is not null)::int::numeric as denominator, cohort
  from chosen cross join lateral (select null::text as part
    union all select status where told_on is not null and status in ('admitted', 'refused')
    union all select 'pending' where told_on is null and status not in ('withdrawn', 'not_eligible')) x`,
  },
  'INC-03': {
    columns: { cohort: 'cohort', sector: 'sector' },
    sql: `
  with ${coached}, ${staged}, ${team},
  asleep as (
    select i.id as incubation_id, i.site_id, i.application_id, i.cohort_id as cohort, coalesce(p.merged_into_id, p.id) as entrepreneur,
      awake.day + 90 as day, lead(awake.day) over (partition by i.id order by awake.day) as next_on
    from incubation i join person p on p.id = i.person_id
    cross join lateral (select i.starts_on as day union select c.day from coached c where c.incubation_id = i.id and c.day > i.starts_on) awake
    where i.site_id = any ($1::uuid[]))
  select f.site_id, f.day, f.key, f.person_id, f.part, 1::numeric as numerator, null::numeric as denominator, f.cohort, a.sector
  from (
    select c.site_id, c.day, x.key, x.person_id, x.part, c.cohort, c.application_id
    from coached c cross join lateral (select c.incubation_id as key, c.entrepreneur as person_id, null::text as part
      union all select t.person_id, t.person_id, 'people' from team t where t.application_id = c.application_id) x
    where ${accompaniedOn('c.incubation_id', 'c.day')}
    union all select z.site_id, z.day, z.incubation_id, z.entrepreneur, 'dormant', z.cohort, z.application_id
    from asleep z where z.day <= $4::date and coalesce(z.next_on > z.day, true) and ${accompaniedOn('z.incubation_id', 'z.day')}) f
  join application a on a.id = f.application_id`,
  },
  'INC-04': {
    columns: { cohort: 'cohort', role: 'role' },
    sql: `
  with ${coached}
  select site_id, day, id as key, entrepreneur as person_id, x.part,
    minutes * case when x.part is null then 1 else coaches end / 60.0 as numerator, null::numeric as denominator, cohort, role
  from coached cross join lateral (values (null), ('coach_hours')) x (part)`,
  },
  'INC-05': {
    oncePerKey: true,
    columns: { role: 'role' },
    sql: `
  with ${chosen}, ${team},
  roles as (
    select c.site_id, t.person_id, 'candidate' as role, c.submitted_on as starts_on, c.submitted_on as ends_on
    from chosen c join team t on t.application_id = c.id
    union all select i.site_id, t.person_id, 'incubated', i.starts_on, i.ends_on
    from incubation i join team t on t.application_id = i.application_id where i.site_id = any ($1::uuid[])
    union all select m.site_id, coalesce(p.merged_into_id, p.id), m.role, m.starts_on, coalesce(m.ends_on, i.ends_on)
    from circle_member m join incubation i on i.id = m.incubation_id join person p on p.id = m.person_id
    where m.site_id = any ($1::uuid[])
    union all select m.site_id, coalesce(p.merged_into_id, p.id), 'jury', r.held_on, r.held_on
    from jury_member m join jury_round r on r.id = m.round_id join person p on p.id = m.person_id
    where m.site_id = any ($1::uuid[]) and m.removed_at is null)
  select roles.site_id, d::date as day, md5(role || person_id)::uuid as key, p.id as person_id, null::text as part,
    case when p.gender is null or p.gender = 'undisclosed' then null else (p.gender = 'woman')::int end::numeric as numerator,
    1::numeric as denominator, role
  from roles join person p on p.id = roles.person_id
  cross join lateral generate_series(greatest(starts_on, $2::date), least(ends_on, $3::date - 1, $4::date), interval '1 day') d
  -- the first day of each calendar period is enough
  where d::date = greatest(starts_on, $2::date) or extract(day from d) = 1 or extract(isodow from d) = 1`,
  },
} as const satisfies Readonly<Record<string, Facts>>
