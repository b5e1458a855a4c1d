import type { Figure } from '@interra/contracts'
import type { ClosedPeriod } from './closed-period.ts'

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
  /** The counts that a rate is made of. */
  readonly sides?: readonly string[]
}

/** A figure with the codes of its cells that are hidden; `total` is the value itself. */
export interface Cells {
  readonly draft: Draft
  readonly hidden: ReadonlySet<string>
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
 * The cells to hide (domain reference 3.5): those in 1..k-1; those from which a finer answer could be subtracted to tell
 * such a number; and one more when a single hidden one could be had from the total.
 */
export function hiddenCells(draft: Draft, k: number, finer: Finer | null): ReadonlySet<string> {
  const cells = draft.ofPersons ?? []
  const risky = (code: string) => isSmall(valueOf(draft, code), k) || isTold(draft, code, k, finer)
  const hidden = new Set(cells.filter(risky))
  if (hidden.size === 1) {
    const shown = cells.filter((code) => !hidden.has(code))
    const bySize = shown.toSorted((a, b) => valueOf(draft, a) - valueOf(draft, b))
    // beside zeros alone, a single hidden number is the total: a zero is hidden with it
    const besides = bySize.find((code) => valueOf(draft, code) > 0) ?? bySize[0]
    if (besides) hidden.add(besides)
  }
  const isRate = draft.denominator !== undefined
  const rateHidden = draft.n < enoughRecords || (draft.sides ?? cells).some((code) => hidden.has(code))
  if (isRate ? rateHidden : risky(total)) hidden.add(total)
  return hidden
}

/**
 * What several sites make together tells nothing new only where each of them is shown. The persons of a year are not the
 * sum of its months, yet those of one month leave the others.
 */
function isTold(draft: Draft, code: string, k: number, finer: Finer | null): boolean {
  if (!finer) return false
  if (finer.by === 'site') return finer.parts.some(({ hidden }) => hidden.has(code))
  const shown = finer.parts.filter(({ hidden }) => !hidden.has(code))
  return shown.some((part) => isSmall(valueOf(draft, code) - valueOf(part.draft, code), k))
}

function valueOf({ value, parts }: Draft, code: string): number {
  return (code === total ? value : parts[code]) ?? 0
}

function isSmall(count: number, k: number): boolean {
  return count > 0 && count < k
}

/** The figure as it is shown: what is hidden, and what would tell it, becomes NaN. */
export function withoutHidden(draft: Draft, hidden: ReadonlySet<string>): Draft {
  if (hidden.size === 0) return draft
  const parts = Object.entries(draft.parts).map(([code, value]) => [code, hidden.has(code) ? Number.NaN : value])
  return {
    ...draft,
    parts: Object.fromEntries(parts) as Draft['parts'],
    flags: [...(draft.flags ?? []), 'small_numbers'],
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
