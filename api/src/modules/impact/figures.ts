import type { Figure, FigurePart, HeadlineId, Indicator } from '@interra/contracts'
import { headlines, indicators } from '@interra/contracts'
import type { Counted } from './counted.store.ts'
import type { GroupCounts, Measures } from './impact.store.ts'
import { allOf, hiddenCells, withoutHidden, type Cells, type Draft } from './suppression.ts'

/** Below this share of known groups a rate is withheld (domain reference G7). */
const enoughKnown = 0.6
/** The figures of the registry from the counts of a period, with small numbers hidden for the reader's level. */
export function figuresFrom(counted: Counted): Figure[] {
  return headlines.map((id) => {
    const indicator = indicators.find((one) => one.id === id)
    if (!indicator) throw new Error(`${id} is not in the registry`)
    const cells = cellsOf(id, counted)
    const shown = withoutHidden(cells)
    return finish(indicator, id, isGiven(cells.draft, counted) ? shown : { ...shown, flags: ['period_not_closed'] })
  })
}

/** Whether a figure may be given for this period, but for small numbers in it. */
function isGiven({ ofPersons, closedBy = [] }: Draft, { level, closed }: Counted): boolean {
  return level === 'internal_case' || !ofPersons || (closed !== null && closedBy.includes(closed))
}

function cellsOf(id: HeadlineId, counted: Counted): Cells {
  const { measures, level, finer } = counted
  const draft = drafts[id](measures)
  if (level === 'internal_case') return { draft, hidden: new Set(), isSmallHidden: false }
  const named = draft.tellsPersons ?? []
  if (!draft.ofPersons) return { draft, hidden: new Set(named), isSmallHidden: false }
  if (!isGiven(draft, counted)) return { draft, hidden: new Set([...allOf(draft), ...named]), isSmallHidden: false }
  const given = finer?.parts.filter((part) => isGiven(draft, part)) ?? []
  const parts = finer && { by: finer.by, parts: given.map((part) => cellsOf(id, part)) }
  const hidden = hiddenCells(draft, measures.smallCellK, parts)
  const groups = counted.closed !== null && draft.groupsBy?.includes(counted.closed) ? [] : draft.ofPersons
  return { draft, hidden: new Set([...hidden, ...groups, ...named]), isSmallHidden: hidden.size > 0 }
}

const drafts: Readonly<Record<HeadlineId, (m: Measures) => Draft>> = {
  'ACT-01': (m) => ({ value: m.sessions, n: m.sessions, parts: { overdue: m.overdue } }),
  'ACT-03': (m) => {
    const identified = total(m.presences)
    return {
      value: identified + m.heads,
      n: identified + m.heads,
      parts: { identified, unidentified: m.heads },
      coverage: rate(identified, identified + m.heads),
      // of a month with one session, the named attendances are its persons
      tellsPersons: ['identified', 'unidentified'],
    }
  },
  'ACT-04': (m) => ({
    value: total(m.persons),
    n: total(m.persons),
    unknown: m.persons.unknown,
    coverage: rate(total(m.persons) - m.persons.unknown, total(m.persons)),
    parts: { ...m.persons, unidentified: m.heads },
    flags: approximate(m),
    ofPersons: ['newcomer', 'local', 'in_between', 'unknown'],
    closedBy: ['month', 'year'],
    // the groups of months would bound those of the year
    groupsBy: ['year'],
    tellsPersons: ['unidentified'],
  }),
  'ACT-06': (m) => ({
    value: rate(m.sessions, m.days / 7),
    numerator: m.sessions,
    denominator: m.days / 7,
    n: m.sessions,
    parts: {
      calendar: rate(m.sessions, m.days / 7),
      active: rate(m.sessions, m.activeWeeks),
      last_four: m.days < 28 ? null : m.sessionsLastFourWeeks / 4,
    },
    flags: m.days < 28 ? ['period_too_short'] : [],
  }),
  'ACT-07': (m) => {
    const attendances = total(m.presences) + m.heads
    return {
      value: rate(attendances, m.recorded),
      numerator: attendances,
      denominator: m.recorded,
      n: m.recorded,
      parts: { ...m.quartiles, without_list: m.sessions - m.recorded },
    }
  },
  'MIX-01': (m) => {
    const judged = m.presences.newcomer + m.presences.local
    const coverage = rate(total(m.presences) - m.presences.unknown, total(m.presences))
    const enough = coverage !== null && coverage >= enoughKnown
    return {
      value: enough ? rate(m.presences.newcomer, judged) : null,
      numerator: m.presences.newcomer,
      denominator: judged,
      n: judged,
      coverage,
      unknown: m.presences.unknown,
      parts: { ...m.presences },
      flags: [...(coverage === null || enough ? [] : (['insufficient_coverage'] as const)), ...approximate(m)],
      ofPersons: ['newcomer', 'local', 'in_between', 'unknown'],
      sides: ['newcomer', 'local'],
      // months would add up to the year
      closedBy: ['year'],
      groupsBy: ['year'],
    }
  },
  'MIX-02': (m) => {
    const assessable = m.mixity.mixed + m.mixity.notMixed
    return {
      value: rate(m.mixity.mixed, assessable),
      numerator: m.mixity.mixed,
      denominator: assessable,
      n: assessable,
      coverage: rate(assessable, assessable + m.mixity.notAssessable),
      unknown: m.mixity.notAssessable,
      parts: { mixed: m.mixity.mixed, not_mixed: m.mixity.notMixed, not_assessable: m.mixity.notAssessable },
      flags: approximate(m),
    }
  },
}

/** NaN marks what was hidden: it becomes null with `suppressed`. */
function finish(indicator: Indicator, indicatorId: HeadlineId, draft: Draft): Figure {
  const part = (code: string): FigurePart => {
    const value = draft.parts[code] ?? null
    return { code, value: shown(value, 2), suppressed: Number.isNaN(value) }
  }
  return {
    indicatorId,
    definitionVersion: indicator.version,
    unit: indicator.unit,
    value: shown(draft.value, indicator.decimals),
    numerator: shown(draft.numerator, 2),
    denominator: shown(draft.denominator, 2),
    n: shown(draft.n, 0),
    coverage: shown(draft.coverage, 4),
    unknown: shown(draft.unknown, 0),
    parts: indicator.parts.map(part),
    flags: [...new Set(draft.flags)],
    suppressed: Number.isNaN(draft.value),
  }
}

function shown(value: number | null | undefined, decimals: number): number | null {
  if (value === null || value === undefined || Number.isNaN(value)) return null
  return Number(value.toFixed(decimals))
}

function total(counts: GroupCounts): number {
  return counts.newcomer + counts.local + counts.in_between + counts.unknown
}

function rate(numerator: number, denominator: number): number | null {
  return denominator > 0 ? numerator / denominator : null
}

function approximate(m: Measures): Figure['flags'] {
  return m.approximate > 0 ? ['group_approximate'] : []
}
