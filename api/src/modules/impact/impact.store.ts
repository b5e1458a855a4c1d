import type { Db } from '../../platform/db/database.ts'
import type { Period } from './closed-period.ts'
import { manyMeasuresSql, measuresSql } from './measures.sql.ts'

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

export interface Question {
  readonly sites: readonly string[]
  readonly period: Period
}

/** Counts of each question over its sites and `[from, to)` (local dates), as of `today`. One statement. */
export async function measure(db: Db, questions: readonly Question[], today: string): Promise<Measures[]> {
  const [one] = questions
  const isAlone = one !== undefined && questions.length === 1
  const rows = await db.hot<{ measures: Measures }>(
    // a question alone is planned for its own sites and days
    isAlone ? { name: 'impact_measures', text: measuresSql } : { name: 'impact_many', text: manyMeasuresSql },
    isAlone
      ? [one.sites, one.period.from, one.period.to, today]
      : [
          questions.map(({ sites }) => `{${sites.join()}}`),
          questions.map(({ period }) => period.from),
          questions.map(({ period }) => period.to),
          today,
        ],
  )
  return rows.map(({ measures }) => measures)
}
