import Type, { type Static } from 'typebox'
import { FigureCell, grains } from './impact.ts'
import { headlines, indicatorIds, type IndicatorId } from './indicator-ids.ts'
import { breakdowns, units } from './indicators/indicator.ts'
import { defineMachine } from './machine.ts'
import { closed, Instant, line, LocalDate, nullable, pageOf, Uuid, Version } from './primitives.ts'

/** A report is made, keeps its figures for ever, is given to others, and may be taken back. A draft is taken back too. */
export const reportMachine = defineMachine({
  entity: 'report',
  states: ['draft', 'frozen', 'published', 'withdrawn'],
  initial: 'draft',
  acts: {
    freeze: { from: ['draft'], to: 'frozen' },
    publish: { from: ['frozen'], to: 'published' },
    withdraw: { from: ['draft', 'frozen', 'published'], to: 'withdrawn', reason: true },
  },
})
export type ReportState = (typeof reportMachine.states)[number]
export type ReportAct = keyof typeof reportMachine.acts

/** One table of a report: an indicator, whole or by calendar periods, by at most two of those it may be told by. */
export const ReportLine = closed('ReportLine', {
  indicatorId: Type.Enum([...indicatorIds]),
  by: Type.Array(Type.Enum([...breakdowns]), { maxItems: 2, uniqueItems: true }),
  each: nullable(Type.Enum([...grains])),
})
export type ReportLine = Static<typeof ReportLine>

/** What is often asked for, as data. */
const table = (indicatorId: IndicatorId, by: ReportLine['by'] = [], each: ReportLine['each'] = null): ReportLine => ({
  indicatorId,
  by,
  each,
})
export const reportTemplates = {
  /** The few figures that a team looks at every week. */
  summary: headlines.map((id) => table(id)),
  /** The yearly sheet of local integration projects, axis interculturality (ILI, domain reference 2.5). */
  yearly: [
    table('ACT-01', [], 'quarter'),
    table('ACT-02'),
    table('ACT-03'),
    table('ACT-04', ['gender']),
    table('ACT-04', ['age']),
    table('ACT-04', ['group']),
    table('ACT-04', ['municipality']),
    table('ACT-10'),
    table('MIX-01'),
    table('MIX-02'),
    table('MIX-04'),
    table('LNK-01'),
    table('LNK-02'),
    table('DUO-01'),
    table('DUO-02'),
    table('DUO-04'),
    table('TRN-01', ['audience']),
    table('AUT-04'),
  ],
  /** What a city or a public centre for social welfare asks of what it subsidises. */
  city: [
    table('ACT-01'),
    table('ACT-03'),
    table('ACT-04', ['gender']),
    table('ACT-04', ['municipality']),
    table('MIX-01'),
    table('MIX-02'),
    table('REF-01'),
    table('REF-02'),
    table('REF-03'),
    table('REF-04'),
    table('DUO-01'),
    table('LNK-05'),
  ],
  /** Social economy: the people and the projects that InterLab accompanies. */
  interlab: [
    table('INC-01', ['cohort']),
    table('INC-02'),
    table('INC-03'),
    table('INC-04', ['role']),
    table('INC-05', ['role']),
    table('INC-06'),
    table('INC-07'),
    table('INC-08'),
    table('INC-09'),
  ],
} as const satisfies Readonly<Record<string, readonly ReportLine[]>>
export type ReportTemplate = keyof typeof reportTemplates
export const reportTemplateCodes = [
  'summary',
  'yearly',
  'city',
  'interlab',
] as const satisfies readonly ReportTemplate[]

/** What a funder asks for and no figure of ours tells: to be added by hand, never invented. */
export const templateGaps = {
  summary: [],
  yearly: ['official_form', 'nationality_group', 'staff', 'partners', 'story', 'objectives'],
  city: ['staff', 'partners', 'story', 'objectives'],
  interlab: ['official_form', 'staff', 'story', 'objectives'],
} as const satisfies Readonly<Record<ReportTemplate, readonly string[]>>

/** Whole numbers, for those who know the people; or small ones hidden, for other staff and for people outside. */
export const reportLevels = ['internal_case', 'internal_report', 'external'] as const

const asked = {
  siteId: Uuid,
  title: line(),
  template: nullable(Type.Enum([...reportTemplateCodes])),
  from: LocalDate,
  to: { ...LocalDate, description: 'the day after the last one' },
  level: Type.Enum([...reportLevels]),
  lines: Type.Array(ReportLine, { minItems: 1, maxItems: 40 }),
}
export const Report = closed('Report', {
  id: Uuid,
  ...asked,
  status: Type.Enum([...reportMachine.states]),
  madeBy: nullable(Type.String()),
  asKnownAt: nullable(Instant),
  sha256: nullable({ ...Type.String(), description: 'of the bytes of its content, in hexadecimal' }),
  publishedAt: nullable(Instant),
  withdrawnAt: nullable(Instant),
  withdrawnReason: nullable(Type.String()),
  version: Version,
})
export type Report = Static<typeof Report>
export const ReportPage = pageOf('ReportPage', Report)
export const AddReport = closed('AddReport', asked)
export type AddReport = Static<typeof AddReport>

export const ReportTable = closed('ReportTable', {
  indicatorId: Type.String(),
  definitionVersion: Type.Integer(),
  unit: Type.Enum([...units]),
  by: Type.Array(Type.Enum([...breakdowns])),
  each: nullable(Type.Enum([...grains])),
  cells: Type.Array(FigureCell),
})
export type ReportTable = Static<typeof ReportTable>
/** What a report says: the same bytes for ever once it is frozen. Of a draft, how it would be now. */
export const ReportContent = closed('ReportContent', {
  siteId: Uuid,
  from: LocalDate,
  to: LocalDate,
  level: Type.Enum([...reportLevels]),
  asKnownAt: Instant,
  today: { ...LocalDate, description: 'local day of `asKnownAt`: nothing later is known' },
  tables: Type.Array(ReportTable),
  gates: Type.Optional(
    Type.Array(ReportTable, {
      description: 'how far they can be trusted; absent from what was frozen before gates were',
    }),
  ),
})
export type ReportContent = Static<typeof ReportContent>

/** A frozen report computed again, from the records as they were known then. */
export const ReportCheck = closed('ReportCheck', {
  sha256: Type.String(),
  isSame: Type.Boolean(),
  /** Indicators whose definition changed since: computed again by the new one. */
  definitionsChanged: Type.Array(Type.String()),
})
export type ReportCheck = Static<typeof ReportCheck>
