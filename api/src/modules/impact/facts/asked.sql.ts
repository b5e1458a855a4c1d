import { waveWindows, type InstrumentCode } from '@interra/contracts'
import type { Facts } from './facts.ts'

/** Answers with a score, by the person they count for. */
const answersTo = (instrument: InstrumentCode, name = 'said') => `
  ${name} as materialized (
    select r.id, r.site_id, p.id as person_id, p.is_belgian, i.programme, i.entry_on, r.answered_on, r.score, r.instrument_version,
      r.language, r.translation = 'published' as published, r.mode = 'phone' as alone, w.kind
    from survey_response r join survey_invitation i on i.id = r.invitation_id join survey_wave w on w.id = i.wave_id
    join person own on own.id = r.person_id join person p on p.id = coalesce(own.merged_into_id, own.id)
    where r.site_id = any ($1::uuid[]) and r.instrument = '${instrument}' and r.score is not null
      and r.answered_on <= $4::date)`

const { t0, t3, t6 } = waveWindows
/** The answer `later` that is closest to the day aimed at, of those that may be compared with the first one `f`. */
const closest = (name: string, { from, at, to }: typeof t3 | typeof t6) => `
      select n.score as later from ${name} n
      where n.person_id = f.person_id and n.instrument_version = f.instrument_version and n.alone = f.alone
        and (n.language = f.language or (n.published and f.published))
        and n.answered_on between f.entry_on + ${from} and f.entry_on + ${to}
      order by abs(n.answered_on - (f.entry_on + ${at})), n.answered_on, n.score limit 1`
/**
 * Pairs (domain reference 3.4): the first answer around the entry and before a third activity, and the one closest to six months after it, of the same
 * version, written by the same hand, in the same language unless both were validated.
 */
const pairsOf = (name = 'said', pairs = 'pairs') => `
  ${pairs}_near as materialized (
    select * from ${name} where answered_on between entry_on + (${t0.from}) and entry_on + ${t0.to}),
  ${pairs}_entries as materialized (
    select distinct person_id, person_id as entry_id from ${pairs}_near
    union all select c.merged_into_id, c.id from person c
    where c.merged_into_id in (select person_id from ${pairs}_near)),
  ${pairs}_third as materialized (
    select person_id, starts_on from (
      select person_id, starts_on, row_number() over (partition by person_id order by starts_on, session_id) as place
      from (select distinct e.person_id, s.id as session_id, s.starts_on from ${pairs}_entries e
        join attendance a on a.person_id = e.entry_id and a.status = 'present'
        join session s on s.id = a.session_id and s.status = 'held') came) placed where place = 3),
  ${pairs}_first as materialized (
    select distinct on (n.person_id) n.* from ${pairs}_near n
    left join ${pairs}_third third on third.person_id = n.person_id
    where third.starts_on is null or third.starts_on > n.answered_on
    order by n.person_id, n.answered_on, n.entry_on, n.programme, n.id),
  ${pairs} as materialized (
    select f.*, l.later, f.entry_on + ${t6.to} < $4::date as mature
    from ${pairs}_first f left join lateral (${closest(name, t6)}) l on true)`

/** Of whom a change is told, by the day on which they are looked at. */
type Keep = (day: string) => string
const everybody: Keep = () => 'true'
const newcomers: Keep = (day) => `interra.group_at(person_id, ${day}) = 'newcomer'`

const rowsOf = (pairs: string, part: string, where = 'true') => `
  select site_id, answered_on as day, person_id as key, person_id,
    case when later is null and not mature then 'immature' else ${part} end as part,
    case when later is null and not mature then 1 else score end::numeric as numerator, later::numeric as denominator, programme
  from ${pairs} where ${where}`

