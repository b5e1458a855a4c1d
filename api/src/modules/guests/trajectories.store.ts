import { interlabRoles, problem, type Trajectory } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { todayAt } from '../workshops/shapes.sql.ts'
import type { InRole, Steps, Traveller } from './trajectory.ts'

const localDay = (at: string, siteId: string) => todayAt(siteId, at)
/** The first day of each step of the person `p`, until `today`. */
const steps = (today: string) => `
  (select min(s.starts_on)::text from attendance a join session s on s.id = a.session_id and s.status <> 'cancelled'
    where a.person_id = p.id and a.status = 'present') as participant,
  (select min(s.starts_on)::text from session_host h join session s on s.id = h.session_id and s.status <> 'cancelled'
    where h.person_id = p.id and s.starts_on <= ${today}) as host,
  (select min(s.starts_on)::text from enrolment e join course_presence x on x.enrolment_id = e.id and x.minutes > 0
    join course_session s on s.id = x.course_session_id and s.status <> 'cancelled' where e.person_id = p.id) as training,
  (select min(${localDay('a.submitted_at', 'a.site_id')})::text from application a where a.submitted_at is not null
    and (a.person_id = p.id or exists (select from application_founder f
      where f.application_id = a.id and f.person_id = p.id))) as interlab,
  (select min(v.started_on)::text from venture v join incubation i on i.id = v.incubation_id
    where v.started_on <= ${today} and (i.person_id = p.id or exists (select from application_founder f
      where f.application_id = i.application_id and f.person_id = p.id))) as venture,
  (select min(i.started_on)::text from introduction i where i.person_id = p.id and i.started_on <= ${today}) as job`

/** The workshop that the person `p` hosts since last, unless they apply or were admitted. */
const hosted = `(select json_build_object('workshopId', w.id, 'title', w.title)
    from workshop_host h join workshop w on w.id = h.workshop_id
    where h.person_id = p.id and not exists (select from application a
      where a.status in ('draft', 'submitted', 'eligible', 'in_jury', 'waitlisted', 'admitted')
        and (a.person_id = p.id or exists (select from application_founder f
          where f.application_id = a.id and f.person_id = p.id)))
    order by h.created_at desc, h.id desc limit 1) as hosted`

const ofPerson = {
  name: 'trajectory-of-person',
  text: `select ${steps(todayAt('p.site_id', '$3'))}, ${hosted} from person p where p.id = $1 and p.site_id = any($2)`,
}
/** Throws `not-found`. */
export async function findSteps(
  db: Db,
  scope: Scope,
  personId: string,
  now: Date,
): Promise<Steps & Pick<Required<Trajectory>, 'hosted'>> {
  const [found] = await db.hot<Steps & Pick<Required<Trajectory>, 'hosted'> & Record<string, unknown>>(ofPerson, [
    personId,
    scope.filterSites,
    now,
  ])
  if (!found) throw problem('not-found')
  return found
}

const ofSite = {
  name: 'trajectories-of-site',
  text: `select coalesce(p.gender, 'unknown') as gender,
      interra.group_at(p.id, began.participant::date) as "group", ${steps('$4::date')}
    from (select a.person_id, min(s.starts_on) as participant
      from attendance a join session s on s.id = a.session_id and s.status <> 'cancelled'
      where a.status = 'present' and a.site_id = $1 group by a.person_id) began
    join person p on p.id = began.person_id and p.site_id = $1
    where began.participant >= $2::date and began.participant < $3::date`,
}
interface Of {
  readonly siteId: string
  /** Half-open local dates. */
  readonly from: string
  readonly to: string
  readonly today: string
}
/** Everybody whose first presence was in the period. */
export const listTravellers = (db: Db, { siteId, from, to, today }: Of): Promise<Traveller[]> =>
  db.hot<Traveller & Record<string, unknown>>(ofSite, [siteId, from, to, today])

const smallCell = {
  name: 'trajectory-small-cell',
  text: `select coalesce((interra.policy($1, 'small_cell_k', $2::date) #>> '{}')::int, 5) as k`,
}
export async function smallCellAt(db: Db, siteId: string, today: string): Promise<number> {
  const [row] = await db.hot<{ k: number }>(smallCell, [siteId, today])
  return row?.k ?? 5
}

const submitted = `a.site_id = $1 and ${localDay('a.submitted_at', 'a.site_id')} >= $2::date
  and ${localDay('a.submitted_at', 'a.site_id')} < $3::date`
const applicants = (more: string) => `select who.person_id from application a
  cross join lateral (select a.person_id union select f.person_id from application_founder f where f.application_id = a.id) who
  where ${submitted} ${more}`
const roles = {
  name: 'interlab-women',
  // who stands around InterLab for another organisation is counted as a partner too, once
  text: `with around (role, person_id, partner_id) as (
      select c.role, c.person_id, c.partner_id from circle_member c join incubation i on i.id = c.incubation_id
        where c.site_id = $1 and c.starts_on < $3::date and least(c.ends_on, i.ends_on) >= $2::date
      union select 'expert', x.person_id, x.partner_id from expert x
        where x.site_id = $1 and x.starts_on < $3::date
          and least(x.ends_on, ${localDay('x.removed_at', 'x.site_id')}, $3::date) >= $2::date
      union select 'juror', m.person_id, m.partner_id from jury_member m join jury_round r on r.id = m.round_id
        where m.site_id = $1 and r.held_on >= $2::date and r.held_on < $3::date
          and (m.removed_at is null or ${localDay('m.removed_at', 'm.site_id')} > r.held_on)
    ), named (role, person_id) as (
      select 'applicant', person_id from (${applicants('')}) x
      union select 'admitted', person_id from (${applicants(`and a.status = 'admitted'`)}) x
      union select 'incubated', i.person_id from incubation i
        where i.site_id = $1 and i.starts_on < $3::date and i.ends_on >= $2::date
      union select 'incubated', f.person_id from incubation i join application_founder f on f.application_id = i.application_id
        where i.site_id = $1 and i.starts_on < $3::date and i.ends_on >= $2::date
      union select role, person_id from around
      union select 'partner', person_id from around where partner_id is not null
    )
    select n.role, count(*) filter (where p.gender = 'woman')::int as women,
      count(*) filter (where p.gender in ('man', 'non_binary'))::int as others,
      count(*) filter (where p.gender is null or p.gender = 'undisclosed')::int as unknown
    from named n join person p on p.id = n.person_id group by n.role`,
}
/** Each role of InterLab, those that nobody has too. */
export async function countRoles(db: Db, { siteId, from, to }: Of): Promise<InRole[]> {
  const found = await db.hot<InRole & Record<string, unknown>>(roles, [siteId, from, to])
  const none = { women: 0, others: 0, unknown: 0 }
  return interlabRoles.map((role) => found.find((one) => one.role === role) ?? { role, ...none })
}
