import { agreementNoticeDays } from '@interra/contracts'
import { holds, todayAt } from '../workshops/shapes.sql.ts'

/** SQL expressions; `p` is a row of `partner`, `a` of `agreement`, `g` of `partner_agent`, `k` of `api_key`. */
const standing = (now: string) => `case when a.status <> 'active' then a.status
  when a.starts_on > ${todayAt('a.site_id', now)} then 'upcoming'
  when a.ends_on < ${todayAt('a.site_id', now)} then 'expired'
  when a.ends_on <= ${todayAt('a.site_id', now)} + ${agreementNoticeDays.first} then 'expiring' else 'in_force' end`

const agreementJson = (now: string) => `json_build_object('id', a.id, 'siteId', a.site_id, 'partnerId', a.partner_id,
  'status', a.status, 'standing', ${standing(now)}, 'startsOn', a.starts_on, 'endsOn', a.ends_on,
  'signedOn', a.signed_on, 'signedBy', a.signed_by, 'purposes', a.purposes, 'obligations', a.obligations,
  'dataSharingVersion', a.data_sharing_version, 'endedOn', a.ended_on, 'endReason', a.end_reason, 'version', a.version)`

const agentJson = `json_build_object('id', g.id, 'partnerId', g.partner_id, 'name', g.name, 'roleTitle', g.role_title,
  'email', g.email, 'phone', g.phone, 'active', g.active, 'version', g.version)`

/** The agreement that counts on a day: one that holds, else the next one, else the last signed one, else whatever there is. */
const countingJoin = (now: string) => `left join lateral (
  select ${standing(now)} as standing, a.ends_on from agreement a where a.partner_id = p.id
  order by array_position(array['in_force', 'expiring', 'upcoming', 'expired', 'draft', 'terminated'], ${standing(now)}),
    a.ends_on desc nulls first, a.id limit 1) counting on true`

const partnerMembers = `'id', p.id, 'siteId', p.site_id, 'name', p.name, 'types', p.types,
  'contactName', p.contact_name, 'email', p.email, 'phone', p.phone, 'contactLanguage', p.contact_language,
  'active', p.active, 'standing', counting.standing, 'agreementEndsOn', counting.ends_on, 'version', p.version`
const name = 'p.name collate "fr-x-icu"'

/** $1 sites, $2 site, $3 now, $4 type, $5 active, $6 text, $7 name and $8 id before, $9 rows. */
export const listPartnersSql = {
  name: 'partners-list',
  text: `select p.name, p.id, json_build_object(${partnerMembers}) as item from partner p ${countingJoin('$3')}
    where p.site_id = any($1) and ($2::uuid is null or p.site_id = $2)
      and ($4::text is null or p.types @> array[$4]) and ($5::boolean is null or p.active = $5)
      and ($6::text is null or ${holds('p.name', '$6')})
      and ($7::text is null or (${name}, p.id) > ($7 collate "fr-x-icu", $8::uuid))
    order by ${name}, p.id limit $9`,
}

/** $1 id, $2 sites, $3 now. */
export const findPartnerSql = {
  name: 'partner-find',
  text: `select json_build_object(${partnerMembers}, 'address', p.address, 'website', p.website, 'note', p.note,
      'agents', (select coalesce(json_agg(${agentJson} order by not g.active, g.name, g.id), '[]')
        from partner_agent g where g.partner_id = p.id),
      'agreements', (select coalesce(json_agg(${agreementJson('$3')} order by a.starts_on desc, a.id desc), '[]')
        from agreement a where a.partner_id = p.id)) as found
    from partner p ${countingJoin('$3')} where p.id = $1 and p.site_id = any($2)`,
}

/** $1 id, $2 sites. */
export const findAgentSql = {
  name: 'partner-agent-find',
  text: `select g.site_id as "siteId", ${agentJson} as found from partner_agent g
    where g.id = $1 and g.site_id = any($2)`,
}

/** $1 id, $2 sites, $3 now. */
export const findAgreementSql = {
  name: 'agreement-find',
  text: `select ${agreementJson('$3')} as found, ${todayAt('a.site_id', '$3')}::text as today from agreement a
    where a.id = $1 and a.site_id = any($2)`,
}

