import { funnelSteps, initialPolicies, type FunnelStep, type InterlabFunnel } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { daysUntil, type Watched } from '../../platform/product-limit.ts'
import { admissionOf, type DecidedOf } from './admission.ts'

export interface FunnelFilters {
  readonly siteId?: string
  readonly cohortId?: string
  readonly from: string
  readonly to: string
}

/**
 * INC-01 and INC-02 count what was submitted in a period, by the day at the site. `watched`: from the day on which an
 * application was complete until its answer was told, or else until it ended otherwise, or until now.
 * $1 sites, $2 site, $3 cohort, $4 from, $5 to, $6 now.
 */
const funnelSql = {
  name: 'interlab-funnel',
  text: `with chosen as (
      select a.*, d.outcome, t.told_at,
        exists (select from incubation i where i.application_id = a.id) as started,
        a.status in ('admitted', 'waitlisted', 'refused') or exists (select from jury_review r
          where r.application_id = a.id and r.status = 'submitted') as heard
      from application a join site on site.id = a.site_id
      left join lateral (select outcome from jury_decision d where d.application_id = a.id
        order by d.decided_at desc, d.id desc limit 1) d on true
      left join lateral (select min(communicated_at) as told_at from jury_decision d where d.application_id = a.id
        and d.outcome <> 'waitlisted') t on true
      where a.site_id = any($1) and ($2::uuid is null or a.site_id = $2) and ($3::uuid is null or a.cohort_id = $3)
        and a.submitted_at >= ($4::date)::timestamp at time zone site.time_zone
        and a.submitted_at < ($5::date)::timestamp at time zone site.time_zone
    ),
    reached as (
      select 'submitted' as step, c.id from chosen c
      union all select 'eligible', c.id from chosen c where c.eligible_at is not null or c.heard
      union all select 'heard', c.id from chosen c where c.heard
      union all select 'admitted', c.id from chosen c where c.status = 'admitted'
      union all select 'started', c.id from chosen c where c.status = 'admitted' and c.started
    ),
    people as (
      select distinct r.step, p.id, p.gender from reached r
      join (select id as application_id, person_id from application
        union select application_id, person_id from application_founder) b on b.application_id = r.id
      join person p on p.id = b.person_id
    ),
    decided as (
      select coalesce(p.gender, 'undisclosed') as gender, p.id, bool_or(c.status = 'admitted') as admitted
      from chosen c
      join (select id as application_id, person_id from application
        union select application_id, person_id from application_founder) b on b.application_id = c.id
      join person p on p.id = b.person_id
      where c.status in ('admitted', 'refused') group by p.id, p.gender
    ),
    delays as (
      select case when status = 'admitted' then 'admitted' else 'refused' end as way,
        (told_at at time zone site.time_zone)::date - (coalesce(complete_at, submitted_at) at time zone site.time_zone)::date
          as days
      from chosen join site on site.id = chosen.site_id where told_at is not null and status in ('admitted', 'refused')
    )
    select json_build_object(
      'watched', (select coalesce(json_agg(json_build_object('ended', told_at is not null, 'days',
          (coalesce(told_at, case when status in ('withdrawn', 'not_eligible') then status_since end, $6::timestamptz)
            at time zone site.time_zone)::date
          - (coalesce(complete_at, submitted_at) at time zone site.time_zone)::date)), '[]')
        from chosen join site on site.id = chosen.site_id),
      'steps', (select json_object_agg(s.step, json_build_object(
          'applications', (select count(*) from reached r where r.step = s.step),
          'people', (select count(*) from people p where p.step = s.step),
          'women', (select count(*) from people p where p.step = s.step and p.gender = 'woman'),
          'known', (select count(*) from people p where p.step = s.step and p.gender <> 'undisclosed')))
        from unnest(array['submitted', 'eligible', 'heard', 'admitted', 'started']) s(step)),
      'admission', (select coalesce(json_agg(json_build_object('gender', gender, 'decided', n, 'admitted', admitted)
          order by gender), '[]')
        from (select gender, count(*) as n, count(*) filter (where admitted) as admitted from decided group by gender) g),
      'redirected', (select count(*) from chosen where status = 'refused' and outcome = 'redirected'),
      'refused', (select count(*) from chosen where status = 'refused' and outcome is distinct from 'redirected'),
      'notEligible', (select count(*) from chosen where status = 'not_eligible'),
      'withdrawn', (select count(*) from chosen where status = 'withdrawn'),
      'inProgress', (select count(*) from chosen where status in ('submitted', 'eligible', 'in_jury', 'waitlisted')),
      'pending', (select count(*) from chosen where told_at is null
        and status in ('submitted', 'eligible', 'in_jury', 'waitlisted', 'admitted', 'refused')),
      'delays', (select coalesce(json_object_agg(way, json_build_object('decided', n, 'median', median, 'p90', p90)), '{}')
        from (select way, count(*) as n, percentile_cont(0.5) within group (order by days) as median,
          percentile_cont(0.9) within group (order by days) as p90 from delays group by way) d),
      'smallCellK', (select coalesce(max((interra.policy(id, 'small_cell_k', $5::date) #>> '{}')::int),
        ${initialPolicies.small_cell_k}) from site where id = any($1))) as counted`,
}
interface Step {
  readonly applications: number
  readonly people: number
  readonly women: number
  readonly known: number
}
interface Delay {
  readonly decided: number
  readonly median: number
  readonly p90: number
}
interface Counted {
  readonly watched: readonly Watched[]
  readonly steps: Readonly<Record<FunnelStep, Step>>
  readonly admission: readonly DecidedOf[]
  readonly redirected: number
  readonly refused: number
  readonly notEligible: number
  readonly withdrawn: number
  readonly inProgress: number
  readonly pending: number
  readonly delays: { readonly admitted?: Delay; readonly refused?: Delay }
  readonly smallCellK: number
}

export async function readFunnel(db: Db, scope: Scope, filters: FunnelFilters, now: Date): Promise<InterlabFunnel> {
  const { siteId = null, cohortId = null, from, to } = filters
  const [found] = await db.hot<{ counted: Counted }>(funnelSql, [scope.filterSites, siteId, cohortId, from, to, now])
  if (!found) throw new Error('figures without a row')
  const { watched, steps, delays, smallCellK } = found.counted
  const { pending, redirected, refused, notEligible, withdrawn, inProgress } = found.counted
  const ratio = (part: number, whole: number | undefined) =>
    whole === undefined || whole < smallCellK ? null : part / whole
  return {
    steps: funnelSteps.map((step, index) => {
      const { applications, people, women, known } = steps[step]
      const [before] = funnelSteps.slice(index - 1, index)
      return {
        step,
        applications,
        ofSubmitted: ratio(applications, steps.submitted.applications),
        ofPrevious: ratio(applications, before && steps[before].applications),
        people,
        women: { women, known, unknown: people - known, share: ratio(women, known) },
      }
    }),
    admission: admissionOf(found.counted.admission, smallCellK),
    aside: { redirected, refused, notEligible, withdrawn, inProgress },
    delay: {
      all: {
        medianDays: daysUntil(0.5, watched),
        p90Days: daysUntil(0.9, watched),
      },
      admitted: delayOf(delays.admitted),
      refused: delayOf(delays.refused),
      pending,
    },
  }
}

const delayOf = (delay: Delay | undefined) => ({
  decided: delay?.decided ?? 0,
  medianDays: delay?.median ?? null,
  p90Days: delay?.p90 ?? null,
})
