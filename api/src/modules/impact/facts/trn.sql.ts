import type { Facts } from './facts.ts'

export const trnFacts = {
  'TRN-01': {
    columns: { audience: 'audience' },
    sql: `
  with given as (
    select s.id, s.site_id, s.starts_on as day from course_session s join course c on c.id = s.course_id
    where s.site_id = any ($1::uuid[]) and c.kind = 'intercultural' and s.status <> 'cancelled' and s.starts_on <= $4::date),
  came as (
    -- enrolled twice, somebody was there once
    select g.*, max(x.minutes) as minutes, e.partner_id, t.person_id, t.trainee, t.audience
    from given g join course_presence x on x.course_session_id = g.id and x.minutes > 0
    join enrolment e on e.id = x.enrolment_id left join person p on p.id = e.person_id
    cross join lateral (select coalesce(p.merged_into_id, p.id) as person_id,
      -- somebody of a partner's staff is their name at that partner
      coalesce(p.merged_into_id, p.id, md5(e.partner_id::text || lower(e.staff_name))::uuid) as trainee,
      case when e.person_id is null then 'partner_staff' else 'members' end as audience) t
    group by g.id, g.site_id, g.day, e.partner_id, t.person_id, t.trainee, t.audience)
  select site_id, day, x.key, x.person_id, x.part, x.numerator::numeric, null::numeric as denominator, audience
  from came cross join lateral (select came.id as key, null::uuid as person_id, null::text as part, 1 as numerator
    union all select trainee, came.person_id, 'trainees', 1
    union all select md5(came.id::text || trainee)::uuid, null, 'hours', minutes / 60.0
    union all select partner_id, null, 'organisations', 1 where partner_id is not null) x
  union all
  select site_id, day, id, null, 'not_recorded', 1, null, null from given
  where day < $4::date - 7 and not exists (select from course_presence x where x.course_session_id = given.id)`,
  },
} as const satisfies Readonly<Record<string, Facts>>
