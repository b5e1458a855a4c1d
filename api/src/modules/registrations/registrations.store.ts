import { broken, problem, type AttendanceState, type RegistrationState } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Scope } from '../../platform/http/context.ts'
import { hostingValues, isReadBy, type Hosting } from '../../platform/http/hosted-by.ts'
import { cursorOf, windowOf } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { refusalOf, type Refusal } from './registration.ts'
import { exportSql, refusalSql, registerSql, registrationJson, takesMail } from './registrations.sql.ts'
import { registration } from './registrations.tables.ts'

export interface NewRegistration {
  readonly sessionId: string
  readonly personId: string
  /** Wait when no place is free. */
  readonly waitlist: boolean
  readonly accountId: string | null
  readonly partnerId: string | null
}

/** Registers a person and answers the id. Throws what `refusalOf` says; `not-found` for the session. */
export async function register(
  db: Db,
  scope: Scope,
  wanted: NewRegistration,
  now: Date,
): Promise<{ id: string; siteId: string; status: RegistrationState }> {
  const { sessionId, personId, waitlist, accountId, partnerId } = wanted
  const id = newId()
  const kind = partnerId === null ? 'staff' : 'partner'
  const values = [id, sessionId, personId, scope.filterSites, now, waitlist, kind, accountId, partnerId]
  const [made] = await db
    .hot<{ siteId: string; status: RegistrationState }>({ name: 'register', text: registerSql }, values)
    .catch((error: unknown) =>
      onConstraint(error, {
        registration_live: () => problem('already-registered'),
        registration_session_open: () => problem('session-closed'),
        registration_author_partner_id_site_id_fkey: () =>
          broken('rule-broken', '/authorPartnerId', { rule: 'unknown' }),
      }),
    )
  if (made) return { id, ...made }
  const found = await db.hot<Refusal & Record<string, unknown>>({ name: 'register-refusal', text: refusalSql }, [
    sessionId,
    personId,
    scope.filterSites,
    now,
  ])
  throw found[0] ? refusalOf(found[0]) : problem('not-found')
}

/** A registration as JSON of the contract. */
export async function findRegistration(db: Db, id: string): Promise<{ json: string; version: number }> {
  const text = `select r.version, ${registrationJson('null')}::text as json from registration r where r.id = $1`
  const [row] = await db.hot<{ json: string; version: number }>({ name: 'registration', text }, [id])
  if (!row) throw problem('not-found')
  return row
}

/** The site of a session. Throws `not-found` when it is out of scope, or `hostedBy` does not host it. */
export async function siteOfSession(
  db: Db,
  scope: Scope,
  sessionId: string,
  hostedBy: Hosting | null,
): Promise<string> {
  const text = `select s.site_id as "siteId" from session s where s.id = $1 and s.site_id = any ($2::uuid[])
    and ${isReadBy('$3', '$4')}`
  const values = [sessionId, scope.filterSites, ...hostingValues(hostedBy)]
  const [found] = await db.hot<{ siteId: string }>({ name: 'registrations-session', text }, values)
  if (!found) throw problem('not-found')
  return found.siteId
}

const listStatement = {
  name: 'registrations',
  text: `with page as materialized (
      select r.* from registration r join person p on p.id = r.person_id
      where r.session_id = $1 and r.site_id = any ($2::uuid[]) and r.place > $3
        and ($4::text is null or r.status = $4)
        and (not $5 or r.status in ('requested', 'confirmed', 'waitlisted', 'offered'))
        and (not $6 or not ${takesMail})
      order by r.place limit $7
    )
    select coalesce((select json_agg(${registrationJson('case when $6 then p.phone end')} order by r.place)
        from (select * from page order by place limit $7 - 1) r), '[]')::text as items,
      (select place from page order by place offset $7 - 2 limit 1) as last,
      (select count(*)::int from page) as count`,
}

export interface RegistrationFilters {
  readonly limit?: number
  readonly after?: string
  readonly status?: RegistrationState
  readonly live?: boolean
  readonly toPhone?: boolean
}

