import { daysAfter, insertRows, type Row } from '../../src/demo/rows.ts'
import type { Db } from '../../src/platform/db/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { anyDay, type Association } from './people.world.ts'

const hours = ['06:00', '09:00', '12:00', '15:00', '18:00', '21:00']

/** Proposals, workshops and their sessions, with who hosted, came, excused themselves or was counted without a name. */
export async function liveInteract(db: Db, association: Association): Promise<void> {
  const { random, siteId: site_id, alone, people, categories } = association
  const proposals = Array.from({ length: random.between(0, 5) }, () => proposal(association))
  await insertRows(db, 'proposal', proposals)
  const workshops = Array.from({ length: random.between(1, 4) }, (_, index) => ({
    id: newId(),
    site_id,
    title: `Atelier ${index}`,
    ...(random.chance(0.3) ? { status: 'ended', published_at: '2023-01-01T10:00:00Z' } : {}),
    capacity: 20,
    proposal_id: proposals[index]?.['id'] ?? null,
    category_term_id: random.chance(0.8) ? random.pick(categories) : null,
  }))
  await insertRows(db, 'workshop', workshops)
  const staff = Array.from({ length: 2 }, () => newId())
  await insertRows(
    db,
    'account',
    staff.map((id) => ({ id, email: `${id}@example.org`, name: 'Équipe', status: 'active' })),
  )
  const taken = new Set<string>()
  const sessions = Array.from({ length: random.between(0, 24) }, () => {
    const starts_on = anyDay(random)
    const starts_time = random.pick(hours)
    const isFree = !taken.has(`${starts_on} ${starts_time}`)
    taken.add(`${starts_on} ${starts_time}`)
    const status = random.pick(['held', 'held', 'held', 'held', 'scheduled', 'cancelled'])
    const workshop_id = random.pick(workshops).id
    const ends_time = `${String(Number(starts_time.slice(0, 2)) + random.between(1, 2)).padStart(2, '0')}:${random.pick(['00', '30'])}`
    const attendance_closed_at = status === 'held' && random.chance(0.5) ? `${starts_on}T22:30:00Z` : null
    const row = { id: newId(), site_id, workshop_id, starts_on, starts_time, ends_time, status, attendance_closed_at }
    return isFree ? [row] : []
  }).flat()
  await insertRows(db, 'session', sessions)
  await insertRows(
    db,
    'session_host',
    sessions.flatMap(({ id }) =>
      random.some(alone, random.between(0, 2)).map((person_id, place) => ({
        id: newId(),
        site_id,
        session_id: id,
        person_id,
        part: place === 0 || random.chance(0.5) ? 'lead' : 'co',
      })),
    ),
  )
  await insertRows(
    db,
    'session_staff',
    sessions.flatMap(({ id }) =>
      random.some(staff, random.between(0, 2)).map((account_id) => ({
        id: newId(),
        site_id,
        session_id: id,
        account_id,
        present: random.pick([true, false, false, false, null]),
        minutes: random.pick([0, 30, 45, 90, null]),
      })),
    ),
  )
  await insertRows(
    db,
    'attendance',
    sessions.flatMap(({ id, status }) => {
      if (status === 'cancelled') return []
      // a person entered twice is not on one sheet twice
      return random.some(people, random.between(0, people.length)).map((person_id): Row => ({
        id: newId(),
        site_id,
        session_id: id,
        person_id,
        observed_at: '2024-01-01T10:00:00Z',
        status: random.pick(['present', 'present', 'present', 'excused', 'unexcused', 'unknown']),
        part: random.pick(['participant', 'participant', 'participant', 'host', 'co_host']),
        walk_in: random.chance(0.2),
      }))
    }),
  )
  await insertRows(
    db,
    'head_count',
    sessions.flatMap(({ id }) =>
      random.chance(0.3)
        ? [{ session_id: id, site_id, heads: random.between(0, 6), observed_at: '2024-01-01T10:00:00Z' }]
        : [],
    ),
  )
}

function proposal({ random, siteId: site_id, categories }: Association): Row {
  const on = anyDay(random)
  const status = random.pick(['draft', 'submitted', 'accompanied', 'converted', 'converted', 'withdrawn', 'declined'])
  return {
    id: newId(),
    site_id,
    status,
    title: 'Proposition',
    received_on: on,
    status_reason: status === 'declined' ? 'Pas de lieu' : null,
    status_since: `${daysAfter(on, random.between(0, 90))}T12:00:00Z`,
    category_term_id: random.chance(0.8) ? random.pick(categories) : null,
    // shortly before midnight in summer is the next day in Brussels
    submitted_at:
      status === 'draft' || random.chance(0.1) ? null : `${on}T${random.pick(['09:00', '22:30', '23:30'])}:00Z`,
  }
}
