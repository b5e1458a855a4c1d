import { autonomyLevels, type AutonomyLevel } from '@interra/contracts'
import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import { daysAfter, insertRows } from './rows.ts'
import type { Season } from './season.ts'

interface Accompanied {
  readonly workshopId: string
  readonly roomId: string | undefined
  readonly autonomy: AutonomyLevel
  /** First evening. */
  readonly first: string
}

/** What came before the first evening and since: the venue that said yes, and the team that fades out. */
export async function accompanyWorkshop(db: Db, season: Season, workshop: Accompanied): Promise<void> {
  const { siteId, staffId } = season
  const { workshopId, roomId, autonomy, first } = workshop
  const of = { site_id: siteId, workshop_id: workshopId }
  if (roomId !== undefined)
    await insertRows(db, 'venue_request', [
      {
        ...of,
        id: newId(),
        room_id: roomId,
        status: 'confirmed',
        wished: 'Une fois par semaine, deux heures',
        answer_due_on: daysAfter(first, -20),
        asked_at: `${daysAfter(first, -30)}T09:00:00Z`,
        asked_by: staffId,
        answered_at: `${daysAfter(first, -25)}T09:00:00Z`,
      },
    ])
  await insertRows(
    db,
    'autonomy_change',
    autonomyLevels.slice(0, autonomyLevels.indexOf(autonomy) + 1).map((level, rank) => ({
      ...of,
      id: newId(),
      level,
      from_on: daysAfter(first, rank === 0 ? -7 : rank * 21),
      changed_by: staffId,
    })),
  )
}
