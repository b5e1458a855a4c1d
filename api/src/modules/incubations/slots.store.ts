import { broken, problem, type CoachingSlot, type OpenCoachingSlot } from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { aroundValues, isAround, onlyAround } from '../../platform/http/around.ts'
import { newId } from '../../platform/ids.ts'
import { personJson, todayAt } from '../workshops/shapes.sql.ts'
import type { Asking } from './incubations.store.ts'
import { coachingSlot } from './incubations.tables.ts'

const wallTime = (time: string) => `to_char(${time}, 'HH24:MI')`
const slotJson = `json_build_object('id', s.id, 'siteId', s.site_id, 'coach', ${personJson('s.coach_id')},
  'startsOn', s.starts_on, 'startsTime', ${wallTime('s.starts_time')}, 'endsTime', ${wallTime('s.ends_time')},
  'startsAt', s.starts_at, 'endsAt', s.ends_at, 'place', s.place, 'status', s.status,
  'incubatee', (select json_build_object('incubationId', i.id, 'person', ${personJson('i.person_id')})
    from incubation i where i.id = s.incubation_id and ${isAround('$2', '$3', '$4')}),
  'version', s.version)`
/** $1 sites, $2 person, $3 free sites, $4 now: a guest reads the times of their own. */
const readBy = `s.site_id = any($1) and ($2::uuid is null or s.site_id = any($3::uuid[]) or s.coach_id = $2::uuid)`

/** $5 site, $6 from, $7 coach, $8 incubation. */
const listSql = {
  name: 'coaching-slots',
  text: `select ${slotJson} as slot from coaching_slot s
    where ${readBy} and ($5::uuid is null or s.site_id = $5)
      and s.starts_on >= coalesce($6::date, ${todayAt('s.site_id', '$4')})
      and ($7::uuid is null or s.coach_id = $7) and ($8::uuid is null or exists (select from incubation i
        where i.id = s.incubation_id and i.id = $8 and ${isAround('$2', '$3', '$4')}))
    order by s.starts_at, s.id limit 200`,
}
const findSql = {
  name: 'coaching-slot',
  text: `select ${slotJson} as slot from coaching_slot s where ${readBy} and s.id = $5`,
}

interface SlotFilters {
  readonly siteId?: string
  readonly from?: string
  readonly coachId?: string
  readonly incubationId?: string
}
export async function listSlots(
  db: Db,
  { actor, scope }: Asking,
  { siteId, from, coachId, incubationId }: SlotFilters,
  now: Date,
): Promise<CoachingSlot[]> {
  const values = [scope.filterSites, ...aroundValues(onlyAround(actor, scope)), now, siteId ?? null, from ?? null]
  const rows = await db.hot<{ slot: CoachingSlot }>(listSql, [...values, coachId ?? null, incubationId ?? null])
  return rows.map(({ slot }) => slot)
}

/** Throws `not-found`, for another coach’s time too. */
export async function findSlot(db: Db, { actor, scope }: Asking, slotId: string, now: Date): Promise<CoachingSlot> {
  const values = [scope.filterSites, ...aroundValues(onlyAround(actor, scope)), now, slotId]
  const [found] = await db.hot<{ slot: CoachingSlot }>(findSql, values)
  if (!found) throw problem('not-found')
  return found.slot
}

const refusals = {
  coaching_slot_coach_free: () => problem('coach-taken'),
  coaching_slot_incubatee_free: () => problem('incubatee-taken'),
  coaching_slot_coach: () => broken('rule-broken', '/coachId', { rule: 'unknown' }),
  coaching_slot_length: () => broken('rule-broken', '/endsTime', { rule: 'before-start' }),
  session_time_exists: () => problem('time-does-not-exist'),
}

/** Throws `coach-taken`, `time-does-not-exist`, and `rule-broken` for a coach who is unknown or an end before the start. */
export async function insertSlot(
  db: Db,
  wanted: OpenCoachingSlot & { coachId: string },
  by: string | null,
): Promise<string> {
  const id = newId()
  // the instants are those of the trigger
  const instants = { startsAt: new Date(0), endsAt: new Date(0) }
  await db
    .insert(coachingSlot)
    .values({ id, ...wanted, ...instants, createdBy: by })
    .catch((error: unknown) => onConstraint(error, refusals))
  return id
}

/** Throws `incubatee-taken`. */
export async function saveSlot(db: Db, id: string, change: Partial<typeof coachingSlot.$inferInsert>): Promise<void> {
  await db
    .update(coachingSlot)
    .set(change)
    .where(eq(coachingSlot.id, id))
    .catch((error: unknown) => onConstraint(error, refusals))
}

/**
 * Sets free what lies ahead and was booked for somebody with whoever does not stand around them on that day any more; all
 * that lies ahead once they are not accompanied any more.
 */
export async function freeSlots(db: Db, incubationId: string, over: boolean, now: Date): Promise<void> {
  const text = `update coaching_slot s set status = 'free', incubation_id = null
    where s.incubation_id = $1 and s.status = 'booked' and s.starts_at > $3
      and ($2 or not exists (select from circle_member c join incubation i on i.id = c.incubation_id
        where i.id = s.incubation_id and c.person_id = s.coach_id
          and s.starts_on between c.starts_on and least(c.ends_on, i.ends_on)))`
  await db.hot({ name: 'coaching-slots-free', text }, [incubationId, over, now])
}
