import {
  interlabGuestRoles,
  problem,
  type Guest,
  type InterlabGuestRole,
  type MyTasks,
  type Role,
} from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { isShared } from '../../platform/http/around.ts'
import type { Scope } from '../../platform/http/context.ts'
import { nameOf, personJson, todayAt } from '../workshops/shapes.sql.ts'

/** Somebody who may be invited, with the account that is theirs already. */
export interface Invited {
  readonly id: string
  readonly siteId: string
  readonly name: string
  readonly email: string | null
  readonly today: string
  readonly account: Holder | null
}
export interface Holder {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly locale: 'fr' | 'en'
  readonly status: Guest['state']
}

const invited = {
  name: 'guest-invited',
  text: `select p.id, p.site_id as "siteId", ${nameOf('p')} as name, p.email, ${todayAt('p.site_id', '$3')}::text as today,
      (select json_build_object('id', a.id, 'name', a.name, 'email', a.email, 'locale', a.locale, 'status', a.status)
        from account a where a.person_id = p.id order by a.status = 'disabled', a.created_at, a.id limit 1) as account
    from person p where p.id = $1 and p.site_id = any($2) and p.status = 'active'`,
}
/** Throws `not-found`. */
export async function findInvited(db: Db, scope: Scope, personId: string, now: Date): Promise<Invited> {
  const [found] = await db.hot<Invited & Record<string, unknown>>(invited, [personId, scope.filterSites, now])
  if (!found) throw problem('not-found')
  return found
}

const ofInterlab = `g.role = any ('{${interlabGuestRoles.join(',')}}') and g.programme = 'interlab'`
const guestJson = (now: string) => `json_build_object('person', ${personJson('p.id')}, 'role', g.role,
  'startsOn', g.starts_on, 'expiresOn', g.expires_on, 'state', a.status, 'email', a.email,
  'open', a.status <> 'disabled' and ${todayAt('p.site_id', now)} between g.starts_on and g.expires_on)`

const guests = {
  name: 'guests-list',
  text: `select ${guestJson('$3')} as guest
    from role_grant g join account a on a.id = g.account_id join person p on p.id = a.person_id
    where ${ofInterlab} and g.expires_on is not null and g.on_site_id = p.site_id and p.site_id = any($1)
      and ($2::uuid is null or p.site_id = $2) and ($4::uuid is null or p.id = $4) and ($5::text is null or g.role = $5)
    order by p.sort_name, p.id, g.role`,
}
export interface GuestFilters {
  readonly siteId?: string
  readonly personId?: string
  readonly role?: InterlabGuestRole
}
/** By name; those whose access is over stand among them. */
export async function listGuests(db: Db, scope: Scope, wanted: GuestFilters, now: Date): Promise<Guest[]> {
  const values = [scope.filterSites, wanted.siteId ?? null, now, wanted.personId ?? null, wanted.role ?? null]
  return (await db.hot<{ guest: Guest }>(guests, values)).map(({ guest }) => guest)
}

const ended = {
  name: 'guest-access-end',
  text: `with held as (
      select g.id, g.account_id, g.starts_on from role_grant g join account a on a.id = g.account_id
      where a.person_id = $1 and g.on_site_id = $2 and g.role = $3 and ${ofInterlab} and g.expires_on >= $4::date
    ), never as (
      delete from role_grant g using held where g.id = held.id and held.starts_on >= $4::date
    ), past as (
      update role_grant g set expires_on = $4::date - 1 from held where g.id = held.id and held.starts_on < $4::date
    ) select distinct account_id as id from held`,
}
/** Ends a role on the day before `today`, and answers whose accounts held it: none when nobody did. */
export async function endAccess(
  db: Db,
  { id, siteId, today }: Invited,
  role: InterlabGuestRole,
): Promise<readonly string[]> {
  return (await db.hot<{ id: string }>(ended, [id, siteId, role, today])).map((row) => row.id)
}

const incubatees = {
  name: 'guest-incubatees',
  text: `select json_build_object('incubationId', i.id, 'project', a.project, 'person', ${personJson('i.person_id')},
      'role', c.role, 'untilOn', least(c.ends_on, i.ends_on),
      'closingMissing', c.role = 'coach' and i.closing_on is null
        and i.stage in ('alumni', 'stopped', 'employed_instead')) as one
    from circle_member c join incubation i on i.id = c.incubation_id join application a on a.id = i.application_id
    where c.person_id = $1 and c.site_id = any($2) and c.role = any($3) and ${isShared}
      and ${todayAt('c.site_id', '$4')} between c.starts_on and least(c.ends_on, i.ends_on)
    order by least(c.ends_on, i.ends_on), i.id`,
}
/** In whose circle somebody stands today, in one of these roles. */
export async function listIncubatees(
  db: Db,
  scope: Scope,
  personId: string | null,
  roles: readonly Role[],
  now: Date,
): Promise<MyTasks['incubatees']> {
  if (personId === null) return []
  const rows = await db.hot<{ one: MyTasks['incubatees'][number] }>(incubatees, [
    personId,
    scope.filterSites,
    roles,
    now,
  ])
  return rows.map(({ one }) => one)
}
