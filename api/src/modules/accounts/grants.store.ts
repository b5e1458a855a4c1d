import { problem } from '@interra/contracts'
import { and, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Actor, Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { roleGrant } from './accounts.tables.ts'
import type { GrantChange, HeldGrant } from './grant.ts'
import { isAdminEverywhere, type Held } from './reach.ts'

const shown = {
  id: roleGrant.id,
  role: roleGrant.role,
  siteId: roleGrant.onSiteId,
  programme: roleGrant.programme,
  expiresOn: roleGrant.expiresOn,
}

/** What an account holds on a day (local date). */
export function heldBy(db: Db, accountId: string, day: string): Promise<Held[]> {
  return db
    .select({ role: shown.role, siteId: shown.siteId, programme: shown.programme })
    .from(roleGrant)
    .where(
      and(
        eq(roleGrant.accountId, accountId),
        lte(roleGrant.startsOn, day),
        or(isNull(roleGrant.expiresOn), gte(roleGrant.expiresOn, day)),
      ),
    )
}

/** Surface: refuses, with `not-allowed`, whoever is not an admin of all sites on that day. */
export async function requireAdminEverywhere(db: Db, actor: Actor, day: string): Promise<void> {
  const held = actor.accountId === null ? [] : await heldBy(db, actor.accountId, day)
  if (!isAdminEverywhere(held)) throw problem('not-allowed')
}

/** The grants of an account that the scope sees, past and present ones. */
export function seenGrants(db: Db, scope: Scope, accountId: string): Promise<HeldGrant[]> {
  return db
    .select(shown)
    .from(roleGrant)
    .where(
      and(
        eq(roleGrant.accountId, accountId),
        or(isNull(roleGrant.onSiteId), inArray(roleGrant.onSiteId, [...scope.sites])),
      ),
    )
}

/** Every grant of an account, seen or not. */
export function allGrants(db: Db, accountId: string): Promise<HeldGrant[]> {
  return db.select(shown).from(roleGrant).where(eq(roleGrant.accountId, accountId))
}

/** Writes a change of rights, what is given first. Throws `last-admin`, and `not-found` for a site that does not exist. */
export async function saveGrants(
  db: Db,
  accountId: string,
  change: GrantChange,
  by: { readonly accountId: string | null; readonly today: string },
): Promise<void> {
  const meaning = (error: unknown) =>
    onConstraint(error, {
      last_admin: () => problem('last-admin'),
      role_grant_on_site_id_fkey: () => problem('not-found'),
    })
  if (change.added.length > 0)
    await db
      .insert(roleGrant)
      .values(
        change.added.map(({ role, siteId, programme, expiresOn }) => ({
          id: newId(),
          accountId,
          role,
          onSiteId: siteId,
          programme,
          startsOn: by.today,
          expiresOn,
          grantedBy: by.accountId,
        })),
      )
      .catch(meaning)
  for (const { id, expiresOn } of change.prolonged)
    await db.update(roleGrant).set({ expiresOn }).where(eq(roleGrant.id, id)).catch(meaning)
  const gone = change.removed.map(({ id }) => id)
  if (gone.length > 0) await db.delete(roleGrant).where(inArray(roleGrant.id, gone)).catch(meaning)
}
