import { broken, type FigureRecord, type Indicator } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Window } from '../../platform/http/paging.ts'
import type { Facts } from './facts/facts.ts'
import { indicatorWith } from './registry.sql.ts'
import { laidSql } from './table.sql.ts'
import { judge, type TableQuestion } from './count.store.ts'

/** A cell of a table: its question, with the code of each breakdown; null is not known, `*` the total over it. */
export interface RecordsQuestion extends Omit<TableQuestion, 'each' | 'level' | 'site'> {
  readonly codes: readonly (string | null)[]
}

/** Whether an indicator tells its records: those that are counted, or added up; pairs of people are never listed. */
export const tellsRecords = ({ kind, unit }: Indicator): boolean =>
  unit !== 'PAIR' && ['count', 'sum', 'weekly'].includes(kind)

/** Rows of the page, one more than it shows. Throws `rule-broken` for what may not be asked. */
export async function recordsOf(
  db: Db,
  question: RecordsQuestion,
  { take, after }: Window,
): Promise<(FigureRecord & Record<string, unknown>)[]> {
  const found = indicatorWith(question.indicatorId)
  if (!found || !tellsRecords(found.indicator))
    throw broken('rule-broken', '/query/indicator', { rule: 'not-for-this-kind' })
  const { sites, from, to, today, by, codes } = question
  judge(question, found.indicator, found.facts)
  const asked = codes.map((code, index) =>
    code === '*' ? '' : code === null ? `d${index} is null` : `d${index} = $${index + 5}`,
  )
  const name = `records ${[found.indicator.id, ...by, ...asked].join(' ')}`
  const text = recordsSql(found.indicator, found.facts, by, asked)
  const values = [sites, from, to, today, codes[0] ?? '', codes[1] ?? '', after?.[0] ?? null, after?.[1] ?? null, take]
  return db.hot<FigureRecord & Record<string, unknown>>({ name, text }, values)
}

/** $5 and $6 the codes, $7 and $8 the last row shown, $9 how many rows. */
function recordsSql(indicator: Indicator, facts: Facts, by: TableQuestion['by'], asked: readonly string[]): string {
  return `${laidSql(indicator, facts, { by, each: null })},
counted as (
  select key, min(person_id::text)::uuid as person_id, min(day) as day,
    ${indicator.kind === 'sum' ? 'sum(numerator)' : '1'}::float8 as amount
  from laid where part is null and numerator > 0 and $5::text is not null and $6::text is not null
    ${asked.map((one) => (one === '' ? '' : `and ${one}`)).join(' ')}
  group by key
),
shown as (
  select * from counted where $7::date is null or (day, key) > ($7::date, $8::uuid) order by day, key limit $9
)
select x.key, coalesce(k.kind, case when p.id is null then 'other' else 'person' end) as kind, k.parent_id as "parentId",
  x.day::text as day, x.amount, k.title, p.id as "personId",
  concat_ws(' ', coalesce(p.usual_name, p.given_name), p.family_name) as "personName"
from shown x
left join lateral (
  select 'session' as kind, null::uuid as parent_id, w.title, null::uuid as whose
    from session s join workshop w on w.id = s.workshop_id where s.id = x.key
  union all select 'workshop', null, w.title, null from workshop w where w.id = x.key
  union all select 'attendance', s.id, w.title, a.person_id from attendance a join session s on s.id = a.session_id
    join workshop w on w.id = s.workshop_id where a.id = x.key
  union all select 'duo', null, null, null from duo d where d.id = x.key
  union all select 'course_session', c.id, c.title, null from course_session cs join course c on c.id = cs.course_id
    where cs.id = x.key
  union all select 'referral', null, r.partner_reference, null from referral r where r.id = x.key
  union all select 'application', null, null, a.person_id from application a where a.id = x.key
  union all select 'incubation', null, null, i.person_id from incubation i where i.id = x.key
  union all select 'coaching', l.incubation_id, null, null from coaching_log l where l.id = x.key
) k on true
left join person p on p.id = coalesce(x.person_id, k.whose)
order by x.day, x.key`
}