/** The registrations of a session as JSON of the contract, in the order they were made. */
export async function listRegistrations(
  db: Db,
  scope: Scope,
  sessionId: string,
  filters: RegistrationFilters,
): Promise<{ json: string; next: string | null }> {
  const { status = null, live = false, toPhone = false } = filters
  const { take, after } = windowOf(filters, 1)
  const values = [sessionId, scope.filterSites, after?.[0] ?? 0, status, live || toPhone, toPhone, take]
  const [row] = await db.hot<{ items: string; last: number; count: number }>(listStatement, values)
  if (!row) throw new Error('a list of registrations is one row')
  const next = row.count === take ? cursorOf([String(row.last)]) : null
  return { json: `{"items":${row.items},"next":${JSON.stringify(next)}}`, next }
}

export interface LockedRegistration {
  readonly id: string
  readonly siteId: string
  readonly sessionId: string
  readonly status: RegistrationState
  readonly offeredUntil: Date | null
  /** Held, cancelled or over. */
  readonly closed: boolean
}

/** Locks the places of the session, then the registration the caller read. Throws `not-found`, `version-outdated`. */
export async function lockRegistration(
  db: Db,
  scope: Scope,
  id: string,
  ifMatch: number,
  now: Date,
): Promise<LockedRegistration> {
  const places = `select from session_seats where session_id =
    (select session_id from registration where id = $1 and site_id = any ($2::uuid[])) for no key update`
  await db.hot({ name: 'registration-lock-places', text: places }, [id, scope.filterSites])
  await guardVersion(db, scope, registration, id, ifMatch)
  const text = `select r.id, r.site_id as "siteId", r.session_id as "sessionId", r.status, r.offered_until as "offeredUntil",
      s.status <> 'scheduled' or s.ends_at <= $2 as closed
    from registration r join session s on s.id = r.session_id where r.id = $1`
  const [row] = await db.hot<{ [K in keyof LockedRegistration]: LockedRegistration[K] }>(
    { name: 'registration-locked', text },
    [id, now],
  )
  if (!row) throw problem('not-found')
  return row
}

/** A state that holds no offer. */
export async function saveStatus(
  db: Db,
  id: string,
  status: RegistrationState,
  reason: string | null = null,
): Promise<void> {
  const text = 'update registration set status = $2, status_reason = $3, offered_until = null where id = $1'
  await db.hot({ name: 'registration-save', text }, [id, status, reason])
}

export interface ToTell {
  readonly siteId: string
  readonly personId: string
  /** Of the sessions asked for, those the person is registered for. */
  readonly sessionIds: readonly string[]
  /** E-mail; null when that is not how they can be reached. */
  readonly address: string | null
  readonly language: string | null
}

/** Surface: nobody takes or leaves a place of these sessions until the transaction ends. */
export async function holdPlaces(db: Db, sessionIds: readonly string[]): Promise<void> {
  const text = 'select 1 from session_seats where session_id = any ($1::uuid[]) order by session_id for no key update'
  await db.hot({ name: 'registrations-hold', text }, [sessionIds])
}

/** Surface: who is registered for some of these sessions and has to be told when they change. */
export async function peopleToTell(db: Db, sessionIds: readonly string[]): Promise<ToTell[]> {
  await holdPlaces(db, sessionIds)
  const text = `select p.site_id as "siteId", p.id as "personId", array_agg(r.session_id order by s.starts_at) as "sessionIds",
      case when ${takesMail} then p.email end as address, p.contact_language as language
    from registration r join person p on p.id = r.person_id join session s on s.id = r.session_id
    where r.session_id = any ($1::uuid[]) and r.status in ('requested', 'confirmed', 'waitlisted', 'offered')
      and p.status = 'active'
    group by p.id order by p.id`
  return db.hot<{ [K in keyof ToTell]: ToTell[K] }>({ name: 'registered-to-tell', text }, [sessionIds])
}

export interface ExportRow {
  readonly startsOn: string
  readonly startsTime: string
  readonly title: string
  readonly familyName: string | null
  readonly givenName: string
  readonly status: RegistrationState
  /** At the site. */
  readonly registeredOn: string
  readonly authorKind: string
  readonly author: string | null
  readonly partner: string | null
  readonly attendance: AttendanceState | null
}

/** The statement whose rows are `ExportRow`s: registrations for the sessions of half-open local dates, in their order. */
export function exportOf(scope: Scope, { from, to, workshopId }: { from: string; to: string; workshopId?: string }) {
  return { text: exportSql, values: [scope.filterSites, from, to, workshopId ?? null] }
}
