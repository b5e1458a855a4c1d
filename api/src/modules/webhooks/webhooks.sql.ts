/** SQL expressions; `e` is a row of `webhook_endpoint`, `d` of `webhook_delivery`, `v` of `webhook_event`. */
const reached = (row: string) =>
  `${row}.partner_id = $1 and ${row}.is_test = $2 and ($3::uuid[] is null or ${row}.site_id = any ($3))`
const endpointJson = `json_build_object('id', e.id, 'url', e.url, 'types', e.types, 'status', e.status,
  'disabledBecause', e.disabled_because, 'failingSince', e.failing_since, 'oldSecretUntil', e.old_secret_until,
  'createdAt', e.created_at, 'version', e.version)`
const deliveryJson = `json_build_object('id', d.id, 'endpointId', d.endpoint_id, 'eventId', d.event_id, 'type', v.type,
  'referralId', v.subject_id, 'at', v.at, 'status', d.status, 'attempts', d.attempts,
  'dueAt', case when d.status = 'waiting' then d.due_at end, 'lastStatus', d.last_status, 'lastFault', d.last_error,
  'deliveredAt', d.delivered_at)`

/** $1 partner, $2 sandbox, $3 sites or null: in all that follow. */
export const endpointsSql = {
  name: 'webhook-endpoints',
  text: `select ${endpointJson} as endpoint from webhook_endpoint e where ${reached('e')} order by e.id`,
}
/** $4 id. */
export const endpointSql = {
  name: 'webhook-endpoint',
  text: `select ${endpointJson} as endpoint from webhook_endpoint e where ${reached('e')} and e.id = $4`,
}
/** $4 id: its row, held. */
export const holdEndpointSql = {
  name: 'webhook-endpoint-hold',
  text: `select e.version, e.status, e.secret from webhook_endpoint e where ${reached('e')} and e.id = $4
    for no key update`,
}
/** $4 endpoint, $5 status, $6 instant and $7 id before, $8 rows. */
export const deliveriesSql = {
  name: 'webhook-deliveries',
  text: `select d.id, d.created_at::text as at, ${deliveryJson} as item
    from webhook_delivery d join webhook_event v on v.id = d.event_id
    where ${reached('d')} and ($4::uuid is null or d.endpoint_id = $4) and ($5::text is null or d.status = $5)
      and ($6::timestamptz is null or (d.created_at, d.id) < ($6, $7::uuid))
    order by d.created_at desc, d.id desc limit $8`,
}
/** $4 id. */
export const deliverySql = {
  name: 'webhook-delivery',
  text: `select ${deliveryJson} as item, d.endpoint_id as "endpointId", d.site_id as "siteId", e.status as "endpointStatus"
    from webhook_delivery d join webhook_event v on v.id = d.event_id join webhook_endpoint e on e.id = d.endpoint_id
    where ${reached('d')} and d.id = $4`,
}
/** $1 delivery, $2 now. */
export const resendSql = {
  name: 'webhook-resend',
  text: `update webhook_delivery set status = 'waiting', attempts = 0, due_at = $2, last_status = null, last_error = null,
    delivered_at = null where id = $1`,
}
/** $4 endpoint, $5 since, $6 now: all it asked for since then, whether it was sent before or not. */
export const resendSinceSql = {
  name: 'webhook-resend-since',
  text: `insert into webhook_delivery (id, site_id, partner_id, is_test, endpoint_id, event_id, due_at)
    select gen_random_uuid(), v.site_id, v.partner_id, v.is_test, e.id, v.id, $6
    from webhook_event v join webhook_endpoint e on e.id = $4 and v.type = any (e.types)
    where ${reached('v')} and v.at >= $5
    on conflict (endpoint_id, event_id) do update set status = 'waiting', attempts = 0, due_at = excluded.due_at,
      last_status = null, last_error = null, delivered_at = null
    returning id`,
}
/** $1 endpoint, $2 now. */
export const wakeSql = {
  name: 'webhook-wake',
  text: `update webhook_delivery set attempts = 0, due_at = $2 where endpoint_id = $1 and status = 'waiting'`,
}

