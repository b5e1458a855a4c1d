import { daysAfter, insertRows } from '../../src/demo/rows.ts'
import type { Db } from '../../src/platform/db/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { anyDay, type Association } from './people.world.ts'

/** People in the pool, duos in every state after their first meeting, their meetings and what they answered. */
export async function liveInDuos(db: Db, { random, siteId: site_id, people }: Association): Promise<void> {
  const candidacies = people.map((person_id) => {
    const waiting_since = anyDay(random)
    const status = random.pick(['available', 'available', 'ended', 'withdrawn'])
    const isOver = status === 'ended' || status === 'withdrawn'
    return {
      id: newId(),
      site_id,
      person_id,
      status,
      applied_on: waiting_since,
      interviewed_on: waiting_since,
      waiting_since: random.chance(0.9) ? waiting_since : null,
      left_on: isOver ? daysAfter(waiting_since, random.between(0, 200)) : null,
      // whatever was written down since
      updated_at: '2025-06-01T10:00:00Z',
    }
  })
  await insertRows(
    db,
    'candidacy',
    candidacies.map((one) => (one.waiting_since === null ? { ...one, status: 'applied', left_on: null } : one)),
  )
  const duos = Array.from({ length: random.between(0, 12) }, () => {
    const [one, two] = random.some(candidacies, 2)
    const starts_on = anyDay(random)
    const status = random.pick(['active', 'active', 'paused', 'completed', 'completed', 'ended_early', 'not_started'])
    const isOver = status === 'completed' || status === 'ended_early' || status === 'not_started'
    const isPaused = status === 'paused'
    const wasPaused = random.chance(0.2)
    const at = `${daysAfter(starts_on, -7)}T10:00:00Z`
    return {
      id: newId(),
      site_id,
      status,
      newcomer_id: one?.person_id,
      local_id: two?.person_id,
      newcomer_candidacy_id: one?.id,
      local_candidacy_id: two?.id,
      matched_on: daysAfter(starts_on, -10),
      newcomer_group: 'newcomer',
      local_group: 'local',
      origin: 'plan',
      proposed_at: at,
      expires_at: `${starts_on}T10:00:00Z`,
      newcomer_accepted_at: at,
      newcomer_accepted_through: 'staff',
      local_accepted_at: at,
      local_accepted_through: 'staff',
      first_meeting_on: starts_on,
      starts_on: status === 'not_started' ? null : starts_on,
      planned_end_on:
        status === 'not_started' || random.chance(0.1) ? null : daysAfter(starts_on, random.pick([91, 182])),
      // some go on for more than a year
      ended_on: isOver ? daysAfter(starts_on, random.between(0, 430)) : null,
      rhythm_days: random.pick([7, 14, 31]),
      paused_on: isPaused ? daysAfter(starts_on, random.between(60, 90)) : null,
      paused_until: isPaused ? '2026-01-01' : null,
      resumed_on: wasPaused ? daysAfter(starts_on, random.between(25, 50)) : null,
      paused_days: wasPaused ? random.between(1, 20) : 0,
      end_reason: status === 'ended_early' ? random.pick(['no_time', 'moved', 'safety', 'other']) : null,
    }
  })
  // the same two are not in two duos at once
  const living = new Set<string>()
  const kept = duos.filter(({ newcomer_id, local_id, status }) => {
    if (!['active', 'paused'].includes(status)) return true
    const isNew = !living.has(`${newcomer_id} ${local_id}`)
    living.add(`${newcomer_id} ${local_id}`)
    return isNew
  })
  await insertRows(db, 'duo', kept)
  const running = kept.filter(({ starts_on }) => starts_on !== null)
  await insertRows(
    db,
    'duo_meeting',
    running.flatMap(({ id, first_meeting_on: from }) =>
      Array.from({ length: random.between(0, 6) }, (_, place) => ({
        id: newId(),
        site_id,
        duo_id: id,
        // one meeting a day
        met_on: daysAfter(from, 25 * place + random.between(0, 24)),
        mode: random.pick(['in_person', 'video', 'phone']),
        logged_by: 'staff',
        logged_at: `${from}T10:00:00Z`,
        removed_at: random.chance(0.1) ? '2025-01-01T10:00:00Z' : null,
      })),
    ),
  )
  await insertRows(
    db,
    'check_in',
    running.flatMap(({ id, first_meeting_on: from }) =>
      ['week_4', 'end', 'after_6_months'].flatMap((kind) =>
        ['newcomer', 'local'].flatMap((side) => {
          const due_on = daysAfter(from, { week_4: 28, end: 91, after_6_months: 273 }[kind] ?? 0)
          const isAnswered = random.chance(0.6)
          const answered = `${daysAfter(due_on, random.between(0, 20))}T${random.pick(['10:00', '23:30'])}:00Z`
          return random.chance(0.8)
            ? [
                {
                  id: newId(),
                  site_id,
                  duo_id: id,
                  kind,
                  side,
                  due_on,
                  asked_at: `${due_on}T08:00:00Z`,
                  answered_at: isAnswered ? answered : null,
                  answered_through: isAnswered ? 'link' : null,
                  times: isAnswered ? random.pick([null, 0, 1, 3]) : null,
                  met: isAnswered ? random.pick([true, true, false, null]) : null,
                },
              ]
            : []
        }),
      ),
    ),
  )
}
