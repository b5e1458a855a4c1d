import type { FigureFlag, Indicator, Measure, TableFigure } from '@interra/contracts'
import { daysUntil, leftAfter, medianDays } from '../../platform/product-limit.ts'
import { pairedChange, pairBands, shownChange, type PairedChange } from './statistics/paired.ts'
import { meanInterval } from './statistics/mean.ts'
import { exactSplit } from './statistics/signs.ts'
import { wilson } from './statistics/wilson.ts'
import type { Cell } from './table.sql.ts'

/** Below this share of known facts a rate is withheld (domain reference G7). */
const enoughKnown = 0.6

/** What a cell of a figure amounts to, before small numbers are hidden. `cells` are its facts, and those of its sub-values. */
export function figureOf(indicator: Indicator, cells: readonly Cell[], days: number): TableFigure {
  const main = cells.find(({ part }) => part === null)
  const { value, numerator, denominator, n } = measured(indicator, indicator.kind, main, days)
  const rows = main?.rows ?? 0
  const isRate = indicator.kind === 'ratio'
  const coverage = isRate && rows > 0 ? (rows - (main?.unknown ?? 0)) / rows : null
  const isCovered = coverage === null || coverage >= (indicator.parameters?.['minCoverage'] ?? enoughKnown)
  const flags: FigureFlag[] = isCovered ? [] : ['insufficient_coverage']
  if (indicator.kind === 'weekly' && days < 28) flags.push('period_too_short')
  if (indicator.kind === 'paired') flags.push(...changeOf(indicator, main).flags)
  return {
    value: isCovered ? rounded(value, indicator.decimals) : null,
    numerator: rounded(numerator, 2),
    denominator: rounded(denominator, 2),
    n,
    coverage: rounded(coverage, 4),
    unknown: isRate ? (main?.unknown ?? 0) : null,
    interval: isCovered ? intervalOf(indicator, main, { numerator, denominator }) : null,
    parts: indicator.parts.map((code) => ({ code, value: partOf(indicator, code, cells, days), suppressed: false })),
    flags,
    suppressed: false,
  }
}

/** 95 %: of a share, and of the mean of pairs or of sizes that are known one by one (domain reference G15). */
function intervalOf(
  indicator: Indicator,
  main: Cell | undefined,
  { numerator, denominator }: Pick<Measured, 'numerator' | 'denominator'>,
): TableFigure['interval'] {
  const { kind, share, partKind } = indicator
  if (kind === 'paired') return changeOf(indicator, main).interval
  if (kind !== 'ratio' || numerator === null) return null
  if (share) return wilson(numerator, denominator ?? 0)
  const areSizes = typeof partKind === 'object' && Object.values(partKind).includes('quantile')
  return areSizes ? meanInterval(sizes(main)) : null
}

interface Measured {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly n: number
}

function measured(indicator: Indicator, kind: Measure, cell: Cell | undefined, days: number): Measured {
  const known = (cell?.rows ?? 0) - (cell?.unknown ?? 0)
  switch (kind) {
    case 'count':
      return { value: cell?.keys ?? 0, numerator: null, denominator: null, n: cell?.keys ?? 0 }
    case 'sum':
      return { value: cell?.numerator ?? 0, numerator: null, denominator: null, n: cell?.keys ?? 0 }
    case 'weekly': {
      const sessions = cell?.keys ?? 0
      return { value: (sessions * 7) / days, numerator: sessions, denominator: days / 7, n: sessions }
    }
    case 'ratio': {
      const [over, under] = [cell?.numerator ?? 0, cell?.denominator ?? 0]
      return {
        value: under > 0 ? over / under : null,
        numerator: over,
        denominator: under,
        n: indicator.share ? under : known,
      }
    }
    case 'duration': {
      const watched = lives(cell)
      const ended = watched.filter((one) => one.ended).length
      return { value: medianDays(watched), numerator: ended, denominator: watched.length, n: watched.length }
    }
    case 'paired': {
      const { meanDiff, pairs, meanT0, meanT1 } = changeOf(indicator, cell)
      return { value: meanDiff, numerator: meanT1, denominator: meanT0, n: pairs }
    }
    case 'quantile':
      return { value: null, numerator: null, denominator: null, n: known }
  }
}

/**
 * Distinct persons where some were counted without a name: at least those who are named, at most these and a new person for
 * each head. Of a cell told by what people are it is not known how many of the heads are its own.
 */
export function withHeads(figure: TableFigure, indicator: Indicator, isOfHeads: boolean): TableFigure {
  const heads = figure.parts.find(({ code }) => code === 'unidentified')
  if (indicator.kind !== 'count' || heads === undefined || figure.value === null || !isOfHeads) return figure
  return { ...figure, interval: { low: figure.value, high: figure.value + (heads.value ?? 0) } }
}

/** What the pairs of a cell show: nothing of fewer than 5, no mean below 10 (domain reference 3.4). */
function changeOf({ parameters }: Indicator, cell: Cell | undefined): PairedChange {
  const people = (cell?.values ?? []).flatMap(([t0, t1]) => (t0 === null ? [] : [{ t0, t1 }]))
  return shownChange(pairedChange(people, parameters?.['higherIsBetter'] !== 0))
}

