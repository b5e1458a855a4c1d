import Type from 'typebox'
import { FigureName } from './impact.ts'
import { closed, idParam, paging, Reason, Uuid } from './primitives.ts'
import { AddReport, Report, ReportCheck, ReportContent, ReportPage } from './report.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

const readers = {
  access: { roles: who.allStaff },
  params: idParam('reportId'),
} as const
const act = {
  method: 'POST',
  access: { roles: who.team },
  params: idParam('reportId'),
  success: { status: 200, body: Report },
  errors: ['act-not-possible'],
  ifMatch: true,
} as const

export const reportRoutes = defineRoutes({
  listReports: {
    method: 'GET',
    path: '/v1/reports',
    summary: 'List reports, the latest first',
    description: 'Whoever may not read whole numbers at a site finds its frozen and published reports without them.',
    access: { roles: who.allStaff },
    query: Type.Object({ siteId: Type.Optional(Uuid), ...paging }, { additionalProperties: false }),
    success: { status: 200, body: ReportPage },
    errors: [],
  },
  addReport: {
    method: 'POST',
    path: '/v1/reports',
    summary: 'Make a report: a period of a site and the tables it shows',
    description:
      'A draft, computed anew whenever it is read. Below the level `internal_case` a table is told by one thing at most, and not by the age bands of funds: several sites lie behind what is hidden.',
    access: { roles: who.team },
    body: AddReport,
    success: { status: 201, body: Report },
    errors: ['not-found', 'rule-broken'],
    idempotency: 'accepted',
  },
  getReport: {
    ...readers,
    method: 'GET',
    path: '/v1/reports/:reportId',
    summary: 'Read what a report is about, its state and its hash',
    success: { status: 200, body: Report },
    errors: [],
  },
  getReportContent: {
    ...readers,
    method: 'GET',
    path: '/v1/reports/:reportId/content',
    summary: 'Read the tables of a report',
    description: 'Of a frozen one the very bytes that its SHA-256 is of; of a draft, how it would be now.',
    success: { status: 200, body: ReportContent },
    errors: [],
  },
  getReportNames: {
    ...readers,
    method: 'GET',
    path: '/v1/reports/:reportId/names',
    summary: 'Read what the codes in the tables of a report are called',
    description:
      'As they are called today: cohorts, themes and partners are renamed, and a frozen report keeps its bytes.',
    success: { status: 200, body: closed('ReportNames', { names: Type.Array(FigureName) }) },
    errors: [],
  },
  checkReport: {
    ...readers,
    method: 'GET',
    path: '/v1/reports/:reportId/check',
    summary: 'Compute a frozen report again, as known then',
    description: 'The same bytes, unless the definition of an indicator changed since, which is then named.',
    success: { status: 200, body: ReportCheck },
    errors: ['act-not-possible'],
  },
  freezeReport: {
    ...act,
    path: '/v1/reports/:reportId/freezing',
    summary: 'Freeze a report: from now on it says the same',
    description:
      'As known at the instant before which everything was written that was being written. Nobody changes it after, not even in the database.',
  },
  publishReport: {
    ...act,
    path: '/v1/reports/:reportId/publication',
    summary: 'Note that a frozen report was given to others',
  },
  withdrawReport: {
    ...act,
    path: '/v1/reports/:reportId/withdrawal',
    summary: 'Take a report back, with a reason; its bytes stay',
    body: closed('WithdrawReport', { reason: Reason }),
  },
})
