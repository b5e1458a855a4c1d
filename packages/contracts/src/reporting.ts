import Type, { type Static } from 'typebox'
import { Dictionary, grains } from './impact.ts'
import { indicatorIds } from './indicator-ids.ts'
import { breakdowns, units } from './indicators/indicator.ts'
import { closed, idParam, Instant, line, LocalDate, nullable, pageOf, paging, Uuid } from './primitives.ts'
import { scopesOfKind, who } from './rights.ts'
import { defineRoutes } from './route.ts'
import { GivenReason } from './workshops.ts'

const scopes = Type.Array(Type.Enum([...scopesOfKind.reporting]), { minItems: 1, uniqueItems: true })
const keyMembers = {
  id: Uuid,
  name: line(),
  publicId: Type.String({ description: 'the eight characters after `itr_live_`; the user name of HTTP Basic' }),
  lastFour: Type.String(),
  siteIds: Type.Array(Uuid),
  scopes,
  state: Type.Enum(['live', 'expired', 'revoked']),
  createdAt: Instant,
  expiresAt: Instant,
  revokedAt: nullable(Instant),
  lastUsedAt: nullable({ ...Instant, description: 'to the minute' }),
}
export const ReportingKey = closed('ReportingKey', keyMembers)
export type ReportingKey = Static<typeof ReportingKey>
export const NewReportingKey = closed('NewReportingKey', {
  ...keyMembers,
  key: Type.String({ description: 'the whole key: shown in this answer and never again' }),
})
export type NewReportingKey = Static<typeof NewReportingKey>
export const CreateReportingKey = closed('CreateReportingKey', {
  name: line(),
  siteIds: Type.Array(Uuid, { minItems: 1, maxItems: 100 }),
  scopes: Type.Optional({
    ...scopes,
    description:
      'What it reads: `figures:read`, alone when absent; `attendances:read`, who came to what under a pseudonym, for an evaluator whose agreement says what they may do with it.',
  }),
  expiresOn: Type.Optional({ ...LocalDate, description: 'its last day; a year from today at most, and when absent' }),
})
export type CreateReportingKey = Static<typeof CreateReportingKey>

/** Codes of SDMX CL_OBS_STATUS: normal, missing. Of CL_CONF_STATUS: free, confidential. */
const obsStatuses = ['A', 'M'] as const
const confStatuses = ['F', 'C'] as const

/**
 * One row of a report, long and tidy: an indicator, or a sub-value of it, for a period and what it is told by. The columns
 * stay in this order; new ones come at the end.
 */
export const FigureRow = closed('FigureRow', {
  indicator: Type.String(),
  indicatorVersion: Type.Integer(),
  /** The code of a sub-value; null for the value itself. */
  part: nullable(Type.String()),
  periodStart: LocalDate,
  /** The day after the last one. */
  periodEnd: LocalDate,
  dimension1: nullable(Type.Enum([...breakdowns])),
  /** `*` is all of them, `unknown` what is not known. */
  code1: nullable(Type.String()),
  label1: nullable(Type.String()),
  dimension2: nullable(Type.Enum([...breakdowns])),
  code2: nullable(Type.String()),
  label2: nullable(Type.String()),
  value: nullable(Type.Number()),
  unit: Type.Enum([...units]),
  numerator: nullable(Type.Number()),
  denominator: nullable(Type.Number()),
  n: nullable(Type.Number()),
  coverage: nullable(Type.Number()),
  intervalLow: nullable(Type.Number()),
  intervalHigh: nullable(Type.Number()),
  obsStatus: Type.Enum([...obsStatuses]),
  confStatus: Type.Enum([...confStatuses]),
  /** Why there is no value, or how to read it. */
  flags: Type.String(),
  /** What was recorded up to this instant is counted. */
  asOf: Instant,
  computedAt: Instant,
})
export type FigureRow = Static<typeof FigureRow>
export const figureColumns = Object.keys(FigureRow.properties) as (keyof FigureRow)[]

export const FigureRows = closed('FigureRows', { items: Type.Array(FigureRow) })
export type FigureRows = Static<typeof FigureRows>

