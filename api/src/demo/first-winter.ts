import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import { inventPeople, type DemoPerson } from './people.ts'
import { Random } from './random.ts'
import { daysAfter, insertRows, type Row } from './rows.ts'

/** Held sessions in each of the 22 ISO weeks from Monday 2019-09-02 (test vector TV-1 of the domain reference). */
const perWeek = [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 0, 0, 4, 4, 4, 4]
const firstMonday = '2019-09-02'
const people = 160
/** 31 sessions of ten people and ten of nine: 400 attendances. */
const sizes = (session: number) => (session % 4 === 3 && session < 40 ? 9 : 10)

/**
 * The first five months as the founders tell them, with invented people: 41 sessions, 400 attendances, at first mostly
 * locals. Its dates are fixed for ever: three statements of the founders become three rates of one figure.
 */
export async function tellFirstWinter(db: Db, siteId: string, categoryId: string | null): Promise<void> {
  const random = new Random(2019)
  const members = await inventPeople(db, random, {
    siteId,
    count: people,
    from: '2019-09-02',
    to: '2019-12-31',
    createdBy: null,
  })
  const workshops = ['Cuisine du monde', 'Table de conversation', 'Yoga doux', 'Théâtre d’improvisation'].map(
    (title) => ({
      id: newId(),
      site_id: siteId,
      title: `${title} (2019)`,
      category_term_id: categoryId,
      languages: ['fr'],
      capacity: 12,
      status: 'ended',
      status_reason: 'Fin de la première saison',
      published_at: '2019-09-01T08:00:00Z',
    }),
  )
  await insertRows(db, 'workshop', workshops)
  const sessions = sessionsOf(
    siteId,
    workshops.map(({ id }) => id),
  )
  await insertRows(
    db,
    'session',
    sessions.map(({ row }) => row),
  )
  await insertRows(
    db,
    'session_seats',
    sessions.map(({ id }) => ({ session_id: id, site_id: siteId, capacity: 12 })),
  )
  await insertRows(db, 'attendance', presences(random, siteId, sessions, members))
}

interface Held {
  readonly id: string
  readonly startsOn: string
  readonly row: Row
}

function sessionsOf(siteId: string, workshopIds: readonly string[]): Held[] {
  return perWeek.flatMap((count, week) =>
    Array.from({ length: count }, (_, index) => {
      const id = newId()
      const startsOn = daysAfter(firstMonday, week * 7 + ([1, 3, 5, 0][index] ?? 0))
      const row = {
        id,
        site_id: siteId,
        workshop_id: workshopIds[index],
        starts_on: startsOn,
        starts_time: '18:00',
        ends_time: '20:00',
        status: 'held',
        attendance_closed_at: `${startsOn}T20:30:00Z`,
      }
      return { id, startsOn, row }
    }),
  )
}

/** Locals first, newcomers joining over time; every member comes at least once. */
function presences(random: Random, siteId: string, sessions: readonly Held[], members: readonly DemoPerson[]): Row[] {
  const locals = members.filter(({ newcomer }) => !newcomer)
  const newcomers = members.filter(({ newcomer }) => newcomer)
  const queue = [...locals.slice(0, 40), ...interleaved(locals.slice(40), newcomers)]
  const known: DemoPerson[] = []
  return sessions.flatMap((session, index) => {
    const size = sizes(index)
    const fresh = queue.splice(0, Math.min(4, size))
    const regulars = random.some(known, size - fresh.length)
    const extra = queue.splice(0, size - fresh.length - regulars.length)
    known.push(...fresh, ...extra)
    return [...fresh, ...extra, ...regulars].map((person, place) => ({
      id: newId(),
      site_id: siteId,
      session_id: session.id,
      person_id: person.id,
      status: 'present',
      part: place === 0 ? 'host' : 'participant',
      observed_at: `${session.startsOn}T18:15:00Z`,
    }))
  })
}

function interleaved<T>(some: readonly T[], others: readonly T[]): T[] {
  return others.flatMap((other, index) => {
    const one = some[index]
    return one === undefined ? [other] : [other, one]
  })
}