const keyJson = (now: string) => `json_build_object('id', k.id, 'partnerId', k.partner_id, 'name', k.name,
  'test', k.is_test, 'publicId', k.public_id, 'lastFour', k.last_four, 'scopes', k.scopes,
  'contactEmail', k.contact_email, 'createdAt', k.created_at, 'expiresAt', k.expires_at, 'revokedAt', k.revoked_at,
  'state', case when k.revoked_at is not null then 'revoked' when k.expires_at <= ${now} then 'expired' else 'live' end,
  'lastUsedAt', k.last_used_at, 'lastUsedFrom', k.last_used_from)`

/** $1 partner, $2 sites, $3 now, $4 instant and $5 id before, $6 rows. */
export const listKeysSql = {
  name: 'partner-keys-list',
  text: `select k.id, to_json(k.created_at) #>> '{}' as since, ${keyJson('$3::timestamptz')} as item
    from api_key k join partner p on p.id = k.partner_id
    where p.id = $1 and p.site_id = any($2)
      and ($4::timestamptz is null or (k.created_at, k.id) < ($4, $5::uuid))
    order by k.created_at desc, k.id desc limit $6`,
}

/** $1 id, $2 sites, $3 now. */
export const findKeySql = {
  name: 'partner-key-find',
  text: `select ${keyJson('$3::timestamptz')} as found, p.site_id as "siteId"
    from api_key k join partner p on p.id = k.partner_id where k.id = $1 and p.site_id = any($2)`,
}

/** $1 id, $2 now. */
export const revokeKeySql = {
  name: 'partner-key-revoke',
  text: 'update api_key set revoked_at = $2 where id = $1 and revoked_at is null returning id',
}

/** The last instant of a day at the site of a partner, and the days between which it may lie. $1 partner, $2 day, $3 now. */
export const keyDaysSql = {
  name: 'partner-key-days',
  text: `select (coalesce($2::date, last.day) + 1)::timestamp at time zone s.time_zone as "expiresAt",
      $2::date <= today.day as past, $2::date > last.day as "tooFar"
    from partner p join site s on s.id = p.site_id
      cross join lateral (select ($3::timestamptz at time zone s.time_zone)::date as day) today
      cross join lateral (select (today.day + interval '1 year')::date as day) last
    where p.id = $1`,
}

/** Agreements that end soon or have ended, none following. Tables: `office`, the calendar of the sites asked for. */
export const waitingAgreementsSql = `select 'agreement_ending', p.id, p.name,
    case when a.ends_on < c.today then 'expired' when a.ends_on <= c.today + ${agreementNoticeDays.second} then 'second'
      else 'first' end, a.ends_on, c.today, true, null
  from office c join agreement a on a.site_id = c.site_id join partner p on p.id = a.partner_id
  where a.status = 'active' and p.active and a.ends_on <= c.today + ${agreementNoticeDays.first}
    and not exists (select from agreement n where n.partner_id = a.partner_id and n.status = 'active'
      and n.starts_on > a.ends_on)`

/** Live keys, none of the sandbox, with the notice that is due: 30 or 7 days before the end. $1 now. */
export const expiringKeysSql = {
  name: 'partner-keys-expiring',
  text: `select k.id, p.site_id as "siteId", k.name as key, k.public_id as "publicId", p.name as partner,
      coalesce(k.contact_email, p.email) as address, p.contact_language as language,
      ((k.expires_at - interval '1 second') at time zone s.time_zone)::date::text as "untilOn", due.notice
    from api_key k join partner p on p.id = k.partner_id and p.active join site s on s.id = p.site_id
      cross join lateral (select case when k.expires_at <= $1::timestamptz + interval '7 days' then 7 else 30 end as notice) due
    where k.revoked_at is null and not k.is_test and k.expires_at > $1
      and k.expires_at <= $1::timestamptz + interval '30 days'
      -- one that was made for a short time is expected to end
      and k.created_at < k.expires_at - make_interval(days => due.notice)`,
}
