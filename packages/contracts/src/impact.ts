import Type, { type Static } from 'typebox'
import { indicators, units } from './indicators.ts'
import { closed, Instant, LocalDate, nullable, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** `period_not_closed`: persons are told by whole months or years that are over, to readers who do not know them. */
export const figureFlags = [
  'insufficient_coverage',
  'small_numbers',
  'period_too_short',
  'group_approximate',
  'period_not_closed',
] as const

/** A sub-value of a figure; null with `suppressed` when the number is too small for this reader. */
export const FigurePart = closed('FigurePart', {
  code: Type.String(),
  value: nullable(Type.Number()),
  suppressed: Type.Boolean(),
})
export type FigurePart = Static<typeof FigurePart>

export const Figure = closed('Figure', {
  indicatorId: Type.Enum(indicators.map((indicator) => indicator.id)),
  definitionVersion: Type.Integer(),
  unit: Type.Enum([...units]),
  /** Rounded to the indicator's decimals; null when it cannot or may not be given, `flags` say why. */
  value: nullable(Type.Number()),
  numerator: nullable(Type.Number()),
  denominator: nullable(Type.Number()),
  /** How many records the value stands on. */
  n: nullable(Type.Integer()),
  /** Known share of the records concerned, 0 to 1. */
  coverage: nullable(Type.Number()),
  /** Records of which the needed fact is not known. */
  unknown: nullable(Type.Integer()),
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

export const impactRoutes = defineRoutes({
  getFigures: {
    method: 'GET',
    path: '/v1/impact/figures',
    summary: 'Figures of a period',
    description:
      'Every figure of the registry for the half-open period [from, to) of local dates, over the sites you may read, or one of them. Each comes with its unit, its n, its definition version and what is not known. Below the level `internal_case`, persons (ACT-04) are told by whole calendar month or year, their groups and those of attendances (MIX-01) by whole calendar year, once it is over, and for no other period (`period_not_closed`); cells of 1 to k-1, and as many others as it takes that no hidden one can be had, or known within less than k, from what is shown, are null and `suppressed`; so is how many attendances are of named people. Sessions and attendances are given for any period.',
    access: { roles: who.allStaff, keys: ['figures:read'] },
    // every figure of the registry is InterAct's so far
    programme: 'interact',
    query: Type.Object({ from: LocalDate, to: LocalDate, site: Type.Optional(Uuid) }, { additionalProperties: false }),
    success: { status: 200, body: Figures },
    errors: ['not-found', 'rule-broken'],
  },
})
