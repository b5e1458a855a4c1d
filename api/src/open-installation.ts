import type { StaffLocale } from '@interra/contracts'
import { canonicalEmail } from './modules/auth/credentials.store.ts'
import { sendInvitation } from './modules/auth/links.store.ts'
import { saveNewAccount } from './modules/accounts/accounts.store.ts'
import { saveGrants } from './modules/accounts/grants.store.ts'
import { addSite } from './modules/sites/sites.store.ts'
import { recordAudit } from './platform/audit.ts'
import type { Db } from './platform/db/database.ts'
import type { Deps } from './platform/deps.ts'
import { dayIn, homeTimeZone } from './platform/local-day.ts'

export interface FirstAdmin {
  readonly email: string
  readonly name: string
  readonly locale: StaffLocale
}
export interface FirstSite {
  readonly code: string
  readonly name: string
  /** Local date; today when absent. */
  readonly opensOn?: string
}

/** Why an installation is not opened (again); told to whoever asked. */
export class AlreadyOpen extends Error {
  override name = 'AlreadyOpen'
}

/**
 * The first admin of a new installation, over all sites, and its first site when one is given. Answers the link with
 * which that person chooses a password; it is mailed as well. While nobody has used it, asking again for the same
 * address makes a new link. Throws `AlreadyOpen` when an admin is active, or a site is given and there is one.
 */
export function openInstallation(
  { database, config, clock }: Pick<Deps, 'database' | 'config' | 'clock'>,
  admin: FirstAdmin,
  site?: FirstSite,
): Promise<string> {
  const now = clock.now()
  const today = dayIn(homeTimeZone, now)
  return database.system('first-admin', async (db) => {
    const { active, waiting, sites } = await presentState(db, admin.email)
    if (active) throw new AlreadyOpen('There is an active admin already: who invites people under Accounts and roles.')
    if (site && sites > 0) throw new AlreadyOpen('There is a site already: an admin adds others under Sites.')
    if (site) await addFirstSite(db, { opensOn: today, ...site })
    const id = waiting ?? (await addAdmin(db, admin, today))
    return sendInvitation(db, config, { ...admin, id, email: canonicalEmail(admin.email) }, now)
  })
}

interface PresentState {
  /** Somebody who can sign in administers all sites. */
  readonly active: boolean
  /** The account that waits for its first password under this address, as admin of all sites. */
  readonly waiting: string | null
  readonly sites: number
}

const stateStatement = {
  name: 'installation-state',
  text: `with admin as (
      select a.id, a.email, a.status from account a join role_grant g on g.account_id = a.id
      where g.role = 'admin' and g.on_site_id is null and g.programme is null
        and (g.expires_on is null or g.expires_on >= current_date))
    select exists (select from admin where status = 'active') as active,
      (select id from admin where status = 'invited' and email = $1) as waiting,
      (select count(*)::int from site) as sites`,
}

/** Two who ask at once are answered one after the other. */
async function presentState(db: Db, email: string): Promise<PresentState> {
  await db.hot({ name: 'installation-lock', text: 'lock table account in share row exclusive mode' }, [])
  const [state] = await db.hot<PresentState & Record<string, unknown>>(stateStatement, [canonicalEmail(email)])
  if (!state) throw new Error('the state of the installation cannot be read')
  return state
}

async function addFirstSite(db: Db, site: Required<FirstSite>): Promise<void> {
  const siteId = await addSite(db, { ...site, timeZone: homeTimeZone })
  await recordAudit(db, { act: 'site.added', siteId, entity: 'site', entityId: siteId })
}

async function addAdmin(db: Db, { email, name, locale }: FirstAdmin, today: string): Promise<string> {
  const id = await saveNewAccount(db, { name, email: canonicalEmail(email), locale, personId: null })
  const everywhere = { role: 'admin', siteId: null, programme: null, expiresOn: null } as const
  await saveGrants(db, id, { added: [everywhere], removed: [], prolonged: [] }, { accountId: null, today })
  await recordAudit(db, { act: 'account.invited', siteId: null, entity: 'account', entityId: id })
  return id
}
