import type { Random } from '../../src/demo/random.ts'
import { daysAfter, insertRows } from '../../src/demo/rows.ts'
import type { Db } from '../../src/platform/db/database.ts'
import { newId } from '../../src/platform/ids.ts'

const around = [0, 59, 60, 61, 90, 119, 120, 121]

/** Sometimes something of what somebody does after the first time: an evening, a training, a duo, a project. */
export async function stay(
  db: Db,
  random: Random,
  site_id: string,
  person_id: string,
  first: string,
  people: readonly string[],
  taken: Set<string>,
): Promise<void> {
  const kind = random.pick(['nothing', 'evening', 'evening', 'training', 'training', 'duo', 'duo', 'project'])
  const on = daysAfter(first, random.pick(around))
  const id = newId()
  const of = { id, site_id }
  if (kind === 'evening') {
    await insertRows(db, 'workshop', [{ ...of, title: 'Atelier', capacity: 20 }])
    const hours = { starts_on: on, starts_time: '18:00', ends_time: '20:00' }
    await insertRows(db, 'session', [
      { ...of, ...hours, workshop_id: id, status: random.pick(['held', 'held', 'cancelled']) },
    ])
    const status = random.pick(['present', 'present', 'present', 'excused'])
    await insertRows(db, 'attendance', [{ ...of, session_id: id, person_id, status, observed_at: `${on}T19:00:00Z` }])
  }
  if (kind === 'training') {
    await insertRows(db, 'course', [{ ...of, kind: 'host', title: 'Formation' }])
    const status = random.pick(['scheduled', 'scheduled', 'cancelled'])
    const hours = { starts_on: on, starts_time: '18:00', ends_time: '20:00', minutes: 120 }
    await insertRows(db, 'course_session', [{ ...of, ...hours, course_id: id, status }])
    await insertRows(db, 'enrolment', [{ ...of, course_id: id, person_id }])
    const presence = { enrolment_id: id, course_session_id: id, course_id: id, site_id, minutes: random.pick([0, 120]) }
    await insertRows(db, 'course_presence', [presence])
  }
  if (kind === 'duo') await startDuo(db, random, site_id, person_id, on, people, taken)
  if (kind === 'project') {
    await insertRows(db, 'application', [
      {
        ...of,
        person_id,
        status: 'admitted',
        submitted_at: '2023-01-01T10:00:00Z',
        project: 'Projet',
        form_version: 1,
      },
    ])
    const starts_on = daysAfter(on, -random.pick([0, 30]))
    const ends_on = daysAfter(starts_on, random.pick([40, 200]))
    await insertRows(db, 'incubation', [
      { ...of, application_id: id, person_id, stage_since: starts_on, starts_on, ends_on },
    ])
    if (random.chance(0.5)) {
      const text = `update incubation set stage = 'stopped', stage_since = $2::date where id = $1`
      await db.hot({ name: 'test stopped', text }, [id, daysAfter(starts_on, random.pick([10, 30, 90]))])
    }
    const signed = { status: random.pick(['draft', 'signed']), signed_at: '2024-01-01T10:00:00Z' }
    const held_on = daysAfter(first, random.pick(around))
    const log = { incubation_id: id, held_on, minutes: 60, mode: 'in_person', role: 'coach' }
    await insertRows(db, 'coaching_log', [{ ...of, ...log, ...signed }])
  }
}

async function startDuo(
  db: Db,
  random: Random,
  site_id: string,
  person_id: string,
  starts_on: string,
  people: readonly string[],
  taken: Set<string>,
): Promise<void> {
  const other = random.pick(people.filter((one) => one !== person_id))
  const ids = [newId(), newId()]
  const ended = { status: 'ended', applied_on: starts_on, left_on: starts_on }
  const pool = [person_id, other].map((one, at) => ({ id: ids[at], site_id, person_id: one, ...ended }))
  await insertRows(db, 'candidacy', pool)
  const at = `${starts_on}T10:00:00Z`
  // nobody is in two duos at once here
  const isOver = random.chance(0.6) || taken.has(person_id)
  if (!isOver) taken.add(person_id)
  const id = newId()
  await insertRows(db, 'duo', [
    {
      id,
      site_id,
      status: isOver ? 'completed' : 'active',
      newcomer_id: person_id,
      local_id: other,
      newcomer_candidacy_id: ids[0],
      local_candidacy_id: ids[1],
      matched_on: starts_on,
      newcomer_group: 'newcomer',
      local_group: 'local',
      origin: 'plan',
      proposed_at: at,
      expires_at: at,
      newcomer_accepted_at: at,
      newcomer_accepted_through: 'staff',
      local_accepted_at: at,
      local_accepted_through: 'staff',
      first_meeting_on: starts_on,
      starts_on,
      ended_on: isOver ? daysAfter(starts_on, random.pick([0, 1, 30, 90])) : null,
    },
  ])
  if (random.chance(0.5)) return
  const meeting = { id: newId(), site_id, duo_id: id, met_on: daysAfter(starts_on, random.pick([1, 31])) }
  const noted = { mode: 'in_person', logged_by: 'staff', logged_at: at, removed_at: random.chance(0.3) ? at : null }
  await insertRows(db, 'duo_meeting', [{ ...meeting, ...noted }])
}
