import Type, { type Static } from 'typebox'
import { gateIds, headlines, indicatorIds, type IndicatorId } from './indicator-ids.ts'
import { breakdowns, measures, units } from './indicators/indicator.ts'
import { closed, Instant, LocalDate, nullable, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/**
 * `history_start`: some of the sites were not open yet; before the first of them nothing is known, which is not nobody.
 * `period_not_closed`: persons are told by whole calendar years that are over, to readers who do not know them.
 */
export const figureFlags = [
  'insufficient_coverage',
  'small_numbers',
  'period_too_short',
  'group_approximate',
  'period_not_closed',
  'low_precision',
  'immature',
  'no_variation',
  'attrition_bias',
  'one_side_missing',
  'history_start',
] as const
export type FigureFlag = (typeof figureFlags)[number]

/** Calendar periods into which a figure is split. */
export const grains = ['week', 'month', 'quarter', 'year'] as const
export type Grain = (typeof grains)[number]

/** Of a share, 95 % (Wilson); of a mean, 95 % (Student's t). Of distinct persons, all that are named, and these with as many more as were counted without a name. */
const Interval = closed('FigureInterval', { low: Type.Number(), high: Type.Number() })

/** A sub-value of a figure; null with `suppressed` when the number is too small for this reader. */
export const FigurePart = closed('FigurePart', {
  code: Type.String(),
  value: nullable(Type.Number()),
  suppressed: Type.Boolean(),
})
export type FigurePart = Static<typeof FigurePart>

export const Figure = closed('Figure', {
  indicatorId: Type.Enum([...headlines]),
  definitionVersion: Type.Integer(),
  unit: Type.Enum([...units]),
  /** Rounded to the indicator's decimals; null when it cannot or may not be given, `flags` say why. */
  value: nullable(Type.Number()),
  numerator: nullable(Type.Number()),
  denominator: nullable(Type.Number()),
  /** How many records the value stands on. */
  n: nullable(Type.Number()),
  /** Known share of the records concerned, 0 to 1. */
  coverage: nullable(Type.Number()),
  /** Records of which the needed fact is not known. */
  unknown: nullable(Type.Number()),
  interval: nullable(Interval),
  parts: Type.Array(FigurePart),
  flags: Type.Array(Type.Enum([...figureFlags])),
  suppressed: Type.Boolean(),
})
export type Figure = Static<typeof Figure>

export const FigureWeek = closed('FigureWeek', {
  /** Monday of the ISO week. */
  weekOn: LocalDate,
  sessions: Type.Integer(),
  attendances: Type.Integer(),
})
export type FigureWeek = Static<typeof FigureWeek>

export const Figures = closed('Figures', {
  from: LocalDate,
  to: LocalDate,
  siteIds: Type.Array(Uuid),
  /** What the reader may see of small numbers: whole, or fewer than k persons hidden. */
  level: Type.Enum(['internal_case', 'internal_report', 'external']),
  asOf: Instant,
  computedAt: Instant,
  /** Same parameters (definitions, policies, period, sites), same hash. */
  paramsHash: Type.String(),
  figures: Type.Array(Figure),
  weeks: Type.Array(FigureWeek),
})
export type Figures = Static<typeof Figures>

const Words = closed('Words', { fr: Type.String(), en: Type.String() })

/** An entry of the registry: what is counted, how, and how it is misread. */
export const IndicatorEntry = closed('IndicatorEntry', {
  id: Type.String(),
  version: Type.Integer(),
  kind: Type.Enum([...measures]),
  unit: Type.Enum([...units]),
  decimals: Type.Integer(),
  share: Type.Boolean(),
  parts: Type.Array(Type.String()),
  by: Type.Array(Type.Enum([...breakdowns])),
  name: Words,
  definition: Words,
  missing: Type.Optional(Words),
  pitfall: Type.Optional(Words),
  parameters: Type.Record(Type.String(), Type.Number()),
  breaks: Type.Array(LocalDate, { description: 'days from which it counts otherwise: no period lies across one' }),
})
export type IndicatorEntry = Static<typeof IndicatorEntry>

export const Dictionary = closed('Dictionary', { items: Type.Array(IndicatorEntry) })
export type Dictionary = Static<typeof Dictionary>

/** How a figure is told: null members could not or may not be given, `flags` say why. */
export const TableFigure = closed('TableFigure', {
  value: nullable(Type.Number()),
  numerator: nullable(Type.Number()),
  denominator: nullable(Type.Number()),
  n: nullable(Type.Number()),
  coverage: nullable(Type.Number()),
  unknown: nullable(Type.Number()),
  interval: nullable(Interval),
  parts: Type.Array(FigurePart),
  flags: Type.Array(Type.Enum([...figureFlags])),
  suppressed: Type.Boolean(),
})
export type TableFigure = Static<typeof TableFigure>

/** A cell: the codes it is told by, in the order of `by`; null is not known, `*` the total over a dimension. */
export const FigureCell = closed('FigureCell', {
  from: LocalDate,
  to: LocalDate,
  codes: Type.Array(nullable(Type.String())),
  figure: TableFigure,
})
export type FigureCell = Static<typeof FigureCell>

/** The words of a code that is no word itself. */
export const FigureName = closed('FigureName', { code: Type.String(), fr: Type.String(), en: Type.String() })
export type FigureName = Static<typeof FigureName>

export const FigureTable = closed('FigureTable', {
  indicatorId: Type.String(),
  definitionVersion: Type.Integer(),
  unit: Type.Enum([...units]),
  from: LocalDate,
  to: LocalDate,
  siteIds: Type.Array(Uuid),
  by: Type.Array(Type.Enum([...breakdowns])),
  each: nullable(Type.Enum([...grains])),
  level: Type.Enum(['internal_case', 'internal_report', 'external']),
  asOf: Instant,
  computedAt: Instant,
  paramsHash: Type.String(),
  cells: Type.Array(FigureCell),
  /** Sites, themes, partners, cohorts, municipalities. */
  names: Type.Array(FigureName),
})
export type FigureTable = Static<typeof FigureTable>

/** Quality gates of a period: how far its figures can be trusted. */
export const Quality = closed('Quality', {
  from: LocalDate,
  to: LocalDate,
  siteIds: Type.Array(Uuid),
  asOf: Instant,
  gates: Type.Array(
    closed('QualityGate', {
      gateId: Type.Enum([...gateIds]),
      definitionVersion: Type.Integer(),
      unit: Type.Enum([...units]),
      name: Words,
      definition: Words,
      figure: TableFigure,
    }),
  ),
})
export type Quality = Static<typeof Quality>

/** Indicators that count sessions and who was there: what a funder carries of them can be told apart. */
export const carriedIndicators = [
  'ACT-01',
  'ACT-03',
  'ACT-04',
  'ACT-06',
  'ACT-07',
  'ACT-10',
  'MIX-01',
  'MIX-02',
] as const satisfies readonly IndicatorId[]

export const impactRoutes = defineRoutes({
  listIndicators: {
    method: 'GET',
    path: '/v1/impact/indicators',
    summary: 'The registry of indicators',
    description:
      'Every indicator: its version, unit, words, what it may be told by, what happens to what is not known.',
    access: { roles: who.allStaff, keys: ['figures:read'] },
    success: { status: 200, body: Dictionary },
    errors: [],
  },
  getFigureTable: {
    method: 'GET',
    path: '/v1/impact/table',
    summary: 'An indicator by breakdowns and time',
    description:
      'One indicator for the half-open period [from, to) of local dates, by at most two of those it may be told by, whole or by calendar month, quarter or year, with the totals over each of them. Below the level `internal_case`, whatever counts persons or is told by what they are is given for whole calendar years that are over, with small cells, and as many others as it takes that none can be had from the rest, null and `suppressed`. With `asKnownAt`, the same as it was known at that instant: two instants could be subtracted, so others than the case team (`not-allowed`) read earlier states in frozen reports.',
    access: { roles: who.allStaff, keys: ['figures:read'] },
    query: Type.Object(
      {
        indicator: Type.Enum([...indicatorIds]),
        from: LocalDate,
        to: LocalDate,
        site: Type.Optional(Uuid),
        by: Type.Optional(Type.Enum([...breakdowns])),
        and: Type.Optional(Type.Enum([...breakdowns])),
        each: Type.Optional(Type.Enum([...grains])),
        funder: Type.Optional({
          ...Uuid,
          description: `only sessions of which a grant of this funder carries a share on their day, each as a whole; for those who read whole numbers only, of ${carriedIndicators.join(', ')}, and not with \`asKnownAt\``,
        }),
        asKnownAt: Type.Optional({
          ...Instant,
          description: 'as the records stood then; for those who read whole numbers only',
        }),
      },
      { additionalProperties: false },
    ),
    success: { status: 200, body: FigureTable },
    errors: ['not-found', 'rule-broken'],
  },
  getFigures: {
    method: 'GET',
    path: '/v1/impact/figures',
    summary: 'Figures of a period',
    description:
      'Every figure of the registry for the half-open period [from, to) of local dates, over the sites you may read, or one of them. Each comes with its unit, its n, its definition version and what is not known. Below the level `internal_case`, persons (ACT-04) and the groups of attendances (MIX-01) are told by whole calendar year, once it is over, and for no other period (`period_not_closed`); cells of 1 to k-1, and as many others as it takes that no hidden one can be had, or known within less than k, from what is shown, are null and `suppressed`; so is how many attendances are of named people. Sessions and attendances are given for any period.',
    access: { roles: who.allStaff, keys: ['figures:read'] },
    // every figure of the registry is InterAct's so far
    programme: 'interact',
    query: Type.Object({ from: LocalDate, to: LocalDate, site: Type.Optional(Uuid) }, { additionalProperties: false }),
    success: { status: 200, body: Figures },
    errors: ['not-found', 'rule-broken'],
  },
  getQuality: {
    method: 'GET',
    path: '/v1/impact/quality',
    summary: 'How far the figures of a period can be trusted',
    description:
      'The six quality gates for the half-open period [from, to) of local dates, over the sites you may read, or one of them: how many were followed up, of whom all is known that ESF+ asks, who was informed, which attendances have a name, at which sessions the presence of staff is recorded, and possible duplicates. Printed beside the figures; small numbers are hidden as they are in these.',
    access: { roles: who.allStaff, keys: ['figures:read'] },
    programme: 'interact',
    query: Type.Object({ from: LocalDate, to: LocalDate, site: Type.Optional(Uuid) }, { additionalProperties: false }),
    success: { status: 200, body: Quality },
    errors: ['not-found', 'rule-broken'],
  },
})
