import type { Figure, FigurePart, IndicatorId } from '@interra/contracts'
import { indicators } from '@interra/contracts'
import type { GroupCounts, Measures } from './impact.store.ts'

export type Level = 'internal_case' | 'internal_report' | 'external'

/** A value before rounding, with what it stands on. */
interface Draft {
  readonly value: number | null
  readonly numerator?: number
  readonly denominator?: number
  readonly n: number
  readonly coverage?: number | null
  readonly unknown?: number
  readonly parts: Readonly<Record<string, number | null>>
  readonly flags?: Figure['flags']
  /** Counts of persons: small ones are hidden outside the case team. */
  readonly ofPersons?: readonly string[]
  /** The counts that a rate is made of. */
  readonly sides?: readonly string[]
}

/** Below this share of known groups a rate is withheld (domain reference G7). */
const enoughKnown = 0.6
/** A rate shown outside the case team needs this many records (domain reference 3.5). */
const enoughRecords = 10

/** The figures of the registry from the counts of a period, with small numbers hidden for the reader's level. */
export function figuresFrom(measures: Measures, level: Level): Figure[] {
  return indicators.map((indicator) => {
    const draft = drafts[indicator.id](measures)
    return finish(indicator, level === 'internal_case' ? draft : suppress(draft, measures.smallCellK))
  })
}

const drafts: Readonly<Record<IndicatorId, (m: Measures) => Draft>> = {
  'ACT-01': (m) => ({ value: m.sessions, n: m.sessions, parts: { overdue: m.overdue } }),
  'ACT-03': (m) => {
    const identified = total(m.presences)
    return {
      value: identified + m.heads,
      n: identified + m.heads,
      parts: { identified, unidentified: m.heads },
      coverage: rate(identified, identified + m.heads),
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

/**
 * Hides counts of persons in 1..k-1, and one more when a single hidden one could be had by subtraction from the total; a
 * rate also needs enough records and no small side (domain reference 3.5, primary and complementary suppression).
 */
function suppress(draft: Draft, k: number): Draft {
  const cells = draft.ofPersons ?? []
  const small = (code: string) => isSmall(draft.parts[code], k)
  const hidden = new Set(cells.filter(small))
  if (hidden.size === 1) {
    const shown = cells.filter((code) => !hidden.has(code) && (draft.parts[code] ?? 0) > 0)
    const smallest = shown.toSorted((a, b) => (draft.parts[a] ?? 0) - (draft.parts[b] ?? 0))[0]
    if (smallest) hidden.add(smallest)
  }
  const isRate = draft.denominator !== undefined && cells.length > 0
  const rateHidden = isRate && (draft.n < enoughRecords || (draft.sides ?? cells).some((code) => hidden.has(code)))
  const totalHidden = cells.length > 0 && !isRate && isSmall(draft.value, k)
  if (hidden.size === 0 && !rateHidden && !totalHidden) return draft
  const parts = Object.entries(draft.parts).map(([code, value]) => [code, hidden.has(code) ? Number.NaN : value])
  return {
    ...draft,
    parts: Object.fromEntries(parts) as Draft['parts'],
    flags: [...(draft.flags ?? []), 'small_numbers'],
    ...(rateHidden || totalHidden ? hiddenTotals : withoutUnknown),
  }
}

const withoutUnknown = { unknown: Number.NaN, coverage: Number.NaN }
const hiddenTotals = {
  ...withoutUnknown,
  value: Number.NaN,
  numerator: Number.NaN,
  denominator: Number.NaN,
  n: Number.NaN,
}

function isSmall(count: number | null | undefined, k: number): boolean {
  return typeof count === 'number' && count > 0 && count < k
}

/** NaN marks what was hidden: it becomes null with `suppressed`. */
function finish(indicator: (typeof indicators)[number], draft: Draft): Figure {
  const part = (code: string): FigurePart => {
    const value = draft.parts[code] ?? null
    return { code, value: shown(value, 2), suppressed: Number.isNaN(value) }
  }
  return {
    indicatorId: indicator.id,
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
