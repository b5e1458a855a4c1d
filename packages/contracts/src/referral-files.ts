import Type, { type Static } from 'typebox'
import { brokenRules } from './broken-rule.ts'
import { closed, idParam, nullable } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** Rows of a file of referrals at most: more than that is a program's work. */
export const referralFileRows = 500
export const referralFileLength = 200_000

/** The columns of a file of referrals, in the order of the template; the first row names them in any order. */
export const referralColumns = [
  'reference',
  'referred_on',
  'referrer_name',
  'referrer_email',
  'referrer_phone',
  'given_name',
  'family_name',
  'birth_year',
  'preference',
  'phone',
  'email',
  'languages',
  'services',
  'reasons',
  'message',
  'consent_on',
  'consent_method',
  'consent_language',
  'consent_scopes',
  'commitment',
] as const
export type ReferralColumn = (typeof referralColumns)[number]
/** What every file must have; a row says the rest when it is known. */
export const neededReferralColumns: readonly ReferralColumn[] = [
  'referrer_name',
  'given_name',
  'preference',
  'languages',
  'services',
  'reasons',
  'consent_on',
  'consent_method',
  'consent_language',
  'consent_scopes',
  'commitment',
]

/** The template to download, as spreadsheets of Belgium open it: UTF-8 with BOM and `;`. */
export const referralTemplate = `\u{FEFF}${referralColumns.join(';')}\r\n`

// no `text()`: a register number in it is told by row, and the row is not kept
const fileText = Type.String({
  minLength: 1,
  maxLength: referralFileLength,
  description: 'CSV in UTF-8, `,` or `;`, with or without BOM',
})
export const CheckReferralFile = closed('CheckReferralFile', { text: fileText })
export const ImportReferralFile = closed('ImportReferralFile', {
  text: fileText,
  only: Type.Enum(['all', 'good'], { description: '`all`: nothing is written when one row is wrong' }),
})

export const ReferralFileFault = closed('ReferralFileFault', {
  row: Type.Integer({ description: 'as a spreadsheet counts: the names of the columns are row 1' }),
  column: nullable(Type.Enum([...referralColumns])),
  code: Type.String({ description: 'a schema keyword, or a code of the catalogue' }),
  rule: nullable(Type.Enum([...brokenRules])),
})
export type ReferralFileFault = Static<typeof ReferralFileFault>
export const ReferralFileReport = closed('ReferralFileReport', {
  rows: Type.Integer(),
  good: Type.Integer({ description: 'rows that may be written' }),
  known: Type.Integer({ description: 'good rows that are here already, just as they are' }),
  written: Type.Integer(),
  faults: Type.Array(ReferralFileFault),
})
export type ReferralFileReport = Static<typeof ReferralFileReport>

const upload = {
  access: { roles: who.team },
  method: 'POST',
  params: idParam('partnerId'),
  success: { status: 200, body: ReferralFileReport },
  errors: ['agreement-missing', 'csv-broken', 'rule-broken'],
} as const

export const referralFileRoutes = defineRoutes({
  checkReferralFile: {
    ...upload,
    path: '/v1/partners/:partnerId/referral-files/check',
    summary: 'Check a file of referrals of a partner; nothing is written',
    description:
      'Each row is checked with the contract of programs. `csv-broken` and a column that is missing name the row.',
    body: CheckReferralFile,
  },
  importReferralFile: {
    ...upload,
    path: '/v1/partners/:partnerId/referral-files',
    summary: 'Write the referrals of a file of a partner: all of them, or only the good ones',
    description: 'All in one: nothing is half written. A row that is here already is not written again.',
    body: ImportReferralFile,
  },
})