/** Who was asked at an entry of which six months are over, and gave no first answer that counts: one row a person, on the day of the entry. */
const withoutBaseline = (instrument: InstrumentCode, keep = everybody) => `
  union all select site_id, day, person_id, person_id, 'no_baseline', 1, null, programme from (
    select distinct on (p.id) i.site_id, p.id as person_id, i.programme, i.entry_on as day
    from survey_invitation i join survey_wave w on w.id = i.wave_id and w.kind = 't0'
    join person own on own.id = i.person_id join person p on p.id = coalesce(own.merged_into_id, own.id)
    where i.site_id = any ($1::uuid[]) and i.revoked_at is null and i.entry_on + ${t6.to} < $4::date
      and exists (select from survey_wave_instrument x where x.wave_id = w.id and x.instrument = '${instrument}')
      and p.id not in (select person_id from pairs_first)
    order by p.id, i.entry_on, i.id) entered where ${keep('day')}`

const columns = { programme: 'programme' }
const ofPeriod = true
const changeOf = (instrument: InstrumentCode, keep = everybody): Facts => ({
  columns,
  sql: `with ${answersTo(instrument)}, ${pairsOf()} ${rowsOf('pairs', 'null::text', keep('answered_on'))}
  ${withoutBaseline(instrument, keep)}`,
})
/** Also the pairs at three months, whether or not there is one at six. */
const changeWithT3 = (instrument: InstrumentCode, keep = everybody): Facts => ({
  columns,
  sql: `${changeOf(instrument, keep).sql}
  union all select site_id, answered_on, person_id, person_id, 'change_t3', score, later, programme
  from pairs_first f cross join lateral (${closest('said', t3)}) l where ${keep('answered_on')}`,
})

/** Who was asked in some waves, with their last answer to an instrument: one row a person, on the day of the answer or the last one to give it. */
const askedFor = (instrument: InstrumentCode, waves: string, day: string) => `
  asked as materialized (
    select distinct on (p.id) i.site_id, p.id as person_id, p.is_belgian, i.programme, ${day} as day, r.score,
      i.answered_at is not null or i.declined_at is not null or i.due_on < $4::date as mature
    from survey_invitation i join survey_wave w on w.id = i.wave_id
    join person own on own.id = i.person_id join person p on p.id = coalesce(own.merged_into_id, own.id)
    left join survey_response r on r.invitation_id = i.id and r.instrument = '${instrument}' and r.answered_on <= $4::date
    where i.site_id = any ($1::uuid[]) and i.revoked_at is null and ${waves}
      and exists (select from survey_wave_instrument x where x.wave_id = w.id and x.instrument = '${instrument}')
      and ${day} >= $2::date and ${day} < $3::date and ${day} <= $4::date
    order by p.id, r.score is not null desc, ${day} desc, i.id desc)`

const askedIfHelpful = askedFor('helpful', 'true', 'coalesce(r.answered_on, i.due_on)')

/** Who says that it helped, as CNF-05 asks, whether or not the file tells if they are Belgian: one row a person. */
export const helpedSql = `with ${askedIfHelpful} select day, person_id from asked where score > 0`

