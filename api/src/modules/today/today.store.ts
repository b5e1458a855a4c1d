import type { Today } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { todaySql } from './today.sql.ts'

export interface TodayFor {
  readonly sites: readonly string[]
  readonly now: Date
  /** A host who sees only the sessions they host; null for the others. */
  readonly onlyHostedBy: string | null
  /** Whether what waits in the office is asked for. */
  readonly office: boolean
  readonly accountId: string | null
}

/** The day without its proposals: sessions, sheets to close, rooms not answered for, drafts, staff to find, the week. */
export async function readToday(db: Db, asked: TodayFor): Promise<Today> {
  const { sites, now, onlyHostedBy, office, accountId } = asked
  const values = [sites, now, onlyHostedBy, office, accountId]
  const [row] = await db.hot<{ today: Today }>({ name: 'today', text: todaySql }, values)
  if (!row) throw new Error('the statement of the day gives one row')
  return row.today
}
