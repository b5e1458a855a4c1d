import Type, { type Static } from 'typebox'
import { indicatorIds } from './indicator-ids.ts'
import { breakdowns } from './indicators/indicator.ts'
import { personal } from './personal-data.ts'
import { closed, LocalDate, nullable, pageOf, paging, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** What a figure counts one by one; `other` has no page of its own. */
export const recordKinds = [
  'session',
  'workshop',
  'attendance',
  'person',
  'duo',
  'course_session',
  'referral',
  'application',
  'incubation',
  'coaching',
  'other',
] as const
export type RecordKind = (typeof recordKinds)[number]

export const FigureRecord = closed('FigureRecord', {
  key: Uuid,
  kind: Type.Enum([...recordKinds]),
  parentId: nullable({ ...Uuid, description: 'session of an attendance, course of its session, project of coaching' }),
  day: { ...LocalDate, description: 'on which it counts, the first one in the period' },
  /** What it adds to the figure. */
  amount: Type.Number(),
  title: nullable(Type.String()),
  personId: personal('C1', nullable(Uuid)),
  personName: personal('C1', nullable(Type.String())),
})
export type FigureRecord = Static<typeof FigureRecord>
export const FigureRecordPage = pageOf('FigureRecordPage', FigureRecord)

const code = (of: string) =>
  Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 80,
      pattern: '^[^\\u0000-\\u001F\\u007F]*$',
      description: `code of the cell under \`${of}\`: \`*\` the total, left out where it is not known`,
    }),
  )

export const figureRecordRoutes = defineRoutes({
  listFigureRecords: {
    method: 'GET',
    path: '/v1/impact/records',
    summary: 'The records behind a figure, the earliest first',
    description:
      'Of an indicator that counts or adds up: every record that its value stands on, through the very facts that the figure is made of. A count has as many records as it says, a sum is the sum of `amount`; a person is there once. With breakdowns, those of one cell. For the case team; whoever does not read whole numbers of all the sites asked finds nothing (`not-found`), nor does anybody for what members said in surveys. Pairs of people are never listed (`rule-broken`).',
    access: { roles: who.caseReaders },
    query: Type.Object(
      {
        indicator: Type.Enum([...indicatorIds]),
        from: LocalDate,
        to: LocalDate,
        site: Type.Optional(Uuid),
        by: Type.Optional(Type.Enum([...breakdowns])),
        and: Type.Optional(Type.Enum([...breakdowns])),
        code: code('by'),
        andCode: code('and'),
        ...paging,
      },
      { additionalProperties: false },
    ),
    success: { status: 200, body: FigureRecordPage },
    errors: ['not-found', 'rule-broken'],
  },
})
