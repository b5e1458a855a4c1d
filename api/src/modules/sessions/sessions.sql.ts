import { isReadBy } from '../../platform/http/hosted-by.ts'

/** `HH:MM` of a time of the day. */
export const clockTime = (time: string) => `left(${time}::text, 5)`

const place = `case when room.id is null then null else json_build_object(
    'roomId', room.id, 'room', room.name, 'venueId', venue.id, 'venue', venue.name) end`

/** Hosts of a session, leads first. */
const hosts = `(select coalesce(json_agg(json_build_object('personId', h.person_id, 'part', h.part,
      'givenName', p.given_name, 'familyName', p.family_name, 'usualName', p.usual_name)
      order by h.part desc, h.created_at, h.id), '[]')
    from session_host h join person p on p.id = h.person_id where h.session_id = s.id)`

/**
 * Somebody of the team is needed, and nobody is planned or came; `s` is the session, `now` a parameter. Once it is over
 * there is nothing left to plan.
 */
export const staffMissing = (
  now: string,
) => `(s.staff_required and s.status = 'scheduled' and s.ends_at > ${now}::timestamptz
  and not exists (select from session_staff f where f.session_id = s.id and f.present is not false))`

/** Members of a SessionSummary; `s` is the session, beside the rows of `joins`, and `now` a parameter. */
const summary = (now: string) => `
  'id', s.id, 'workshopId', s.workshop_id, 'workshopTitle', workshop.title, 'category', term.labels,
  'seriesId', s.series_id, 'startsOn', s.starts_on,
  'startsTime', ${clockTime('s.starts_time')}, 'endsTime', ${clockTime('s.ends_time')},
  'startsAt', s.starts_at, 'endsAt', s.ends_at, 'place', ${place}, 'hosts', ${hosts},
  'capacity', seats.capacity, 'taken', seats.taken, 'waiting', seats.waiting, 'status', s.status,
  'staffRequired', s.staff_required,
  'staffMissing', ${staffMissing(now)},
  'sheetClosedAt', s.attendance_closed_at`

const joins = `
  join workshop on workshop.id = s.workshop_id
  join session_seats seats on seats.session_id = s.id
  left join taxonomy_term term on term.id = workshop.category_term_id
  left join room on room.id = s.room_id
  left join venue on venue.id = room.venue_id`

const columns = `s.id, s.workshop_id, s.series_id, s.starts_on, s.starts_time, s.ends_time, s.starts_at, s.ends_at,
  s.room_id, s.status, s.staff_required, s.attendance_closed_at`

/** Which filters a list has; each set of them is a statement of its own, planned for it. */
export interface ListShape {
  readonly from: boolean
  readonly to: boolean
  readonly workshop: boolean
  readonly status: boolean
  readonly hostedBy: boolean
  readonly toRecord: boolean
  readonly after: boolean
  /** The page has the usual length: PostgreSQL plans best when it knows how few rows there are. */
  readonly take: number | null
}

/**
 * A page of sessions as JSON. Parameters: $1 sites, $2 rows to take (one more than shown), $3 first day, $4 day after the
 * last, $5 workshop, $6 status, $7 host, $8 now, $9 and $10 the instant and id behind which the page begins, with `hostedBy` $11 the sites of which every session is read. One row:
 * `items`, and `next_at`, `next_id` when more follow.
 *
 * The sessions of each site are read in the order of the index and no further than the page; everything about them is
 * looked up afterwards, for the rows that are shown. The first line gives the parameters that a shape has no use for a
 * type; it is never run.
 */
export function listSql(shape: ListShape): string {
  const take = shape.take ?? '$2::int'
  const [direction, beyond] = shape.toRecord ? ['desc', '<'] : ['asc', '>']
  const order = `s.starts_at ${direction}, s.id ${direction}`
  const conditions = [
    's.site_id = site.id',
    shape.from && 's.starts_at >= ($3::date)::timestamp at time zone site.time_zone',
    shape.to && 's.starts_at < ($4::date)::timestamp at time zone site.time_zone',
    shape.workshop && 's.workshop_id = $5::uuid',
    shape.status && 's.status = $6',
    shape.hostedBy && isReadBy('$7', '$11'),
    shape.toRecord && "s.status <> 'cancelled' and s.attendance_closed_at is null and s.starts_at <= $8::timestamptz",
    shape.after && `(s.starts_at, s.id) ${beyond} ($9::timestamptz, $10::uuid)`,
  ].filter((condition) => condition !== false)
  return `
with parameters as (select $2::int, $3::date, $4::date, $5::uuid, $6::text, $7::uuid, $8::timestamptz, $9::timestamptz, $10::uuid),
page as materialized (
  select ${columns}, row_number() over (order by ${order}) as place
  from unnest($1::uuid[]) as wanted (site_id)
  join site on site.id = wanted.site_id
  cross join lateral (
    select ${columns} from session s where ${conditions.join(' and ')} order by ${order} limit ${take}
  ) s
  order by ${order} limit ${take}
)
select
  coalesce((select json_agg(line.json order by line.place)
    from (select s.place, json_build_object(${summary('$8')}) as json from page s ${joins} where s.place < ${take}) line),
    '[]')::text as items,
  last.starts_at as next_at, last.id as next_id
from (select) one
left join (select starts_at, id from page where place = ${take} - 1 and exists (select from page where place = ${take})) last on true`
}

