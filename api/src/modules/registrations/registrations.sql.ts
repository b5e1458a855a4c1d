/** A registration as JSON of the contract; `r` is its row. The telephone only where `phone` says so. */
export const registrationJson = (phone: string) => `json_build_object(
  'id', r.id, 'sessionId', r.session_id,
  'person', (select json_build_object('id', p.id, 'givenName', p.given_name,
      'familyName', p.family_name, 'usualName', p.usual_name, 'phone', ${phone}) from person p where p.id = r.person_id),
  'status', r.status, 'statusReason', r.status_reason,
  'position', case when r.status = 'waitlisted' then (select count(*) from registration w
    where w.session_id = r.session_id and w.status = 'waitlisted' and w.place <= r.place) end,
  'offeredUntil', r.offered_until,
  'author', json_build_object('kind', r.author_kind,
    'name', (select a.name from account a where a.id = r.author_account_id), 'partnerId', r.author_partner_id,
    'partner', (select q.name from partner q where q.id = r.author_partner_id)),
  'createdAt', r.created_at, 'version', r.version)`

/** Whether an e-mail is how somebody wants to be told; `p` is a row of `person`. */
export const takesMail = `(p.email is not null and coalesce(p.contact_channel, 'email') = 'email')`

const live = `('requested', 'confirmed', 'waitlisted', 'offered')`

/**
 * Registers a person in one statement: the row of the places is locked, read as it then is, and decides. $1 id, $2 session,
 * $3 person, $4 sites, $5 now, $6 whether to wait when no place is free, $7 author's kind, $8 account, $9 partner.
 * One row, or none when it is refused. The counter moves by trigger, under the same lock.
 */
export const registerSql = `
with seats as (
  select q.session_id, q.site_id, q.taken < q.capacity and q.waiting = 0 as free
  from session_seats q where q.session_id = $2 and q.site_id = any ($4::uuid[])
  for no key update
)
insert into registration (id, site_id, session_id, person_id, status, author_kind, author_account_id, author_partner_id)
select $1, seats.site_id, seats.session_id, p.id, case when seats.free then 'confirmed' else 'waitlisted' end, $7, $8, $9
from seats
join session s on s.id = seats.session_id and s.status = 'scheduled' and s.ends_at > $5
join person p on p.id = $3 and p.site_id = seats.site_id and p.status = 'active'
where (seats.free or $6)
  and not exists (select from registration r where r.session_id = $2 and r.person_id = $3
    and r.status in ('requested', 'confirmed', 'waitlisted', 'offered', 'refused', 'cancelled_by_org'))
returning site_id as "siteId", status`

/** Why nobody was registered: $1 session, $2 person, $3 sites, $4 now. No row: the session is not there. */
export const refusalSql = `
select s.site_id as "siteId",
  s.status <> 'scheduled' or s.ends_at <= $4 as closed,
  exists (select from person p where p.id = $2 and p.site_id = s.site_id and p.status = 'active') as known,
  exists (select from registration r where r.session_id = s.id and r.person_id = $2 and r.status in ${live}) as registered,
  exists (select from registration r where r.session_id = s.id and r.person_id = $2
    and r.status in ('refused', 'cancelled_by_org')) as barred
from session s where s.id = $1 and s.site_id = any ($3::uuid[])`

/**
 * Offers the free places to those who wait, in their order: $1 session, $2 now, $3 hours an offer is kept. An offer never
 * outlasts the beginning of the session. The row of the places must be locked.
 */
export const offerSql = `
update registration r set status = 'offered',
  offered_until = least($2::timestamptz + make_interval(hours => $3), s.starts_at)
from session s
where s.id = $1 and s.status = 'scheduled' and s.starts_at > $2
  and r.id in (
    select w.id from registration w join session_seats q on q.session_id = w.session_id
    where w.session_id = $1 and w.status = 'waitlisted'
    order by w.place
    limit (select greatest(capacity - taken, 0) from session_seats where session_id = $1)
  )
returning r.id, r.site_id as "siteId", r.person_id as "personId", r.offered_until as "offeredUntil"`

/** Registrations of a period for a spreadsheet: $1 sites, $2 first day, $3 day after the last, $4 workshop or null. */
export const exportSql = `
select s.starts_on as "startsOn", left(s.starts_time::text, 5) as "startsTime", w.title,
  p.family_name as "familyName", coalesce(p.usual_name, p.given_name) as "givenName", r.status,
  (r.created_at at time zone site.time_zone)::date as "registeredOn", r.author_kind as "authorKind", author.name as author, partner.name as partner, a.status as attendance
from session s
join site on site.id = s.site_id
join workshop w on w.id = s.workshop_id
join registration r on r.session_id = s.id
join person p on p.id = r.person_id
left join account author on author.id = r.author_account_id
left join partner on partner.id = r.author_partner_id
left join attendance a on a.session_id = s.id and a.person_id = r.person_id
where s.site_id = any ($1::uuid[]) and s.starts_on >= $2::date and s.starts_on < $3::date
  and ($4::uuid is null or s.workshop_id = $4)
order by s.starts_at, s.id, r.place`
