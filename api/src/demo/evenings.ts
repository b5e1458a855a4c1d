import type { AutonomyLevel } from '@interra/contracts'
import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import type { DemoPerson } from './people.ts'
import type { Random } from './random.ts'
import { daysAfter, insertRows, type Row } from './rows.ts'

export interface Plan {
  readonly title: string
  readonly category: string
  readonly from: string
  readonly to: string
  readonly capacity: number
  /** Day of the week, as days after today: the demo always has something today and tomorrow. */
  readonly day: number
  /** First session, in weeks before today. */
  readonly weeks: number
  readonly autonomy: AutonomyLevel
}

export interface Evening {
  readonly id: string
  readonly startsOn: string
  readonly plan: Plan
  readonly hosts: readonly DemoPerson[]
  readonly past: boolean
  /** Nobody has written down who came: it waits in "to record". */
  readonly unrecorded: boolean
}

/** The site whose evenings these are, and who of the team registers people. */
interface Place {
  readonly siteId: string
  readonly today: string
  readonly staffId: string
}

/** Who came, who was registered, who waits: past evenings are recorded, the next ones are filling up. */
export async function fillEvenings(
  db: Db,
  random: Random,
  place: Place,
  evenings: readonly Evening[],
  members: readonly DemoPerson[],
): Promise<void> {
  for (const evening of evenings) {
    const recorded = evening.past && !evening.unrecorded
    const guests = recorded ? comers(random, evening, members) : expected(random, place, evening, members)
    await insertRows(db, 'registration', registrations(place, evening, guests))
    if (recorded) await insertRows(db, 'attendance', attendances(place, evening, guests))
    if (recorded && random.chance(0.2)) await insertRows(db, 'head_count', [heads(random, place, evening)])
  }
}

interface Guest {
  readonly person: DemoPerson
  /** Null for somebody who came to the door. */
  readonly registered: 'confirmed' | 'waitlisted' | null
  readonly status: string
}

function comers(random: Random, evening: Evening, members: readonly DemoPerson[]): Guest[] {
  const count = random.between(5, Math.min(10, evening.plan.capacity - 1))
  return random.some(members, count).map((person) => {
    if (random.chance(0.15)) return { person, registered: null, status: 'present' }
    const status = random.pick(['present', 'present', 'present', 'present', 'excused', 'unexcused'])
    return { person, registered: 'confirmed', status }
  })
}

/** Tomorrow is full, with two people waiting; the other evenings have places left. */
function expected(
  random: Random,
  { today }: Place,
  { plan, startsOn }: Evening,
  members: readonly DemoPerson[],
): Guest[] {
  const full = startsOn === daysAfter(today, 1)
  const count = full ? plan.capacity + 2 : random.between(3, plan.capacity - 2)
  return random.some(members, count).map((person, place) => ({
    person,
    registered: place < plan.capacity ? 'confirmed' : 'waitlisted',
    status: 'unknown',
  }))
}

function registrations({ siteId, staffId }: Place, evening: Evening, guests: readonly Guest[]): Row[] {
  return guests
    .filter(({ registered }) => registered !== null)
    .map(({ person, registered }) => ({
      id: newId(),
      site_id: siteId,
      session_id: evening.id,
      person_id: person.id,
      status: registered,
      author_kind: 'staff',
      author_account_id: staffId,
    }))
}

function attendances({ siteId }: Place, evening: Evening, guests: readonly Guest[]): Row[] {
  const row = (person: DemoPerson, more: Row) => ({
    id: newId(),
    site_id: siteId,
    session_id: evening.id,
    person_id: person.id,
    observed_at: `${evening.startsOn}T19:00:00Z`,
    ...more,
  })
  return [
    ...evening.hosts.map((host, place) =>
      row(host, { part: place === 0 ? 'host' : 'co_host', status: 'present', walk_in: false }),
    ),
    ...guests.map(({ person, registered, status }) =>
      row(person, { part: 'participant', status, walk_in: registered === null }),
    ),
  ]
}

function heads(random: Random, { siteId }: Place, { id, startsOn }: Evening): Row {
  return { session_id: id, site_id: siteId, heads: random.between(1, 4), observed_at: `${startsOn}T19:00:00Z` }
}
