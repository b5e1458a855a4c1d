import type { Figure } from '@interra/contracts'
import type { ClosedPeriod } from './closed-period.ts'
import { hiddenInTable } from '../../platform/hidden-in-table.ts'

/** A value before rounding, with what it stands on. NaN marks what was hidden. */
export interface Draft {
  readonly value: number | null
  readonly numerator?: number
  readonly denominator?: number
  readonly n: number
  readonly coverage?: number | null
  readonly unknown?: number
  readonly parts: Readonly<Record<string, number | null>>
  readonly flags?: Figure['flags']
  /** Counts of persons, or of what persons did by group: small ones are hidden outside the case team. */
  readonly ofPersons?: readonly string[]
  /** Closed periods for which such figures are given; those of two kinds must not add up to each other. */
  readonly closedBy?: readonly ClosedPeriod[]
  /** Closed periods for which it is told by group as well. */
  readonly groupsBy?: readonly ClosedPeriod[]
  /** What tells how many of the attendances are persons: for the case team alone. */
  readonly tellsPersons?: readonly string[]
  /** The counts that a rate is made of. */
  readonly sides?: readonly string[]
}

/** A figure with the codes of its cells that are hidden; `total` is the value itself. */
export interface Cells {
  readonly draft: Draft
  readonly hidden: ReadonlySet<string>
  /** Small numbers are among the reasons. */
  readonly isSmallHidden: boolean
}
/** What the same reader may ask for as well, and subtract: each site of several, or each month of a year. */
export interface Finer {
  readonly by: 'site' | 'month'
  readonly parts: readonly Cells[]
}

/** A rate shown outside the case team needs this many records (domain reference 3.5). */
const enoughRecords = 10
const total = 'total'

/** Every cell of a figure of persons. */
export function allOf(draft: Draft): ReadonlySet<string> {
  return new Set([...(draft.ofPersons ?? []), total])
}

/**
 * The cells to hide (domain reference 3.5). The groups are a line of a table whose total is shown, or known from the
 * attendances: none of them may be had from the others, nor be known to lie in a range narrower than k.
 */
export function hiddenCells(draft: Draft, k: number, finer: Finer | null): ReadonlySet<string> {
  const cells = draft.ofPersons ?? []
  const isRate = draft.denominator !== undefined
  if (!isRate && isTotalTold(draft, k, finer)) return allOf(draft)
  const sites = finer?.by === 'site' ? finer.parts : []
  const given = cells.flatMap((code, column) =>
    sites.some(({ hidden }) => hidden.has(code)) ? [{ row: 0, column }] : [],
  )
  const line = hiddenInTable(
    { rows: [cells.map((code) => valueOf(draft, code))], columnTotals: false, hidden: given },
    k,
  )
  const hidden = new Set(cells.filter((_, column) => line.cell(0, column)))
  const rateHidden = draft.n < enoughRecords || (draft.sides ?? cells).some((code) => hidden.has(code))
  if (isRate ? rateHidden : line.rowTotal(0)) hidden.add(total)
  return hidden
}

/**
 * What several sites make together tells nothing new only where each of them is shown. The persons of a year are not the
 * sum of its months, yet those of one month leave the others; and those whom no shown month holds came in a hidden one.
 */
function isTotalTold(draft: Draft, k: number, finer: Finer | null): boolean {
  if (isSmall(valueOf(draft, total), k)) return true
  if (!finer) return false
  const shown = finer.parts.filter(({ hidden }) => !hidden.has(total))
  const isOneHidden = shown.length < finer.parts.length
  if (finer.by === 'site') return isOneHidden
  const months = shown.map((part) => valueOf(part.draft, total))
  const inNone = valueOf(draft, total) - months.reduce((sum, month) => sum + month, 0)
  return (isOneHidden && inNone > 0) || months.some((month) => isSmall(valueOf(draft, total) - month, k))
}

function valueOf({ value, parts }: Draft, code: string): number {
  return (code === total ? value : parts[code]) ?? 0
}

function isSmall(count: number, k: number): boolean {
  return count > 0 && count < k
}

/** The figure as it is shown: what is hidden, and what would tell it, becomes NaN. */
export function withoutHidden({ draft, hidden, isSmallHidden }: Cells): Draft {
  if (hidden.size === 0) return draft
  const parts = Object.entries(draft.parts).map(([code, value]) => [code, hidden.has(code) ? Number.NaN : value])
  return {
    ...draft,
    parts: Object.fromEntries(parts) as Draft['parts'],
    flags: [...(draft.flags ?? []), ...(isSmallHidden ? (['small_numbers'] as const) : [])],
    ...(hidden.has(total) ? hiddenTotals : withoutUnknown),
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
