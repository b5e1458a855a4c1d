import { groupJoins, groupSql, ruleOn, rulesSql } from '../group.sql.ts'
import { presentAt } from './present.sql.ts'

/**
 * Encounters of named people until today, one row a person: a held session, a networking event, a meeting of a duo.
 * `others` is everybody else who was there, those without a name too: two of them are tied by 1 / others. Ties are those of a
 * site. `since` is SQL of a day before which nothing is looked at.
 */
export const been = (since = `'-infinity'`) => `
  held as materialized (select id, site_id, starts_on as day from session
    where site_id = any ($1::uuid[]) and status = 'held' and starts_on >= ${since} and starts_on <= $4::date),
  been as materialized (
    select x.*, (count(*) over (partition by encounter) + heads - 1)::bigint as others from (
      select h.id as encounter, h.site_id, h.day, p.id as person_id, coalesce(k.heads, 0) as heads
      from held h${presentAt('h')}
      left join head_count k on k.session_id = h.id
      union all
      select distinct e.id, e.site_id, e.held_on, coalesce(p.merged_into_id, p.id), e.heads
      from networking_event e join networking_presence c on c.event_id = e.id join person p on p.id = c.person_id
      where e.site_id = any ($1::uuid[]) and e.removed_at is null and e.held_on >= ${since} and e.held_on <= $4::date
      union all
      select distinct m.id, m.site_id, m.met_on, coalesce(p.merged_into_id, p.id), 0
      from duo_meeting m join duo d on d.id = m.duo_id
      cross join lateral (values (d.newcomer_id), (d.local_id)) v (id) join person p on p.id = v.id
      where m.site_id = any ($1::uuid[]) and m.removed_at is null and m.met_on >= ${since} and m.met_on <= $4::date) x),
  ${rulesSql}`

/** A bound from above in whole numbers, so that few are left to be added up exactly. */
const unit = 1_000_000_000_000
const potential = `sum((${unit} + others - 1) / others)`
const least = `${unit} * (select coalesce(min(link), 1) from rules)`

/** More than there are; a prime, as two halves of a number that differ alike would share one place of a hash table. */
const people = 100_000_007

const was = (part: string, group: string) => `bool_or(part = '${part}' and grp = '${group}')`

/**
 * Pairs in contact, of somebody who may have come as a newcomer and somebody who may have come as a local: since when, since
 * when durably, and whether they were newcomer and local (`_across`), or the other one local (`_local`), on that day. Whoever
 * met too few to be in contact with anybody is left out at once, and groups are looked at on the days that count alone.
 */
export const ties = `${been()},
  able as materialized (
    select b.*, not coalesce(p.lifelong_resident or p.is_belgian, false) and since.day + since.most > b.first_day as newcomer,
      coalesce(p.lifelong_resident or p.is_belgian, false) or since.day + since.least <= b.last_day as local
    from (select been.*, ${potential} over w as potential, min(day) over w as first_day, max(day) over w as last_day,
        dense_rank() over (order by site_id, person_id) as no
      from been where others > 0 window w as (partition by site_id, person_id)) b
    join person p on p.id = b.person_id
    left join arrival_fact f on f.person_id = p.id and f.superseded_at is null
    cross join lateral (select interra.arrival_start(f.arrived_on, f.precision, f.declared_on) as day,
      (select make_interval(months => max(months)) from rules) as most,
      (select make_interval(months => min(months)) from rules) as least) since
    where b.potential >= ${least}),
  scale as materialized (select interra.common_multiple(others) as one from (select distinct others from able) d),
  met as (
    select x.no * ${people} + y.no as pair, x.site_id, x.day, x.others
    from able x join able y on y.encounter = x.encounter and y.no <> x.no where x.newcomer and y.local),
  close as (
    select * from (select met.*, ${potential} over (partition by pair) as potential from met) m where potential >= ${least}),
  run as (
    select pair, site_id, day, sum(div(one, others)) over w as tie, dense_rank() over w as nth, min(day) over w as first_day, one
    from close cross join scale window w as (partition by pair order by day)),
  since as (
    select run.*, min(day) filter (where tie >= link * one) over (partition by pair) as contact_on
    from run join rules r on ${ruleOn('run.site_id', 'run.day')}),
  lasting as (select *, min(day) filter (where day >= contact_on and nth >= 3 and day - first_day >= 28)
      over (partition by pair) as durable_on from since where contact_on is not null),
  known as materialized (select distinct no, site_id, person_id from able),
  bound as materialized (
    select x.site_id, x.person_id as newcomer_id, y.person_id as local_id, l.*
    from (select pair, contact_on, durable_on, array_agg(day) as days from lasting group by pair, contact_on, durable_on) l
    join known x on x.no = l.pair / ${people} join known y on y.no = l.pair % ${people}),
  sided as (
    select b.pair, v.part, ${groupSql('v.day')} as grp
    from bound b cross join lateral (values ('contact of', newcomer_id, contact_on), ('contact with', local_id, contact_on),
      ('durable of', newcomer_id, durable_on), ('durable with', local_id, durable_on)) v (part, person_id, day)
    join person p on p.id = v.person_id join rules r on ${ruleOn('b.site_id', 'v.day')}${groupJoins('v.day')}),
  stood as (
    select pair, ${was('contact of', 'newcomer')} as contact_newcomer, ${was('contact with', 'local')} as contact_local,
      ${was('durable of', 'newcomer')} as durable_newcomer, ${was('durable with', 'local')} as durable_local
    from sided group by pair),
  tie as materialized (
    select bound.*, md5(least(newcomer_id, local_id)::text || greatest(newcomer_id, local_id))::uuid as key,
      contact_newcomer and contact_local as contact_across, contact_local,
      durable_newcomer and durable_local as durable_across, durable_local
    from bound join stood using (pair))`

/**
 * Of the rows of `spans` (`key`, `span`, `site_id`, `newcomer_id`, `local_id`, `first`, `after`): how many other locals the
 * newcomer is in contact with by the encounters of these days alone.
 */
export const tied = `
  scale as materialized (select interra.common_multiple(others) as one from (select distinct others from been where others > 0) d),
  tied as materialized (
    select m.key, m.span, count(*) as locals
    from (
      select s.key, s.span, s.site_id, y.person_id, max(y.day) as day, sum(div(one, y.others)) as tie, one
      from spans s join been x on x.site_id = s.site_id and x.person_id = s.newcomer_id and x.day >= s.first and x.day < s.after
      join been y on y.encounter = x.encounter and y.person_id not in (s.newcomer_id, s.local_id)
      cross join scale
      where y.others > 0 group by s.key, s.span, s.site_id, y.person_id, one) m
    join rules r on ${ruleOn('m.site_id', 'm.day')} join person p on p.id = m.person_id${groupJoins('m.day')}
    where m.tie >= r.link * one and ${groupSql('m.day')} = 'local'
    group by m.key, m.span)`
