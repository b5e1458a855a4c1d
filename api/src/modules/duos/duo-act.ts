import { problem, type Duo } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Actor, Scope } from '../../platform/http/context.ts'
import { findDuo, lockDuo, type StoredDuo } from './duos.store.ts'

/** A call that changes one duo, as it was read. */
export interface OneDuo {
  readonly params: { readonly duoId: string }
  readonly scope: Scope
  /** Absent, and not asked for, where the act stands by itself (a meeting, a word said). */
  readonly ifMatch?: number
}

/** Holds the duo as the caller read it, acts, and answers what it became. */
export const duoAct =
  ({ database, clock }: Deps) =>
  ({ params: { duoId }, scope, ifMatch }: OneDuo, work: (db: Db, held: StoredDuo) => Promise<void>): Promise<Duo> =>
    database.write(scope, async (db) => {
      await work(db, await lockDuo(db, scope, duoId, ifMatch))
      return (await findDuo(db, scope, duoId, clock.now())).duo
    })

/** Whether somebody may read a word about safety where this is; who may not is not told of it by a refusal either. */
export const readsSafety = (actor: Pick<Actor, 'classesAt'>, { siteId }: { readonly siteId: string }): boolean =>
  actor.classesAt(siteId).has('C5')

/** The two do not meet before a word about safety is cleared; only whoever reads such words is told that it is this. */
export const notSafe = (reads: boolean) => problem('pair-impossible', reads ? { params: { blocker: 'safety' } } : {})

/** A line of the trail about a duo. */
export function auditDuo(
  db: Db,
  { id, siteId }: Pick<StoredDuo, 'id' | 'siteId'>,
  act: string,
  { reason = null, fields = [] }: { readonly reason?: string | null; readonly fields?: readonly string[] } = {},
): Promise<void> {
  return recordAudit(db, { act: `duo.${act}`, siteId, entity: 'duo', entityId: id, reason, fields })
}
