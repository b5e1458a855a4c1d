import { nameOf, personJson, staffJson, todayAt } from '../workshops/shapes.sql.ts'

/** SQL expressions; `o` is a row of `outgoing_referral`, $1 now. */
const today = todayAt('o.site_id', '$1')
const item = `json_build_object('id', o.id, 'siteId', o.site_id, 'person', ${personJson('o.person_id')},
  'partner', (select json_build_object('id', p.id, 'name', p.name) from partner p where p.id = o.partner_id),
  'agent', (select json_build_object('id', g.id, 'name', g.name) from partner_agent g where g.id = o.agent_id),
  'service', o.service, 'message', o.message, 'status', o.status, 'statusSince', o.status_since, 'shares', o.shares,
  'consent', case when o.consent_on is not null then
    json_build_object('on', o.consent_on, 'method', o.consent_method, 'language', o.consent_language) end,
  'reason', o.reason, 'outcome', o.outcome, 'answerDueOn', o.answer_due_on,
  'late', o.status = 'sent' and o.answer_due_on < ${today}, 'createdAt', o.created_at,
  'createdBy', ${staffJson('o.created_by')}, 'version', o.version) as item, o.told_at is not null as "isTold"`

/** $1 now, $2 sites, $3 site, $4 person, $5 partner, $6 status, $7 instant and $8 id before, $9 rows. */
export const listOutgoingSql = {
  name: 'outgoing-list',
  text: `select o.id, o.created_at::text as "createdAt", ${item} from outgoing_referral o
    where o.site_id = any($2) and ($3::uuid is null or o.site_id = $3) and ($4::uuid is null or o.person_id = $4)
      and ($5::uuid is null or o.partner_id = $5) and ($6::text is null or o.status = $6)
      and ($7::timestamptz is null or (o.created_at, o.id) < ($7, $8::uuid))
    order by o.created_at desc, o.id desc limit $9`,
}

/** $1 now, $2 sites, $3 id. */
export const findOutgoingSql = {
  name: 'outgoing-find',
  text: `select ${item} from outgoing_referral o where o.id = $3 and o.site_id = any($2)`,
}

/** Somebody of the partner who can be written to: $1 agent, $2 partner, $3 site. */
export const agentSql = {
  name: 'outgoing-agent',
  text: `select from partner_agent g join partner p on p.id = g.partner_id and p.active
    where g.id = $1 and g.partner_id = $2 and g.site_id = $3 and g.active and g.email is not null`,
}

/** Whether an agreement with the partner is in force: `site` and `partner` are SQL. */
const agreed = (site: string, partner: string) => `exists (select from agreement a where a.partner_id = ${partner}
  and a.status = 'active' and 'referral' = any (a.purposes) and a.starts_on <= ${todayAt(site, '$1')}
  and coalesce(a.ends_on, 'infinity') >= ${todayAt(site, '$1')})`

/** Whom a letter goes to, and by when an answer is due: $1 now, $2 id. */
export const letterSql = {
  name: 'outgoing-letter',
  text: `select g.name, case when g.active then g.email end as email, p.contact_language as locale, s.name as site,
      p.active and ${agreed('o.site_id', 'o.partner_id')} as agreed, ${today}::text as today,
      (${today} + (interra.policy(o.site_id, 'referral_reminder_days', ${today}) #>> '{}')::int)::text as "dueOn"
    from outgoing_referral o join partner p on p.id = o.partner_id join partner_agent g on g.id = o.agent_id
      join site s on s.id = o.site_id where o.id = $2`,
}

const days = (key: string) => `(interra.policy(o.site_id, '${key}', ${today}) #>> '{}')::int`
/** Those a partner did not answer by the day, not reminded of yet: $1 now, $2 rows. */
export const remindableSql = {
  name: 'outgoing-remindable',
  text: `select o.id from outgoing_referral o where o.status = 'sent' and o.reminded_at is null
    and o.answer_due_on < ${today} order by o.answer_due_on, o.id limit $2`,
}
/** Those nobody answered so long after the reminder: $1 now, $2 rows. */
export const lapsableSql = {
  name: 'outgoing-lapsable',
  text: `select o.id from outgoing_referral o where o.status = 'sent'
    and o.reminded_at <= $1::timestamptz - make_interval(days => ${days('referral_expiry_days')})
    order by o.reminded_at, o.id limit $2`,
}

/** What a partner refused or leaves unanswered, until the person knows it, for Today: $2 is the instant there, $7 the account. */
export const waitingOutgoingSql = `select 'outgoing_to_follow', o.person_id, p.name, o.status,
    case o.status when 'sent' then o.answer_due_on else (o.status_since at time zone c.time_zone)::date end, c.today,
    coalesce(o.created_by = $7::uuid, true), null::json
  from office c join outgoing_referral o on o.site_id = c.site_id join partner p on p.id = o.partner_id
  where (o.status in ('declined', 'lapsed') and o.told_at is null) or (o.status = 'sent' and o.answer_due_on < c.today)`

/** What a link shows of one person sent: $1 now, $2 hash of the token. */
export const offeredSql = {
  name: 'outgoing-offered',
  text: `select o.id, o.site_id as "siteId", p.active and ${agreed('o.site_id', 'o.partner_id')} as agreed,
      json_build_object('siteName', s.name, 'partnerName', p.name, 'service', o.service, 'status', o.status,
        'shared', case when o.status in ('sent', 'accepted', 'started') and who.status = 'active' then json_build_object(
          'name', case when 'name' = any (o.shares) then ${nameOf('who')} end,
          'phone', case when 'phone' = any (o.shares) then who.phone end,
          'email', case when 'email' = any (o.shares) then who.email end,
          'language', case when 'language' = any (o.shares) then who.contact_language end, 'message', o.message) end,
        'answerDueOn', o.answer_due_on, 'expiresAt', l.expires_at) as offered
    from referral_link l join outgoing_referral o on o.id = l.outgoing_id join partner p on p.id = o.partner_id
      join site s on s.id = o.site_id join person who on who.id = o.person_id
      join partner_agent g on g.id = l.agent_id and g.active
    where l.token_hash = $2 and l.purpose = 'outgoing' and l.revoked_at is null and l.expires_at > $1`,
}
