/** As many times of each offer are told. */
const times = 20

/** An id of its own for what HSDS gives one and we do not: the same each time, of what it is made of. */
const idOf = (...parts: string[]) => `md5(${parts.join(` || ' ' || `)})::uuid`

/** The coming times of `o`, an offer; a full one is told as well. */
const comingTimes = `
  select s.id, s.starts_on, s.starts_time, s.ends_time, s.starts_at, s.room_id,
    case when seats.waiting > 0 then 0 else seats.capacity - seats.taken end as places
  from session s join session_seats seats on seats.session_id = s.id
  where o.programme = 'interact' and s.workshop_id = o.id and s.status = 'scheduled' and s.starts_at > $2::timestamptz
  union all
  select s.id, s.starts_on, s.starts_time, s.ends_time, s.starts_at, s.room_id, null
  from course_session s
  where o.programme = 'training' and s.course_id = o.id and s.status = 'scheduled' and s.starts_at > $2::timestamptz
  order by starts_at, id limit ${times}`

/**
 * $1 sites, $2 now, $3 id behind which the page begins, $4 rows. A workshop is open while it is published, a course that
 * members or the public may follow until it begins; each has a time to come.
 */
export const listOpenOffersSql = {
  name: 'open-offers-list',
  text: `
with open as (
  select 'interact' as programme, w.id, w.site_id, w.title as name, w.summary as about, w.languages,
    w.category_term_id, w.updated_at
  from workshop w where w.site_id = any ($1::uuid[]) and w.status = 'published' and exists (
    select from session s where s.workshop_id = w.id and s.status = 'scheduled' and s.starts_at > $2::timestamptz)
  union all
  select 'training', c.id, c.site_id, c.title, c.about, c.languages, null, c.updated_at
  from course c where c.site_id = any ($1::uuid[]) and c.status = 'open' and c.format = 'collective'
    and c.cohort_id is null and c.audiences && array['members', 'public']
    and (select min(s.starts_at) from course_session s where s.course_id = c.id and s.status <> 'cancelled')
      > $2::timestamptz
), page as (
  select * from open where $3::uuid is null or id > $3::uuid order by id limit $4::int
)
select o.id, (with coming as materialized (${comingTimes}) select json_build_object(
  'id', o.id, 'name', o.name, 'description', o.about, 'status', 'active', 'last_modified', o.updated_at,
  'organization', json_build_object('id', site.id, 'name', 'Interra ' || site.name,
    'description', 'Interra relie des personnes nouvellement arrivées et des habitants.'),
  'program', json_build_object('id', ${idOf('site.id::text', 'o.programme')}, 'name', o.programme, 'description',
    case o.programme when 'interact' then 'Ateliers animés par des membres' else 'Formations' end),
  'languages', (select coalesce(json_agg(json_build_object('id', ${idOf('o.id::text', 'code')}, 'code', code)), '[]')
    from unnest(o.languages) code),
  'attributes', (select coalesce(json_agg(json_build_object('id', ${idOf('o.id::text', 't.id::text')},
      'link_entity', 'service', 'taxonomy_term', json_build_object('id', t.id, 'code', t.code,
        'name', t.labels ->> 'fr', 'description', t.labels ->> 'en'))), '[]')
    from taxonomy_term t where t.id = o.category_term_id),
  'service_at_locations', (select coalesce(json_agg(json_build_object('id', ${idOf('o.id::text', 'v.id::text')},
      'location', json_build_object('id', v.id, 'name', v.name, 'location_type', 'physical',
        'addresses', case when v.address is null then '[]'::json else json_build_array(json_build_object(
          'id', ${idOf("'address'", 'v.id::text')}, 'address_1', v.address, 'address_type', 'physical')) end,
        'accessibility', case when v.step_free then json_build_array(json_build_object(
          'id', ${idOf("'step_free'", 'v.id::text')}, 'description', 'step_free')) else '[]'::json end)) order by v.id), '[]')
    from (select venue.id, venue.name, venue.address, coalesce(bool_and(room.step_free is true), false) as step_free
      from coming join room on room.id = coming.room_id join venue on venue.id = room.venue_id group by venue.id) v),
  'schedules', (select json_agg(json_build_object('id', coming.id,
      'location_id', (select room.venue_id from room where room.id = coming.room_id), 'dtstart', coming.starts_on,
      'count', 1, 'timezone', extract(epoch from (coming.starts_at at time zone site.time_zone)
        - (coming.starts_at at time zone 'UTC')) / 3600, 'opens_at', to_char(coming.starts_time, 'HH24:MI'),
      'closes_at', to_char(coming.ends_time, 'HH24:MI')) order by coming.starts_at, coming.id) from coming),
  'capacities', (select coalesce(json_agg(json_build_object('id', coming.id, 'unit', json_build_object(
      'id', ${idOf("'place'", "''")}, 'name', 'place'), 'available', coming.places,
      'updated', date_trunc('hour', $2::timestamptz)) order by coming.starts_at, coming.id), '[]')
    from coming where coming.places is not null))) as item
from page o join site on site.id = o.site_id
order by o.id`,
}
