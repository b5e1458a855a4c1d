import { todayAt } from '../workshops/shapes.sql.ts'
import { isLate } from './referrals.sql.ts'

const days = (key: string) => `(interra.policy(r.site_id, '${key}', ${todayAt('r.site_id', '$1')}) #>> '{}')::int`
const ago = (key: string, more = '') => `$1::timestamptz - make_interval(days => ${days(key)}${more})`

/**
 * Those nobody answered, not reminded of within the days of the policy, marked as reminded now: by whoever looks after
 * them, or everybody of the team of the site where nobody does, or nobody who is still there. $1 now, $2 roles.
 */
export const remindSql = {
  name: 'referrals-remind',
  text: `with due as (
      update referral r set reminded_at = $1, reminders = r.reminders + 1,
        first_reminded_at = coalesce(r.first_reminded_at, $1)
      where not r.is_test and r.status in ('received', 'under_review') and ${isLate}
        and (r.reminded_at is null or ${todayAt('r.site_id', 'r.reminded_at')}
          <= ${todayAt('r.site_id', '$1')} - ${days('referral_reminder_days')})
      returning r.*),
    team as (
      select distinct r.site_id, a.id, a.name, a.email, a.locale
      from (select distinct site_id from due) r join role_grant g on g.role = any($2)
        and g.starts_on <= ${todayAt('r.site_id', '$1')}
        and (g.expires_on is null or g.expires_on >= ${todayAt('r.site_id', '$1')})
        and (g.on_site_id is null or g.on_site_id = r.site_id)
        join account a on a.id = g.account_id and a.status = 'active')
    select r.site_id as "siteId", ${todayAt('r.site_id', '$1')}::text as today, a.id as "accountId", a.name, a.email,
      a.locale, json_agg(json_build_object('partner', p.name,
        'days', floor(extract(epoch from $1::timestamptz - r.received_at) / 86400)::int) order by r.received_at) as referrals
    from due r join partner p on p.id = r.partner_id
      join team a on a.site_id = r.site_id and (a.id = r.owner_id
        or not exists (select from team o where o.site_id = r.site_id and o.id = r.owner_id))
    group by r.site_id, a.id, a.name, a.email, a.locale order by r.site_id, a.id`,
}

/** Without an answer so long after it was late and somebody was reminded of it, or without the information asked for. $1 now, $2 rows. */
export const expirableSql = {
  name: 'referrals-expirable',
  text: `select r.id, r.site_id as "siteId" from referral r
    where not r.is_test and case r.status
      when 'needs_info' then r.status_since <= ${ago('referral_expiry_days')}
      else r.status in ('received', 'under_review') and r.first_reminded_at <= ${ago('referral_expiry_days')}
        and r.received_at + make_interval(secs => r.waited_seconds)
          <= ${ago('referral_reminder_days', ` + ${days('referral_expiry_days')}`)} end
    order by r.received_at limit $2`,
}

/** Accepted people who came for the first time since they were sent. $1 rows. */
export const firstPresencesSql = {
  name: 'referrals-first-presences',
  text: `select r.id, r.site_id as "siteId", min(s.starts_on)::text as "cameOn" from referral r
    join site on site.id = r.site_id
    join attendance a on a.person_id = r.person_id and a.status = 'present'
    join session s on s.id = a.session_id and s.starts_on >= (r.received_at at time zone site.time_zone)::date
    where not r.is_test and r.status in ('accepted', 'contacted', 'first_meeting_set')
    group by r.id order by r.id limit $1`,
}

export const wipeSql = { name: 'referrals-wipe', text: 'select interra.wipe_referrals($1, $2) as wiped' }

/** What a step is told of, to whom: $1 the event. */
export const toldSql = {
  name: 'referral-told',
  text: `select r.id, r.site_id as "siteId", r.person_id as "personId", r.partner_reference as reference, r.feedback,
      r.received, e.seq, e.to_status as "toStatus", e.partner_status as "partnerStatus", e.actor_kind as "actorKind",
      coalesce(e.said, '') as said, p.name as partner, p.email as "partnerEmail", p.contact_language as "partnerLocale",
      r.withdrawn_by as "withdrawnBy"
    from referral_event e join referral r on r.id = e.referral_id join partner p on p.id = r.partner_id
    where e.id = $1 and not r.is_test`,
}
