import { problem } from '@interra/contracts'
import { and, eq, gte, isNull, lte, or } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import type { Actor } from '../../platform/http/context.ts'
import { roleGrant } from './accounts.tables.ts'
import { isAdminEverywhere, type Held } from './reach.ts'

/** What an account holds on a day (local date). */
export function heldBy(db: Db, accountId: string, day: string): Promise<Held[]> {
  return db
    .select({ role: roleGrant.role, siteId: roleGrant.onSiteId, programme: roleGrant.programme })
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
