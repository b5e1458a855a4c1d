import { broken, problem, type AddOpening, type ChangeOpening, type CircleOpening } from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { newId } from '../../platform/ids.ts'
import { personJson } from '../workshops/shapes.sql.ts'
import type { FoundIncubation } from './incubations.store.ts'
import { circleOpening } from './incubations.tables.ts'

/** $1 incubation. */
const openingsSql = {
  name: 'circle-openings',
  text: `select json_build_object('id', o.id, 'circleMemberId', o.circle_member_id, 'person', ${personJson('c.person_id')},
      'role', c.role, 'toWhom', o.to_whom, 'forWhat', o.for_what, 'openedOn', o.opened_on, 'outcome', o.outcome,
      'version', o.version) as opening
    from circle_opening o join circle_member c on c.id = o.circle_member_id
    where o.incubation_id = $1
    order by o.opened_on desc, o.created_at desc, o.id desc`,
}

/** The latest first. */
export async function listOpenings(db: Db, incubationId: string): Promise<CircleOpening[]> {
  const rows = await db.hot<{ opening: CircleOpening }>(openingsSql, [incubationId])
  return rows.map(({ opening }) => opening)
}

/** Throws `not-found`. */
export function openingIn(openings: readonly CircleOpening[], openingId: string): CircleOpening {
  const found = openings.find(({ id }) => id === openingId)
  if (!found) throw problem('not-found')
  return found
}

const refusals = {
  circle_opening_member: () => broken('rule-broken', '/circleMemberId', { rule: 'unknown' }),
  circle_opening_within: () => broken('rule-broken', '/openedOn', { rule: 'not-around' }),
  circle_opening_to_whom: () => broken('rule-broken', '/toWhom', { rule: 'blank' }),
  circle_opening_for_what: () => broken('rule-broken', '/forWhat', { rule: 'blank' }),
}

interface Noted {
  readonly circleMemberId: string
  readonly createdBy: string | null
  readonly createdAt: Date
}
/** Throws `rule-broken` for a day on which whoever opens it does not stand in the circle. */
export async function insertOpening(
  db: Db,
  { id: incubationId, siteId }: Pick<FoundIncubation, 'id' | 'siteId'>,
  wanted: AddOpening,
  noted: Noted,
): Promise<string> {
  const id = newId()
  await db
    .insert(circleOpening)
    .values({ id, siteId, incubationId, ...wanted, ...noted })
    .catch((error: unknown) => onConstraint(error, refusals))
  return id
}

/** Throws as `insertOpening`. */
export async function saveOpening(db: Db, id: string, change: ChangeOpening): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db
    .update(circleOpening)
    .set(change)
    .where(eq(circleOpening.id, id))
    .catch((error: unknown) => onConstraint(error, refusals))
}

export async function deleteOpening(db: Db, id: string): Promise<void> {
  await db.delete(circleOpening).where(eq(circleOpening.id, id))
}
