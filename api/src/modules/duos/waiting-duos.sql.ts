import type { Side } from '@interra/contracts'
import { candidateWaits } from './duo.ts'
import { followedDuos, gatekeepingAfter, talkMissing } from './duos.sql.ts'

/** First names of the two, the newcomer's first. */
const names = `(select string_agg(coalesce(p.usual_name, p.given_name), ' & ' order by p.id = d.local_id)
  from person p where p.id in (d.newcomer_id, d.local_id))`
const mine = (account: string) => `coalesce(d.owner_account_id = ${account}::uuid, true)`
const dayOf = (instant: string) =>
  `(${instant} at time zone (select site.time_zone from site where site.id = d.site_id))::date`

/** Under way, or over with something that still waits for a call. */
const followed = (sites: string) => `select * from duo where site_id = any (${sites}::uuid[])
  and (status in ('proposed', 'accepted_by_one', 'accepted', 'first_meeting', 'active', 'paused')
    or exists (select from safety_flag f where f.duo_id = duo.id and f.cleared_at is null)
    or exists (select from check_in k where k.duo_id = duo.id and k.handled_at is null
      and (k.wants_call or k.wellbeing <= 2)))`

/** A talk is asked for while somebody wishes for another duo; whoever left is not called about it. */
const talkWaits = (side: Side) => `(${talkMissing(side)} and exists (select from candidacy c
  where c.person_id = d.${side}_id and c.status in ('applied', 'met', 'available', 'paused')))`

/** What duos and candidates wait for, as rows of `waiting` in Today: the alerts are those of the list (C10). */
export const waitingDuosSql = (given: {
  readonly sites: string
  readonly now: string
  readonly account: string
  readonly alertsAt: string
}) => `
  select w.kind, d.id, ${names}, w.detail, w.since, d.today, ${mine(given.account)}, null
  from (${followedDuos(followed(given.sites), given.now)}) d
  cross join lateral (
    select 'duo_alert' as kind, first.alert as detail,
      case first.alert when 'silence' then d.quiet_since when 'expires_soon' then ${dayOf('d.proposed_at')}
        when 'start_late' then d.first_meeting_on when 'pause_over' then d.paused_until when 'gatekeeping' then d.starts_on + ${gatekeepingAfter}
        when 'safety' then (select min(${dayOf('f.opened_at')}) from safety_flag f
          where f.duo_id = d.id and f.cleared_at is null)
        else (select min(${dayOf('k.answered_at')}) from check_in k
          where k.duo_id = d.id and k.wellbeing <= 2 and k.handled_at is null) end as since
    from (select alert from unnest(d.alerts) with ordinality as a (alert, place)
      where alert not in ('wants_call', 'over') order by place limit 1) first
    where d.site_id = any (${given.alertsAt}::uuid[])
    union all
    select 'duo_to_call', null, (select min(${dayOf('k.answered_at')}) from check_in k
      where k.duo_id = d.id and k.wants_call and k.handled_at is null)
    where 'wants_call' = any (d.alerts) and d.site_id = any (${given.alertsAt}::uuid[])
    union all
    select 'duo_over', null, d.planned_end_on where 'over' = any (d.alerts)
    union all
    select 'duo_to_plan', null, ${dayOf('greatest(d.newcomer_accepted_at, d.local_accepted_at)')}
    where (d.status = 'accepted' or (d.status = 'first_meeting' and d.first_meeting_host_id is null))
      and not exists (select from safety_flag f where f.person_id in (d.newcomer_id, d.local_id) and f.cleared_at is null)
  ) w
  union all
  select 'duo_to_talk', d.id, ${names}, null, d.ended_on, c.today, ${mine(given.account)}, null
  from calendar c join duo d on d.site_id = c.site_id
  where d.site_id = any (${given.alertsAt}::uuid[]) and (${talkWaits('newcomer')} or ${talkWaits('local')})
  union all
  select w.kind, p.id, concat_ws(' ', coalesce(p.usual_name, p.given_name), p.family_name), null,
    w.since, c.today, true, null
  from calendar c join candidacy n on n.site_id = c.site_id join person p on p.id = n.person_id
  cross join lateral (
    select 'candidate_to_meet' as kind, n.applied_on as since
    where n.status = 'applied' and n.applied_on < c.today - ${candidateWaits.met}
    union all
    select 'candidate_to_admit', n.interviewed_on
    where n.status = 'met' and n.interviewed_on < c.today - ${candidateWaits.admitted}
    union all
    select 'candidate_pause_over', n.paused_until where n.status = 'paused' and n.paused_until < c.today
  ) w
  where n.site_id = any (${given.sites}::uuid[])`
