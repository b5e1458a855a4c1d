/** What a figure counts (domain reference G2). */
export const units = [
  'SESS',
  'ATT',
  'PERS',
  'WORKSHOP',
  'DUO',
  'PAIR',
  'PROPOSAL',
  'APPLICATION',
  'PROJECT',
  'ENTERPRISE',
  'NEED',
  'REFERRAL',
  'ORG',
  'HOUR',
  'DAY',
  'POINT',
  'SESS/week',
  'ATT/SESS',
  'HOUR/SESS',
  'HOUR/PERS',
] as const
export type Unit = (typeof units)[number]

/**
 * What a figure may be told by (domain reference G8), two at a time. Of the person, on the day of the fact: `gender` to
 * `municipality`; the others are of what was counted.
 */
export const breakdowns = [
  'gender',
  'age',
  'ageEsf',
  'ageAmif',
  'group',
  'nationality',
  'legalNewcomer',
  'level',
  'source',
  'municipality',
  'site',
  'programme',
  'theme',
  'hostGroup',
  'cohort',
  'partner',
  'partnerType',
  'role',
  'sector',
  'audience',
  'reason',
  'pair',
  'rank',
  'mode',
  'channel',
] as const
export type Breakdown = (typeof breakdowns)[number]

/**
 * How the facts of a cell become its value: how many there are, their sum, a quotient of sums, how many a week, a quantile
 * of sizes, the median of days until it happened (Kaplan and Meier 1958), or the mean change of pairs (domain reference 3.4).
 */
export const measures = ['count', 'sum', 'ratio', 'weekly', 'quantile', 'duration', 'paired'] as const
export type Measure = (typeof measures)[number]

/** Sub-values that are shares of 1, whatever the figure is; the others are written as they are. */
export const shareParts: ReadonlySet<string> = new Set([
  'all',
  'at_least_one',
  'conservative',
  'follow_up_rate',
  'month_3',
  'month_6',
  'month_6_conservative',
  'month_12',
  'month_24',
  'month_36',
  'regular',
  'school',
  'self',
  'staff',
  't0',
  'within_24_months',
])

export interface Words {
  readonly fr: string
  readonly en: string
}

export interface Indicator {
  readonly id: string
  /** Changes with the formula or a parameter's meaning. */
  readonly version: number
  readonly kind: Measure
  readonly unit: Unit
  /** Digits after the comma of `value`. */
  readonly decimals: number
  /** A share of 1, shown in per cent. */
  readonly share: boolean
  /** Sub-values, in the order in which they are shown. */
  readonly parts: readonly string[]
  /** How sub-values are measured, where it is not as the value is: all of them, or some by their code. */
  readonly partKind?: Measure | Readonly<Record<string, Measure>>
  /** What it may be told by. */
  readonly by: readonly Breakdown[]
  readonly name: Words
  readonly definition: Words
  /** What happens to what is not known. */
  readonly missing?: Words
  /** How it is misread. */
  readonly pitfall?: Words
  /** Thresholds and windows (domain reference G16); `minCoverage` in place of 0.6 (G7). */
  readonly parameters?: Readonly<Record<string, number>>
  /** Who is counted of a share is told by C4 or C5 data: that everybody or nobody is says it of each of them. */
  readonly sensitive?: true
  /** What was before the opening of a site changes it: it tells of firsts. */
  readonly tellsFirsts?: true
  /** Days from which it counts otherwise than before: no period lies across one. */
  readonly breaks?: readonly string[]
}
