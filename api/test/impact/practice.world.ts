import { daysAfter, insertRows, type Row } from '../../src/demo/rows.ts'
import type { Db } from '../../src/platform/db/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { anyDay, type Association } from './people.world.ts'

const said = [['fr'], ['fr'], ['fr', 'ar'], ['nl'], []] as const

/** Evenings close enough that the same people meet again, courses with minutes, duos that meet often: each in a language or none. */
export async function livePractice(db: Db, association: Association): Promise<void> {
  await liveEvenings(db, association)
  await liveCourses(db, association)
  await liveMeetings(db, association)
  await liveLevels(db, association)
}

async function liveEvenings(db: Db, { random, siteId: site_id, people, categories }: Association): Promise<void> {
  const workshops = Array.from({ length: 3 }, (_, index) => ({
    id: newId(),
    site_id,
    title: `Atelier ${index}`,
    capacity: 20,
    languages: random.pick(said),
    category_term_id: random.chance(0.8) ? random.pick(categories) : null,
  }))
  await insertRows(db, 'workshop', workshops)
  const seasons = Array.from({ length: random.between(1, 3) }, () => anyDay(random))
  const taken = new Set<string>()
  const sessions = seasons.flatMap((from) =>
    Array.from({ length: random.between(2, 9) }, () => {
      // exactly 90 days apart, or one more, is where the window ends
      const starts_on = daysAfter(from, random.pick([0, 0, 7, 45, 45, 89, 90, 90, 91, 120]))
      const starts_time = random.pick(['09:00', '18:00', '21:00'])
      const key = `${starts_on} ${starts_time}`
      if (taken.has(key)) return []
      taken.add(key)
      const ends_time = `${String(Number(starts_time.slice(0, 2)) + random.between(1, 2)).padStart(2, '0')}:${random.pick(['00', '30'])}`
      const status = random.pick(['held', 'held', 'held', 'held', 'cancelled'])
      return [
        { id: newId(), site_id, workshop_id: random.pick(workshops).id, starts_on, starts_time, ends_time, status },
      ]
    }).flat(),
  )
  await insertRows(db, 'session', sessions)
  await insertRows(
    db,
    'attendance',
    sessions.flatMap(({ id: session_id }) =>
      random.some(people, random.between(0, people.length)).map((person_id): Row => ({
        id: newId(),
        site_id,
        session_id,
        person_id,
        observed_at: '2024-01-01T10:00:00Z',
        status: random.pick(['present', 'present', 'present', 'present', 'unexcused']),
        part: random.pick(['participant', 'participant', 'host', 'co_host']),
      })),
    ),
  )
}

async function liveCourses(db: Db, { random, siteId: site_id, people }: Association): Promise<void> {
  const partners = ['Maison', 'Atelier'].map((name) => ({ id: newId(), site_id, name, types: ['association'] }))
  await insertRows(db, 'partner', partners)
  for (let index = 0; index < 3; index++) {
    const course_id = newId()
    const kind = random.pick(['intercultural', 'intercultural', 'host'])
    await insertRows(db, 'course', [
      { id: course_id, site_id, kind, title: 'Se comprendre', languages: random.pick(said) },
    ])
    const sessions = Array.from({ length: random.between(0, 4) }, () => {
      const hours = { starts_on: anyDay(random), starts_time: '18:00', ends_time: '21:00', minutes: 180 }
      return { id: newId(), site_id, course_id, ...hours, status: random.pick(['scheduled', 'scheduled', 'cancelled']) }
    })
    await insertRows(db, 'course_session', sessions)
    const of = () => ({ id: newId(), site_id, course_id })
    const enrolments: (Row & { readonly id: string })[] = [
      // somebody entered twice may follow it twice
      ...random.some(people, random.between(0, people.length)).map((person_id) => ({ ...of(), person_id })),
      ...['Ada', 'ada', 'Bo', 'Bo'].map((staff_name, at) => ({
        ...of(),
        partner_id: partners[at % 2]?.id,
        staff_name,
      })),
    ]
    await insertRows(
      db,
      'enrolment',
      enrolments.filter((one, at) => at < enrolments.length - 1 || random.chance(0.5)),
    )
    const kept = enrolments.slice(0, -1)
    await insertRows(
      db,
      'course_presence',
      sessions.flatMap(({ id: course_session_id }) =>
        random.chance(0.2)
          ? []
          : kept.flatMap(({ id: enrolment_id }) =>
              random.chance(0.8)
                ? [{ enrolment_id, course_session_id, course_id, site_id, minutes: random.pick([0, 45, 90, 180]) }]
                : [],
            ),
      ),
    )
  }
}

async function liveMeetings(db: Db, { random, siteId: site_id, people }: Association): Promise<void> {
  const candidacies = people.map((person_id) => ({ id: newId(), site_id, person_id, applied_on: '2023-01-01' }))
  await insertRows(db, 'candidacy', candidacies)
  const duos = Array.from({ length: random.between(0, 6) }, () => {
    const [one, two] = random.some(candidacies, 2)
    const starts_on = anyDay(random)
    return {
      id: newId(),
      site_id,
      // the same two may be one after another, and not twice at once
      status: 'completed',
      ended_on: daysAfter(starts_on, 100),
      newcomer_id: one?.person_id,
      local_id: two?.person_id,
      newcomer_candidacy_id: one?.id,
      local_candidacy_id: two?.id,
      matched_on: starts_on,
      newcomer_group: 'newcomer',
      local_group: 'local',
      origin: 'plan',
      proposed_at: `${starts_on}T10:00:00Z`,
      expires_at: `${starts_on}T10:00:00Z`,
      newcomer_accepted_at: `${starts_on}T10:00:00Z`,
      newcomer_accepted_through: 'staff',
      local_accepted_at: `${starts_on}T10:00:00Z`,
      local_accepted_through: 'staff',
      first_meeting_on: starts_on,
      starts_on,
    }
  })
  await insertRows(db, 'duo', duos)
  await insertRows(
    db,
    'duo_meeting',
    duos.flatMap(({ id, starts_on }) =>
      Array.from({ length: random.between(0, 14) }, (_, day) => ({
        id: newId(),
        site_id,
        duo_id: id,
        met_on: daysAfter(starts_on, day),
        minutes: random.pick([15, 90, 300, 600, null]),
        mode: 'in_person',
        logged_by: 'staff',
        logged_at: `${starts_on}T10:00:00Z`,
        removed_at: random.chance(0.1) ? '2025-01-01T10:00:00Z' : null,
      })),
    ),
  )
  if (random.chance(0.5))
    await insertRows(db, 'policy', [
      { id: newId(), site_id, key: 'duo_language', value: random.pick(['nl', 'en']), starts_on: anyDay(random) },
    ])
}

/** Levels of French that change over time, by whoever judges them. */
async function liveLevels(db: Db, { random, siteId: site_id, people }: Association): Promise<void> {
  await insertRows(
    db,
    'language_record',
    people.flatMap((person_id) => {
      const from = anyDay(random)
      return Array.from({ length: random.between(0, 5) }, () => ({
        id: newId(),
        site_id,
        person_id,
        language: 'fr',
        assessed_by: random.pick(['self', 'self', 'staff', 'school']),
        assessed_on: daysAfter(from, random.pick([0, 30, 89, 90, 91, 180, 365, 500])),
        level: random.pick(['unknown', 'A0', 'A0', 'A1', 'A1', 'A2', 'A2', 'B1', 'B2', 'C1', 'C2', 'native']),
      }))
    }),
  )
}
