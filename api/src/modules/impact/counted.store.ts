import type { Figures } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { closedPeriod, monthsFrom, type ClosedPeriod, type Period } from './closed-period.ts'
import { measure, type Measures } from './impact.store.ts'

export type Level = Figures['level']

/** The counts of a period, with those that the same reader may ask for as well, and subtract. */
export interface Counted {
  readonly measures: Measures
  readonly level: Level
  readonly closed: ClosedPeriod | null
  readonly finer: { readonly by: 'site' | 'month'; readonly parts: readonly Counted[] } | null
}

/** Who asks, and when: `levelAt` is what the reader may see of small numbers over these sites, all of them together. */
export interface Asking {
  readonly today: string
  levelAt(sites: readonly string[]): Level
}

/**
 * Counts a period over sites. For readers from whom small numbers are hidden, a closed period is counted for each site
 * alone as well, and a year of one site month by month.
 */
export async function countWith(db: Db, asking: Asking, sites: readonly string[], period: Period): Promise<Counted> {
  const { today } = asking
  const measures = await measure(db, sites, { ...period, today })
  const level = asking.levelAt(sites)
  const closed = closedPeriod(period, today)
  const counted = { measures, level, closed }
  if (level === 'internal_case' || closed === null) return { ...counted, finer: null }
  const parts: Counted[] = []
  if (sites.length > 1) {
    for (const site of sites) parts.push(await countWith(db, asking, [site], period))
    return { ...counted, finer: { by: 'site', parts } }
  }
  if (closed === 'month') return { ...counted, finer: null }
  for (const month of monthsFrom(period.from)) parts.push(await countWith(db, asking, sites, month))
  return { ...counted, finer: { by: 'month', parts } }
}
