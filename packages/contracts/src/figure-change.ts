import Type, { type Static } from 'typebox'
import { indicatorIds } from './indicator-ids.ts'
import { closed, idParam, Instant, LocalDate, nullable, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/**
 * Why what an indicator counts is another one than it was: entered late, corrected, two entries of one person merged, what
 * is known of a person's arrival, status or languages, or a new definition.
 */
export const changeCauses = ['late_entry', 'correction', 'merge', 'arrival', 'definition'] as const
export type ChangeCause = (typeof changeCauses)[number]
export const changeWays = ['added', 'removed', 'reclassified'] as const
export type ChangeWay = (typeof changeWays)[number]

export const FigureChange = closed('FigureChange', {
  indicatorId: Type.String(),
  from: LocalDate,
  to: LocalDate,
  siteId: Uuid,
  since: Instant,
  until: Instant,
  /** Of a rate what is above the line; not rounded. */
  before: Type.Number(),
  after: Type.Number(),
  /** Of a rate what is below the line, else null. */
  beforeOf: nullable(Type.Number()),
  afterOf: nullable(Type.Number()),
  /** Their `delta` add up to the difference. */
  causes: Type.Array(
    closed('FigureChangeCause', {
      cause: Type.Enum([...changeCauses]),
      way: Type.Enum([...changeWays]),
      count: Type.Integer({ description: 'records' }),
      delta: Type.Number(),
      keys: Type.Array(Type.String(), { description: 'ids of what is counted, a hundred at most' }),
    }),
  ),
})
export type FigureChange = Static<typeof FigureChange>

const indicator = Type.Enum([...indicatorIds])
const success = { status: 200, body: FigureChange } as const

export const figureChangeRoutes = defineRoutes({
  explainChange: {
    method: 'GET',
    path: '/v1/impact/change',
    summary: 'Why a figure is another one than it was at an instant',
    description:
      'Of counts, sums and rates (what is above the line). Names records, so for those who read whole numbers (`not-allowed`).',
    access: { roles: who.caseReaders },
    query: Type.Object(
      { indicator, from: LocalDate, to: LocalDate, siteId: Uuid, since: Instant },
      { additionalProperties: false },
    ),
    success,
    errors: ['not-found', 'rule-broken'],
  },
  explainReportChange: {
    method: 'GET',
    path: '/v1/reports/:reportId/change',
    summary: 'Why a figure is another one than a frozen report says',
    access: { roles: who.caseReaders },
    params: idParam('reportId'),
    query: Type.Object({ indicator }, { additionalProperties: false }),
    success,
    errors: ['act-not-possible', 'rule-broken'],
  },
})
