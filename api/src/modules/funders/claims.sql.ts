import { presentAt } from '../impact/facts/present.sql.ts'

/**
 * Who took part in which activity, from and until when: sessions and lessons on their day, duos and incubations as long
 * as they last. $1 sites, $2 from, $3 to (half open), $4 today. Duos, shared as a whole, go by the id of their site.
 */
const took = `took as (
  select s.site_id, s.workshop_id as activity, p.id as person_id, s.starts_on as since, s.starts_on as until, 'interact' as programme
  from session s${presentAt('s')} where s.site_id = any ($1::uuid[]) and s.status = 'held'
  union all
  select l.site_id, l.course_id, coalesce(p.merged_into_id, p.id), l.starts_on, l.starts_on, 'training'
  from course_session l join course_presence c on c.course_session_id = l.id and c.minutes > 0
  join enrolment e on e.id = c.enrolment_id join person p on p.id = e.person_id
  where l.site_id = any ($1::uuid[]) and l.status <> 'cancelled'
  union all
  select d.site_id, d.site_id, coalesce(p.merged_into_id, p.id), d.starts_on, coalesce(d.ended_on, $4::date), 'duo2change'
  from duo d join person p on p.id in (d.newcomer_id, d.local_id)
  where d.site_id = any ($1::uuid[]) and d.starts_on is not null
  union all
  select i.site_id, i.cohort_id, coalesce(p.merged_into_id, p.id), i.starts_on, i.ends_on, 'interlab'
  from incubation i join person p on p.id = i.person_id where i.site_id = any ($1::uuid[])),
inside as (
  select site_id, activity, person_id, programme, greatest(since, $2::date) as since,
    least(until, $3::date - 1, $4::date) as until
  from took where since < $3::date and until >= $2::date and since <= $4::date)`
const shared = (row: string) => `allocation a on a.site_id = ${row}.site_id
  and coalesce(a.workshop_id, a.course_id, a.cohort_id, a.site_id) = ${row}.activity`

export const regionsSql = {
  name: 'funder-regions',
  text: `with ${took}, each as (
    select i.site_id, i.person_id, array_agg(distinct i.programme order by i.programme) as programmes,
      coalesce(array_agg(distinct g.funder_id order by g.funder_id) filter (where g.id is not null), '{}') as funders
    from inside i left join ${shared('i')} and a.starts_on <= i.until and a.ends_on >= i.since
    left join allocation_share s on s.allocation_id = a.id left join funder_grant g on g.id = s.grant_id
    group by i.site_id, i.person_id)
  select site_id as "siteId", programmes, funders as "funderIds", count(*)::int as persons
  from each group by 1, 2, 3 order by 1, 2, 3`,
}

/** Held sessions and lessons, each to its funders by their shares; what nobody carries has no funder. */
export const sessionSharesSql = {
  name: 'funder-sessions',
  text: `with held as (
    select s.site_id, s.workshop_id as activity, s.id, s.starts_on as day from session s
    where s.site_id = any ($1::uuid[]) and s.status = 'held' and s.starts_on >= $2::date and s.starts_on < $3::date
    union all
    select l.site_id, l.course_id, l.id, l.starts_on from course_session l
    where l.site_id = any ($1::uuid[]) and l.status <> 'cancelled' and l.starts_on >= $2::date and l.starts_on < $3::date
      and l.starts_on <= $4::date),
  parts as (
    select g.funder_id, s.share::bigint as share from held h join ${shared('h')} and h.day between a.starts_on and a.ends_on
    join allocation_share s on s.allocation_id = a.id join funder_grant g on g.id = s.grant_id
    union all
    select null, coalesce(a.unallocated, 10000) from held h left join ${shared('h')} and h.day between a.starts_on and a.ends_on)
  select funder_id as "funderId", sum(share)::float8 / 10000 as sessions from parts group by 1`,
}

/** Funders with grants of the period, and what those aim at. */
export const fundersSql = {
  name: 'funders-of-period',
  text: `select f.id as "funderId", f.name, f.site_id as "siteId", (select coalesce(json_agg(json_build_object('grantId', g.id,
      'reference', g.reference, 'indicatorId', t.indicator_id, 'target', t.target, 'from', g.starts_on, 'dueOn', t.due_on)
      order by t.due_on, t.indicator_id, g.id), '[]')
    from funder_grant g join grant_target t on t.grant_id = g.id where g.funder_id = f.id
      and g.status in ('granted', 'closed') and g.starts_on < $3::date and g.ends_on >= $2::date) as targets
  from funder f where f.site_id = any ($1::uuid[]) and exists (select from funder_grant g where g.funder_id = f.id
    and g.status in ('granted', 'closed') and g.starts_on < $3::date and g.ends_on >= $2::date)
  order by f.name collate "fr-x-icu", f.id`,
}
