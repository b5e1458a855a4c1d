import { groupJoins, groupSql, ruleOn, rulesSql } from '../group.sql.ts'
import type { Facts } from './facts.ts'
import { hostsOf } from './hosts.sql.ts'
import { presentAt } from './present.sql.ts'

/** Held sessions with their named people by group on the day, and the policy of mixity in force. */
const sheets = `
  with held as materialized (
    select s.*, ws.category_term_id as theme from session s join workshop ws on ws.id = s.workshop_id
    where s.site_id = any ($1::uuid[]) and s.status = 'held' and s.starts_on >= $2::date and s.starts_on < $3::date),
  ${rulesSql},
  -- first who came, then their group: together, what was known once is joined in the wrong order
  present as materialized (
    select h.id as session_id, h.site_id, h.starts_on as day, h.theme, a.id as attendance_id, p.id, p.lifelong_resident, p.is_belgian
    from held h${presentAt('h')}),
  came as materialized (
    select p.session_id, p.site_id, p.day, p.theme, p.attendance_id, p.id as person_id, ${groupSql('p.day')} as grp
    from present p join rules r on ${ruleOn('p.site_id', 'p.day')}${groupJoins('p.day')}),
  sheet as materialized (
    select h.id, h.site_id, h.starts_on as day, h.theme, count(c.person_id) as named,
      count(*) filter (where c.grp = 'newcomer') as n, count(*) filter (where c.grp = 'local') as l,
      count(*) filter (where c.grp = 'unknown') as unknown, r.mixity
    from held h join rules r on ${ruleOn('h.site_id', 'h.starts_on')} left join came c on c.session_id = h.id
    group by h.id, h.site_id, h.starts_on, h.theme, r.mixity)`

/** Hosts of held sessions who led them, by group on the day. */
const leads = `
  leads as materialized (
    select h.id as session_id, min(x.host_id::text)::uuid as host_id, bool_or(g = 'newcomer') as newcomer, bool_or(g = 'local') as local, bool_or(g = 'in_between') as between,
      bool_or(g = 'unknown') as nobody_knows, bool_or(g <> 'newcomer' and was = 'newcomer') as former
    from held h join session_host sh on sh.session_id = h.id and sh.active and sh.part = 'lead'
    join person hp on hp.id = sh.person_id
    cross join lateral (select coalesce(hp.merged_into_id, hp.id) as host_id,
      interra.group_at(coalesce(hp.merged_into_id, hp.id), h.starts_on) as g,
      interra.group_at(coalesce(hp.merged_into_id, hp.id), hp.member_since) as was) x
    group by h.id)`
export const mixFacts = {
  'MIX-01': {
    columns: { theme: 'theme' },
    sql: `${sheets}
  select site_id, day, attendance_id as key, person_id, part,
    case when part is null and grp = 'unknown' then null when part is null then (grp = 'newcomer')::int else 1 end::numeric as numerator,
    case when part is not null or grp in ('newcomer', 'local', 'unknown') then 1 else 0 end::numeric as denominator, theme
  from came cross join lateral (values (null), (grp)) v (part)`,
  },
  'MIX-02': {
    columns: { theme: 'theme', hostGroup: 'host_group' },
    sql: `${sheets}
  select site_id, day, id as key, null::uuid as person_id, part,
    case when part is not null then 1 when verdict = 'not_assessable' then null else (verdict = 'mixed')::int end::numeric as numerator,
    1::numeric as denominator, theme, ${hostsOf('sheet.id', 'sheet.day')}
  from sheet cross join lateral (select case
      when n + l < coalesce((mixity ->> 'minKnown')::int, 4)
        or unknown > coalesce((mixity ->> 'maxUnknownShare')::numeric, 0.4) * named then 'not_assessable'
      when least(n, l) >= coalesce((mixity ->> 'minEachSide')::int, 2)
        and least(n, l) >= coalesce((mixity ->> 'minShare')::numeric, 0.25) * (n + l) then 'mixed'
      else 'not_mixed' end as verdict) j
  cross join lateral (values (null), (verdict)) v (part)`,
  },
  'MIX-03': {
    columns: { theme: 'theme' },
    sql: `${sheets}
  select site_id, day, id as key, null::uuid as person_id, null::text as part, (n * l)::numeric as numerator,
    ((n + l) * (n + l - 1) / 2)::numeric as denominator, theme
  from sheet where n + l > 1`,
  },
  'MIX-04': {
    columns: { theme: 'theme' },
    sql: `${sheets},${leads}
  select site_id, day, sheet.id as key, host_id as person_id, part,
    case when part is not null then 1 when newcomer or not nobody_knows then newcomer::int end::numeric as numerator,
    1::numeric as denominator, theme
  from sheet left join leads on session_id = sheet.id
  cross join lateral (select null::text as part
    union all select 'local' where local and not newcomer and not between and not nobody_knows
    union all select 'mixed' where newcomer and (local or between)
    union all select 'former_newcomer' where former) v`,
  },
  'MIX-05': {
    oncePerKey: true,
    columns: { programme: 'programme' },
    sql: `
  select s.site_id, s.starts_on as day, p.id as key, p.id as person_id, x.part,
    case when x.part is not null then 1 when p.gender is null or p.gender = 'undisclosed' then null
      else (p.gender = 'woman')::int end::numeric as numerator, 1::numeric as denominator, 'interact' as programme
  from session s${presentAt('s')}
  cross join lateral (values (null), (case coalesce(p.gender, 'undisclosed') when 'woman' then 'women' when 'man' then 'men'
    else coalesce(p.gender, 'undisclosed') end)) x (part)
  where s.site_id = any ($1::uuid[]) and s.status = 'held' and s.starts_on >= $2::date and s.starts_on < $3::date`,
  },
} as const satisfies Readonly<Record<string, Facts>>
