import {
  broken,
  problem,
  type AdaptMethod,
  type AddMethod,
  type BorrowedMethod,
  type Verdict,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { findMethodSql, listMethodsSql } from './experts.sql.ts'
import { method, methodVersion } from './experts.tables.ts'

interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly name: string
  readonly item: BorrowedMethod
}

export const listMethods = (db: Db, scope: Scope, siteId: string | undefined, { take, after }: Window) =>
  db.hot<Listed>(listMethodsSql, [scope.filterSites, siteId ?? null, after?.[0] ?? null, after?.[1] ?? null, take])

/** A method with its versions. Throws `not-found`. */
export async function findMethod(db: Db, scope: Scope, methodId: string): Promise<BorrowedMethod> {
  const [found] = await db.hot<{ method: BorrowedMethod }>(findMethodSql, [methodId, scope.filterSites])
  if (!found) throw problem('not-found')
  return found.method
}

/** The tool and its first version, as it was borrowed. Throws `code-taken` for a name that is there. */
export async function insertMethod(db: Db, { usedFrom, ...wanted }: AddMethod, by: string | null): Promise<string> {
  const id = newId()
  await db
    .insert(method)
    .values({ id, createdBy: by, ...wanted })
    .catch((error: unknown) =>
      onConstraint(error, {
        method_name_key: () => problem('code-taken'),
        method_name_check: () => broken('rule-broken', '/name', { rule: 'blank' }),
        method_borrowed_from_check: () => broken('rule-broken', '/borrowedFrom', { rule: 'blank' }),
      }),
    )
  await db
    .insert(methodVersion)
    .values({ id: newId(), siteId: wanted.siteId, methodId: id, number: 1, usedFrom, createdBy: by })
  return id
}

const hold = { name: 'method-hold', text: 'select from method where id = $1 for no key update' }
/** The next version. Two at once come one after the other. */
export async function insertVersion(
  db: Db,
  { id, siteId }: Pick<BorrowedMethod, 'id' | 'siteId'>,
  wanted: AdaptMethod,
  by: string | null,
): Promise<void> {
  await db.hot(hold, [id])
  const next = {
    name: 'method-next',
    text: 'select max(number) + 1 as number from method_version where method_id = $1',
  }
  const [row] = await db.hot<{ number: number }>(next, [id])
  await db
    .insert(methodVersion)
    .values({ id: newId(), siteId, methodId: id, number: row?.number ?? 1, createdBy: by, ...wanted })
    .catch((error: unknown) =>
      onConstraint(error, {
        method_version_changed_check: () => broken('rule-broken', '/changed', { rule: 'blank' }),
        method_version_why_check: () => broken('rule-broken', '/why', { rule: 'blank' }),
      }),
    )
}

/** Throws `rule-broken` for a verdict on what is not in use yet. */
export async function saveVerdict(
  db: Db,
  versionId: string,
  said: { readonly verdict: Verdict; readonly verdictOn: string; readonly verdictNote: string | null },
): Promise<void> {
  await db
    .update(methodVersion)
    .set(said)
    .where(eq(methodVersion.id, versionId))
    .catch((error: unknown) =>
      onConstraint(error, {
        method_verdict_after_use: () => broken('rule-broken', '/verdict', { rule: 'in-the-future' }),
      }),
    )
}
