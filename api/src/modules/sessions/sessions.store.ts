import { problem, type HostPart, type SessionClash, type SessionState, type WorkshopState } from '@interra/contracts'
import type { Db, HotStatement } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { hostingValues, type Hosting } from '../../platform/http/hosted-by.ts'
import { cursorOf, windowOf } from '../../platform/http/paging.ts'
import { requireLength, type Examined } from './session.ts'
import { examineSql, listSql, sessionSql, type ListShape } from './sessions.sql.ts'

/** JSON as PostgreSQL built it. */
export interface SessionJson {
  readonly json: string
  readonly version: number
}

/** Surface: a session as JSON of the contract. Throws `not-found`, also when `hostedBy` does not host it. */
export async function findSession(
  db: Db,
  scope: Scope,
  sessionId: string,
  { hostedBy = null, now }: { readonly hostedBy?: Hosting | null; readonly now: Date },
): Promise<SessionJson> {
  const statement = { name: 'session', text: sessionSql }
  const values = [sessionId, scope.filterSites, now, ...hostingValues(hostedBy)]
  const [row] = await db.hot<SessionJson & Record<string, unknown>>(statement, values)
  if (!row) throw problem('not-found')
  return row
}

/** The site of a session, its zone, and the state of the session. Throws `not-found`. */
export async function findSite(
  db: Db,
  scope: Scope,
  sessionId: string,
): Promise<{ siteId: string; timeZone: string; status: SessionState }> {
  const text = `select s.site_id as "siteId", site.time_zone as "timeZone", s.status
    from session s join site on site.id = s.site_id where s.id = $1 and s.site_id = any ($2::uuid[])`
  const [row] = await db.hot<{ siteId: string; timeZone: string; status: SessionState }>(
    { name: 'session-site', text },
    [sessionId, scope.filterSites],
  )
  if (!row) throw problem('not-found')
  return row
}

export interface SessionFilters {
  readonly limit?: number
  readonly after?: string
  readonly from?: string
  readonly to?: string
  readonly workshopId?: string
  readonly siteId?: string
  readonly status?: SessionState
  readonly toRecord?: boolean
}

const usualTake = 51
const listStatements = new Map<string, HotStatement>()

/** One statement for each set of filters: a filter that is not asked for costs nothing. */
function listStatement(shape: ListShape): HotStatement {
  const name = `sessions ${Object.entries(shape)
    .map(([filter, on]) => (on === true ? filter : typeof on === 'number' ? String(on) : ''))
    .join(' ')}`
  let statement = listStatements.get(name)
  if (!statement) listStatements.set(name, (statement = { name, text: listSql(shape) }))
  return statement
}

/** A page of sessions as JSON of the contract. `now` decides which are to be recorded, and which still to be staffed. */
export async function listSessions(
  db: Db,
  scope: Scope,
  filters: SessionFilters,
  { hostedBy, now }: { readonly hostedBy: Hosting | null; readonly now: Date },
): Promise<{ json: string; next: string | null }> {
  const { from = null, to = null, workshopId = null, siteId, status = null, toRecord = false } = filters
  const { take, after } = windowOf(filters, 2)
  const statement = listStatement({
    from: from !== null,
    to: to !== null,
    workshop: workshopId !== null,
    status: status !== null,
    hostedBy: hostedBy !== null,
    toRecord,
    after: after !== null,
    take: take === usualTake ? take : null,
  })
  const sites = siteId === undefined ? scope.filterSites : scope.filterSites.filter((id) => id === siteId)
  const [at, id] = after ?? [null, null]
  const values = [sites, take, from, to, workshopId, status, hostedBy?.personId ?? null, now, at, id]
  if (hostedBy) values.push(hostedBy.freeSites)
  const [row] = await db.hot<{ items: string; next_at: Date | null; next_id: string | null }>(statement, values)
  if (!row) throw new Error('a list of sessions is one row')
  const next = row.next_at && row.next_id ? cursorOf([row.next_at.toISOString(), row.next_id]) : null
  return { json: `{"items":${row.items},"next":${JSON.stringify(next)}}`, next }
}

/** What a workshop gives to the sessions that are planned for it. */
export interface Plannable {
  readonly id: string
  readonly siteId: string
  readonly timeZone: string
  readonly status: WorkshopState
  readonly capacity: number
  readonly roomId: string | null
  readonly hosts: readonly { readonly personId: string; readonly part: HostPart }[]
}

export async function findPlannable(db: Db, scope: Scope, workshopId: string): Promise<Plannable> {
  const [row] = await db.hot<{ [K in keyof Plannable]: Plannable[K] }>(
    {
      name: 'session-plannable',
      text: `select w.id, w.site_id as "siteId", site.time_zone as "timeZone", w.status, w.capacity, w.room_id as "roomId",
          (select coalesce(json_agg(json_build_object('personId', h.person_id, 'part', h.part)), '[]')
            from workshop_host h where h.workshop_id = w.id) as hosts
        from workshop w join site on site.id = w.site_id where w.id = $1 and w.site_id = any ($2::uuid[])`,
    },
    [workshopId, scope.filterSites],
  )
  if (!row) throw problem('not-found')
  return row
}

/** Places of a session in a room when nobody says otherwise: those of the workshop, unless the room holds fewer. */
export async function usualCapacity(db: Db, workshop: Plannable, roomId: string | null): Promise<number> {
  if (roomId === null) return workshop.capacity
  const statement = { name: 'session-room-capacity', text: 'select capacity from room where id = $1' }
  const [room] = await db.hot<{ capacity: number }>(statement, [roomId])
  return Math.min(workshop.capacity, room?.capacity ?? workshop.capacity)
}

/** An hour that is wished for a session: a new one when `sessionId` is null. */
export interface Wish {
  readonly sessionId: string | null
  readonly on: string
  readonly startsTime: string
  readonly endsTime: string
  readonly roomId: string | null
}

/**
 * What stands in the way of each wish, in the order given. `hostIds`: who would host; null keeps the hosts of each
 * session. Sessions of the wishes do not stand in each other's way.
 Throws
 * `rule-broken` for one that would end when it begins.
 */
export async function examine(
  db: Db,
  siteId: string,
  wishes: readonly Wish[],
  hostIds: readonly string[] | null,
): Promise<Examined[]> {
  wishes.forEach(requireLength)
  const rows = await db.hot<{ on: string; exists: boolean; starts_at: Date; clashes: SessionClash[] }>(
    { name: 'session-examine', text: examineSql },
    [
      siteId,
      wishes.map(({ on }) => on),
      wishes.map(({ startsTime }) => startsTime),
      wishes.map(({ endsTime }) => endsTime),
      wishes.map(({ roomId }) => roomId),
      wishes.map(({ sessionId }) => sessionId),
      hostIds,
    ],
  )
  return rows.map(({ on, exists, starts_at, clashes }) => ({
    on,
    startsAt: exists ? starts_at : null,
    clashes,
  }))
}
