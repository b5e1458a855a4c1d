import { daysToTell } from '../../platform/outbox.ts'
import { waitingDecisionsSql } from '../applications/waiting-decisions.sql.ts'
import { waitingDuosSql } from '../duos/waiting-duos.sql.ts'
import { waitingFollowUpsSql } from '../employers/waiting-follow-ups.sql.ts'
import { waitingClosingsSql } from '../incubations/waiting-closings.sql.ts'
import { waitingOutcomesSql } from '../incubations/waiting-outcomes.sql.ts'
import { waitingAgreementsSql } from '../partners/partners.sql.ts'
import { waitingOutgoingSql } from '../referrals/outgoing.sql.ts'
import { waitingReferralsSql } from '../referrals/referrals.sql.ts'
import { staffMissing } from '../sessions/sessions.sql.ts'

const sessionJson = `json_build_object(
  'id', s.id, 'workshopTitle', w.title, 'startsOn', s.starts_on,
  'startsTime', to_char(s.starts_time, 'HH24:MI'), 'endsTime', to_char(s.ends_time, 'HH24:MI'),
  'place', nullif(concat_ws(', ', v.name, r.name), ''),
  'capacity', seats.capacity, 'taken', seats.taken, 'waiting', seats.waiting,
  'present', (select count(*) from attendance a where a.session_id = s.id and a.status = 'present')
    + coalesce((select heads from head_count k where k.session_id = s.id), 0),
  'cancelled', s.status = 'cancelled', 'sheetClosed', s.attendance_closed_at is not null,
  'staffMissing', ${staffMissing('$2')})`

const sessionTables = `join workshop w on w.id = s.workshop_id
  join session_seats seats on seats.session_id = s.id
  left join room r on r.id = s.room_id left join venue v on v.id = r.venue_id`

/** The way somebody asked for; `n` is their row. */
const toTellJson = `case when n.id is null then json_build_object('personId', null, 'name', m.payload ->> 'name',
    'channel', case when m.payload ->> 'through' <> '' then 'through_referrer' else 'phone' end,
    'phone', nullif(m.payload ->> 'phone', ''), 'through', nullif(m.payload ->> 'through', ''))
  else json_build_object('personId', n.id,
    'name', concat_ws(' ', coalesce(n.usual_name, n.given_name), n.family_name), 'channel', n.contact_channel,
    'phone', n.phone, 'through', case when n.contact_channel = 'through_referrer' then nullif(concat_ws(', ', n.referrer_name,
      (select name from partner where partner.id = n.referrer_partner_id)), '') end) end`

/** The instant at which a day of the site begins, counted from today. By instants, since those are what is indexed. */
const dayAfter = (days: number) => `((c.today + (${days}))::timestamp at time zone c.time_zone)`

/** Sessions that the caller reads: all of a site, or there only those they host. */
const readable = `(s.site_id = any ($3::uuid[])
  or exists (select from session_host h where h.session_id = s.id and h.person_id = $4))`

/**
 * Everything of the day but the proposals, in one statement. Parameters: $1 sites asked for, $2 now, $3 sites of which all
 * sessions are read, $4 the person behind the account, who reads those they host, $5 sites whose office is asked for, $6
 * sites where the caller has any part, $7 the account that asks, $8 sites where they are of the team of Duo2Change, $9
 * of those where they read how people are, $10 sites where they are of the team of InterLab. Days are those of each site.
 */
