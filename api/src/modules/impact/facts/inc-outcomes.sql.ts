import { hindering, positiveSituations } from '@interra/contracts'
import { launchedOn } from '../../incubations/incubations.sql.ts'
import type { Facts } from './facts.ts'

const positive = `array[${positiveSituations.map((one) => `'${one}'`).join(', ')}]`

/** Whether what is known at a moment is positive; null when nothing is. */
const well = (situations: string) =>
  `(case when not (${situations} <@ array['unknown']) then ${situations} && ${positive} end)`

export const incOutcomeFacts = {
  'INC-06': {
    ofPeriod: true,
    columns: { cohort: 'cohort' },
    sql: `
  with needs as (
    select n.id as key, n.site_id, i.cohort_id as cohort, coalesce(p.merged_into_id, p.id) as person_id,
      n.opened_on, n.opened_on - i.starts_on < 56 as diagnosed, t0.severity as first, t0.reviewed_on as first_on,
      last.severity as last, last.reviewed_on as last_on
    from path_item n join incubation i on i.id = n.incubation_id join person p on p.id = i.person_id
    join lateral (select r.severity, r.reviewed_on from path_review r where r.path_item_id = n.id
      order by r.reviewed_on limit 1) t0 on true
    left join lateral (select r.severity, r.reviewed_on from path_review r where r.path_item_id = n.id
      and r.reviewed_on > t0.reviewed_on and r.reviewed_on < least($3::date, $4::date + 1) order by r.reviewed_on desc limit 1) last on true
    where n.site_id = any ($1::uuid[]) and n.kind = 'need' and n.status <> 'abandoned'
      and n.opened_on < $3::date and t0.severity >= ${hindering} and t0.reviewed_on < least($3::date, $4::date + 1))
  select site_id, case when x.part = 'added_later' then opened_on else coalesce(last_on, greatest(first_on, $2::date)) end as day,
    key, person_id, x.part,
    case when x.part = 'added_later' then 1 when x.part is null then (last < ${hindering})::int
      else coalesce((last < ${hindering})::int, 0) end::numeric as numerator, 1::numeric as denominator, cohort
  from needs cross join lateral (select null::text as part where diagnosed
    union all select 'conservative' where diagnosed
    union all select 'added_later' where not diagnosed) x`,
  },
  'INC-07': {
    columns: { cohort: 'cohort', sector: 'sector' },
    sql: `
  with begun as (
    select i.id as key, i.site_id, i.starts_on as day, i.cohort_id as cohort, a.sector, coalesce(p.merged_into_id, p.id) as person_id,
      v.started_on as created_on, v.number is not null or i.stage in ('stopped', 'employed_instead')
        or exists (select from incubation_outcome o where o.incubation_id = i.id and not (o.situations <@ array['unknown'])) as known
    from incubation i join application a on a.id = i.application_id join person p on p.id = i.person_id
    left join venture v on v.incubation_id = i.id and v.number is not null
    where i.site_id = any ($1::uuid[]))
  select site_id, day, key, person_id, x.part,
    case when x.days is null then 1 else coalesce((created_on between day and day + x.days)::int, 0) end::numeric as numerator,
    1::numeric as denominator, cohort, sector
  from begun cross join lateral (select null::text as part, 365 as days where day + 365 <= $4::date
    union all select 'within_24_months', 730 where day + 730 <= $4::date
    union all select 'immature', null where day + 365 > $4::date
    union all select 'unknown', null where day + 365 <= $4::date and not known
    union all select 'before', null where day + 365 <= $4::date and created_on < day) x`,
  },
  'INC-08': {
    columns: { sector: 'sector' },
    sql: `
  select v.site_id, v.started_on as day, v.incubation_id as key, coalesce(p.merged_into_id, p.id) as person_id, x.part,
    case when x.part is null then greatest(0, coalesce(v.ceased_on, greatest(v.alive_on, v.verified_on), v.started_on) - v.started_on)
      else 1 end::numeric as numerator, (v.ceased_on is not null)::int::numeric as denominator, a.sector
  from venture v join incubation i on i.id = v.incubation_id join application a on a.id = i.application_id
  join person p on p.id = i.person_id
  cross join lateral (select null::text as part union all select 'ceased' where v.ceased_on is not null) x
  where v.site_id = any ($1::uuid[]) and v.number is not null`,
  },
  'INC-09': {
    oncePerKey: true,
    sql: `
  with leavers as (
    select i.id, i.site_id, coalesce(p.merged_into_id, p.id) as person_id, i.stage, ${launchedOn} as launched_on, i.ends_on
    from incubation i join person p on p.id = i.person_id where i.site_id = any ($1::uuid[])),
  exits as (
    select l.*, coalesce(launched_on, case when stage in ('stopped', 'employed_instead') then ends_on end) as day,
      ${well(`coalesce(e.situations, case when stage = 'employed_instead' and launched_on is null then array['employed'] end)`)} as at_exit,
      ${well('m.situations')} as later
    from leavers l
    left join incubation_outcome e on e.incubation_id = l.id and e.moment = 'exit'
    left join incubation_outcome m on m.incubation_id = l.id and m.moment = 'month_6')
  select site_id, day, person_id as key, person_id, x.part, x.numerator::numeric, 1::numeric as denominator
  from exits cross join lateral (select null::text as part, at_exit::int as numerator where day + 28 <= $4::date
    union all select 'conservative', coalesce(at_exit::int, 0) where day + 28 <= $4::date
    union all select 'month_6', later::int where day + interval '6 months' <= $4::date
    union all select 'month_6_conservative', coalesce(later::int, 0) where day + interval '6 months' <= $4::date
    union all select 'immature', 1 where day + 28 > $4::date) x
  where day is not null`,
  },
} as const satisfies Readonly<Record<string, Facts>>
