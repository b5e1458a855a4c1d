import { initialPolicies } from '@interra/contracts'
import { isNewcomerSql, ruleOn, rulesSql } from '../group.sql.ts'
import type { Facts } from './facts.ts'
import { presentAt } from './present.sql.ts'

/** Hours of people in activities of the period, with whether these were in French; null when nobody wrote that down. */
const spent = `
  held as materialized (select s.*, ws.languages from session s join workshop ws on ws.id = s.workshop_id
    where s.site_id = any ($1::uuid[]) and s.status = 'held' and s.starts_on >= $2::date and s.starts_on < $3::date),
  met as (
    select m.id, m.site_id, m.met_on, coalesce(p.merged_into_id, p.id) as person_id, m.minutes is null as estimated,
      coalesce(m.minutes, 60) / 60.0 as hours
    from duo_meeting m join duo d on d.id = m.duo_id join person p on p.id in (d.newcomer_id, d.local_id)
    where m.site_id = any ($1::uuid[]) and m.removed_at is null and m.met_on <= $4::date
      and m.met_on >= date_trunc('week', $2::date)::date and m.met_on < $3::date),
  spoken as materialized (
    select site_id, day, coalesce(interra.policy(site_id, 'duo_language', day) #>> '{}', '${initialPolicies.duo_language}') = 'fr' as french
    from (select distinct site_id, met_on as day from met) days),
  spent as materialized (
    select h.site_id, h.starts_on as day, a.id as key, p.id as person_id, 'interact' as programme, false as estimated,
      extract(epoch from h.ends_at - h.starts_at) / 3600 as hours,
      case when cardinality(h.languages) > 0 then 'fr' = any (h.languages) end as french
    from held h${presentAt('h')}
    union all
    select s.site_id, s.starts_on, md5(s.id::text || coalesce(p.merged_into_id, p.id))::uuid, coalesce(p.merged_into_id, p.id), 'training', false, max(x.minutes) / 60.0,
      case when cardinality(c.languages) > 0 then 'fr' = any (c.languages) end
    from course_session s join course c on c.id = s.course_id
    join course_presence x on x.course_session_id = s.id and x.minutes > 0
    join enrolment e on e.id = x.enrolment_id join person p on p.id = e.person_id
    where s.site_id = any ($1::uuid[]) and s.status <> 'cancelled' and s.starts_on <= $4::date
      and s.starts_on >= $2::date and s.starts_on < $3::date
    group by s.site_id, s.starts_on, s.id, coalesce(p.merged_into_id, p.id), c.languages
    union all
    -- what duos say of a week counts up to its limit, the first meetings first
    select m.site_id, met_on, md5(id::text || person_id)::uuid, person_id, 'duo2change', estimated,
      greatest(0, least(hours, 20 - coalesce(sum(hours) over (partition by person_id, date_trunc('week', met_on)
        order by met_on, id rows between unbounded preceding and 1 preceding), 0))), w.french
    from met m join spoken w on w.site_id = m.site_id and w.day = m.met_on),
  ${rulesSql},
  practised as materialized (
    select s.* from spent s join rules r on ${ruleOn('s.site_id', 's.day')} join person p on p.id = s.person_id
    left join arrival_fact f on f.person_id = p.id and f.superseded_at is null
    where s.day >= $2::date and ${isNewcomerSql('s.day')})`

export const lngFacts = {
  'LNG-01': {
    ofPeriod: true,
    columns: { level: 'level' },
    sql: `
  with ${rulesSql},
  told as materialized (
    select distinct on (coalesce(p.merged_into_id, p.id), l.assessed_by, l.assessed_on) l.site_id,
      coalesce(p.merged_into_id, p.id) as person_id, l.assessed_by as method, l.assessed_on as day, l.level,
      interra.level_rank(l.level) as rank
    from language_record l join person p on p.id = l.person_id
    where l.site_id = any ($1::uuid[]) and l.language = 'fr' and l.level <> 'unknown' and l.assessed_on <= $4::date
    order by coalesce(p.merged_into_id, p.id), l.assessed_by, l.assessed_on, interra.level_rank(l.level) desc),
  first as (select distinct on (person_id, method) * from told order by person_id, method, day),
  begun as (
    select t.*, md5(t.person_id::text || t.method)::uuid as key, t.day + 90 as due_on
    from first t join rules r on ${ruleOn('t.site_id', 't.day')} join person p on p.id = t.person_id
    left join arrival_fact f on f.person_id = p.id and f.superseded_at is null
    where t.rank < interra.level_rank('C1') and ${isNewcomerSql('t.day')}),
  paired as (
    select b.site_id, b.person_id, b.method, b.day, b.level, b.key, b.due_on, count(n.day) > 0 as is_known,
      max(n.day) filter (where n.day >= $2::date) as last_on,
      (array_agg(n.rank order by n.day desc) filter (where n.day >= $2::date))[1] - b.rank as steps
    from begun b left join told n on n.person_id = b.person_id and n.method = b.method
      and n.day >= b.due_on and n.day < $3::date
    group by b.site_id, b.person_id, b.method, b.day, b.level, b.rank, b.key, b.due_on)
  select site_id, case when x.part = 'immature' then paired.day else coalesce(last_on, due_on) end as day, key, person_id,
    x.part, x.numerator::numeric, 1::numeric as denominator, level
  from paired cross join lateral (
    select m.part, (steps >= 1)::int as numerator from (values (null), (method), ('conservative')) m (part) where last_on is not null
    union all select 'levels', steps where steps >= 1
    union all select 'fell', 1 where steps < 0
    union all select m.part, m.numerator from (values ('conservative', 0), ('missing', 1)) m (part, numerator)
      where not is_known and due_on <= $4::date
    union all select 'immature', 1 where due_on > $4::date) x`,
  },
  'LNG-03': {
    columns: { programme: 'programme' },
    sql: `
  with ${spent}
  select site_id, day, x.key, person_id, x.part, x.numerator, null::numeric as denominator, programme
  from practised cross join lateral (
    select practised.key, null::text as part, hours as numerator where french
    union all select person_id, 'newcomers', 1 where french
    union all select practised.key, 'estimated', hours where french and estimated
    union all select practised.key, 'language_unknown', hours where french is null) x`,
  },
} as const satisfies Readonly<Record<string, Facts>>