const anyId = `(${indicatorIds.join('|')})(@[1-9][0-9]{0,2})?`
const FigureQuery = closed('FigureQuery', {
  indicators: Type.String({
    pattern: `^${anyId}(,${anyId})*$`,
    maxLength: 1000,
    description: `Ids, with commas between them: ${indicatorIds.join(', ')}. \`ACT-01@1\` asks for that version of the definition and no other: a program hears of a new one before it adds up two.`,
  }),
  from: LocalDate,
  to: { ...LocalDate, description: 'the day after the last one' },
  site: Type.Optional(Uuid),
  by: Type.Optional(Type.Enum([...breakdowns])),
  and: Type.Optional(Type.Enum([...breakdowns])),
  each: Type.Optional(Type.Enum([...grains])),
  language: Type.Optional(Type.Enum(['fr', 'en'])),
})
export type FigureQuery = Static<typeof FigureQuery>

/** Columns of an export of attendances, in the order of its files; new ones come at the end. */
export const attendanceColumns = [
  'person',
  'session',
  'day',
  'site',
  'programme',
  'theme',
  'group_at_day',
  'age_band',
  'gender',
  'status',
  'minutes',
] as const
const AttendanceExportQuery = closed('AttendanceExportQuery', {
  from: LocalDate,
  to: { ...LocalDate, description: 'the day after the last one' },
  site: Type.Optional(Uuid),
})
export type AttendanceExportQuery = Static<typeof AttendanceExportQuery>

/** A report that was published with small numbers hidden: its figures stay what they were, late edits come in a later one. */
export const Publication = closed('Publication', {
  id: Uuid,
  siteId: Uuid,
  title: Type.String(),
  from: LocalDate,
  to: LocalDate,
  asOf: Instant,
  sha256: Type.String(),
})
export type Publication = Static<typeof Publication>
export const PublicationPage = pageOf('PublicationPage', Publication)
const published = {
  params: idParam('publicationId'),
  query: closed('PublicationQuery', { language: Type.Optional(Type.Enum(['fr', 'en'])) }),
  errors: [],
} as const

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const reader = { access: { roles: who.allStaff, keys: ['figures:read'] }, method: 'GET' } as const
const told =
  'Rows are long and tidy: one for the value of each indicator and one for each of its sub-values, by period and by what it is told by, with the totals (`*`). `asOf` and `computedAt` say when; the ETag is of everything else, so that it stays while the figures do. What is hidden because it is small, or would tell what is small, has no value and `confStatus` C.'
const evaluators = { access: { roles: [], keys: ['attendances:read'] }, method: 'GET' } as const
const attended =
  'One row for each person on the sheet of each session held, by day: a pseudonym of the person and of the session, which are those of this key and of no other, then codes and bands. `minutes` is the length of the session for whoever was present. What is not known is empty. Small groups are not hidden: the agreement with the evaluator says what may be published.'
