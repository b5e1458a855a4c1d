import type { Workshop } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Scope } from '../../platform/http/context.ts'
import { findWorkshop, lockWorkshop, saveWorkshop, type FoundWorkshop, type WorkshopChange } from './workshops.store.ts'

/** What an act does to a workshop that is locked: the row's new members, and its line in the audit trail. */
export interface Outcome {
  readonly change: WorkshopChange
  readonly act: string
  readonly reason?: string | undefined
  readonly fields?: readonly string[]
}
interface OneWorkshop {
  readonly params: { workshopId: string }
  readonly scope: Scope
}
type Act = (
  call: OneWorkshop,
  ifMatch: number | undefined,
  decide: (found: FoundWorkshop, db: Db) => Outcome | Promise<Outcome>,
) => Promise<Workshop>

/** Locks, decides, saves, notes and answers. Without `ifMatch` the version the caller read does not matter. */
export const actOnWorkshop =
  ({ database, clock }: Deps): Act =>
  ({ params: { workshopId }, scope }, ifMatch, decide) =>
    database.write(scope, async (db) => {
      const found = await lockWorkshop(db, scope, workshopId, clock.now(), ifMatch)
      const { change, act, reason, fields = [] } = await decide(found, db)
      await saveWorkshop(db, workshopId, change)
      await recordAudit(db, {
        act: `workshop.${act}`,
        siteId: found.workshop.siteId,
        entity: 'workshop',
        entityId: workshopId,
        reason: reason ?? null,
        fields,
      })
      return (await findWorkshop(db, scope, workshopId, clock.now())).workshop
    })
