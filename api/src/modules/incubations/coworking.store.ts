import { broken, type Coworking, type Dimension, type IncubationFigures } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { todayAt } from '../workshops/shapes.sql.ts'
import type { Blocker, Business, CoachedHours, Leaver, Need, Project } from './figures.ts'
import { launchedOn } from './incubations.sql.ts'
import type { FoundIncubation } from './incubations.store.ts'

type Of = Pick<FoundIncubation, 'id' | 'siteId'>

export async function findCoworking(db: Db, { id, siteId }: Of): Promise<Coworking> {
  const text = `select
    (select json_build_object('startsOn', r.starts_on, 'endsOn', r.ends_on) from coworking_right r
      where r.incubation_id = $1) as right,
    coalesce((select json_agg(d.on_day order by d.on_day desc) from coworking_day d where d.incubation_id = $1), '[]') as days`
  const [found] = await db.hot<Omit<Coworking, 'siteId'>>({ name: 'coworking', text }, [id])
  if (!found) throw new Error('coworking is one row')
  return { siteId, ...found }
}

export async function saveRight(
  db: Db,
  { id, siteId }: Of,
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string },
  by: string | null,
): Promise<void> {
  const text = `insert into coworking_right as r (incubation_id, site_id, starts_on, ends_on, given_by)
    values ($1, $2, $3, $4, $5) on conflict (incubation_id) do update
    set starts_on = excluded.starts_on, ends_on = excluded.ends_on, given_by = excluded.given_by`
  await db.hot({ name: 'coworking-right-save', text }, [id, siteId, startsOn, endsOn, by])
}

/** The right ends with the incubation; one that was to begin later is none. */
export async function endRight(db: Db, incubationId: string): Promise<void> {
  const later = `delete from coworking_right r using incubation i
    where i.id = r.incubation_id and i.id = $1 and r.starts_on > i.ends_on`
  await db.hot({ name: 'coworking-right-later', text: later }, [incubationId])
  const longer = `update coworking_right r set ends_on = i.ends_on from incubation i
    where i.id = r.incubation_id and i.id = $1 and r.ends_on > i.ends_on`
  await db.hot({ name: 'coworking-right-end', text: longer }, [incubationId])
}

/** Throws `rule-broken` on a day without the right. */
export async function saveDay(
  db: Db,
  { id, siteId }: Of,
  on: string,
  present: boolean,
  by: string | null,
): Promise<void> {
  if (!present) {
    const text = 'delete from coworking_day where incubation_id = $1 and on_day = $2'
    await db.hot({ name: 'coworking-day-forget', text }, [id, on])
    return
  }
  const text = `insert into coworking_day (incubation_id, on_day, site_id, noted_by) values ($1, $2, $3, $4)
    on conflict do nothing`
  await db.hot({ name: 'coworking-day-save', text }, [id, on, siteId, by]).catch((error: unknown) =>
    onConstraint(error, {
      coworking_day_right: () => broken('rule-broken', '/on', { rule: 'no-right-that-day' }),
    }),
  )
}

interface Week extends Record<string, unknown> {
  readonly monday: string
  readonly days: number
  readonly people: number
}
/** Days used by week, weeks from Monday; half-open local dates. */
export function countWeeks(db: Db, sites: readonly string[], from: string, to: string): Promise<Week[]> {
  const text = `select date_trunc('week', d.on_day)::date::text as monday, count(*)::int as days,
      count(distinct d.incubation_id)::int as people
    from coworking_day d where d.site_id = any($1) and d.on_day >= $2::date and d.on_day < $3::date
    group by 1 order by 1`
  return db.hot<Week>({ name: 'coworking-weeks', text }, [sites, from, to])
}

