import type { PublishCondition, Workshop } from '@interra/contracts'
import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { conditionWaiver } from './workshops.tables.ts'

/** Waives a condition; said again, the new reason stands and the old waiver is kept as withdrawn. */
export async function addWaiver(
  db: Db,
  workshop: Pick<Workshop, 'id' | 'siteId'>,
  waiver: { condition: PublishCondition; reason: string; by: string | null; at: Date },
): Promise<void> {
  await endWaiver(db, workshop.id, waiver.condition, waiver.at)
  const { condition, reason, by, at } = waiver
  await db.insert(conditionWaiver).values({
    id: newId(),
    siteId: workshop.siteId,
    workshopId: workshop.id,
    condition,
    reason,
    waivedBy: by,
    waivedAt: at,
  })
}

export async function endWaiver(db: Db, workshopId: string, condition: PublishCondition, at: Date): Promise<void> {
  await db
    .update(conditionWaiver)
    .set({ withdrawnAt: at })
    .where(
      and(
        eq(conditionWaiver.workshopId, workshopId),
        eq(conditionWaiver.condition, condition),
        isNull(conditionWaiver.withdrawnAt),
      ),
    )
}
