import type { CourseKind } from '@interra/contracts'
import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import { daysAfter, insertRows } from './rows.ts'
import type { Season } from './season.ts'

interface Plan {
  readonly kind: CourseKind
  readonly title: string
  readonly status: 'draft' | 'open' | 'closed'
  readonly audiences: readonly string[]
  readonly validMonths: number | null
  /** Days from today. */
  readonly days: readonly number[]
  /** Places in the list of people. */
  readonly members: readonly [from: number, to: number]
  readonly partnerStaff: readonly string[]
}
const plans: readonly Plan[] = [
  {
    kind: 'host',
    title: 'Porter un atelier : préparer, accueillir, animer',
    status: 'closed',
    audiences: ['hosts'],
    validMonths: 24,
    days: [-47, -40],
    members: [0, 6],
    partnerStaff: [],
  },
  {
    kind: 'intercultural',
    title: 'Communiquer entre cultures',
    status: 'open',
    audiences: ['members', 'partner_staff'],
    validMonths: null,
    days: [-16, -9, 5],
    members: [12, 20],
    partnerStaff: ['Ilse Verdonck', 'Rachid Amrani', 'Coralie Moulin'],
  },
  {
    kind: 'entrepreneurship',
    title: 'Oser entreprendre : de l’idée au projet',
    status: 'draft',
    audiences: ['members'],
    validMonths: null,
    days: [19],
    members: [0, 0],
    partnerStaff: [],
  },
]

/** A training that is over with its attestations, one under way with partners' staff, one in preparation; two actions. */
export async function trainPeople(db: Db, season: Season): Promise<void> {
  const partners = await db.hot<{ id: string }>(
    { name: 'demo partners', text: 'select id from partner where site_id = $1 order by name, id' },
    [season.siteId],
  )
  const partnerIds = partners.map(({ id }) => id)
  for (const plan of plans) await runCourse(db, season, plan, partnerIds)
  await raiseAwareness(db, season)
}

async function runCourse(db: Db, season: Season, plan: Plan, partnerIds: readonly string[]): Promise<void> {
  const { siteId: site_id, today, people, staffId } = season
  const course_id = newId()
  const { kind, title, status, audiences, validMonths: valid_months } = plan
  await insertRows(db, 'course', [
    { id: course_id, site_id, kind, title, status, audiences, valid_months, created_by: staffId },
  ])
  const sessions = plan.days.map((days) => ({
    id: newId(),
    site_id,
    course_id,
    starts_on: daysAfter(today, days),
    starts_time: '18:00',
    ends_time: '20:30',
  }))
  await insertRows(db, 'course_session', sessions)
  const of = { site_id, course_id, enrolled_by: staffId }
  const members = people.slice(...plan.members).map(({ id }) => ({ id: newId(), ...of, person_id: id }))
  const staff = plan.partnerStaff.map((staff_name, at) => ({
    id: newId(),
    ...of,
    partner_id: partnerIds[Math.floor(at / 2)],
    staff_name,
  }))
  await insertRows(db, 'enrolment', [...members, ...staff])
  const past = sessions.filter(({ starts_on }) => starts_on < today)
  const everybody = [...members, ...staff]
  await insertRows(
    db,
    'course_presence',
    past.flatMap(({ id }, evening) =>
      everybody.map((one, at) => ({
        enrolment_id: one.id,
        course_session_id: id,
        course_id,
        site_id,
        // now and then somebody is missing
        minutes: (at + evening) % 5 === 4 ? 0 : 150,
        recorded_by: staffId,
      })),
    ),
  )
  if (kind === 'intercultural') await askBefore(db, season, everybody)
  if (status === 'closed') await attest(db, season, course_id)
}

/** Before the course everybody but one says where they stand, and two have said it afterwards too. */
async function askBefore(db: Db, { siteId: site_id }: Season, everybody: readonly { id: string }[]): Promise<void> {
  const answers = (moment: 'then' | 'now', people: readonly { id: string }[]) =>
    people.flatMap(({ id: enrolment_id }, at) =>
      ['understand', 'communicate', 'act'].map((question, place) => ({
        enrolment_id,
        site_id,
        moment,
        question,
        value: moment === 'then' ? 1 + ((at + place) % 3) : 3 + ((at + place) % 3),
      })),
    )
  await insertRows(db, 'learning_answer', [
    ...answers('then', everybody.slice(1)),
    ...answers('now', everybody.slice(0, 3)),
  ])
}

/** Those who were there at least 80 % of the time, as the service would. */
async function attest(db: Db, { today, staffId }: Season, courseId: string): Promise<void> {
  await db.hot(
    {
      name: 'demo attestations',
      text: `insert into attestation (id, site_id, number, course_id, enrolment_id, person_id, kind, title, holder, minutes,
          planned_minutes, starts_on, completed_on, issued_on, valid_until, issued_by)
        select e.id, c.site_id, '', c.id, e.id, e.person_id, c.kind, c.title,
          concat_ws(' ', coalesce(p.usual_name, p.given_name), p.family_name), sum(x.minutes),
          (select sum(minutes) from course_session where course_id = c.id), min(s.starts_on), max(s.starts_on),
          max(s.starts_on) + 2, (max(s.starts_on) + make_interval(months => c.valid_months))::date, $3
        from course c
          join enrolment e on e.course_id = c.id
          join person p on p.id = e.person_id
          join course_presence x on x.enrolment_id = e.id and x.minutes > 0
          join course_session s on s.id = x.course_session_id
        where c.id = $1 and s.starts_on < $2::date
        group by c.id, e.id, p.id
        having sum(x.minutes) * 100 >= c.completion_share *
          (select sum(minutes) from course_session where course_id = c.id)`,
    },
    [courseId, today, staffId],
  )
}

async function raiseAwareness(db: Db, { siteId: site_id, today, staffId }: Season): Promise<void> {
  const actions = [
    { kind: 'school', title: 'Qui est mon voisin ? en 5e secondaire', days: -25, place: 'Athénée imaginaire' },
    { kind: 'stand', title: 'Un stand au marché de quartier', days: -6, place: 'Place imaginaire' },
  ].map(({ days, ...action }) => ({
    id: newId(),
    site_id,
    created_by: staffId,
    held_on: daysAfter(today, days),
    ...action,
  }))
  await insertRows(db, 'awareness_action', actions)
  const [school, stand] = actions.map(({ id }) => id)
  await insertRows(db, 'awareness_heads', [
    { awareness_action_id: school, site_id, audience: 'pupils', heads: 46 },
    { awareness_action_id: school, site_id, audience: 'professionals', heads: 3 },
    { awareness_action_id: stand, site_id, audience: 'public', heads: 120 },
  ])
}
