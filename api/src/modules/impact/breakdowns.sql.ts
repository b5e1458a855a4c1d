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

/** An answer of a situation record on the day of a fact: the last one told up to it, or else the first one after. */
const told = (answer: string) => `(select s.${answer} from situation_record s
    where s.person_id = p.id and s.${answer} is not null
    order by s.stated_on > w.day, abs(s.stated_on - w.day), s.created_at desc, s.id desc limit 1)`

/** Codes of `interra.legal_newcomer`; parameters as in `groupSql`. */
const legalNewcomer = `case interra.legal_newcomer(p.is_belgian, ${['nationality', 'is_eu_family', 'has_long_permit', 'legal_stay_since'].map(told).join(', ')},
    r.legal_months, w.day) when true then 'legal_newcomer' when false then 'not_legal_newcomer' end`

export const ofPerson: Readonly<Partial<Record<Breakdown, string>>> = {
  gender: `nullif(p.gender, 'undisclosed')`,
  age: bands([young, [30, '18-29'], [45, '30-44'], [55, '45-54'], [65, '55-64']], '65+'),
  ageEsf: bands([young, [30, '18-29'], [55, '30-54']], '55+'),
  ageAmif: bands([young, [61, '18-60']], '61+'),
  group: `case when p.id is not null then ${groupSql('w.day')} end`,
  nationality: `case when p.is_belgian then 'belgian' else coalesce(${told('nationality')}, case when not p.is_belgian then 'other' end) end`,
  legalNewcomer,
  level: `(select l.level from language_record l
      where l.person_id = p.id and l.language = 'fr' and l.assessed_on <= w.day and l.level <> 'unknown'
      order by l.assessed_on desc, interra.level_rank(l.level) desc limit 1)`,
  source: `p.heard_through_term_id::text`,
  municipality: `p.municipality_nis`,
}
