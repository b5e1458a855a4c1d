import { amifCodes, type AmifLine } from '@interra/contracts'
import { exitOn } from '../incubations/incubations.sql.ts'
import { ofPerson } from '../impact/breakdowns.sql.ts'
import { actFacts } from '../impact/facts/act.sql.ts'
import { helpedSql } from '../impact/facts/asked.sql.ts'
import { atEntry, entriesSql } from '../impact/facts/entries.sql.ts'
import { incFacts } from '../impact/facts/inc.sql.ts'

/** Whether somebody is a national of a third country on `w.day`; null when they did not tell. $5: the reading. */
const isThirdCountry = `(case ${ofPerson.nationality}
    when 'belgian' then false when 'eu' then false when 'eea_ch' then $5::text = 'literal'
    when 'third_country' then true when 'stateless' then true end)`

/** Whether one of these is among what is known of a moment; null when nothing is. */
const among = (situations: string, wanted: string) =>
  `case when not (${situations} <@ array['unknown']) then ${situations} && array[${wanted}] end`
// whoever carries an association is not employed by it
const working = `'launched_main', 'launched_secondary', 'employed'`

/** Whoever entered InterLab in a period, once; $1 the sites, $2 and $3 the period, $4 today, $5 the reading. */
export const esfSql = {
  name: 'esf participants',
  text: `
  with ${entriesSql},
  w as (
    select e.person_id, e.day, x.left_on, x.at_exit, later.situations as later
    from entries e join incubation i on i.id = e.last_id
    cross join lateral (select nullif(least(${exitOn}, $4::date + 1), $4::date + 1) as left_on) ended
    left join incubation_outcome o on o.incubation_id = i.id and o.moment = 'exit'
    left join incubation_outcome later on later.incubation_id = i.id and later.moment = 'month_6'
    cross join lateral (select ended.left_on,
      coalesce(o.situations, case when i.stage = 'employed_instead' then array['employed'] end) as at_exit) x)
  select p.id as "personId", concat_ws(' ', coalesce(p.usual_name, p.given_name), p.family_name) as name,
    nullif(p.gender, 'undisclosed') as gender,
    case when p.birth_day is not null
      then extract(year from age(w.day, make_date(p.birth_year, p.birth_month, p.birth_day)))::int end as age,
    ${atEntry('employment', 56)} as employment, ${atEntry('schooling', null)} as schooling,
    ${isThirdCountry} as "isThirdCountry", w.day::text as "enteredOn", w.left_on::text as "leftOn",
    case when w.left_on is not null then ${among('w.at_exit', `'training'`)} end as "inTraining",
    case when w.left_on is not null then ${among('w.at_exit', working)} end as "inEmployment",
    case when w.left_on is not null then ${among('w.later', working)} end as "inEmploymentLater"
  from w join person p on p.id = w.person_id order by w.day, p.id`,
}

const peopleOf = (facts: string) =>
  `select person_id, day from (${facts}) f where part is null and numerator > 0 and person_id is not null`

/** Whom a line counts: those present (ACT-04), those coached (INC-04), those who say that it helped (as CNF-05 asks). */
const countedBy: Readonly<Record<AmifLine['code'], string>> = {
  'O.2.3': peopleOf(actFacts['ACT-04'].sql),
  'O.2.3.3': peopleOf(incFacts['INC-04'].sql),
  'R.2.9': helpedSql,
}
const counted = amifCodes.map(
  (code) => `select '${code}' as code, person_id, min(day) as day from (${countedBy[code]}) f
    where day >= $2::date and day < $3::date group by person_id`,
)

/** People of each line, as they were on their first presence of the period if there is one; parameters as in `esfSql`. */
export const amifSql = {
  name: 'amif people',
  text: `
  with counted as materialized (${counted.join('\n  union all ')}),
  w as (select code, person_id,
    coalesce(min(day) filter (where code = 'O.2.3') over (partition by person_id), day) as day from counted)
  select w.code, p.id as "personId", ${ofPerson.gender} as gender, ${ofPerson.ageAmif} as age,
    ${isThirdCountry} as "isThirdCountry"
  from w join person p on p.id = w.person_id order by w.code, p.id`,
}
