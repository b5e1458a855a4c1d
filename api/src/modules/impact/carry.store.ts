import type { Db } from '../../platform/db/database.ts'
import type { StepLoad } from './carry.ts'

interface Load extends StepLoad, Record<string, unknown> {
  readonly kind: 'proposals' | 'incubations'
}

/**
 * Minutes noted, by the month they were given in: a step of a proposal is one piece of work, an incubation one for each
 * month. $1 sites, $2 today.
 */
const text = `with given as (
    select 'proposals' as kind, step, proposal_id as piece, minutes, done_on as day from proposal_step
    where site_id = any ($1::uuid[]) and state = 'done' and minutes > 0
    union all
    select 'incubations', 'coaching', incubation_id, minutes * coaches, held_on from coaching_log
    where site_id = any ($1::uuid[]) and status <> 'withdrawn'),
  recent as (select *, date_trunc('month', day)::date as month from given
    where day > $2::date - interval '1 year' and day <= $2::date),
  pieces as (select kind, step, month, piece, sum(minutes) as minutes from recent group by 1, 2, 3, 4),
  months as (select kind, step, month, sum(minutes) as minutes from pieces
    where month >= date_trunc('month', $2::date) - interval '6 months' and month < date_trunc('month', $2::date)
    group by 1, 2, 3),
  hand as (
    select 'proposals' as kind, s.step, count(*)::int as count from proposal_step s join proposal p on p.id = s.proposal_id
    where s.site_id = any ($1::uuid[]) and s.state = 'todo' and p.status in ('submitted', 'accompanied', 'ready', 'converted')
    group by s.step
    union all
    select 'incubations', 'coaching', count(*)::int from incubation
    where site_id = any ($1::uuid[]) and stage in ('incubation', 'pre_launch', 'launched'))
  select kind, step, (select round(avg(p.minutes), 1)::float8 from pieces p where p.kind = k.kind and p.step = k.step) as each,
    coalesce((select max(m.minutes) from months m where m.kind = k.kind and m.step = k.step), 0)::float8 as most,
    coalesce((select h.count from hand h where h.kind = k.kind and h.step = k.step), 0) as "inHand"
  from (select kind, step from pieces union select kind, step from hand) k
  order by kind, array_position(array['receive', 'train', 'commit', 'venue', 'schedule', 'promote', 'first_sessions', 'evaluate'], step)`

/** What each step takes, gave and has in hand. */
export const loadsOf = (db: Db, sites: readonly string[], today: string): Promise<Load[]> =>
  db.hot<Load>({ name: 'carry', text }, [sites, today])
