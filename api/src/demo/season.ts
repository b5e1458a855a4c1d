import { weekdays } from '@interra/contracts'
import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import { accompanyWorkshop } from './accompaniment.ts'
import { fillEvenings, type Evening, type Plan } from './evenings.ts'
import type { DemoPerson } from './people.ts'
import type { Random } from './random.ts'
import { daysAfter, insertRows, type Row } from './rows.ts'
import type { DemoRoom } from './venues.ts'

export interface Season {
  readonly siteId: string
  readonly today: string
  readonly people: readonly DemoPerson[]
  readonly rooms: readonly DemoRoom[]
  readonly categories: ReadonlyMap<string, string>
  readonly staffId: string
}
const plans: readonly Plan[] = [
  {
    title: 'Cuisine du monde',
    category: 'cooking',
    from: '18:30',
    to: '20:30',
    capacity: 12,
    day: 0,
    weeks: 21,
    autonomy: 'supported',
  },
  {
    title: 'Table de conversation',
    category: 'conversation',
    from: '18:00',
    to: '19:30',
    capacity: 14,
    day: 1,
    weeks: 14,
    autonomy: 'co_led',
  },
  {
    title: 'Course à pied au bord de l’eau',
    category: 'sport',
    from: '10:00',
    to: '11:30',
    capacity: 20,
    day: 3,
    weeks: 10,
    autonomy: 'autonomous',
  },
  {
    title: 'Chansons d’ici et d’ailleurs',
    category: 'music',
    from: '19:00',
    to: '21:00',
    capacity: 16,
    day: 5,
    weeks: 6,
    autonomy: 'supervised',
  },
  {
    title: 'Philo autour d’un thé',
    category: 'philosophy',
    from: '17:30',
    to: '19:00',
    capacity: 10,
    day: -1,
    weeks: 2,
    autonomy: 'supervised',
  },
]
const weeksAhead = 3

/** Five months of weekly workshops up to today and the next weeks: attendance, places taken, a waiting list. */
export async function liveTheSeason(db: Db, random: Random, season: Season, count: number): Promise<void> {
  const evenings: Evening[] = []
  for (const [index, plan] of plans.slice(0, count).entries()) {
    const hosts = season.people.slice(index * 2, index * 2 + (index % 2 === 0 ? 1 : 2))
    evenings.push(...(await runWorkshop(db, season, { plan, index, hosts })))
  }
  await fillEvenings(db, random, season, evenings, season.people.slice(plans.length * 2))
}

async function runWorkshop(
  db: Db,
  season: Season,
  { plan, index, hosts }: { plan: Plan; index: number; hosts: readonly DemoPerson[] },
): Promise<Evening[]> {
  const { siteId, today, staffId } = season
  const room = season.rooms[index % season.rooms.length]
  const workshop = newId()
  const first = daysAfter(today, plan.day - 7 * plan.weeks)
  await insertRows(db, 'workshop', [
    {
      id: workshop,
      site_id: siteId,
      title: plan.title,
      category_term_id: season.categories.get(plan.category) ?? null,
      languages: ['fr'],
      capacity: plan.capacity,
      room_id: room?.id ?? null,
      owner_account_id: staffId,
      autonomy: plan.autonomy,
      status: 'published',
      published_at: `${daysAfter(first, -7)}T09:00:00Z`,
      created_by: staffId,
    },
  ])
  const of = { site_id: siteId, workshop_id: workshop }
  await insertRows(
    db,
    'workshop_host',
    hosts.map(({ id }, place) => ({
      ...of,
      id: newId(),
      person_id: id,
      part: place === 0 ? 'lead' : 'co',
      trained_on: daysAfter(first, -20),
      commitment_signed_on: daysAfter(first, -14),
      commitment_text_version: '2026-01',
      commitment_language: 'fr',
    })),
  )
  await accompanyWorkshop(db, season, { workshopId: workshop, roomId: room?.id, autonomy: plan.autonomy, first })
  const series = newId()
  await insertRows(db, 'series', [
    {
      ...of,
      id: series,
      rule: { kind: 'weekly', every: 1, on: [weekdays[(new Date(first).getUTCDay() + 6) % 7]] },
      starts_on: first,
      starts_time: plan.from,
      ends_time: plan.to,
      until_on: daysAfter(today, 7 * weeksAhead),
      room_id: room?.id ?? null,
      created_by: staffId,
    },
  ])
  const evenings = eveningsOf(plan, first, today, hosts)
  await insertRows(
    db,
    'session',
    evenings.map((evening, rank) => ({
      ...of,
      ...sessionRow(evening, rank),
      series_id: series,
      room_id: room?.id ?? null,
      created_by: staffId,
    })),
  )
  const each = (evening: Evening) => ({ site_id: siteId, session_id: evening.id })
  await insertRows(
    db,
    'session_seats',
    evenings.map((e) => ({ ...each(e), capacity: plan.capacity })),
  )
  await insertRows(
    db,
    'session_host',
    evenings.flatMap((e) =>
      hosts.map(({ id }, place) => ({
        ...each(e),
        id: newId(),
        person_id: id,
        part: place === 0 ? 'lead' : 'co',
      })),
    ),
  )
  await insertRows(
    db,
    'session_staff',
    evenings.slice(0, 5).map((e, rank) => ({
      ...each(e),
      id: newId(),
      account_id: staffId,
      present: e.past ? true : null,
      minutes: e.past ? 150 - rank * 25 : 0,
    })),
  )
  return evenings
}

function eveningsOf(plan: Plan, first: string, today: string, hosts: readonly DemoPerson[]): Evening[] {
  return Array.from({ length: plan.weeks + weeksAhead + 1 }, (_, week) => {
    const startsOn = daysAfter(first, week * 7)
    const past = startsOn < today
    return { id: newId(), startsOn, plan, hosts, past, unrecorded: past && startsOn >= daysAfter(today, -5) }
  })
}

function sessionRow(evening: Evening, rank: number): Row {
  const held = evening.past && !evening.unrecorded
  return {
    id: evening.id,
    original_on: evening.startsOn,
    starts_on: evening.startsOn,
    starts_time: evening.plan.from,
    ends_time: evening.plan.to,
    status: held ? 'held' : 'scheduled',
    attendance_closed_at: held ? `${evening.startsOn}T21:30:00Z` : null,
    atmosphere: held ? 'good' : null,
    staff_required: rank < 3,
  }
}
