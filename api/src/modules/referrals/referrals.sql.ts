import { personJson, staffJson, todayAt } from '../workshops/shapes.sql.ts'

/** Who waits on the list is looked at again after so many days, unless a day was said (domain reference 5.3). */
const reviewDays = 30
const waiting = `('received', 'under_review', 'needs_info')`
/** Seconds that somebody waited for our answer: while we wait for information the clock stands. */
const waitedSeconds = `extract(epoch from coalesce(r.answered_at,
    case when r.status in ('received', 'under_review') then $1::timestamptz else r.status_since end) - r.received_at) - r.waited_seconds`
const waitedDays = `greatest(0, floor((${waitedSeconds}) / 86400))::int`
const reminderDays = `(interra.policy(r.site_id, 'referral_reminder_days', ${todayAt('r.site_id', '$1')}) #>> '{}')::int`
/** Whether a referral `r` waits for an answer for too long at the instant $1, or on the list until somebody looks again. */
export const isLate = `case r.status when 'waitlisted' then ${todayAt('r.site_id', '$1')} >= coalesce(r.review_on,
    ${todayAt('r.site_id', 'r.status_since')} + ${reviewDays})
  else r.status in ('received', 'under_review') and ${waitedDays} >= ${reminderDays} end`
export const isOpen = `r.status in ('received', 'under_review', 'needs_info', 'accepted', 'waitlisted', 'contacted',
  'first_meeting_set', 'engaged')`
const nameOf = `nullif(concat_ws(' ', r.received #>> '{person,givenName}', r.received #>> '{person,familyName}'), '')`

const rowMembers = `'id', r.id, 'siteId', r.site_id,
  'partner', (select json_build_object('id', p.id, 'name', p.name) from partner p where p.id = r.partner_id),
  'channel', r.channel, 'name', ${nameOf}, 'services', coalesce(r.received -> 'requestedServices', '[]'),
  'reasonCodes', coalesce(r.received -> 'reasonCodes', '[]'), 'status', r.status, 'statusSince', r.status_since,
  'receivedAt', r.received_at, 'waitedDays', ${waitedDays}, 'late', ${isLate}, 'validUntil', r.valid_until,
  'owner', ${staffJson('r.owner_id')}, 'version', r.version`

/** $1 now, $2 sites, $3 site, $4 status, $5 show, $6 partner, $7 owner, $8 instant and $9 id before, $10 rows. */
export const listReferralsSql = {
  name: 'referrals-list',
  text: `select r.id, r.received_at::text as "receivedAt", json_build_object(${rowMembers}) as item
    from referral r
    where r.site_id = any($2) and not r.is_test and ($3::uuid is null or r.site_id = $3)
      and ($4::text is null or r.status = $4)
      and case $5::text when 'waiting' then r.status in ${waiting} when 'open' then ${isOpen} when 'late' then ${isLate}
        else true end
      and ($6::uuid is null or r.partner_id = $6) and ($7::uuid is null or r.owner_id = $7)
      and ($8::timestamptz is null or (r.received_at, r.id) > ($8, $9::uuid))
    order by r.received_at, r.id limit $10`,
}

const receivedJson = `case when r.received is null then null else json_build_object(
  'referredAt', r.received -> 'referredAt', 'referrer', r.received -> 'referrer', 'caseWorker', r.received -> 'caseWorker',
  'givenName', r.received #> '{person,givenName}', 'familyName', r.received #> '{person,familyName}',
  'contact', r.received #> '{person,contact}',
  'profile', (r.received -> 'person') - 'givenName' - 'familyName' - 'contact' - 'accessNeeds',
  'accessNeeds', coalesce(r.received #> '{person,accessNeeds}', '[]'), 'message', r.received -> 'message',
  'consent', r.received -> 'consent') end`
const eventsJson = `(select coalesce(json_agg(json_build_object('seq', e.seq, 'at', e.at, 'from', e.from_status,
    'to', e.to_status, 'partnerStatus', e.partner_status, 'by', (select a.name from account a where a.id = e.actor_id),
    'byKind', e.actor_kind, 'reasons', e.reasons, 'note', e.note, 'said', e.said) order by e.seq), '[]')
  from referral_event e where e.referral_id = r.id)`
const unreachable = `(r.status in ('accepted', 'contacted', 'first_meeting_set') and (select count(*) from referral_event e
  where e.referral_id = r.id and 'not_reached' = any (e.reasons) and e.at > $1::timestamptz - interval '21 days') >= 3)`

/** $1 now, $2 sites, $3 id. */
export const findReferralSql = {
  name: 'referral-find',
  text: `select json_build_object(${rowMembers}, 'partnerReference', r.partner_reference, 'feedback', r.feedback,
      'partnerStatus', r.partner_status, 'programmes', to_json(r.programmes), 'received', ${receivedJson},
      'person', ${personJson('r.person_id')}, 'linkedTo', r.linked_to, 'previousId', r.previous_id,
      'firstMeetingOn', r.first_meeting_on, 'firstPresenceOn', r.first_presence_on, 'reviewOn', r.review_on,
      'outcome', r.outcome, 'unreachable', ${unreachable}, 'events', ${eventsJson}) as item
    from referral r where r.id = $3 and r.site_id = any($2) and not r.is_test`,
}

/** Open referrals that may be about the same: $1 id, $2 sites, $3 ids of people who may be the one. */
export const sameNeedSql = {
  name: 'referrals-same-need',
  text: `select o.id, p.name as "partnerName", o.status, o.received_at as "receivedAt"
    from referral r join referral o on o.site_id = r.site_id and o.id <> r.id and not o.is_test
      and ${isOpen.replace('r.status', 'o.status')}
      join partner p on p.id = o.partner_id
    where r.id = $1 and r.site_id = any($2) and (o.person_id = any($3)
      or o.received #>> '{person,contact,phone}' = r.received #>> '{person,contact,phone}'
      or lower(o.received #>> '{person,contact,email}') = lower(r.received #>> '{person,contact,email}')
      or interra.fold(${nameOf.replaceAll('r.received', 'o.received')}) = interra.fold(${nameOf}))
    order by o.received_at, o.id limit 20`,
}

/** Referrals that wait too long, for Today: $2 is the instant there, $7 the account. */
export const waitingReferralsSql = `select 'referral_late', r.id, p.name, null,
    (r.received_at at time zone c.time_zone)::date, c.today, coalesce(r.owner_id = $7::uuid, true), null::json
  from office c join referral r on r.site_id = c.site_id and not r.is_test and r.status in ('received', 'under_review', 'waitlisted')
    join partner p on p.id = r.partner_id
  where ${isLate.replaceAll('$1', '$2')}`
