import {
  broken,
  faultsOfReferral,
  isBrokenRule,
  nationalNumberIn,
  neededReferralColumns,
  problem,
  referralColumns,
  referralConsentVersion,
  referralFileRows,
  SendReferral,
  writtenPhone,
  type ProblemDetail,
  type ReferralColumn,
  type ReferralFileFault,
} from '@interra/contracts'
import { CsvError, parse } from 'csv-parse/sync'
import type { ErrorObject } from 'ajv'
import { createHash } from 'node:crypto'
import { createValidators, detailsOf } from '../../platform/http/validation.ts'

/** One row as it was written, by column; `row` as a spreadsheet counts. */
interface Line {
  readonly row: number
  readonly cells: Readonly<Partial<Record<ReferralColumn, string>>>
  /** Cells that have no column. */
  readonly tooMany: boolean
}

/**
 * The rows of a file. Throws `csv-broken` with the line, and `rule-broken` when a column is missing, unknown or named twice
 * (`params.column`), when there is no row or there are too many.
 */
export function readLines(text: string): Line[] {
  const [head = ''] = text.split(/\r?\n/, 1)
  const delimiter = head.split(';').length >= head.split(',').length ? ';' : ','
  const [names = [], ...rows] = parsed(text, delimiter)
  const columns = names.map((name) => name.trim().toLowerCase())
  for (const [at, name] of columns.entries()) {
    if (!referralColumns.some((one) => one === name))
      throw broken('rule-broken', '/text', { rule: 'unknown', column: name })
    if (columns.indexOf(name) !== at) throw broken('rule-broken', '/text', { rule: 'named-twice', column: name })
  }
  const missing = neededReferralColumns.find((one) => !columns.includes(one))
  if (missing) throw broken('rule-broken', '/text', { rule: 'missing-for-this-kind', column: missing })
  const lines = rows.map((cells, index) => ({
    row: index + 2,
    cells: Object.fromEntries(columns.map((name, at) => [name, (cells[at] ?? '').trim()])),
    tooMany: cells.length > columns.length,
  }))
  const written = lines.filter(({ cells }) => Object.values(cells).some((cell) => cell !== ''))
  if (written.length === 0) throw broken('rule-broken', '/text', { rule: 'blank' })
  if (written.length > referralFileRows)
    throw broken('rule-broken', '/text', { rule: 'too-many', limit: referralFileRows })
  return written
}

function parsed(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { bom: true, delimiter, relax_column_count: true })
  } catch (error) {
    const line = error instanceof CsvError ? error['lines'] : undefined
    throw problem('csv-broken', { params: { line: typeof line === 'number' ? line : 1 } })
  }
}

const listOf = (cell = '') => cell.split(/[\s|+]+/).filter((one) => one !== '')
const known = (cell = '') => (cell === '' ? null : cell)
const startOf = (day = '') => (/^\d{4}-\d\d-\d\d$/.test(day) ? `${day}T00:00:00Z` : day)
const yes = ['yes', 'oui', 'ja', '1', 'true', 'x']

/** What a row says, in the shape that programs send. Without a reference, one that is made of what it says. */
function bodyOf({ cells }: Line): unknown {
  const { phone, referrer_phone: referrerPhone, birth_year: year, consent_on: agreedOn } = cells
  const body = {
    referredAt: startOf(cells.referred_on || agreedOn),
    referrer: {
      name: cells.referrer_name,
      email: known(cells.referrer_email),
      phone: referrerPhone ? writtenPhone(referrerPhone) : null,
    },
    person: {
      givenName: cells.given_name,
      familyName: known(cells.family_name),
      birthYear: year ? (/^\d+$/.test(year) ? Number(year) : year) : null,
      contact: {
        preference: cells.preference,
        phone: phone ? writtenPhone(phone) : null,
        email: known(cells.email),
      },
      languages: listOf(cells.languages).map((one) => {
        const [code, level = 'native'] = one.split(':')
        return { code, level }
      }),
    },
    requestedServices: listOf(cells.services),
    reasonCodes: listOf(cells.reasons),
    message: known(cells.message),
    consent: {
      givenAt: startOf(agreedOn),
      method: cells.consent_method,
      language: cells.consent_language,
      textVersion: referralConsentVersion,
      scopes: listOf(cells.consent_scopes),
    },
    dataProtectionCommitment: yes.includes((cells.commitment ?? '').toLowerCase()),
  }
  return { partnerReference: cells.reference || madeReference(body), ...body }
}

