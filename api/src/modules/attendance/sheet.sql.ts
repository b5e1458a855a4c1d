import { isReadBy } from '../../platform/http/hosted-by.ts'

/**
 * A sheet as JSON: who is registered, hosts or was seen; a walk-in whose mark was taken back was not. Parameters: $1 session, $2 sites, $3 and $4 the
 * sessions that are read (`hostingValues`). One row, or none when out of scope.
 */
export const sheetSql = `
select s.version, json_build_object(
  'sessionId', s.id, 'siteId', s.site_id, 'workshopTitle', w.title,
  'startsOn', s.starts_on, 'startsTime', to_char(s.starts_time, 'HH24:MI'), 'endsTime', to_char(s.ends_time, 'HH24:MI'),
  'room', r.name, 'venue', v.name, 'sessionStatus', s.status, 'capacity', seats.capacity,
  'heads', coalesce(k.heads, 0),
  'closedAt', to_char(s.attendance_closed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'rows', (
    select coalesce(json_agg(json_build_object(
      'personId', p.id, 'givenName', p.given_name, 'familyName', p.family_name, 'usualName', p.usual_name,
      'ownScriptName', p.own_script_name,
      'birthYear', case when p.has_namesake then p.birth_year end,
      'memberSince', case when p.has_namesake then p.member_since end, 'place', g.status, 'status', coalesce(a.status, 'unknown'),
      'part', coalesce(a.part, case h.part when 'lead' then 'host' when 'co' then 'co_host' end, 'participant'),
      'walkIn', coalesce(a.walk_in, false),
      'observedAt', to_char(a.observed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    ) order by p.given_name, p.id), '[]')
    from (
      select person.*, count(*) over (partition by lower(given_name)) > 1 as has_namesake
      from (
        select person_id from registration
        where session_id = s.id and status in ('requested', 'confirmed', 'waitlisted', 'offered')
        union select person_id from attendance where session_id = s.id and not (walk_in and status = 'unknown')
        union select person_id from session_host where session_id = s.id
      ) named
      join person on person.id = named.person_id
    ) p
    left join registration g on g.session_id = s.id and g.person_id = p.id
      and g.status in ('requested', 'confirmed', 'waitlisted', 'offered')
    left join attendance a on a.session_id = s.id and a.person_id = p.id
    left join session_host h on h.session_id = s.id and h.person_id = p.id
  ),
  'version', s.version)::text as sheet
from session s
join workshop w on w.id = s.workshop_id
join session_seats seats on seats.session_id = s.id
left join room r on r.id = s.room_id
left join venue v on v.id = r.venue_id
left join head_count k on k.session_id = s.id
where s.id = $1 and s.site_id = any ($2::uuid[])
  and ${isReadBy('$3', '$4')}`

/**
 * Takes marks: $1 session, $2 account, $3 marks as JSON `[{id, position, personId, status, observedAt,
 * attendanceId}]`. Each is judged alone; of one person's marks the latest observation wins, whatever the order in which
 * phones send them, of two at one instant the one further on in the queue, and all are kept. One row a mark: id, outcome, code.
 */
export const recordMarksSql = `
with input as materialized (
  select * from jsonb_to_recordset($3::jsonb)
    as i (id uuid, position int, "personId" uuid, status text, "observedAt" timestamptz, "attendanceId" uuid)
),
judged as materialized (
  select i.id, i.position, i."personId" as person_id, i.status, i."observedAt" as observed_at, i."attendanceId" as attendance_id,
    s.id as session_id, s.site_id,
    case when p.id is null then 'not-found'
      when i."observedAt" > s.attendance_closed_at then 'sheet-closed'
      when i.status in ('present', 'unexcused')
        and (i."observedAt" at time zone t.time_zone)::date < s.starts_on then 'not-in-the-future'
    end as refusal,
    not exists (select from registration g where g.session_id = s.id and g.person_id = i."personId"
      and g.status in ('requested', 'confirmed', 'waitlisted', 'offered')) as unregistered,
    (select case part when 'lead' then 'host' else 'co_host' end from session_host h
      where h.session_id = s.id and h.person_id = i."personId") as hosting
  from input i
  join session s on s.id = $1
  join site t on t.id = s.site_id
  left join person p on p.id = i."personId" and p.site_id = s.site_id
),
noted as (
  insert into attendance_mark (id, site_id, session_id, person_id, status, walk_in, observed_at, recorded_by)
  select id, site_id, session_id, person_id, status, unregistered and hosting is null, observed_at, $2
  from judged where refusal is null
  on conflict (id) do nothing
  returning id
),
latest as (
  select distinct on (j.person_id) j.* from judged j join noted n on n.id = j.id
  order by j.person_id, j.observed_at desc, j.position desc
),
put as (
  insert into attendance (id, site_id, session_id, person_id, status, part, walk_in, observed_at)
  select attendance_id, site_id, session_id, person_id, status, coalesce(hosting, 'participant'),
    unregistered and hosting is null, observed_at
  from latest
  on conflict (session_id, person_id) do update
    set status = excluded.status, observed_at = excluded.observed_at
    where attendance.observed_at <= excluded.observed_at
  returning person_id
)
select j.id, j.refusal as code,
  case when j.refusal is not null then 'refused'
    when n.id is null then 'repeated'
    when l.id is not null and p.person_id is not null then 'applied'
    else 'superseded' end as outcome
from judged j
left join noted n on n.id = j.id
left join latest l on l.id = j.id
left join put p on p.person_id = l.person_id`

/** The later count wins: $1 session, $2 heads, $3 observed at, $4 account. One row: outcome. */
export const countHeadsSql = `
with target as (
  select id, site_id, attendance_closed_at is null or $3::timestamptz <= attendance_closed_at as open from session where id = $1
),
put as (
  insert into head_count (session_id, site_id, heads, observed_at, recorded_by)
  select id, site_id, $2, $3, $4 from target where open
  on conflict (session_id) do update
    set heads = excluded.heads, observed_at = excluded.observed_at, recorded_by = excluded.recorded_by, updated_at = now()
    where head_count.observed_at <= excluded.observed_at
  returning session_id
)
select case when not open then 'refused' when exists (select from put) then 'applied' else 'superseded' end as outcome
from target`

/** Rows of the CSV: $1 session, $2 sites. Who registered whom is told. */
export const exportSql = `
select p.given_name as "givenName", p.family_name as "familyName", g.status as place,
  coalesce(a.status, 'unknown') as status, coalesce(a.walk_in, false) as "walkIn",
  coalesce(author.name, partner.name) as author
from (
  select person_id from registration where session_id = $1
  union select person_id from attendance where session_id = $1 and not (walk_in and status = 'unknown')
) named
join person p on p.id = named.person_id and p.site_id = any ($2::uuid[])
left join attendance a on a.session_id = $1 and a.person_id = p.id
left join lateral (
  select * from registration r where r.session_id = $1 and r.person_id = p.id order by r.created_at desc limit 1
) g on true
left join account author on author.id = g.author_account_id
left join partner on partner.id = g.author_partner_id
order by p.family_name nulls last, p.given_name, p.id`
