import type { Db } from '../../platform/db/database.ts'
import { todayAt } from '../workshops/shapes.sql.ts'

/** The day at a site. */
export async function todayOf(db: Db, siteId: string, now: Date): Promise<string> {
  const text = `select ${todayAt('$1::uuid', '$2')}::text as today`
  const [found] = await db.hot<{ today: string }>({ name: 'condition-today', text }, [siteId, now])
  return found?.today ?? ''
}

/** On which day a condition was met, and who noted it; null: open again. */
export async function saveCondition(db: Db, id: string, metOn: string | null, by: string | null): Promise<void> {
  const text = 'update jury_condition set met_on = $2, met_by = $3 where id = $1'
  await db.hot({ name: 'condition-save', text }, [id, metOn, by])
}
