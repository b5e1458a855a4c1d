import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import { daysAfter, insertRows } from './rows.ts'
import type { Season } from './season.ts'

const notes = [
  'Première rencontre : l’histoire, les envies, les plats.',
  'Le coût d’un couvert, ligne par ligne.',
  'Préparation du rendez-vous à la banque.',
  'Le compte est ouvert. On passe aux cuisines.',
  'Deux visites prévues, questions écrites ensemble.',
  'Un devis pour trente couverts, à relire.',
]

/** Six coachings, one every eight weeks, and two times that the coach keeps free. */
export async function coachFor(
  db: Db,
  season: Season,
  incubation_id: string,
  coach_id: string | undefined,
): Promise<void> {
  const { siteId: site_id, today, staffId: created_by } = season
  const logs = notes.map((shared_note, at) => {
    const held_on = daysAfter(today, -290 + at * 55)
    return {
      id: newId(),
      site_id,
      incubation_id,
      coach_id,
      held_on,
      minutes: at % 2 === 0 ? 60 : 90,
      mode: at === 3 ? 'phone' : 'in_person',
      role: 'coach',
      topics: ['finance', 'premises'].slice(0, 1 + (at % 2)),
      shared_note,
      shared: at === 4,
      status: at < 4 ? 'acknowledged' : 'signed',
      signed_at: `${held_on}T12:00:00Z`,
      acknowledged_on: at < 4 ? held_on : null,
      acknowledged_through: at < 4 ? 'in_person' : null,
      acknowledged_by: at < 4 ? created_by : null,
      created_by,
    }
  })
  await insertRows(db, 'coaching_log', logs)
  const slot = { site_id, coach_id, starts_time: '10:00', ends_time: '11:00', place: 'Bureau du premier étage' }
  await insertRows(db, 'coaching_slot', [
    { id: newId(), ...slot, starts_on: daysAfter(today, 6), status: 'booked', incubation_id, created_by },
    { id: newId(), ...slot, starts_on: daysAfter(today, 13), status: 'free', incubation_id: null, created_by },
  ])
}

/** What was asked of the services, milestones on the way, and the days in the shared rooms. */
export async function askServices(db: Db, season: Season, incubation_id: string): Promise<void> {
  const { siteId: site_id, today, staffId: asked_by } = season
  const at = (days: number) => `${daysAfter(today, days)}T09:00:00Z`
  const asked = { site_id, incubation_id, asked_by }
  await insertRows(db, 'service_request', [
    {
      id: newId(),
      ...asked,
      kind: 'writing',
      content: 'Relire la lettre au guichet',
      asked_at: at(-40),
      status: 'in_hand',
      answer: 'Relue une première fois, la suite lundi',
    },
    {
      id: newId(),
      ...asked,
      kind: 'social',
      content: 'Garde des enfants le samedi',
      asked_at: at(-4),
      status: 'open',
      answer: 'Rendez-vous pris avec la famille pour jeudi',
    },
  ])
  const day = (days: number) => daysAfter(today, days)
  const reached = { site_id, incubation_id, noted_by: asked_by }
  await insertRows(db, 'milestone', [
    { ...reached, code: 'idea_pitched', reached_on: day(-260), evidence: 'Devant le groupe', count: null },
    { ...reached, code: 'customer_interviews', reached_on: day(-180), evidence: 'Carnet d’entretiens', count: 12 },
    { ...reached, code: 'offer_defined', reached_on: day(-95), evidence: 'La carte et ses prix', count: null },
  ])
  await insertRows(db, 'coworking_right', [{ incubation_id, site_id, starts_on: day(-200), ends_on: day(60) }])
  const days = [-40, -37, -33, -26, -19, -12, -5].map((on) => ({ incubation_id, site_id, on_day: day(on) }))
  await insertRows(db, 'coworking_day', days)
}

/** A course of three afternoons that the cohort follows together: there once, missing once, one to come. */
export async function followCourse(db: Db, season: Season, incubation_id: string, person_id?: string): Promise<void> {
  const { siteId: site_id, today, staffId } = season
  const [cohort_id, course_id, enrolment_id] = [newId(), newId(), newId()]
  const cohort = { id: cohort_id, site_id, name: 'Cohorte de l’hiver', capacity: 8, created_by: staffId }
  await insertRows(db, 'interlab_cohort', [
    { ...cohort, starts_on: daysAfter(today, -300), ends_on: daysAfter(today, 65) },
  ])
  await db.hot({ name: 'demo cohort', text: 'update incubation set cohort_id = $2 where id = $1' }, [
    incubation_id,
    cohort_id,
  ])
  const course = { id: course_id, site_id, kind: 'entrepreneurship', title: 'Fixer ses prix', audiences: ['members'] }
  await insertRows(db, 'course', [{ ...course, cohort_id, status: 'open', created_by: staffId }])
  const hours = { site_id, course_id, starts_time: '13:00', ends_time: '15:00' }
  const afternoons = [-27, -20, 8].map((days) => ({ id: newId(), ...hours, starts_on: daysAfter(today, days) }))
  await insertRows(db, 'course_session', afternoons)
  await insertRows(db, 'enrolment', [{ id: enrolment_id, site_id, course_id, person_id, enrolled_by: staffId }])
  const noted = { enrolment_id, course_id, site_id, recorded_by: staffId }
  const presences = afternoons
    .slice(0, 2)
    .map(({ id }, at) => ({ ...noted, course_session_id: id, minutes: at === 0 ? 120 : 0 }))
  await insertRows(db, 'course_presence', presences)
}
