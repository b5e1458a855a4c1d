import { checkInKinds, initialPolicies } from '@interra/contracts'
import { todayAt } from '../workshops/shapes.sql.ts'

const kinds = checkInKinds.map((kind, at) => `('${kind}', ${at})`).join(', ')

/**
 * Check-ins by kind, over those that were asked: $1 sites, $2 from and $3 to, days on which they fell due. Of a duo two
 * are asked: somebody who says "no" outweighs a "yes", and both is told apart (indicator DUO-04).
 */
export const followUpSql = {
  name: 'duo-follow-up',
  text: `with asked as (
      select c.kind, c.duo_id, c.answered_at is not null as answered, c.met
      from check_in c where c.site_id = any($1) and c.due_on >= $2 and c.due_on < $3
        and (c.asked_at is not null or c.answered_at is not null)
    ), of_duo as (
      select kind, duo_id, count(*) as asked, count(*) filter (where answered) as answered,
        coalesce(bool_or(met), false) as yes, coalesce(bool_or(not met), false) as no
      from asked group by kind, duo_id
    )
    select k.kind, coalesce(sum(d.asked), 0)::int as asked, coalesce(sum(d.answered), 0)::int as answered,
      coalesce(sum(d.asked - d.answered), 0)::int as unanswered, count(d.duo_id)::int as duos,
      count(*) filter (where d.yes and not d.no)::int as met, count(*) filter (where d.no)::int as "notMet",
      count(*) filter (where d.yes and d.no)::int as conflicting,
      count(*) filter (where not d.yes and not d.no)::int as unknown
    from (values ${kinds}) as k (kind, place) left join of_duo d on d.kind = k.kind
    group by k.kind, k.place order by k.place`,
}

const today = todayAt('d.site_id', '$4')

/**
 * Duos that started in a period, by how they came about: $1 sites, $2 from, $3 to, $4 now. The rhythm is kept with three
 * quarters of the meetings expected so far (indicator DUO-05). Outcomes of fewer duos than small cells allow are null.
 */
export const waysSql = {
  name: 'duo-ways',
  text: `with least_shown as (
      select coalesce(max(coalesce((interra.policy(site.id, 'small_cell_k', ($4::timestamptz at time zone site.time_zone)::date)
        #>> '{}')::int, ${initialPolicies.small_cell_k})), ${initialPolicies.small_cell_k}) as k
      from site where site.id = any($1)
    ), started as (
      select case d.origin when 'by_feel' then 'by_feel' else 'suggested' end as way, d.status,
        (select count(*) from duo_meeting m where m.duo_id = d.id and m.removed_at is null)
          >= 0.75 * greatest(0, coalesce(d.ended_on, ${today}) - d.starts_on) / d.rhythm_days as kept,
        exists (select from check_in c where c.duo_id = d.id and c.kind in ('after_3_months', 'after_6_months') and c.met)
          and not exists (select from check_in c where c.duo_id = d.id and c.kind in ('after_3_months', 'after_6_months')
            and not c.met) as in_touch
      from duo d where d.site_id = any($1) and d.starts_on >= $2 and d.starts_on < $3
    ), outcome as (
      select way, count(*)::int as duos, count(*) filter (where kept)::int as kept,
        count(*) filter (where status in ('completed', 'ended_early'))::int as over,
        count(*) filter (where status = 'completed')::int as completed,
        count(*) filter (where in_touch and status in ('completed', 'ended_early'))::int as in_touch
      from started group by way
    )
    select w.way, (select count(*)::int from duo d where d.site_id = any($1) and (d.origin = 'by_feel') = (w.way = 'by_feel')
        and d.matched_on >= $2 and d.matched_on < $3) as proposed,
      coalesce(o.duos, 0) as duos,
      case when o.duos >= l.k then o.kept end as "rhythmKept", case when o.duos >= l.k then o.over end as over,
      case when o.duos >= l.k then o.completed end as completed, case when o.duos >= l.k then o.in_touch end as "stillInTouch"
    from (values ('suggested', 0), ('by_feel', 1)) as w (way, place)
    cross join least_shown l left join outcome o on o.way = w.way order by w.place`,
}
