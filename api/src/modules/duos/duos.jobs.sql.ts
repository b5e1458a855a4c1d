import { followedDuos } from './duos.sql.ts'

/** Open proposals whose time is over: $1 now, $2 rows. */
export const overdueSql = {
  name: 'duos-overdue',
  text: `select id, site_id as "siteId" from duo
    where status in ('proposed', 'accepted_by_one') and expires_at <= $1 order by expires_at limit $2`,
}

/**
 * Which check-ins are asked at $1: planned for today at their site, from nine in the morning; one whose day passed two
 * weeks ago is not asked any more. During a pause nobody is asked, and what is counted from the end waits for it.
 */
const askable = `k.asked_at is null and k.answered_at is null
  and (($1::timestamptz at time zone site.time_zone) - interval '9 hours')::date between k.due_on and k.due_on + 13
  and d.status = any(case when k.kind in ('after_3_months', 'after_6_months') then array['completed', 'ended_early']
    when k.kind = 'end' then array['active', 'completed', 'ended_early'] else array['active'] end)
  and exists (select from person p
    where p.id = case k.side when 'newcomer' then d.newcomer_id else d.local_id end and p.status = 'active')`

/** $1 now, $2 rows. */
export const askableSql = {
  name: 'check-ins-askable',
  text: `select k.id, k.site_id as "siteId", k.duo_id as "duoId", k.side, k.kind
    from check_in k join duo d on d.id = k.duo_id join site on site.id = k.site_id
    where ${askable} order by k.due_on, k.id limit $2`,
}

/** Takes one of them: $1 now, $2 id. Empty when somebody else asked, or the duo ended meanwhile. */
export const takeAskableSql = {
  name: 'check-in-ask',
  text: `update check_in set asked_at = $1
    from check_in k join duo d on d.id = k.duo_id join site on site.id = k.site_id
    where check_in.id = $2 and k.id = check_in.id and check_in.asked_at is null and ${askable} returning check_in.id`,
}

/** Silent duos, as lists and Today know them, for each member of the team who follows some: $1 now, $2 roles. */
export const silentSql = {
  name: 'duos-silent',
  text: `select d.site_id as "siteId", d.today::text as today, a.id as "accountId", a.name, a.email, a.locale,
      json_agg(json_build_object('days', d.today - d.quiet_since,
        'names', (select string_agg(coalesce(p.usual_name, p.given_name), ' & ' order by p.id = d.local_id)
          from person p where p.id in (d.newcomer_id, d.local_id))) order by d.quiet_since, d.id) as duos
    from (${followedDuos("select * from duo where status = 'active'", '$1')}) d
    join account a on a.id = d.owner_account_id and a.status = 'active'
    where d.silent and exists (select from role_grant g where g.account_id = a.id and g.role = any($2)
      and g.starts_on <= d.today and (g.expires_on is null or g.expires_on >= d.today)
      and (g.on_site_id is null or g.on_site_id = d.site_id)
      and (g.programme is null or g.programme = 'duo2change'))
    group by d.site_id, d.today, a.id order by a.id, d.site_id`,
}
