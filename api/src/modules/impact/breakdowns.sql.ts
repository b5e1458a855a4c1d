import type { Breakdown } from '@interra/contracts'
import { groupSql } from './group.sql.ts'

/** Dimensions of a person on the day of a fact, as SQL over `p` (person), `w` (person, site and day) `r` and `ls` of `groupJoins`. */
const age = `(case when p.birth_year is null then null
    when p.birth_month is null then extract(year from w.day)::int - p.birth_year
    else extract(year from w.day)::int - p.birth_year
      - ((extract(month from w.day), extract(day from w.day)) < (p.birth_month, coalesce(p.birth_day, 1)))::int end)`

const bands = (limits: readonly (readonly [below: number, code: string])[], last: string) =>
  `case ${limits.map(([below, code]) => `when ${age} < ${below} then '${code}'`).join(' ')} when ${age} is not null then '${last}' end`

const young = [18, '0-17'] as const

export const ofPerson: Readonly<Partial<Record<Breakdown, string>>> = {
  gender: `nullif(p.gender, 'undisclosed')`,
  age: bands([young, [30, '18-29'], [45, '30-44'], [55, '45-54'], [65, '55-64']], '65+'),
  ageEsf: bands([young, [30, '18-29'], [55, '30-54']], '55+'),
  ageAmif: bands([young, [61, '18-60']], '61+'),
  group: `case when p.id is not null then ${groupSql('w.day')} end`,
  nationality: `case when p.is_belgian then 'belgian' when not p.is_belgian then 'other' end`,
  level: `(select l.level from language_record l
      where l.person_id = p.id and l.language = 'fr' and l.assessed_on <= w.day and l.level <> 'unknown'
      order by l.assessed_on desc, interra.level_rank(l.level) desc limit 1)`,
  source: `p.heard_through_term_id::text`,
}