const letters = 'bcdfghjkmnpqrstv'
function madeReference(body: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16)
  return `C-${Array.from(digest, (digit) => letters[Number.parseInt(digit, 16)])
    .join('')
    .toUpperCase()}`
}

/** The first that fits a pointer names the column. */
const columnByPointer: readonly (readonly [string, ReferralColumn])[] = [
  ['/partnerReference', 'reference'],
  ['/referredAt', 'referred_on'],
  ['/referrer/email', 'referrer_email'],
  ['/referrer/phone', 'referrer_phone'],
  ['/referrer', 'referrer_name'],
  ['/person/givenName', 'given_name'],
  ['/person/familyName', 'family_name'],
  ['/person/birth', 'birth_year'],
  ['/person/contact/phone', 'phone'],
  ['/person/contact/email', 'email'],
  ['/person/contact', 'preference'],
  ['/person/languages', 'languages'],
  ['/requestedServices', 'services'],
  ['/reasonCodes', 'reasons'],
  ['/message', 'message'],
  ['/consent/givenAt', 'consent_on'],
  ['/consent/method', 'consent_method'],
  ['/consent/language', 'consent_language'],
  ['/consent/scopes', 'consent_scopes'],
  ['/dataProtectionCommitment', 'commitment'],
]

/** What is wrong, where one writes it in the file. */
export function faultAt(row: number, { pointer, code, params }: Omit<ProblemDetail, 'message'>): ReferralFileFault {
  const column = columnByPointer.find(([start]) => pointer.startsWith(start))?.[1] ?? null
  const rule = params?.['rule']
  return { row, column, code, rule: isBrokenRule(rule) ? rule : null }
}

const validators = createValidators()

export interface ReadRow {
  readonly row: number
  readonly body: SendReferral
}
/** Every row, as it may be kept or with what is wrong with it. */
export function readReferralFile(
  text: string,
  now: Date,
): { readonly rows: number; readonly good: readonly ReadRow[]; readonly faults: readonly ReferralFileFault[] } {
  const lines = readLines(text)
  const validate = validators.compiler({ schema: SendReferral, method: 'POST', url: '', httpPart: 'body' })
  const good: ReadRow[] = []
  const faults: ReferralFileFault[] = []
  const seen = new Set<string>()
  for (const line of lines) {
    const body = bodyOf(line)
    const checked: unknown = validate(body)
    const details = checked === true ? faultsOf(body as SendReferral, now) : detailsOf(errorsOf(checked), 'body')
    const wrong = details.map((detail) => faultAt(line.row, detail))
    if (line.tooMany) wrong.push({ row: line.row, column: null, code: 'csv-broken', rule: null })
    if (wrong.length === 0 && seen.has((body as SendReferral).partnerReference))
      wrong.push({ row: line.row, column: 'reference', code: 'rule-broken', rule: 'named-twice' })
    if (wrong.length > 0) faults.push(...onePerColumn(wrong))
    else {
      seen.add((body as SendReferral).partnerReference)
      good.push({ row: line.row, body: body as SendReferral })
    }
  }
  return { rows: lines.length, good, faults }
}

const errorsOf = (checked: unknown) => (checked as { readonly error: readonly ErrorObject[] }).error

function faultsOf(body: SendReferral, now: Date): Omit<ProblemDetail, 'message'>[] {
  const pointer = nationalNumberIn(SendReferral, body)
  return [
    ...(pointer === undefined ? [] : [{ pointer, code: 'national-number-refused' }]),
    ...faultsOfReferral(body, now),
  ]
}

const onePerColumn = (faults: readonly ReferralFileFault[]) =>
  faults.filter(({ column }, at) => faults.findIndex((one) => one.column === column) === at)
