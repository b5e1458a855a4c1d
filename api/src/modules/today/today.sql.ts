import { staffMissing } from '../sessions/sessions.sql.ts'

const sessionJson = `json_build_object(
  'id', s.id, 'workshopTitle', w.title, 'startsOn', s.starts_on,
  'startsTime', to_char(s.starts_time, 'HH24:MI'), 'endsTime', to_char(s.ends_time, 'HH24:MI'),
  'place', nullif(concat_ws(', ', v.name, r.name), ''),
  'capacity', seats.capacity, 'taken', seats.taken, 'waiting', seats.waiting,
  'present', (select count(*) from attendance a where a.session_id = s.id and a.status = 'present')
    + coalesce((select heads from head_count k where k.session_id = s.id), 0),
  'cancelled', s.status = 'cancelled', 'sheetClosed', s.attendance_closed_at is not null,
  'staffMissing', ${staffMissing})`

const sessionTables = `join workshop w on w.id = s.workshop_id
  join session_seats seats on seats.session_id = s.id
  left join room r on r.id = s.room_id left join venue v on v.id = r.venue_id`

/** The instant at which a day of the site begins, counted from today. By instants, since those are what is indexed. */
const dayAfter = (days: number) => `((c.today + (${days}))::timestamp at time zone c.time_zone)`

const hosted = `($3::uuid is null or exists (select from session_host h where h.session_id = s.id and h.person_id = $3))`

/**
 * Everything of the day but the proposals, in one statement. Parameters: $1 sites, $2 now, $3 a host who sees only the
 * sessions they host (null for the others), $4 whether the office's queue is asked for, $5 the account
 * that asks. Days are those of each site.
 */
export const todaySql = `
with calendar as (
  select id as site_id, time_zone, ($2::timestamptz at time zone time_zone)::date as today
  from site where id = any ($1::uuid[])
),
near as (
  select s.starts_at, ${sessionJson} as item
  from calendar c join session s on s.site_id = c.site_id and s.starts_at >= ${dayAfter(0)} and s.starts_at < ${dayAfter(2)}
  ${sessionTables} where ${hosted}
),
open as (
  select s.id, s.starts_at from session s
  where s.site_id = any ($1::uuid[]) and s.status <> 'cancelled' and s.attendance_closed_at is null and s.ends_at < $2
    and ${hosted}
),
to_record as (
  select s.starts_at, ${sessionJson} as item
  from (select id from open order by starts_at desc, id desc limit 20) o join session s on s.id = o.id ${sessionTables}
),
waiting as (
  select 'venue_silent' as kind, coalesce(q.workshop_id, q.proposal_id) as entity_id,
    coalesce((select title from workshop where id = q.workshop_id), p.title) as title,
    case when q.workshop_id is null then 'proposal' else 'workshop' end as detail,
    q.answer_due_on as since, c.today, coalesce(q.asked_by = $5::uuid, true) as mine
  from calendar c join venue_request q on q.site_id = c.site_id left join proposal p on p.id = q.proposal_id
  where $4 and q.status = 'asked' and q.answer_due_on < c.today
  union all
  select 'workshop_draft', w.id, w.title, null, (w.created_at at time zone t.time_zone)::date, c.today,
    coalesce(w.owner_account_id = $5::uuid, true)
  from calendar c join workshop w on w.site_id = c.site_id join site t on t.id = c.site_id
  where $4 and w.status = 'draft'
  union all
  select 'staff_missing', s.id, w.title, null, s.starts_on, c.today, coalesce(w.owner_account_id = $5::uuid, true)
  from calendar c join session s on s.site_id = c.site_id and s.starts_at >= ${dayAfter(0)} and s.starts_at < ${dayAfter(15)}
  join workshop w on w.id = s.workshop_id
  where $4 and ${staffMissing}
),
held as (
  select s.starts_on > c.today - 7 as recent,
    (select count(*) from attendance a where a.session_id = s.id and a.status = 'present')
      + coalesce((select heads from head_count k where k.session_id = s.id), 0) as came
  from calendar c
  join session s on s.site_id = c.site_id and s.status = 'held'
    and s.starts_at >= ${dayAfter(-13)} and s.starts_at < ${dayAfter(1)}
)
select json_build_object(
  'on', (select min(today) from calendar),
  'sessions', (select coalesce(json_agg(item order by starts_at), '[]') from near),
  'toRecord', (select coalesce(json_agg(item order by starts_at desc), '[]') from to_record),
  'toRecordCount', (select count(*) from open),
  'waiting', (select coalesce(json_agg(json_build_object('kind', kind, 'entityId', entity_id, 'title', title,
      'detail', detail, 'sinceOn', since, 'ageDays', today - since, 'mine', mine)), '[]') from waiting),
  'week', (select json_build_object(
    'sessionsHeld', count(*) filter (where recent), 'sessionsHeldBefore', count(*) filter (where not recent),
    'attendances', coalesce(sum(came) filter (where recent), 0),
    'attendancesBefore', coalesce(sum(came) filter (where not recent), 0)) from held)) as today`
