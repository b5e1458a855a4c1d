import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import { emailOf } from './accounts.ts'
import { walk } from './incubation-paths.ts'
import { askServices, coachFor, followCourse } from './incubation-support.ts'
import { daysAfter, insertRows, type Row } from './rows.ts'
import type { Season } from './season.ts'

/** Somebody in the middle of their path, and somebody who launched two years ago; the guests of the demo are around them. */
export async function accompanyProjects(db: Db, season: Season): Promise<void> {
  const [cook, tailor, coach, expert, mentor] = season.people.slice(-12, -7).map(({ id }) => id)
  const text = 'update account set person_id = $1 where email = $2'
  for (const [user, person] of Object.entries({ coach, expert, mentor }))
    await db.hot({ name: 'demo guest', text }, [person, emailOf(user)])
  const under = await begin(db, season, cook, 'Traiteur de quartier, cuisine du Levant', { starts: -300, ends: 65 })
  const [, , bookOfMentor] = await surround(db, season, under, [
    { person_id: coach, role: 'coach', starts: -300 },
    { person_id: expert, role: 'expert', starts: -90 },
    { person_id: mentor, role: 'mentor', starts: -150 },
  ])
  await openDoors(db, season, under, bookOfMentor)
  await walk(db, season, under, cook)
  await coachFor(db, season, under, coach)
  await askServices(db, season, under)
  await followCourse(db, season, under, cook)
  const after = await begin(db, season, tailor, 'Atelier de retouches et de couture', {
    starts: -910,
    ends: 180,
    stage: 'launched',
    since: -732,
  })
  await surround(db, season, after, [{ person_id: mentor, role: 'mentor', starts: -900 }])
  await launch(db, season, after)
}

interface Begun {
  readonly starts: number
  readonly ends: number
  readonly stage?: string
  readonly since?: number
}

async function begin(
  db: Db,
  { siteId: site_id, today, staffId }: Season,
  person_id: string | undefined,
  project: string,
  { starts, ends, stage = 'incubation', since = starts }: Begun,
): Promise<string> {
  const [id, application_id] = [newId(), newId()]
  const day = (days: number) => daysAfter(today, days)
  const form = { project, form_version: 1, status: 'admitted', submitted_at: `${day(starts - 45)}T10:00:00Z` }
  await insertRows(db, 'application', [{ id: application_id, site_id, person_id, ...form, created_by: staffId }])
  const dates = { starts_on: day(starts), ends_on: day(ends), charter_signed_on: day(starts) }
  const where = { stage, stage_since: day(since), language_support: 'Français, deux heures par semaine' }
  await insertRows(db, 'incubation', [
    { id, site_id, application_id, person_id, ...dates, ...where, created_by: staffId },
  ])
  const consent = {
    id: newId(),
    site_id,
    person_id,
    purpose: 'incubation_file_share',
    given: true,
    collected_by: staffId,
  }
  const text = { text_version: '2026-11', language: 'fr', channel: 'paper', collected_on: day(starts) }
  await insertRows(db, 'consent', [{ ...consent, ...text }])
  return id
}

type Around = Row & { readonly starts: number }
async function surround(db: Db, season: Season, incubation_id: string, circle: readonly Around[]): Promise<string[]> {
  const { siteId: site_id, today, staffId } = season
  const rows = circle.map(({ starts, ...member }) => ({
    id: newId(),
    site_id,
    incubation_id,
    ...member,
    starts_on: daysAfter(today, starts),
    created_by: staffId,
  }))
  await insertRows(db, 'circle_member', rows)
  return rows.map(({ id }) => id)
}

/** Doors that somebody of the circle opened: one was useful, of one nothing is known yet. */
async function openDoors(db: Db, season: Season, incubation_id: string, circle_member_id?: string): Promise<void> {
  const { siteId: site_id, today, staffId: created_by } = season
  const doors = [
    { to_whom: 'Une coopérative bancaire', for_what: 'Ouvrir un compte professionnel', days: -140, outcome: 'useful' },
    { to_whom: 'La gérante d’une cuisine partagée', for_what: 'Visiter les lieux', days: -95, outcome: 'met' },
    { to_whom: 'Le service des fêtes d’une commune', for_what: 'Un premier banquet', days: -9, outcome: 'unknown' },
  ]
  const of = { site_id, incubation_id, circle_member_id, created_by }
  const rows = doors.map(({ days, ...door }) => ({ id: newId(), ...of, ...door, opened_on: daysAfter(today, days) }))
  await insertRows(db, 'circle_opening', rows)
}

async function launch(db: Db, season: Season, incubation_id: string): Promise<void> {
  const { siteId: site_id, today, staffId: noted_by } = season
  const day = (days: number) => daysAfter(today, days)
  const text = `update venture set card_status = 'not_needed', number = '0123456749', kind = 'main', started_on = $2,
    verified_on = $3, verified_by = $4, alive_on = $5 where incubation_id = $1`
  await db.hot({ name: 'demo venture', text }, [incubation_id, day(-732), day(-730), noted_by, day(-30)])
  const codes = ['offer_defined', 'budget', 'legal_route', 'enterprise_number', 'first_invoice']
  const milestones = codes.map((code, at) => ({
    incubation_id,
    site_id,
    code,
    reached_on: day(-850 + at * 40),
    noted_by,
  }))
  await insertRows(db, 'milestone', milestones)
  const asked = [
    ['exit', -700],
    ['month_6', -545],
    ['month_12', -360],
  ] as const
  const outcomes = asked.map(([moment, on]) => ({
    incubation_id,
    site_id,
    moment,
    situations: ['launched_main'],
    noted_on: day(on),
    noted_by,
  }))
  await insertRows(db, 'incubation_outcome', outcomes)
}
