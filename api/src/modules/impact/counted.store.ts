import type { Figures } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { closedPeriod, monthsFrom, type ClosedPeriod, type Period } from './closed-period.ts'
import { measure, type Measures, type Question } from './impact.store.ts'

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

/** What is counted, before it is: a tree of questions as `Counted` is one of answers. */
interface Asked extends Question, Pick<Counted, 'level' | 'closed'> {
  readonly finer: { readonly by: 'site' | 'month'; readonly parts: readonly Asked[] } | null
}

/**
 * Counts a period over sites, in one statement. For readers from whom small numbers are hidden, a closed period is counted
 * for each site alone as well, and a year of one site month by month.
 */
export async function countWith(db: Db, asking: Asking, sites: readonly string[], period: Period): Promise<Counted> {
  const asked = askedOf(asking, sites, period)
  const all = withFiner(asked)
  const measures = await measure(db, all, asking.today)
  const answers = new Map(all.map((one, index) => [one, measures[index]]))
  return answered(asked, answers)
}

function askedOf(asking: Asking, sites: readonly string[], period: Period): Asked {
  const level = asking.levelAt(sites)
  const closed = closedPeriod(period, asking.today)
  const asked = { sites, period, level, closed }
  if (level === 'internal_case' || closed === null) return { ...asked, finer: null }
  if (sites.length > 1)
    return { ...asked, finer: { by: 'site', parts: sites.map((site) => askedOf(asking, [site], period)) } }
  if (closed === 'month') return { ...asked, finer: null }
  const months = monthsFrom(period.from)
  return { ...asked, finer: { by: 'month', parts: months.map((month) => askedOf(asking, sites, month)) } }
}

function withFiner(asked: Asked): Asked[] {
  return [asked, ...(asked.finer?.parts ?? []).flatMap(withFiner)]
}

function answered(asked: Asked, answers: ReadonlyMap<Asked, Measures | undefined>): Counted {
  const { level, closed, finer } = asked
  const measures = answers.get(asked)
  if (!measures) throw new Error('the statement of the figures gives a row for each question')
  const parts = finer && { by: finer.by, parts: finer.parts.map((part) => answered(part, answers)) }
  return { measures, level, closed, finer: parts }
}
