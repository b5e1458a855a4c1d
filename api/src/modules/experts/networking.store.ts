import {
  broken,
  problem,
  type AddNetworkingEvent,
  type ChangeNetworkingEvent,
  type NetworkingEvent,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { findEventSql, listEventsSql } from './experts.sql.ts'
import { networkingEvent } from './experts.tables.ts'

export interface FoundEvent {
  readonly event: NetworkingEvent
  readonly today: string
}
interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly since: string
  readonly item: NetworkingEvent
}

/** The latest first. */
export const listEvents = (db: Db, scope: Scope, siteId: string | undefined, { take, after }: Window) =>
  db.hot<Listed>(listEventsSql, [scope.filterSites, siteId ?? null, after?.[0] ?? null, after?.[1] ?? null, take])

/** Throws `not-found`. */
export async function findEvent(db: Db, scope: Scope, eventId: string, now: Date): Promise<FoundEvent> {
  const [found] = await db.hot<FoundEvent & Record<string, unknown>>(findEventSql, [eventId, scope.filterSites, now])
  if (!found) throw problem('not-found')
  return found
}

const refusals = {
  networking_event_title_check: () => broken('rule-broken', '/title', { rule: 'blank' }),
}

/** Throws `rule-broken` for somebody who is unknown at the site. */
export async function insertEvent(
  db: Db,
  { personIds = [], ...wanted }: AddNetworkingEvent,
  by: string | null,
): Promise<string> {
  const event = { id: newId(), siteId: wanted.siteId }
  await db
    .insert(networkingEvent)
    .values({ ...event, createdBy: by, ...wanted })
    .catch((error: unknown) => onConstraint(error, refusals))
  await savePeople(db, event, personIds, by)
  return event.id
}

type Removal = { readonly removedAt?: Date; readonly removedBy?: string | null }

/** Throws as `insertEvent`. */
export async function saveEvent(
  db: Db,
  event: Pick<NetworkingEvent, 'id' | 'siteId'>,
  { personIds, ...change }: ChangeNetworkingEvent & Removal,
  by: string | null,
): Promise<void> {
  // another list of people is another version of the event
  await db
    .update(networkingEvent)
    .set({ siteId: event.siteId, ...change })
    .where(eq(networkingEvent.id, event.id))
    .catch((error: unknown) => onConstraint(error, refusals))
  if (personIds) await savePeople(db, event, personIds, by)
}

const gone = {
  name: 'networking-people-go',
  text: 'delete from networking_presence where event_id = $1 and person_id <> all($2)',
}
const come = {
  name: 'networking-people-come',
  text: `insert into networking_presence (event_id, person_id, site_id, created_by)
    select $1, p.id, p.site_id, $4 from person p where p.id = any($2) and p.site_id = $3 and p.status = 'active'
    on conflict do nothing`,
}
const count = {
  name: 'networking-people-count',
  text: 'select count(*)::int as people from networking_presence where event_id = $1',
}

async function savePeople(
  db: Db,
  { id, siteId }: Pick<NetworkingEvent, 'id' | 'siteId'>,
  personIds: readonly string[],
  by: string | null,
): Promise<void> {
  await db.hot(gone, [id, personIds])
  await db.hot(come, [id, personIds, siteId, by])
  const [row] = await db.hot<{ people: number }>(count, [id])
  if (row?.people !== personIds.length) throw broken('rule-broken', '/personIds', { rule: 'unknown' })
}