export const askedFacts = {
  'LNK-01': {
    ofPeriod,
    // by the group in which they came (domain reference 3.3, GRP of the baseline)
    columns: { ...columns, group: 'entry_group' },
    sql: `with ${answersTo('new_ties')}
  select s.site_id, s.answered_on as day, s.person_id as key, s.person_id, v.part,
    interra.group_at(s.person_id, s.entry_on) as entry_group,
    case when v.part is null then least(s.score, 20) else (s.score >= 1)::int end::numeric as numerator,
    1::numeric as denominator, s.programme
  from (select distinct on (person_id) * from said
    where kind in ('t3', 't6') and answered_on >= $2::date and answered_on < $3::date
    order by person_id, answered_on desc, kind desc, programme, entry_on, id) s
  cross join (values (null), ('at_least_one')) v (part)`,
  },
  'LNK-02': {
    ofPeriod,
    columns,
    sql: `with ${askedFor('lasting_tie', `w.kind = 't6'`, 'i.entry_on')}
  select site_id, day, person_id as key, person_id, v.part,
    case when v.part = 'immature' then 1 when v.part = 'conservative' then coalesce(score, 0) else score end::numeric as numerator,
    1::numeric as denominator, programme
  from asked cross join (values (null), ('conservative'), ('immature')) v (part)
  where mature = (v.part is distinct from 'immature')`,
  },
  'LNK-04': changeOf('lsns_friends'),
  'LNK-05': changeWithT3('ucla3'),
  'LNK-06': {
    sql: `with ${answersTo('ucla3')}, ${pairsOf()}
  select site_id, answered_on as day, person_id as key, person_id, v.part,
    case when v.part = 't0' then (score >= 6)::int when v.part is null then (later >= 6)::int else 1 end::numeric as numerator,
    1::numeric as denominator
  from pairs cross join (values (null), ('t0'), ('became'), ('no_longer'), ('immature')) v (part)
  where case v.part when 'immature' then later is null and not mature when 'became' then score < 6 and later >= 6
    when 'no_longer' then score >= 6 and later < 6 else later is not null end`,
  },
  'LNK-07': changeOf('trust1'),
  'LNK-08': changeOf('warmth'),
  'LNG-02': changeWithT3('fr_ease', newcomers),
  'CNF-01': changeOf('gse6'),
  'CNF-02': changeWithT3('self_conf'),
  'CNF-03': {
    columns,
    sql: `with ${answersTo('belong_city')}, ${pairsOf()}, ${answersTo('belong_interra', 'here')}, ${pairsOf('here', 'ours')}
  ${rowsOf('pairs', 'null::text')}
  ${withoutBaseline('belong_city')}
  union all ${rowsOf('ours', `'interra'`, 'later is not null or mature')}`,
  },
  'CNF-04': {
    ofPeriod,
    columns,
    sql: `with ${answersTo('valued')}
  select distinct on (person_id) site_id, answered_on as day, person_id as key, person_id, null::text as part,
    (score >= 4)::int::numeric as numerator, 1::numeric as denominator, programme
  from said where answered_on >= $2::date and answered_on < $3::date
  order by person_id, answered_on desc, kind desc, programme, entry_on, id`,
  },
  'CNF-05': {
    ofPeriod,
    columns,
    sql: `with ${askedIfHelpful}
  select site_id, day, person_id as key, person_id, v.part,
    case when v.part = 'unknown_basis' then 1 when v.part = 'conservative' then coalesce(score, 0) else score end::numeric
      as numerator, 1::numeric as denominator, programme
  from asked cross join (values (null), ('conservative'), ('unknown_basis')) v (part)
  where mature and case when v.part = 'unknown_basis' then is_belgian is null else not is_belgian end`,
  },
  'TRN-02': {
    columns: { audience: 'audience' },
    sql: `
  select e.site_id, last.day, e.id as key, p.id as person_id, case when a.was is null then 'no_baseline' end as part,
    coalesce(a.was, 1) as numerator, a.now as denominator,
    case when e.person_id is null then 'partner_staff' else 'members' end as audience
  from enrolment e
  cross join lateral (select max(s.starts_on) as day from course_session s
    where s.course_id = e.course_id and s.status <> 'cancelled') last
  cross join lateral (select
      case when count(*) filter (where l.moment = 'then') = 3 then avg(l.value) filter (where l.moment = 'then') end as was,
      case when count(*) filter (where l.moment = 'now') = 3 then avg(l.value) filter (where l.moment = 'now') end as now
    from learning_answer l where l.enrolment_id = e.id) a
  left join person own on own.id = e.person_id left join person p on p.id = coalesce(own.merged_into_id, own.id)
  where e.site_id = any ($1::uuid[]) and e.withdrawn_at is null and last.day <= $4::date`,
  },
} as const satisfies Readonly<Record<string, Facts>>