/** $1 now: endpoints that something waits for. */
export const dueEndpointsSql = {
  name: 'webhook-due-endpoints',
  text: `select distinct d.endpoint_id as id from webhook_delivery d join webhook_endpoint e on e.id = d.endpoint_id
    where d.status = 'waiting' and d.due_at <= $1 and e.status = 'active'`,
}
/** $1 endpoint: what it may not be told any more. */
export const untoldSql = {
  name: 'webhook-untold',
  text: `update webhook_delivery d set status = 'failed', last_error = 'consent-withdrawn' from webhook_event v
    where d.endpoint_id = $1 and d.status = 'waiting' and v.id = d.event_id and v.subject_id is not null
      and not exists (select from referral r where r.id = v.subject_id and r.feedback)`,
}
/**
 * $1 endpoint, $2 now, $3 rows: what is due, each record's earliest first, the others of it not at all, and nothing
 * without an agreement in force. Whoever takes one has two minutes.
 */
export const takeSql = {
  name: 'webhook-take',
  text: `update webhook_delivery d set attempts = d.attempts + 1, due_at = $2::timestamptz + interval '2 minutes'
    from webhook_event v, webhook_endpoint e
    where v.id = d.event_id and e.id = d.endpoint_id and d.id in (
      select w.id from webhook_delivery w join webhook_event x on x.id = w.event_id
        join webhook_endpoint active on active.id = w.endpoint_id and active.status = 'active'
      where w.endpoint_id = $1 and w.status = 'waiting' and w.due_at <= $2
        and exists (select from partner p join site s on s.id = p.site_id join agreement a on a.partner_id = p.id
          where p.id = w.partner_id and p.active and a.status = 'active'
            and ($2::timestamptz at time zone s.time_zone)::date between a.starts_on and coalesce(a.ends_on, 'infinity'))
        and not exists (select from webhook_event y join webhook_delivery b on b.event_id = y.id
          where y.subject_id = x.subject_id and y.subject_seq < x.subject_seq and b.endpoint_id = w.endpoint_id
            and b.status = 'waiting')
      order by x.at, x.subject_seq limit $3 for update of w skip locked)
    returning d.id, d.attempts, d.event_id as "eventId", v.body, e.url, e.secret, e.id as "endpointId",
      case when e.old_secret_until > $2 then e.old_secret end as "oldSecret"`,
}
/** $1 delivery, $2 now, $3 HTTP status. */
export const deliveredSql = {
  name: 'webhook-delivered',
  text: `update webhook_delivery set status = 'delivered', delivered_at = $2, last_status = $3, last_error = null
    where id = $1`,
}
/** $1 endpoint. */
export const recoveredSql = {
  name: 'webhook-recovered',
  text: 'update webhook_endpoint set failing_since = null where id = $1 and failing_since is not null',
}
/** $1 delivery, $2 next try or null, $3 HTTP status, $4 fault. */
export const missedSql = {
  name: 'webhook-missed',
  text: `update webhook_delivery set status = case when $2::timestamptz is null then 'failed' else 'waiting' end,
    due_at = coalesce($2, due_at), last_status = $3, last_error = $4 where id = $1`,
}
/** $1 endpoint, $2 now. */
export const failingSql = {
  name: 'webhook-failing',
  text: 'update webhook_endpoint set failing_since = $2 where id = $1 and failing_since is null',
}
/** $1 instant: what happened before it. */
export const forgetSql = {
  name: 'webhooks-forget',
  text: `with told as (delete from webhook_delivery d using webhook_event v where v.id = d.event_id and v.at < $1)
    delete from webhook_event where at < $1`,
}
/** $1 endpoint, $2 why, $3 failing since this or earlier (null: whatever). With whom to tell. */
export const switchOffSql = {
  name: 'webhook-switch-off',
  text: `update webhook_endpoint e set status = 'disabled', disabled_because = $2 from partner p
    where e.id = $1 and e.status = 'active' and p.id = e.partner_id and ($3::timestamptz is null or e.failing_since <= $3)
    returning e.id, e.site_id as "siteId", e.url, e.version, e.is_test as "isTest", p.name, p.email, p.contact_language as locale`,
}