interface Read extends Record<string, unknown> {
  readonly coaching: CoachedHours[]
  readonly coachedProjects: number
  /** INC-03, the denominator of the hours by project. */
  readonly supported: IncubationFigures['supported']
  readonly needs: Need[]
  readonly blockers: (Blocker & { dimension: Dimension })[]
  readonly projects: Project[]
  readonly businesses: Business[]
  readonly leavers: Leaver[]
  readonly today: string | null
}
/** What the figures are made of. $1 sites, $2 from, $3 to, $4 now. */
export async function readFigures(
  db: Db,
  sites: readonly string[],
  from: string,
  to: string,
  now: Date,
): Promise<Read> {
  const list = (select: string) => `coalesce((select json_agg(row_to_json(x)) from (${select}) x), '[]')`
  const counted = `l.site_id = any($1) and l.status in ('signed', 'acknowledged')
    and l.held_on >= $2::date and l.held_on < $3::date`
  const text = `select
    ${list(`select l.role, sum(l.minutes)::int as minutes, sum(l.minutes * l.coaches)::int as "coachMinutes"
      from coaching_log l where ${counted} group by l.role order by l.role`)} as coaching,
    (select count(distinct l.incubation_id)::int from coaching_log l where ${counted}) as "coachedProjects",
    (with staged as (
        select g.incubation_id, g.stage, g.since_on,
          lead(g.since_on) over (partition by g.incubation_id order by g.created_at, g.since_on) as until_on
        from incubation_stage g where g.site_id = any($1)
      ), accompanied as (
        select i.id, i.application_id, i.person_id,
          i.starts_on <= least($3::date, ${todayAt('i.site_id', '$4')} + 1) - 90 as settled,
          exists (select from coaching_log l where l.incubation_id = i.id and ${counted}) as supported,
          exists (select from coaching_log l where l.incubation_id = i.id and l.status in ('signed', 'acknowledged')
            and l.held_on < $3::date and l.held_on >= least($2::date, $3::date - 90)) as awake
        from incubation i where i.site_id = any($1) and i.starts_on < least($3::date, ${todayAt('i.site_id', '$4')} + 1)
          and exists (select from staged s where s.incubation_id = i.id
            and s.stage in ('incubation', 'pre_launch', 'launched')
            and s.since_on < $3::date and coalesce(s.until_on, 'infinity') > $2::date)
      )
      select json_build_object('projects', count(*) filter (where a.supported),
        'entrepreneurs', (select count(*) from (
          select b.person_id from accompanied b where b.supported
          union select f.person_id from accompanied b join application_founder f on f.application_id = b.application_id
            where b.supported) people),
        'dormant', count(*) filter (where a.settled and not a.awake))
      from accompanied a) as supported,
    ${list(`select p.opened_on as "openedOn", i.starts_on as "startsOn",
        (select json_agg(json_build_object('on', r.reviewed_on, 'severity', r.severity) order by r.reviewed_on)
          from path_review r where r.path_item_id = p.id and r.reviewed_on < $3::date) as reviews
      from path_item p join incubation i on i.id = p.incubation_id
      where p.site_id = any($1) and p.kind = 'need' and p.status <> 'abandoned' and p.opened_on < $3::date`)} as needs,
    ${list(`select p.dimension, p.opened_on as "openedOn",
        case when p.closed_on < $3::date then p.closed_on end as "unlockedOn"
      from path_item p
      where p.site_id = any($1) and p.kind = 'blocker' and p.status <> 'abandoned'
        and p.opened_on >= $2::date and p.opened_on < $3::date`)} as blockers,
    ${list(`select i.starts_on as "startsOn", v.started_on as "createdOn",
        v.number is not null or i.stage in ('stopped', 'employed_instead')
          or exists (select from incubation_outcome o where o.incubation_id = i.id
            and not (o.situations <@ array['unknown'])) as known
      from incubation i left join venture v on v.incubation_id = i.id and v.number is not null
      where i.site_id = any($1) and i.starts_on >= $2::date and i.starts_on < $3::date`)} as projects,
    ${list(`select v.started_on as "startedOn", v.ceased_on as "ceasedOn",
        coalesce(v.alive_on, v.verified_on, v.started_on) as "aliveOn"
      from venture v where v.site_id = any($1) and v.number is not null
        and v.started_on >= $2::date and v.started_on < $3::date`)} as businesses,
    ${list(`select i.person_id as "personId", i.stage, i.ends_on as "endsOn", ${launchedOn} as "launchedOn",
        (select coalesce(json_object_agg(o.moment, o.situations), '{}') from incubation_outcome o
          where o.incubation_id = i.id) as outcomes
      from incubation i where i.site_id = any($1)`)} as leavers,
    (select max(${todayAt('site.id', '$4')})::text from site where site.id = any($1)) as today`
  const [read] = await db.hot<Read>({ name: 'incubation-figures', text }, [sites, from, to, now])
  if (!read) throw new Error('figures are one row')
  return read
}
