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
/** The least number of people that is shown at sites $1, at the instant `now`. */
const leastShown = (now: '$2' | '$4') =>
  `select coalesce(max(coalesce((interra.policy(site.id, 'small_cell_k', (${now}::timestamptz at time zone site.time_zone)::date)
  #>> '{}')::int, ${initialPolicies.small_cell_k})), ${initialPolicies.small_cell_k}) as k from site where site.id = any($1)`

/** $1 sites, $2 now. */
export const leastShownSql = { name: 'duo-least-shown', text: leastShown('$2') }

/**
 * Who came into the pool in a period, as they were on that day, and until when they waited: the day both sides accepted a
 * duo, the day they left, or today. $1 sites, $2 from, $3 to, $4 now.
 */
export const waitersSql = {
  name: 'duo-waiters',
  text: `select coalesce(interra.group_at(c.person_id, c.waiting_since), 'unknown') as "group",
      coalesce(p.gender, 'unknown') as gender,
      case when p.birth_year is null then 'unknown' else (select band from (values (0, '0-24'), (25, '25-39'), (40, '40-59'),
          (60, '60+')) as b (from_age, band)
        where b.from_age <= extract(year from c.waiting_since)::int - p.birth_year order by b.from_age desc limit 1) end as age,
      coalesce((select x.level from language_record x
        where x.person_id = c.person_id and x.assessed_on <= c.waiting_since
          and x.language = coalesce(interra.policy(c.site_id, 'duo_language', c.waiting_since) #>> '{}', '${initialPolicies.duo_language}')
        order by x.assessed_on desc, interra.level_rank(x.level) desc limit 1), 'unknown') as language_level,
      greatest(0, coalesce(d.on_day,
        c.left_on, ($4::timestamptz at time zone s.time_zone)::date) - c.waiting_since) as days,
      d.on_day is not null as matched
    from candidacy c join person p on p.id = c.person_id join site s on s.id = c.site_id
    left join lateral (
      select min((greatest(d.newcomer_accepted_at, d.local_accepted_at) at time zone s.time_zone)::date) as on_day
      from duo d where c.id in (d.newcomer_candidacy_id, d.local_candidacy_id)
        and d.newcomer_accepted_at is not null and d.local_accepted_at is not null
        and (greatest(d.newcomer_accepted_at, d.local_accepted_at) at time zone s.time_zone)::date >= c.waiting_since
    ) d on true
    where c.site_id = any($1) and c.waiting_since >= $2 and c.waiting_since < $3`,
}

const daysToMeet = `(coalesce(d.ended_on, ${today}) - d.starts_on - d.paused_days
  - case when d.status = 'paused' then greatest(0, ${today} - d.paused_on) else 0 end)`

/**
 * Duos that started in a period, by how they came about: $1 sites, $2 from, $3 to, $4 now. The rhythm is kept with three
 * quarters of the meetings expected so far (indicator DUO-05). The days of pauses are no days to meet, and who met after the
 * pause that lasts began is not counted for the days before it; once they go on, every meeting counts. Outcomes of fewer
 * duos than small cells allow are null.
 */
export const waysSql = {
  name: 'duo-ways',
  text: `with least_shown as (
      ${leastShown('$4')}
    ), started as (
      select case d.origin when 'by_feel' then 'by_feel' else 'suggested' end as way, d.status,
        ${daysToMeet} >= d.rhythm_days
          and (select count(*) from duo_meeting m where m.duo_id = d.id and m.removed_at is null
              and (d.paused_on is null or m.met_on <= d.paused_on))
            >= 0.75 * ${daysToMeet} / d.rhythm_days as kept,
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
