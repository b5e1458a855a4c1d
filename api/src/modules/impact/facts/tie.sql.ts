import { groupJoins, groupSql, ruleOn } from '../group.sql.ts'
import type { Facts } from './facts.ts'
import { been, tied, ties } from './ties.sql.ts'

type Act = 'contact' | 'durable'

const created = (act: Act): Facts => ({
  sql: `
  with ${ties}
  select site_id, ${act}_on as day, key, newcomer_id as person_id, null::text as part, 1::numeric as numerator,
    null::numeric as denominator
  from tie where ${act}_across`,
})

/** Met again about six months later, as far as that can be told. */
const alive = (act: Act): Facts => ({
  sql: `
  with ${ties}
  select site_id, ${act}_on as day, key, newcomer_id as person_id, x.part,
    case when x.part is null
      then exists (select from unnest(days) d where d between ${act}_on + 135 and ${act}_on + 225)::int else 1 end::numeric as numerator,
    1::numeric as denominator
  from tie cross join lateral (select case when ${act}_on + 225 > $4::date then 'immature' end as part) x
  where ${act}_across`,
})

/** Duos that began, with who is in them. */
const began = (from: string, to: string) => `
  began as materialized (
    select d.id as key, d.site_id, d.starts_on, d.ended_on, coalesce(n.merged_into_id, n.id) as newcomer_id,
      coalesce(l.merged_into_id, l.id) as local_id
    from duo d join person n on n.id = d.newcomer_id join person l on l.id = d.local_id
    where d.site_id = any ($1::uuid[]) and d.starts_on >= ${from} and d.starts_on < ${to} and d.starts_on <= $4::date)`

export const tieFacts = {
  'TIE-01': created('contact'),
  'TIE-02': created('durable'),
  'TIE-03': alive('contact'),
  'TIE-04': alive('durable'),
  'TIE-05': {
    sql: `
  with ${ties},
  entered as (
    select b.site_id, b.person_id, b.day, b.day + 90 > $4::date as is_early
    from (select site_id, person_id, min(day) as day from been group by site_id, person_id) b
    join rules r on ${ruleOn('b.site_id', 'b.day')} join person p on p.id = b.person_id${groupJoins('b.day')}
    where b.day >= $2::date and b.day < $3::date and ${groupSql('b.day')} = 'newcomer'),
  linked as (
    select e.*, coalesce(t.contact, false) as contact, coalesce(t.durable, false) as durable
    from entered e left join lateral (
      select bool_or(contact_local and contact_on <= e.day + 90) as contact, bool_or(durable_local and durable_on <= e.day + 90) as durable
      from tie where tie.site_id = e.site_id and tie.newcomer_id = e.person_id) t on true)
  select site_id, day, person_id as key, person_id, x.part, x.numerator::numeric, 1::numeric as denominator
  from linked cross join lateral (
    select null::text as part, (not durable)::int as numerator where not is_early
    union all select 'no_contact', 1 where not is_early and not contact
    union all select 'immature', 1 where is_early) x`,
  },
  'TIE-06': {
    sql: `
  with ${been('$2::date - 182')}, ${began('$2::date', '$3::date')},
  spans as (
    select key, 'before' as span, site_id, newcomer_id, local_id, starts_on - 182 as first, starts_on as after from began
    union all select key, 'after', site_id, newcomer_id, local_id, starts_on, starts_on + 182 from began),
  ${tied}
  select site_id, starts_on as day, key, null::uuid as person_id, null::text as part,
    coalesce((select locals from tied where tied.key = began.key and span = 'before'), 0)::numeric as numerator,
    case when starts_on + 182 <= $4::date
      then coalesce((select locals from tied where tied.key = began.key and span = 'after'), 0) end::numeric as denominator
  from began`,
  },
  'TIE-07': {
    sql: `
  with ${been('$2::date - 91')}, ${began('$2::date - 91', '$3::date - 91')},
  spans as (select key, 'after' as span, site_id, newcomer_id, local_id, starts_on as first, starts_on + 91 as after from began),
  ${tied}
  select site_id, starts_on + 91 as day, key, null::uuid as person_id, null::text as part,
    (not exists (select from tied where tied.key = began.key))::int::numeric as numerator, 1::numeric as denominator
  from began where starts_on + 91 <= $4::date and (ended_on is null or ended_on >= starts_on + 91)`,
  },
} as const satisfies Readonly<Record<string, Facts>>
