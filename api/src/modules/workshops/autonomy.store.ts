import type { AutonomyLevel, Workshop } from '@interra/contracts'
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { autonomyChange } from './workshops.tables.ts'

/** Keeps a level with the day it began, and answers the level that holds now: that of the latest day. */
export async function addAutonomy(
  db: Db,
  workshop: Pick<Workshop, 'id' | 'siteId'>,
  change: { level: AutonomyLevel; fromOn: string; reason: string | null; by: string | null },
): Promise<AutonomyLevel> {
  const { level, fromOn, reason, by } = change
  await db.insert(autonomyChange).values({
    id: newId(),
    siteId: workshop.siteId,
    workshopId: workshop.id,
    level,
    fromOn,
    reason,
    changedBy: by,
  })
  const [latest] = await db
    .select({ level: autonomyChange.level })
    .from(autonomyChange)
    .where(and(eq(autonomyChange.workshopId, workshop.id), inArray(autonomyChange.siteId, [workshop.siteId])))
    .orderBy(desc(autonomyChange.fromOn), desc(autonomyChange.changedAt), desc(autonomyChange.id))
    .limit(1)
  return latest?.level ?? level
}