/** Of a change that is told apart, the sub-value that tells its pairs. */
const pairsOfOther: Readonly<Record<string, string>> = { pairs_t3: 'change_t3', pairs_interra: 'interra' }

/**
 * What pairs tell beside their mean change: how many they are, of how many who were asked, which way they went, told
 * when each of the ways is nobody or as many as a small number hides, and how large the change is (`g_av` is the headline).
 */
function ofPairs(indicator: Indicator, code: string, cells: readonly Cell[]): number | null {
  const changeAt = (wave: string | null) =>
    changeOf(
      indicator,
      cells.find(({ part }) => part === wave),
    )
  const { nT0, pairs, improved, same, worse, dAv, gAv, dz } = changeAt(null)
  if (code === 'asked') return nT0
  if (code === 'pairs') return pairs
  const other = pairsOfOther[code]
  if (other !== undefined) return changeAt(other).pairs
  const eligible = nT0 + (cells.find(({ part }) => part === 'no_baseline')?.keys ?? 0)
  const sizes: Readonly<Record<string, number | null>> = { follow_up_rate: pairs / eligible, d_av: dAv, g_av: gAv, dz }
  if (pairs < pairBands.shares) return null
  if (code in sizes) return rounded(sizes[code] ?? null, 4)
  const ways: Readonly<Record<string, number>> = { improved, same, worse }
  const told = Object.values(ways).every((count) => count === 0 || count >= pairBands.shares)
  return told ? (ways[code] ?? null) : null
}

/** Of durations: the share that has not ended after so many days. */
const survivals: Readonly<Record<string, number>> = {
  month_3: 91,
  month_6: 182,
  month_12: 365,
  month_24: 730,
  month_36: 1095,
}
const quantiles: Readonly<Record<string, number>> = { p25: 0.25, p50: 0.5, median: 0.5, p75: 0.75, p90: 0.9 }

function partOf(indicator: Indicator, code: string, cells: readonly Cell[], days: number): number | null {
  const main = cells.find(({ part }) => part === null)
  const cell = cells.find(({ part }) => part === code)
  const { kind, partKind = kind } = indicator
  const own = typeof partKind === 'string' ? partKind : (partKind[code] ?? kind)
  if (own === 'weekly') return rounded(weekly(code, main, days), indicator.decimals)
  if (own === 'paired' && !cell) return ofPairs(indicator, code, cells)
  if (code === 'mcnemar_p') return changedEvenly(main, cells)
  if (code === 'per_newcomer') return perNewcomer(measured(indicator, kind, main, days).value, cells)
  const share = quantiles[code]
  if (own === 'quantile' && share !== undefined) return rounded(quantile(sizes(main), share), 2)
  const lasting = survivals[code]
  if (own === 'duration' && lasting !== undefined) return rounded(leftAfter(lives(main), lasting), 4)
  if (own === 'duration' && share !== undefined && !cell) return daysUntil(share, lives(main))
  return rounded(measured(indicator, own, cell, days).value, own === kind ? indicator.decimals : 2)
}

/** How likely it is that so many of a side changed, were either way as likely; null when nobody was asked twice. */
function changedEvenly(main: Cell | undefined, cells: readonly Cell[]): number | null {
  const count = (code: string) => cells.find(({ part }) => part === code)?.keys ?? 0
  return main ? rounded(exactSplit(count('became'), count('no_longer')), 4) : null
}

function perNewcomer(value: number | null, cells: readonly Cell[]): number | null {
  const newcomers = cells.find(({ part }) => part === 'newcomers')?.keys ?? 0
  return value === null || newcomers === 0 ? null : rounded(value / newcomers, 2)
}

function weekly(code: string, cell: Cell | undefined, days: number): number | null {
  const sessions = cell?.keys ?? 0
  if (code === 'calendar') return (sessions * 7) / days
  if (code === 'active') return cell && cell.weeks > 0 ? sessions / cell.weeks : null
  return days < 28 ? null : (cell?.lastFour ?? 0) / 4
}

const lives = (cell: Cell | undefined) =>
  (cell?.values ?? []).flatMap(([length, ended]) => (length === null ? [] : [{ days: length, ended: ended === 1 }]))

const sizes = (cell: Cell | undefined) =>
  (cell?.values ?? []).flatMap(([size]) => (size === null ? [] : [size])).toSorted((a, b) => a - b)

/** Of ascending numbers, between the two that stand around the place (as PostgreSQL's `percentile_cont`). */
function quantile(numbers: readonly number[], share: number): number | null {
  if (numbers.length === 0) return null
  const place = share * (numbers.length - 1)
  const below = numbers[Math.floor(place)] ?? 0
  return below + (place - Math.floor(place)) * ((numbers[Math.ceil(place)] ?? 0) - below)
}

/** A half that a quotient of sums misses by its last digit is a half. */
function rounded(value: number | null, decimals: number): number | null {
  return value === null ? null : Number(Number(value.toPrecision(12)).toFixed(decimals))
}