export const todaySql = `
with calendar as (
  select id as site_id, time_zone, ($2::timestamptz at time zone time_zone)::date as today
  from site where id = any ($1::uuid[])
),
ours as (select * from calendar where site_id = any ($6::uuid[])),
office as (select * from calendar where site_id = any ($5::uuid[])),
near as (
  select s.starts_at, ${sessionJson} as item
  from ours c join session s on s.site_id = c.site_id and s.starts_at >= ${dayAfter(0)} and s.starts_at < ${dayAfter(2)}
  ${sessionTables} where ${readable}
),
open as (
  select s.id, s.starts_at from ours c join session s on s.site_id = c.site_id
  -- those of the day stand among the sessions of the day
  where s.starts_at < ${dayAfter(0)} and s.status <> 'cancelled' and s.attendance_closed_at is null and s.ends_at < $2
    and ${readable}
),
to_record as (
  select s.starts_at, ${sessionJson} as item
  from (select id from open order by starts_at desc, id desc limit 20) o join session s on s.id = o.id ${sessionTables}
),
waiting as (
  select 'venue_silent' as kind, coalesce(q.workshop_id, q.proposal_id) as entity_id,
    coalesce(w.title, p.title) as title,
    case when q.workshop_id is null then 'proposal' else 'workshop' end as detail,
    q.answer_due_on as since, c.today, coalesce(q.asked_by = $7::uuid, true) as mine, null::json as to_tell
  from office c join venue_request q on q.site_id = c.site_id
    left join proposal p on p.id = q.proposal_id left join workshop w on w.id = q.workshop_id
  where q.status = 'asked' and q.answer_due_on < c.today
    and coalesce(w.status <> 'ended', p.status not in ('withdrawn', 'declined'))
  union all
  select 'workshop_draft', w.id, w.title, null, (w.created_at at time zone c.time_zone)::date, c.today,
    coalesce(w.owner_account_id = $7::uuid, true), null
  from office c join workshop w on w.site_id = c.site_id
  where w.status = 'draft'
  union all
  select 'staff_missing', s.id, w.title, null, s.starts_on, c.today, coalesce(w.owner_account_id = $7::uuid, true), null
  from office c join session s on s.site_id = c.site_id and s.starts_at >= ${dayAfter(0)} and s.starts_at < ${dayAfter(15)}
  join workshop w on w.id = s.workshop_id
  where ${staffMissing('$2')}
  union all
  select 'to_tell', m.id, coalesce(m.payload ->> 'title', m.payload ->> 'other', m.payload ->> 'project', m.payload ->> 'partner', ''), m.kind, (m.created_at at time zone c.time_zone)::date, c.today,
    true, ${toTellJson}
  from calendar c join outbox_message m on m.site_id = c.site_id
    and m.site_id = any (case when m.kind like 'duo-%' then $8::uuid[] when m.kind like 'application-%' then $10::uuid[]
      else $5::uuid[] end)
    left join person n on n.id = m.person_id
  where m.status = 'not_reachable' and m.sent_at is null
    and (n.status = 'active' or (m.person_id is null and m.kind = 'referral-person'))
    and m.created_at > $2::timestamptz - interval '${daysToTell} days'
  union all
  ${waitingDuosSql({ sites: '$8', now: '$2', account: '$7', alertsAt: '$9' })}
  union all
  ${waitingDecisionsSql('$10')}
  union all
  ${waitingOutcomesSql('$10')}
  union all
  ${waitingClosingsSql('$10')}
  union all
  ${waitingFollowUpsSql('$10')}
  union all
  ${waitingAgreementsSql}
  union all
  ${waitingReferralsSql}
  union all
  ${waitingOutgoingSql}
),
held as (
  select s.starts_on > c.today - 7 as recent,
    (select count(*) from attendance a where a.session_id = s.id and a.status = 'present')
      + coalesce((select heads from head_count k where k.session_id = s.id), 0) as came
  from ours c
  join session s on s.site_id = c.site_id and s.status = 'held'
    and s.starts_at >= ${dayAfter(-13)} and s.starts_at < ${dayAfter(1)}
  where ${readable}
)
select json_build_object(
  'on', (select min(today) from calendar),
  'sessions', (select coalesce(json_agg(item order by starts_at), '[]') from near),
  'toRecord', (select coalesce(json_agg(item order by starts_at desc), '[]') from to_record),
  'toRecordCount', (select count(*) from open),
  'waiting', (select coalesce(json_agg(json_build_object('kind', kind, 'entityId', entity_id, 'title', title,
      'detail', detail, 'sinceOn', since, 'ageDays', today - since, 'mine', mine, 'toTell', to_tell)), '[]') from waiting),
  'week', (select json_build_object(
    'sessionsHeld', count(*) filter (where recent), 'sessionsHeldBefore', count(*) filter (where not recent),
    'attendances', coalesce(sum(came) filter (where recent), 0),
    'attendancesBefore', coalesce(sum(came) filter (where not recent), 0)) from held)) as today`
