import { broken, problem, type HostPart, type SeriesPlan } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { newId } from '../../platform/ids.ts'

/** Two acts at the same moment: the database lets one of them through. */
export const clashMeanings = {
  session_room_free: () => problem('room-taken'),
  session_host_free: () => problem('host-taken'),
  session_time_exists: () => problem('time-does-not-exist'),
  session_has_length: () => broken('rule-broken', '/endsTime', { rule: 'no-length' }),
}

/** Keeps the series and answers its id. Its sessions are added apart. */
export async function addSeries(
  db: Db,
  workshop: { readonly id: string; readonly siteId: string },
  plan: Pick<SeriesPlan, 'rule' | 'startsOn' | 'untilOn' | 'startsTime' | 'endsTime'> & {
    readonly roomId: string | null
  },
): Promise<string> {
  const id = newId()
  const { rule, startsOn, untilOn, startsTime, endsTime, roomId } = plan
  await db.hot(
    {
      name: 'series-add',
      text: `insert into series (id, site_id, workshop_id, rule, starts_on, until_on, starts_time, ends_time, room_id, created_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, interra.actor())`,
    },
    [id, workshop.siteId, workshop.id, JSON.stringify(rule), startsOn, untilOn, startsTime, endsTime, roomId],
  )
  return id
}

export interface NewSessions {
  readonly workshop: { readonly id: string; readonly siteId: string }
  readonly seriesId: string | null
  readonly days: readonly string[]
  readonly startsTime: string
  readonly endsTime: string
  readonly roomId: string | null
  readonly capacity: number
  readonly hosts: readonly { readonly personId: string; readonly part: HostPart }[]
  readonly note: string | null
}
export interface Added {
  readonly id: string
  readonly startsOn: string
  readonly startsAt: Date
}

/** Adds a session a day, with its places and hosts. Throws what `clashMeanings` says. */
export async function addSessions(db: Db, wanted: NewSessions): Promise<Added[]> {
  const { workshop, seriesId, days, startsTime, endsTime, roomId, capacity, hosts, note } = wanted
  const ids = days.map(() => newId())
  const values = [ids, days, workshop.siteId, workshop.id, seriesId, startsTime, endsTime, roomId, note, capacity]
  const added = await db
    .hot<{ id: string; starts_on: string; starts_at: Date }>(
      {
        name: 'sessions-add',
        text: `with added as (
            insert into session (id, site_id, workshop_id, series_id, original_on, starts_on, starts_time, ends_time, room_id, note, created_by)
            select d.id, $3, $4, $5, case when $5::uuid is not null then d.day end, d.day, $6, $7, $8, $9, interra.actor()
            from unnest($1::uuid[], $2::date[]) as d (id, day)
            returning id, starts_on, starts_at
          ), seats as (
            insert into session_seats (session_id, site_id, capacity) select id, $3, $10 from added
          )
          select * from added order by starts_at`,
      },
      values,
    )
    .catch((error: unknown) => onConstraint(error, clashMeanings))
  await setHosts(db, workshop.siteId, ids, hosts)
  return added.map(({ id, starts_on, starts_at }) => ({ id, startsOn: starts_on, startsAt: starts_at }))
}

/** These and no others host the sessions. Throws `host-taken`, `rule-broken` for somebody who is not a member here. */
export async function setHosts(
  db: Db,
  siteId: string,
  sessionIds: readonly string[],
  hosts: readonly { readonly personId: string; readonly part: HostPart }[],
): Promise<void> {
  const personIds = hosts.map(({ personId }) => personId)
  const twice = personIds.findIndex((personId, at) => personIds.indexOf(personId) < at)
  if (twice >= 0) throw broken('rule-broken', `/hosts/${twice}/personId`, { rule: 'named-twice' })
  const text = 'delete from session_host where session_id = any ($1::uuid[]) and not person_id = any ($2::uuid[])'
  await db.hot({ name: 'session-hosts-remove', text }, [sessionIds, personIds])
  const rows = sessionIds.flatMap((sessionId) => hosts.map((host) => ({ id: newId(), siteId, sessionId, ...host })))
  if (rows.length === 0) return
  await db
    .hot(
      {
        name: 'session-hosts-set',
        text: `insert into session_host (id, site_id, session_id, person_id, part)
          select id, $2, session_id, person_id, part
          from unnest($1::uuid[], $3::uuid[], $4::uuid[], $5::text[]) as h (id, session_id, person_id, part)
          on conflict (session_id, person_id) do update set part = excluded.part`,
      },
      [
        rows.map(({ id }) => id),
        siteId,
        rows.map(({ sessionId }) => sessionId),
        rows.map(({ personId }) => personId),
        rows.map(({ part }) => part),
      ],
    )
    .catch((error: unknown) =>
      onConstraint(error, {
        ...clashMeanings,
        session_host_person_id_site_id_fkey: () => broken('rule-broken', '/hosts', { rule: 'unknown' }),
      }),
    )
}

/**
 * The first sessions of a workshop need somebody of the team: counted again whenever one is added, moved or cancelled.
 * `first` is the policy; sessions that have begun stay as they were.
 */
export async function refreshStaffRequired(db: Db, workshopId: string, first: number, now: Date): Promise<void> {
  await db.hot(
    {
      name: 'session-staff-required',
      text: `update session s set staff_required = not s.staff_required
        where s.workshop_id = $1 and s.status = 'scheduled' and s.starts_at > $3
          and s.staff_required <> (s.id = any (array(
            select id from session where workshop_id = $1 and status <> 'cancelled' order by starts_at, id limit $2)))`,
    },
    [workshopId, first, now],
  )
}
