import { waveWindows } from '@interra/contracts'
import { todayAt } from '../workshops/shapes.sql.ts'

/** On which days somebody took part in what, at the site of the wave `w`: the first of a programme is the entry. */
const tookPart = `
  select a.person_id, 'interact' as programme, s.starts_on as day
    from attendance a join session s on s.id = a.session_id and s.status = 'held'
    where a.site_id = w.site_id and a.status = 'present'
  union all select c.person_id, 'duo2change', c.applied_on from candidacy c
    where c.site_id = w.site_id and c.status <> 'withdrawn'
  union all select e.person_id, 'training', (e.enrolled_at at time zone place.time_zone)::date
    from enrolment e join site place on place.id = e.site_id
    where e.site_id = w.site_id and e.person_id is not null and e.withdrawn_at is null
  union all select i.person_id, 'interlab', i.starts_on from incubation i where i.site_id = w.site_id`

const windowOf = (edge: 'from' | 'to') =>
  `case w.kind ${Object.entries(waveWindows)
    .map(([kind, days]) => `when '${kind}' then ${days[edge]}`)
    .join(' ')} end`

/**
 * Who is due today and was not asked: $1 wave, $2 now. From the entry into the programme of the wave, or into the first of
 * all; after an activity, from the last day on which they took part while the wave lasts.
 */
export const dueSql = {
  name: 'survey-due',
  text: `with w as (select w.*, ${todayAt('w.site_id', '$2')} as today from survey_wave w where w.id = $1),
    part as (
      select p.id as person_id, part.programme, part.day, w.kind, w.closes_on, w.today,
        w.kind = 'after' as after, ${windowOf('from')} as from_day, ${windowOf('to')} as to_day
      from w cross join lateral (${tookPart}) part
      join person own on own.id = part.person_id join person p on p.id = coalesce(own.merged_into_id, own.id)
      where p.status = 'active' and (w.programme is null or part.programme = w.programme) and part.day <= w.today
        and (w.kind <> 'after' or part.day between w.opens_on and w.closes_on)),
    entry as (
      select distinct on (person_id) *, case when after then closes_on else day + to_day end as due_on
      from part order by person_id, case when after then -(day - date '2000-01-01') else day - date '2000-01-01' end, programme)
    select e.person_id as "personId", e.programme, e.day::text as "entryOn", e.due_on::text as "dueOn",
      interra.is_minor(p.birth_year, p.birth_month, p.birth_day, e.today) as minor,
      coalesce(interra.agreed(e.person_id, 'surveys'), false) as agreed
    from entry e join person p on p.id = e.person_id
    where (e.after or e.today between e.day + e.from_day and e.day + e.to_day)
      and not exists (select from survey_invitation i join survey_wave other on other.id = i.wave_id
        join person asked on asked.id = i.person_id
        where coalesce(asked.merged_into_id, asked.id) = e.person_id
          and (i.wave_id = $1 or (other.kind = e.kind and other.kind <> 'after' and i.entry_on = e.day and i.revoked_at is null)))
    order by e.person_id`,
}

/** Waves with their counts: $1 sites, $2 now, $3 id, $4 site, $5 instant and $6 id before, $7 rows. */
export const wavesSql = {
  name: 'survey-waves',
  text: `select w.id, w.created_at::text as since, json_build_object('id', w.id, 'siteId', w.site_id, 'kind', w.kind,
      'programme', w.programme,
      'instruments', (select coalesce(json_agg(x.instrument order by x.position), '[]') from survey_wave_instrument x
        where x.wave_id = w.id),
      'opensOn', w.opens_on, 'closesOn', w.closes_on,
      'state', case when ${todayAt('w.site_id', '$2')} < w.opens_on then 'announced'
        when ${todayAt('w.site_id', '$2')} > w.closes_on then 'over' else 'open' end,
      'asked', count(i.id) filter (where i.revoked_at is null), 'answered', count(i.answered_at),
      'declined', count(i.declined_at), 'version', w.version) as item
    from survey_wave w left join survey_invitation i on i.wave_id = w.id
    where w.site_id = any($1) and ($3::uuid is null or w.id = $3) and ($4::uuid is null or w.site_id = $4)
      and ($5::timestamptz is null or (w.created_at, w.id) < ($5, $6::uuid))
    group by w.id order by w.created_at desc, w.id desc limit $7`,
}

/** Who was asked in a wave, by name: $1 sites, $2 wave, $3 id, $4 name and $5 id before, $6 rows. */
export const invitationsSql = {
  name: 'survey-invitations',
  text: `select i.id, p.sort_name as name, json_build_object('id', i.id, 'waveId', i.wave_id, 'personId', i.person_id,
      'name', concat_ws(' ', coalesce(p.usual_name, p.given_name), p.family_name),
      'state', ${stateSql('i')}, 'dueOn', i.due_on, 'answeredAt', i.answered_at,
      'mode', (select min(r.mode) from survey_response r where r.invitation_id = i.id), 'version', i.version) as item
    from survey_invitation i join person p on p.id = i.person_id
    where i.site_id = any($1) and ($2::uuid is null or i.wave_id = $2) and ($3::uuid is null or i.id = $3)
      and ($4::text is null or (p.sort_name, i.id) > ($4, $5::uuid))
    order by p.sort_name, i.id limit $6`,
}

export function stateSql(of: string): string {
  return `case when ${of}.answered_at is not null then 'answered' when ${of}.declined_at is not null then 'declined'
    when ${of}.revoked_at is not null then 'revoked' else 'waiting' end`
}