/** One session as JSON: $1 id, $2 sites, $3 now, $4 and $5 the sessions that are read (`hostingValues`). */
export const sessionSql = `
select s.version, json_build_object(${summary('$3')},
  'siteId', s.site_id, 'workshopStatus', workshop.status, 'autonomy', workshop.autonomy, 'address', venue.address,
  'originalOn', s.original_on, 'statusReason', s.status_reason, 'note', s.note,
  'offered', (select count(*) from registration r where r.session_id = s.id and r.status = 'offered'),
  'series', (select json_build_object('rule', x.rule, 'startsOn', x.starts_on, 'untilOn', x.until_on)
    from series x where x.id = s.series_id),
  'staff', (select coalesce(json_agg(json_build_object('accountId', f.account_id, 'name', account.name,
      'present', f.present, 'minutes', f.minutes) order by account.name, f.id), '[]')
    from session_staff f join account on account.id = f.account_id where f.session_id = s.id),
  'moves', (select coalesce(json_agg(json_build_object('oldStartsAt', m.old_starts_at, 'newStartsAt', m.new_starts_at,
      'oldPlace', (select concat_ws(', ', v.name, r.name) from room r join venue v on v.id = r.venue_id where r.id = m.old_room_id),
      'newPlace', (select concat_ws(', ', v.name, r.name) from room r join venue v on v.id = r.venue_id where r.id = m.new_room_id),
      'reason', m.reason, 'movedAt', m.moved_at) order by m.moved_at desc, m.id desc), '[]')
    from session_move m where m.session_id = s.id),
  'version', s.version)::text as json
from session s ${joins}
where s.id = $1 and s.site_id = any ($2::uuid[])
  and ${isReadBy('$4', '$5')}`

/**
 * What each wished hour meets: $1 site, $2 days, $3 and $4 begin and end (`HH:MM`), $5 rooms, $6 sessions that the hours
 * are meant for (null: new ones) and that do not stand in each other's way, $7 hosts (null: those of the session). One row
 * an hour, in the order given: `starts_at`, `exists` (false when the clock skips it), and the clashes as JSON.
 *
 * Times are compared by their columns and not with `&&`, which under a row policy may not use an index.
 */
export const examineSql = `
with wanted as (
  select w.place, w.starts_on, w.room_id, w.session_id,
    w.starts at time zone site.time_zone as starts_at, w.ends at time zone site.time_zone as ends_at,
    (w.starts at time zone site.time_zone) at time zone site.time_zone = w.starts
      and (w.ends at time zone site.time_zone) at time zone site.time_zone = w.ends as exists
  from site cross join (
    select place, starts_on, room_id, session_id, starts_on + starts as starts,
      starts_on + ends + case when ends <= starts then interval '1 day' else interval '0' end as ends
    from unnest($2::date[], $3::time[], $4::time[], $5::uuid[], $6::uuid[])
      with ordinality as u (starts_on, starts, ends, room_id, session_id, place)
  ) w
  where site.id = $1
)
select w.starts_on as "on", w.exists, w.starts_at, (
  select coalesce(json_agg(json_build_object('kind', c.kind, 'sessionId', c.id, 'workshopTitle', c.title,
    'startsOn', c.starts_on, 'startsTime', ${clockTime('c.starts_time')}, 'endsTime', ${clockTime('c.ends_time')})
    order by c.kind desc, c.starts_at, c.id), '[]')
  from (
    select kind.kind, s.id, s.starts_on, s.starts_time, s.ends_time, s.starts_at, workshop.title
    from session s
    join workshop on workshop.id = s.workshop_id
    cross join lateral (
      select 'room' as kind where s.room_id = w.room_id
      union all
      select 'host' where exists (select from session_host h where h.session_id = s.id and h.person_id = any (
        coalesce($7::uuid[], array(select own.person_id from session_host own where own.session_id = w.session_id))))
    ) kind
    where s.site_id = $1 and s.status <> 'cancelled'
      and s.starts_at < w.ends_at and s.starts_at > w.starts_at - interval '25 hours' and s.ends_at > w.starts_at
      and not s.id = any (array_remove($6::uuid[], null))
    limit 20
  ) c) as clashes
from wanted w
order by w.place`
