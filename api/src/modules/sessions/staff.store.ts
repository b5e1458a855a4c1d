import { broken, who } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'

/** Refuses accounts that are not somebody of the team at the site on a local day. */
export async function requireTeam(
  db: Db,
  siteId: string,
  on: string,
  accountIds: readonly string[],
  pointer: string,
): Promise<void> {
  const text = `select wanted.id from unnest($1::uuid[]) as wanted (id)
    where not exists (select from account a join role_grant g on g.account_id = a.id
      where a.id = wanted.id and a.status = 'active' and g.role = any ($4) and g.starts_on <= $3
        and (g.expires_on is null or g.expires_on >= $3) and (g.on_site_id is null or g.on_site_id = $2))`
  const unknown = await db.hot({ name: 'session-team', text }, [accountIds, siteId, on, who.team])
  if (unknown.length > 0) throw broken('rule-broken', pointer, { rule: 'not-of-the-team' })
}

/** These are planned; who has recorded time or presence stays beside them. */
export async function setStaff(
  db: Db,
  siteId: string,
  sessionId: string,
  accountIds: readonly string[],
): Promise<void> {
  const remove = `delete from session_staff where session_id = $1 and not account_id = any ($2::uuid[])
    and present is null and minutes is null`
  await db.hot({ name: 'session-staff-remove', text: remove }, [sessionId, accountIds])
  const add = `insert into session_staff (id, site_id, session_id, account_id)
    select id, $2, $3, account_id from unnest($1::uuid[], $4::uuid[]) as f (id, account_id)
    on conflict (session_id, account_id) do nothing`
  await db.hot({ name: 'session-staff-add', text: add }, [accountIds.map(() => newId()), siteId, sessionId, accountIds])
}

/** Whether somebody came, and the minutes they gave: the last word counts. */
export async function recordTime(
  db: Db,
  siteId: string,
  sessionId: string,
  { accountId, present, minutes }: { accountId: string; present: boolean; minutes: number },
): Promise<void> {
  const text = `insert into session_staff (id, site_id, session_id, account_id, present, minutes) values ($1, $2, $3, $4, $5, $6)
    on conflict (session_id, account_id) do update set present = excluded.present, minutes = excluded.minutes`
  await db.hot({ name: 'session-staff-time', text }, [newId(), siteId, sessionId, accountId, present, minutes])
}
