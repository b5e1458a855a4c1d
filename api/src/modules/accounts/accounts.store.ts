import { problem, type Account, type AccountState, type Grant } from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { account } from './accounts.tables.ts'

// An account is seen by whoever administers a site that one of its roles reaches, and so are those roles. The tables
// have no second wall, so it is always the real scope that filters.
const columns = `a.id, a.name, a.email, a.locale, a.status, a.person_id, a.version,
    a.totp_confirmed_at is not null as second_factor,
    (select (max(s.last_seen_at) at time zone 'Europe/Brussels')::date from account_session s
      where s.account_id = a.id) as last_seen_on,
    (select coalesce(json_agg(json_build_object('role', g.role, 'siteId', g.on_site_id, 'siteName', s.name,
        'programme', g.programme, 'expiresOn', g.expires_on) order by g.created_at, g.id), '[]')
      from role_grant g left join site s on s.id = g.on_site_id
      where g.account_id = a.id and (g.on_site_id is null or g.on_site_id = any ($1))) as grants`
const seen = `exists (select from role_grant g
    where g.account_id = a.id and (g.on_site_id is null or g.on_site_id = any ($1)))`

const listStatement = {
  name: 'accounts-list',
  text: `select ${columns} from account a
    where ${seen} and ($2::text is null or a.status = $2)
      and ($3::text is null or (a.name collate "fr-x-icu", a.id) > ($3, $4::uuid))
    order by a.name collate "fr-x-icu", a.id limit $5`,
}
const findStatement = { name: 'account-find', text: `select ${columns} from account a where ${seen} and a.id = $2` }

interface AccountRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly locale: Account['locale']
  readonly status: AccountState
  readonly person_id: string | null
  readonly version: number
  readonly second_factor: boolean
  readonly last_seen_on: string | null
  readonly grants: Grant[]
}

/** The accounts that the scope sees, by name: one more than the window shows. */
export async function listAccounts(
  db: Db,
  scope: Scope,
  wanted: { readonly state: AccountState | null; readonly window: Window },
): Promise<Account[]> {
  const [name = null, id = null] = wanted.window.after ?? []
  const values = [scope.sites, wanted.state, name, id, wanted.window.take]
  return (await db.hot<AccountRow & Record<string, unknown>>(listStatement, values)).map(asAccount)
}

/** Throws `not-found` when no role of the account reaches the scope. */
export async function findAccount(db: Db, scope: Scope, accountId: string): Promise<Account> {
  const [row] = await db.hot<AccountRow & Record<string, unknown>>(findStatement, [scope.sites, accountId])
  if (!row) throw problem('not-found')
  return asAccount(row)
}

function asAccount(row: AccountRow): Account {
  const { id, name, email, locale, grants, version } = row
  return {
    id,
    name,
    email,
    locale,
    state: row.status,
    grants,
    secondFactor: row.second_factor,
    lastSeenOn: row.last_seen_on,
    personId: row.person_id,
    version,
  }
}

/** Opens an account that waits for its first password. Throws `account-exists`. */
export async function saveNewAccount(
  db: Db,
  wanted: Pick<Account, 'name' | 'email' | 'locale' | 'personId'>,
): Promise<string> {
  const id = newId()
  await db
    .insert(account)
    .values({ id, ...wanted })
    .catch((error: unknown) => onConstraint(error, { account_email_key: () => problem('account-exists') }))
  return id
}

/** Throws `last-admin` when nobody would be left to administer everything. */
export async function saveState(db: Db, accountId: string, status: AccountState): Promise<void> {
  await db
    .update(account)
    .set({ status })
    .where(eq(account.id, accountId))
    .catch((error: unknown) => onConstraint(error, { last_admin: () => problem('last-admin') }))
}

/** Gives the account another version, after a change that is not in its own row. */
export async function touchAccount(db: Db, accountId: string): Promise<void> {
  await db.update(account).set({ version: account.version }).where(eq(account.id, accountId))
}

/** Whether the account has chosen a password. */
export async function hasPassword(db: Db, accountId: string): Promise<boolean> {
  const [row] = await db.select({ hash: account.passwordHash }).from(account).where(eq(account.id, accountId))
  return row !== undefined && row.hash !== null
}

const memberStatement = {
  name: 'account-member',
  text: 'select exists (select from person where id = $1 and site_id = any ($2)) as known',
}
/** Whether somebody is a member at a site of the scope. */
export async function isMember(db: Db, scope: Scope, personId: string): Promise<boolean> {
  const [row] = await db.hot<{ known: boolean }>(memberStatement, [personId, scope.filterSites])
  return row?.known ?? false
}
