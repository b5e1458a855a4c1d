import { broken, problem, type ChangeHost, type HostPart, type WorkshopHost } from '@interra/contracts'
import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { workshopHost } from './workshops.tables.ts'

/** Names a host, and answers the id of the row. Throws `conflict` when that member hosts it already. */
export async function addHost(
  db: Db,
  workshop: { readonly id: string; readonly siteId: string },
  host: { readonly personId: string; readonly part: HostPart },
): Promise<string> {
  const id = newId()
  await db
    .insert(workshopHost)
    .values({ id, siteId: workshop.siteId, workshopId: workshop.id, ...host })
    .catch((error: unknown) =>
      onConstraint(error, {
        workshop_host_key: () => problem('conflict'),
        workshop_host_person_id_site_id_fkey: () => broken('rule-broken', '/personId', { rule: 'unknown' }),
      }),
    )
  return id
}

/** Locks the row of a host of that workshop. Throws `not-found`, `version-outdated`. */
export async function lockHost(
  db: Db,
  scope: Scope,
  { workshopId, hostId }: { workshopId: string; hostId: string },
  ifMatch: number,
): Promise<{ readonly siteId: string }> {
  const [host] = await db
    .select({ siteId: workshopHost.siteId })
    .from(workshopHost)
    .where(
      and(
        eq(workshopHost.id, hostId),
        eq(workshopHost.workshopId, workshopId),
        inArray(workshopHost.siteId, [...scope.filterSites]),
      ),
    )
  if (!host) throw problem('not-found')
  await guardVersion(db, scope, workshopHost, hostId, ifMatch)
  return host
}

export async function saveHost(db: Db, hostId: string, { part, trainedOn, commitment }: ChangeHost): Promise<void> {
  const change = {
    ...(part !== undefined && { part }),
    ...(trainedOn !== undefined && { trainedOn }),
    ...(commitment !== undefined && {
      commitmentSignedOn: commitment?.signedOn ?? null,
      commitmentTextVersion: commitment?.textVersion ?? null,
      commitmentLanguage: commitment?.language ?? null,
    }),
  }
  if (Object.keys(change).length > 0) await db.update(workshopHost).set(change).where(eq(workshopHost.id, hostId))
}

export async function removeHost(db: Db, hostId: string): Promise<void> {
  await db.delete(workshopHost).where(eq(workshopHost.id, hostId))
}

/** A host among those of a workshop. Throws `not-found`. */
export function hostIn(hosts: readonly WorkshopHost[], hostId: string): WorkshopHost {
  const host = hosts.find(({ id }) => id === hostId)
  if (!host) throw problem('not-found')
  return host
}
