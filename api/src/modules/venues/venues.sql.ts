import { holds, todayAt, venueRequestJson, venueRequestsJson } from '../workshops/shapes.sql.ts'

const roomJson = `json_build_object('id', m.id, 'name', m.name, 'capacity', m.capacity, 'stepFree', m.step_free,
  'costCents', m.cost_cents, 'freeSlots', m.free_slots, 'active', m.active, 'version', m.version)`
const members = `'id', v.id, 'siteId', v.site_id, 'name', v.name, 'address', v.address, 'own', v.own,
  'partnerId', v.partner_id, 'partnerName', (select p.name from partner p where p.id = v.partner_id),
  'contactName', v.contact_name, 'email', v.email, 'phone', v.phone,
  'accessNote', v.access_note, 'costNote', v.cost_note, 'active', v.active,
  'rooms', (select coalesce(json_agg(${roomJson} order by m.active desc, m.name collate "fr-x-icu", m.id), '[]')
    from room m where m.venue_id = v.id),
  'version', v.version`
const name = 'v.name collate "fr-x-icu"'

/** $1 sites, $2 site, $3 text, $4 own, $5 step-free, $6 active, $7 name and $8 id before, $9 rows. */
export const listVenuesSql = {
  name: 'venues-list',
  text: `select v.name, v.id, json_build_object(${members}) as item
    from venue v
    where v.site_id = any($1)
      and ($2::uuid is null or v.site_id = $2)
      and ($3::text is null or ${holds("concat_ws(' ', v.name, v.address)", '$3')})
      and ($4::boolean is null or v.own = $4)
      and ($5::boolean is null or exists (select from room m where m.venue_id = v.id and m.active and m.step_free = $5))
      and ($6::boolean is null or v.active = $6)
      and ($7::text is null or (${name}, v.id) > ($7 collate "fr-x-icu", $8::uuid))
    order by ${name}, v.id limit $9`,
}

/** $1 id, $2 sites, $3 now, $4 sites whose requests are read. */
export const findVenueSql = {
  name: 'venue-find',
  text: `select json_build_object(${members},
      'requests', ${venueRequestsJson('v.site_id = any($4) and r.room_id in (select id from room where venue_id = v.id)', 'v.today')}) as venue
    from (select venue.*, ${todayAt('venue.site_id', '$3')} as today
      from venue where venue.id = $1 and venue.site_id = any($2)) v`,
}

/** $1 id, $2 sites, $3 now. */
export const findRequestSql = {
  name: 'venue-request-find',
  text: `select ${venueRequestJson('r', 'r.today')} as request, r.site_id as "siteId"
    from (select venue_request.*, ${todayAt('venue_request.site_id', '$3')} as today
      from venue_request where venue_request.id = $1 and venue_request.site_id = any($2)) r`,
}

/** Where a request goes, and what for. $1 room, $2 proposal, $3 workshop, $4 sites, $5 now. */
export const askedRoomSql = {
  name: 'venue-request-asked',
  text: `select m.site_id as "siteId", m.name as room, v.name as venue, v.own,
      coalesce(v.contact_name, partner.contact_name) as contact, coalesce(v.email, partner.email) as email,
      ${todayAt('m.site_id', '$5')} as today,
      p.id as "proposalId", coalesce(w.id, made.id) as "workshopId", coalesce(w.title, made.title, p.title) as title,
      coalesce(w.status, made.status, p.status) as status
    from room m
      join venue v on v.id = m.venue_id
      left join partner on partner.id = v.partner_id
      left join proposal p on p.id = $2 and p.site_id = m.site_id
      left join workshop w on w.id = $3 and w.site_id = m.site_id
      left join workshop made on made.proposal_id = p.id
    where m.id = $1 and m.site_id = any($4) and m.active and v.active`,
}
