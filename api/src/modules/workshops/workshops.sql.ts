import {
  historyJson,
  holds,
  nameOf,
  personJson,
  roomJson,
  staffJson,
  termJson,
  todayAt,
  venueRequestsJson,
} from './shapes.sql.ts'

const rowMembers = (now: string) => `'id', w.id, 'siteId', w.site_id, 'title', w.title, 'status', w.status,
  'category', ${termJson('w.category_term_id')}, 'languages', w.languages, 'capacity', w.capacity,
  'owner', ${staffJson('w.owner_account_id')}, 'room', ${roomJson('w.room_id')}, 'autonomy', w.autonomy,
  'nextSessionAt', (select min(s.starts_at) from session s
    where s.workshop_id = w.id and s.status = 'scheduled' and s.starts_at > ${now}),
  'version', w.version`

const firstInOrder = 'h.part desc, h.created_at, h.id'
/** Sorted as French readers expect; the same expression pages. */
const title = 'w.title collate "fr-x-icu"'

/** $1 sites, $2 now, $3 site, $4 status[], $5 category, $6 autonomy, $7 venue, $8 person, $9 text, $10 may read names, $11 title and $12 id before, $13 rows. */
export const listWorkshopsSql = {
  name: 'workshops-list',
  text: `select w.title, w.id, json_build_object(${rowMembers('$2')},
      'hosts', (select coalesce(json_agg(${personJson('h.person_id')} order by ${firstInOrder}), '[]')
        from workshop_host h where h.workshop_id = w.id)) as item
    from workshop w
    where w.site_id = any($1)
      and ($3::uuid is null or w.site_id = $3)
      and ($4::text[] is null or w.status = any($4))
      and ($5::uuid is null or w.category_term_id = $5)
      and ($6::text is null or w.autonomy = $6)
      and ($7::uuid is null or exists (select from room where room.id = w.room_id and room.venue_id = $7))
      and ($8::uuid is null or exists (select from workshop_host h where h.workshop_id = w.id and h.person_id = $8))
      and ($9::text is null or ${holds('w.title', '$9')}
        or ($10::boolean and exists (select from workshop_host h join person n on n.id = h.person_id
          where h.workshop_id = w.id and ${holds(nameOf('n'), '$9')})))
      and ($11::text is null or (${title}, w.id) > ($11 collate "fr-x-icu", $12::uuid))
    order by ${title}, w.id limit $13`,
}

const waivers = `(select coalesce(json_object_agg(v.condition, json_build_object('reason', v.reason,
    'by', ${staffJson('v.waived_by')}, 'at', v.waived_at)), '{}')
  from condition_waiver v where v.workshop_id = w.id and v.withdrawn_at is null)`

/** The day of the host training that holds today. */
const attestedOn = `(select max(a.completed_on) from attestation a where a.person_id = h.person_id and a.kind = 'host'
  and a.completed_on <= w.today and a.revoked_on is null and (a.valid_until is null or a.valid_until >= w.today))`

const hosts = `(select coalesce(json_agg(json_build_object('id', h.id, 'person', ${personJson('h.person_id')},
    'part', h.part, 'trainedOn', h.trained_on, 'attestedOn', ${attestedOn},
    'trained', interra.is_trained(h.person_id, 'host', w.today) or (h.trained_on is not null and not w.attested_only),
    'commitment', case when h.commitment_signed_on is not null then json_build_object(
      'signedOn', h.commitment_signed_on, 'textVersion', h.commitment_text_version, 'language', h.commitment_language) end,
    'version', h.version) order by ${firstInOrder}), '[]')
  from workshop_host h where h.workshop_id = w.id)`

const firstSessions = `(select json_build_object('withStaff', w.with_staff, 'planned', count(*),
    'staffed', count(*) filter (where f.staffed))
  from (select exists (select from session_staff a where a.session_id = s.id) as staffed
    from session s where s.workshop_id = w.id and s.status <> 'cancelled'
    order by s.starts_at limit w.with_staff) f)`

const autonomyHistory = `(select coalesce(json_agg(json_build_object('level', c.level, 'fromOn', c.from_on,
    'reason', c.reason, 'by', ${staffJson('c.changed_by')}) order by c.from_on desc, c.changed_at desc), '[]')
  from autonomy_change c where c.workshop_id = w.id)`

/** $1 id, $2 sites, $3 now, $4 first sessions with staff when the site has no rule. */
export const findWorkshopSql = {
  name: 'workshop-find',
  text: `select json_build_object(${rowMembers('$3')},
      'proposalId', w.proposal_id, 'summary', w.summary, 'statusReason', w.status_reason,
      'statusSince', w.status_since, 'publishedAt', w.published_at, 'hosts', ${hosts},
      'firstSessions', ${firstSessions},
      'venueRequests', ${venueRequestsJson('r.workshop_id = w.id', 'w.today')},
      'autonomyHistory', ${autonomyHistory}, 'history', ${historyJson('workshop', 'w.id')}) as workshop,
      ${waivers} as waivers, w.today
    from (select workshop.*, d.today, coalesce(
        (interra.policy(workshop.site_id, 'first_sessions_with_staff', d.today) #>> '{}')::int, $4) as with_staff,
        coalesce(interra.policy(workshop.site_id, 'host_training_required', d.today) = 'true'::jsonb, false) as attested_only
      from workshop cross join lateral (select ${todayAt('workshop.site_id', '$3')} as today) d
      where workshop.id = $1 and workshop.site_id = any($2)) w`,
}
