import { groupJoins, groupSql, ruleOn, rulesSql } from '../group.sql.ts'
import type { Facts } from './facts.ts'
import { presentAt } from './present.sql.ts'

export const lnkFacts = {
  'LNK-03': {
    columns: { theme: 'theme' },
    sql: `
  with ${rulesSql},
  held as materialized (
    select s.id, s.site_id, s.starts_on, ws.category_term_id as theme, (row_number() over (order by s.starts_at, s.id))::int as turn
    from session s join workshop ws on ws.id = s.workshop_id
    where s.site_id = any ($1::uuid[]) and s.status = 'held' and s.starts_on > $2::date - 90 and s.starts_on < $3::date),
  came as materialized (
    select h.turn, h.site_id, h.starts_on as day, p.id as person_id, a.part <> 'participant' as hosts from held h${presentAt('h')}),
  -- a number sorts faster than an id: there are many pairs
  numbered as materialized (
    select person_id, row_number() over () as number from (select distinct person_id from came) c),
  grouped as materialized (
    select c.turn, c.day, c.person_id, c.hosts, n.number, ${groupSql('c.day')} as grp
    from came c join numbered n on n.person_id = c.person_id join person p on p.id = c.person_id
    join rules r on ${ruleOn('c.site_id', 'c.day')}${groupJoins('c.day')}),
  newcomer as materialized (select * from grouped where grp = 'newcomer'),
  local as materialized (select * from grouped where grp = 'local'),
  met as (
    select turn, pair, day - lag(day, 2) over three as since,
      newcomer_hosts and lag(newcomer_hosts) over three and lag(newcomer_hosts, 2) over three
        or local_hosts and lag(local_hosts) over three and lag(local_hosts, 2) over three as is_hosted
    from (select n.turn, n.number << 32 | l.number as pair, n.day, n.hosts as newcomer_hosts, l.hosts as local_hosts
      from newcomer n join local l on l.turn = n.turn) together
    window three as (partition by pair order by turn))
  select h.site_id, h.starts_on as day, lpad(to_hex(m.pair), 32, '0')::uuid as key, null::uuid as person_id,
    null::text as part, 1::numeric as numerator, null::numeric as denominator, h.theme
  from met m join held h on h.turn = m.turn where m.since < 90 and not m.is_hosted
  union all
  select h.site_id, h.starts_on, n.person_id, n.person_id, 'newcomers', 1, null, h.theme
  from newcomer n join held h on h.turn = n.turn`,
  },
} as const satisfies Readonly<Record<string, Facts>>