const admins = { access: { roles: who.admins } } as const
export const reportingRoutes = defineRoutes({
  getDictionary: {
    ...reader,
    path: '/v1/reporting/indicators',
    summary: 'What each indicator counts',
    description:
      'Version, unit, words in French and English, what it may be told by, what happens to what is not known.',
    success: { status: 200, body: Dictionary },
    ifNoneMatch: true,
    errors: [],
  },
  getReportingFigures: {
    ...reader,
    path: '/v1/reporting/figures',
    summary: 'Figures as rows, JSON',
    description: told,
    query: FigureQuery,
    success: { status: 200, body: FigureRows },
    ifNoneMatch: true,
    errors: ['not-found', 'rule-broken'],
  },
  getReportingCsv: {
    ...reader,
    path: '/v1/reporting/figures.csv',
    summary: 'Figures as rows, CSV',
    description: `${told} RFC 4180: UTF-8, commas, decimal points; \`s\` stands for what is hidden.`,
    query: FigureQuery,
    success: { status: 200, contentType: 'text/csv' },
    ifNoneMatch: true,
    errors: ['not-found', 'rule-broken'],
  },
  getReportingExcelCsv: {
    ...reader,
    path: '/v1/reporting/figures.excel.csv',
    summary: 'Figures as rows, CSV for Excel in French',
    description: `${told} Semicolons, decimal commas, a byte order mark; \`s\` stands for what is hidden.`,
    query: FigureQuery,
    success: { status: 200, contentType: 'text/csv' },
    ifNoneMatch: true,
    errors: ['not-found', 'rule-broken'],
  },
  getReportingWorkbook: {
    ...reader,
    path: '/v1/reporting/figures.xlsx',
    summary: 'Figures as rows, a workbook',
    description: `${told} Sheets Data, Dictionary and About, which says when it was computed; \`s\` stands for what is hidden.`,
    query: FigureQuery,
    success: { status: 200, contentType: workbookType },
    ifNoneMatch: true,
    errors: ['not-found', 'rule-broken'],
  },
  getReportingPackage: {
    ...reader,
    path: '/v1/reporting/figures.zip',
    summary: 'Figures as rows, a Data Package',
    description: `${told} A zip of \`datapackage.json\` (Data Package 2.0), which names and types each column, \`figures.csv\` and \`dictionary.csv\`.`,
    query: FigureQuery,
    success: { status: 200, contentType: 'application/zip' },
    ifNoneMatch: true,
    errors: ['not-found', 'rule-broken'],
  },
  listPublications: {
    ...reader,
    path: '/v1/reporting/publications',
    summary: 'Reports that were published, the latest first',
    description: 'Those with small numbers hidden. `asOf`: what was known by then is what they tell, for ever.',
    query: closed('PublicationsQuery', { site: Type.Optional(Uuid), ...paging }),
    success: { status: 200, body: PublicationPage },
    errors: [],
  },
  getPublicationFigures: {
    ...reader,
    ...published,
    path: '/v1/reporting/publications/:publicationId/figures',
    summary: 'Figures of a published report as rows, JSON',
    success: { status: 200, body: FigureRows },
  },
  getPublicationCsv: {
    ...reader,
    ...published,
    path: '/v1/reporting/publications/:publicationId/figures.csv',
    summary: 'Figures of a published report as rows, CSV',
    success: { status: 200, contentType: 'text/csv' },
  },
  exportAttendances: {
    ...evaluators,
    path: '/v1/reporting/attendances.csv',
    summary: 'Attendances under pseudonyms, CSV',
    description: `${attended} RFC 4180: UTF-8, commas.`,
    query: AttendanceExportQuery,
    success: { status: 200, contentType: 'text/csv' },
    errors: ['not-found', 'rule-broken'],
  },
  exportAttendancesForExcel: {
    ...evaluators,
    path: '/v1/reporting/attendances.excel.csv',
    summary: 'Attendances under pseudonyms, CSV for Excel in French',
    description: `${attended} Semicolons, a byte order mark.`,
    query: AttendanceExportQuery,
    success: { status: 200, contentType: 'text/csv' },
    errors: ['not-found', 'rule-broken'],
  },
  listReportingKeys: {
    ...admins,
    method: 'GET',
    path: '/v1/reporting-keys',
    summary: 'List the keys of reports, the latest first',
    query: closed('ReportingKeyQuery', paging),
    success: { status: 200, body: pageOf('ReportingKeyPage', ReportingKey) },
    errors: [],
  },
  createReportingKey: {
    ...admins,
    method: 'POST',
    path: '/v1/reporting-keys',
    summary: 'Make a key for a reporting script or a spreadsheet',
    description:
      'It reads what it is for of the sites it names, and nobody’s name: figures with small numbers hidden, attendances under pseudonyms. The answer shows the key, once: only its hash is kept.',
    body: CreateReportingKey,
    success: { status: 201, body: NewReportingKey },
    errors: ['rule-broken', 'not-found'],
  },
  revokeReportingKey: {
    ...admins,
    method: 'POST',
    path: '/v1/reporting-keys/:reportingKeyId/revocation',
    summary: 'Revoke a key of reports',
    description: 'It opens nothing any more from now on. Said again, it changes nothing.',
    params: idParam('reportingKeyId'),
    body: GivenReason,
    success: { status: 200, body: ReportingKey },
    errors: ['rule-broken'],
  },
})
