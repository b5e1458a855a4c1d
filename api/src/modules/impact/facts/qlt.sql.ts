import { birthSql } from '../../people/people.sql.ts'
import { askedFacts } from './asked.sql.ts'
import { entriesSql, pointOneOne } from './entries.sql.ts'
import type { Facts } from './facts.ts'
import { presentAt } from './present.sql.ts'

const held = `session s where s.site_id = any ($1::uuid[]) and s.status = 'held' and s.starts_on >= $2::date and s.starts_on < $3::date`

/** Active members by what makes two of them look like one: a name, a telephone, an address. */
const alike = ['sort_name', 'phone', 'email']
  .map(
    (column) => `select a.site_id, a.id as one, b.id as other from person a join person b
      on b.site_id = a.site_id and b.${column} = a.${column} and b.id > a.id and b.status = 'active'
    where a.site_id = any ($1::uuid[]) and a.status = 'active'
      and (${birthSql('a')} is null or ${birthSql('b')} is null
        or starts_with(${birthSql('a')}, ${birthSql('b')}) or starts_with(${birthSql('b')}, ${birthSql('a')}))`,
  )
  .join(' union ')

/** The quality gates (domain reference 3.3). */
export const qltFacts = {
  'QLT-01': {
    sql: `
  select site_id, day, key, person_id, case when part = 'immature' then part end as part,
    case when part = 'immature' then 1 else (denominator is not null)::int end::numeric as numerator, 1::numeric as denominator
  from (${askedFacts['LNK-05'].sql}) f where part is null or part in ('immature', 'no_baseline')`,
  },
  'QLT-02': {
    sql: `with ${entriesSql}
  select w.site_id, w.day, p.id as key, p.id as person_id, null::text as part, (${pointOneOne})::int::numeric as numerator,
    1::numeric as denominator
  from entries w join person p on p.id = w.person_id`,
  },
  'QLT-03': {
    sql: `with came as (
    select distinct on (p.id) s.site_id, s.starts_on as day, p.id from (select * from ${held}) s${presentAt('s')} order by p.id, s.starts_on)
  select c.site_id, c.day, c.id as key, c.id as person_id, null::text as part,
    coalesce((select k.given and (k.withdrawn_at is null or k.withdrawn_at::date > c.day) from consent k
      join person own on own.id = k.person_id
      where coalesce(own.merged_into_id, own.id) = c.id and k.purpose = 'activity_membership_info' and k.collected_on <= c.day
      order by k.collected_on desc, k.created_at desc, k.id desc limit 1), false)::int::numeric as numerator,
    1::numeric as denominator
  from came c`,
    ofPeriod: true,
  },
  'QLT-04': {
    sql: `
  select s.site_id, s.starts_on as day, a.id as key, p.id as person_id, null::text as part, 1::numeric as numerator,
    1::numeric as denominator
  from (select * from ${held}) s${presentAt('s')}
  union all
  select s.site_id, s.starts_on, s.id, null, null, 0, k.heads
  from (select * from ${held}) s join head_count k on k.session_id = s.id and k.heads > 0`,
  },
  'QLT-05': {
    sql: `
  select s.site_id, s.starts_on as day, s.id as key, null::uuid as person_id, null::text as part,
    (exists (select from session_staff st where st.session_id = s.id and st.present is not null))::int::numeric as numerator,
    1::numeric as denominator
  from (select * from ${held}) s`,
  },
  'QLT-06': {
    ofPeriod: true,
    sql: `
  select site_id, $2::date as day, md5(one::text || other)::uuid as key, null::uuid as person_id, null::text as part,
    1::numeric as numerator, null::numeric as denominator
  from (${alike}) pairs
  where not exists (select from duplicate_decision d where not d.same and d.person_id = one and d.other_person_id = other)`,
  },
} as const satisfies Readonly<Record<string, Facts>>
