import type { Db } from '../../platform/db/database.ts'
import { measuresSql } from './measures.sql.ts'

/** What was counted for a period, before any rate or suppression; keys are sub-value codes. */
export interface Measures {
  readonly days: number
  readonly sessions: number
  readonly sessionsLastFourWeeks: number
  readonly activeWeeks: number
  /** Over for more than 7 days, neither held nor cancelled. */
  readonly overdue: number
  /** Held sessions with a recorded sheet, and their sizes. */
  readonly recorded: number
  readonly quartiles: { readonly p25: number | null; readonly p50: number | null; readonly p75: number | null }
  readonly presences: GroupCounts
  readonly persons: GroupCounts
  readonly approximate: number
  readonly heads: number
  readonly mixity: { readonly mixed: number; readonly notMixed: number; readonly notAssessable: number }
  readonly smallCellK: number
  readonly weeks: readonly { readonly weekOn: string; readonly sessions: number; readonly attendances: number }[]
}
export interface GroupCounts {
  readonly newcomer: number
  readonly local: number
  readonly in_between: number
  readonly unknown: number
}

/** Counts over `[from, to)` (local dates) on the given sites, as of `today`. One statement, one row. */
export async function measure(
  db: Db,
  sites: readonly string[],
  period: { from: string; to: string; today: string },
): Promise<Measures> {
  const [row] = await db.hot<{ measures: Measures }>({ name: 'impact_measures', text: measuresSql }, [
    sites,
    period.from,
    period.to,
    period.today,
  ])
  if (!row) throw new Error('the statement of the figures gives one row')
  return row.measures
}
