import { daysAfter, insertRows } from '../../src/demo/rows.ts'
import type { Db } from '../../src/platform/db/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { anyDay, type Association } from './people.world.ts'

/** Small evenings at which the same people meet again, some with heads; networking events; duos that meet. */
export async function liveTogether(db: Db, association: Association): Promise<void> {
  await evenings(db, association)
  await events(db, association)
  await duos(db, association)
  const { random, siteId: site_id } = association
  if (random.chance(0.4))
    await insertRows(db, 'policy', [
      { id: newId(), site_id, key: 'link_threshold', value: random.pick([2, 3]), starts_on: anyDay(random) },
    ])
}

async function evenings(db: Db, { random, siteId: site_id, people }: Association): Promise<void> {
  const workshop_id = newId()
  await insertRows(db, 'workshop', [{ id: workshop_id, site_id, title: 'Atelier', capacity: 20 }])
  // circles that come back, exactly 27, 28 or 29 days after they began or half a year later
  const circles = Array.from({ length: random.between(2, 6) }, () => ({
    from: anyDay(random),
    members: random.some(people, random.between(2, 5)),
  }))
  const taken = new Set<string>()
  const sessions = circles.flatMap(({ from, members }) =>
    [0, 7, 14, 27, 28, 29, 60, 135, 163, 225, 226, 253].flatMap((after) => {
      const starts_on = daysAfter(from, after)
      const starts_time = random.pick(['09:00', '18:00', '21:00'])
      const key = `${starts_on} ${starts_time}`
      if (random.chance(0.3) || taken.has(key)) return []
      taken.add(key)
      const ends_time = `${String(Number(starts_time.slice(0, 2)) + 1).padStart(2, '0')}:30`
      const status = random.pick(['held', 'held', 'held', 'held', 'cancelled'])
      return [{ members, row: { id: newId(), site_id, workshop_id, starts_on, starts_time, ends_time, status } }]
    }),
  )
  await insertRows(
    db,
    'session',
    sessions.map(({ row }) => row),
  )
  const observed_at = '2024-01-01T10:00:00Z'
  await insertRows(
    db,
    'attendance',
    sessions.flatMap(({ members, row: { id: session_id } }) =>
      [...new Set([...members, ...random.some(people, random.between(0, 2))])].map((person_id) => ({
        id: newId(),
        site_id,
        session_id,
        person_id,
        observed_at,
        status: random.pick(['present', 'present', 'present', 'present', 'unexcused']),
      })),
    ),
  )
  await insertRows(
    db,
    'head_count',
    sessions.flatMap(({ row: { id: session_id } }) =>
      random.chance(0.2) ? [{ session_id, site_id, heads: random.between(0, 3), observed_at }] : [],
    ),
  )
}

async function events(db: Db, { random, siteId: site_id, people }: Association): Promise<void> {
  const rows = Array.from({ length: random.between(0, 4) }, () => ({
    id: newId(),
    site_id,
    kind: 'networking',
    title: 'Café',
    held_on: anyDay(random),
    heads: random.between(0, 2),
    removed_at: random.chance(0.2) ? '2025-01-01T10:00:00Z' : null,
  }))
  await insertRows(db, 'networking_event', rows)
  await insertRows(
    db,
    'networking_presence',
    rows.flatMap(({ id: event_id }) =>
      random.some(people, random.between(1, 4)).map((person_id) => ({ event_id, person_id, site_id })),
    ),
  )
}

async function duos(db: Db, { random, siteId: site_id, people }: Association): Promise<void> {
  const candidacies = people.map((person_id) => ({ id: newId(), site_id, person_id, applied_on: '2023-01-01' }))
  await insertRows(db, 'candidacy', candidacies)
  // one duo at a time for a pair: the second candidate is the next one after the first
  const rows = random.some([...candidacies.keys()], random.between(0, candidacies.length - 1)).map((place) => {
    const [one, two] = [candidacies[place], candidacies[(place + 1) % candidacies.length]]
    const starts_on = anyDay(random)
    const at = `${starts_on}T10:00:00Z`
    const status = random.pick(['active', 'active', 'completed', 'ended_early', 'not_started'])
    const isOver = status !== 'active'
    return {
      id: newId(),
      site_id,
      status,
      newcomer_id: one?.person_id,
      local_id: two?.person_id,
      newcomer_candidacy_id: one?.id,
      local_candidacy_id: two?.id,
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
      starts_on: status === 'not_started' ? null : starts_on,
      ended_on: isOver ? daysAfter(starts_on, random.pick([30, 90, 91, 180])) : null,
      end_reason: status === 'ended_early' ? 'no_time' : null,
    }
  })
  await insertRows(db, 'duo', rows)
  await insertRows(
    db,
    'duo_meeting',
    rows.flatMap(({ id, first_meeting_on: from }) =>
      [0, 14, 28, 180].flatMap((after) =>
        random.chance(0.5)
          ? [
              {
                id: newId(),
                site_id,
                duo_id: id,
                met_on: daysAfter(from, after),
                mode: 'in_person',
                logged_by: 'staff',
                logged_at: `${from}T10:00:00Z`,
                removed_at: random.chance(0.1) ? '2025-01-01T10:00:00Z' : null,
              },
            ]
          : [],
      ),
    ),
  )
}
