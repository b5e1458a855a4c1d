import type { Facts } from './facts.ts'
import { stillThere } from './still-there.sql.ts'

/** Referrals by the local day on which they were received: no tests, nor duplicates. The clock stands when one is over, and while we wait for information. */
const received = `
  received as (
    select r.id as key, r.site_id, r.partner_id as partner, r.status, r.outcome, r.received_at, r.waited_seconds, r.first_presence_on,
      r.feedback, st.time_zone,
      case when cardinality(pt.types) = 1 then pt.types[1] else 'several' end as partner_type,
      case cardinality(r.programmes) when 0 then null when 1 then r.programmes[1] else 'several' end as programme,
      coalesce(p.merged_into_id, p.id) as person_id, (r.received_at at time zone st.time_zone)::date as day,
      case when (r.answered_at at time zone st.time_zone)::date <= $4::date then r.answered_at end as answered_at,
      least(($4::date + 1)::timestamp at time zone st.time_zone, ended_at) as until,
      least($4::date, (ended_at at time zone st.time_zone)::date) as until_on,
      (select (min(e.at) at time zone st.time_zone)::date from referral_event e
        where e.referral_id = r.id and e.to_status = 'accepted') as accepted_on
    from referral r join site st on st.id = r.site_id join partner pt on pt.id = r.partner_id left join person p on p.id = r.person_id
    cross join lateral (select case when r.status in ('needs_info', 'declined', 'closed', 'withdrawn', 'expired', 'transferred') then r.status_since end as ended_at) e
    where r.site_id = any ($1::uuid[]) and not r.is_test and r.status <> 'linked')`

const columns = { partner: 'partner', partnerType: 'partner_type', programme: 'programme' } as const
const dims = 'partner, partner_type, programme'

export const refFacts = {
  'REF-01': {
    columns,
    sql: `
  with ${received}, ${stillThere}
  select site_id, day, x.key, person_id, x.part, 1::numeric as numerator, null::numeric as denominator, ${dims}
  from received cross join lateral (select received.key, null::text as part
    union all select received.key, 'accepted' where accepted_on is not null
    union all select received.key, 'attended' where first_presence_on <= least($4::date, accepted_on + 60)
    union all select received.key, 'active' where first_presence_on <= least($4::date - 120, accepted_on + 60)
      and received.key in (select s.key from still_there s)
    union all select received.key, 'immature' where case when first_presence_on <= least($4::date, accepted_on + 60)
      then first_presence_on + 120 else accepted_on + 60 end > $4::date
    union all select received.key, status where status in ('declined', 'withdrawn')
      or accepted_on is null and status in ('expired', 'transferred')
    union all select received.key, 'in_progress' where status in ('received', 'under_review', 'needs_info', 'waitlisted')
    union all select person_id, 'people' where person_id is not null) x`,
  },
  'REF-02': {
    columns: { partner: 'partner' },
    sql: `
  with ${received}
  select site_id, day, key, person_id, x.part,
    case when x.part = 'first_contact'
      then greatest(0, coalesce(met.contact_on, until_on) - day - waited_seconds / 86400)
      when x.part is null then greatest(0, floor((extract(epoch from coalesce(answered_at, until) - received_at) - waited_seconds) / 86400))
      else greatest(0, coalesce(case when first_presence_on <= $4::date then first_presence_on end, until_on) - accepted_on)
      end::numeric as numerator,
    case when x.part = 'first_contact' then contact_on is not null
      when x.part is null then answered_at is not null else coalesce(first_presence_on <= $4::date, false) end::int::numeric as denominator,
    partner
  from received cross join lateral (
    -- whoever comes was reached; who is over without it was waited for until then
    select case when least(c.called_on, first_presence_on) <= $4::date then least(c.called_on, first_presence_on) end as contact_on
    from (select (min(e.at) at time zone time_zone)::date as called_on from referral_event e
      where e.referral_id = received.key and e.to_status = 'contacted') c) met
  cross join lateral (select null::text as part union all select 'first_contact'
    union all select 'first_presence' where accepted_on is not null) x`,
  },
  'REF-03': {
    columns,
    sql: `
  with ${received}, ${stillThere}
  select site_id, first_on as day, came.key, person_id, x.part,
    case when x.part is not null then 1 when person_id is not null then (there.key is not null)::int end::numeric as numerator,
    1::numeric as denominator, ${dims}
  from came left join still_there there on there.key = came.key
  cross join lateral (select null::text as part where first_on + 120 <= $4::date
    union all select 'left_positive' where first_on + 120 <= $4::date and there.key is null and outcome = 'work_or_training'
    union all select 'immature' where first_on + 120 > $4::date) x`,
  },
  'REF-04': {
    columns: { partner: 'partner', channel: 'channel' },
    sql: `
  with ${received},
  due as materialized (
    select day, interra.working_day_after(day, 5) as due_on from (select distinct day from received) days),
  told as (
    select r.*, d.due_on, t.channel, t.told_on <= d.due_on as in_time
    from received r join due d on d.day = r.day
    left join lateral (select channel, (told_at at time zone r.time_zone)::date as told_on from referral_told
      where referral_id = r.key and (told_at at time zone r.time_zone)::date <= $4::date) t on true)
  select site_id, day, key, person_id, x.part,
    case when x.part is null then coalesce(in_time, false)::int else 1 end::numeric as numerator,
    1::numeric as denominator, partner, channel
  from told cross join lateral (select case when not feedback then 'no_consent'
      when due_on >= $4::date and in_time is not true then 'immature' end as part) x`,
  },
  'EMP-01': {
    ofPeriod: true,
    sql: `
  with every as (
    select i.site_id, coalesce(p.merged_into_id, p.id) as person_id, (i.sent_at at time zone st.time_zone)::date as day,
      i.meeting_on, i.started_on, i.status, n.kind
    from introduction i join site st on st.id = i.site_id join person p on p.id = i.person_id
    join employer_need n on n.id = i.need_id
    where i.site_id = any ($1::uuid[]) and i.sent_at is not null),
  introduced as (
    -- of somebody introduced twice something is known when it is of one of the two
    select *, day + interval '6 months' <= $4::date as matured,
      bool_or(status not in ('sent', 'meeting')) over (partition by person_id) as is_known
    from every where day >= $2::date and day < $3::date)
  select site_id, day, person_id as key, person_id, x.part, 1::numeric as numerator, null::numeric as denominator
  from introduced cross join lateral (select null::text as part
    union all select 'met' where meeting_on <= $4::date
    union all select case when kind = 'job' then 'hired' else 'started_otherwise' end
      where started_on <= least($4::date, day + interval '6 months')
    union all select 'matured' where matured
    union all select 'unknown' where matured and not is_known) x`,
  },
} as const satisfies Readonly<Record<string, Facts>>
