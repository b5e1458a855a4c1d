import { ApiProblem, problem } from '@interra/contracts'

/** What PostgreSQL said, without the values that its messages quote. */
export class DatabaseFailure extends Error {
  readonly sqlState: string
  readonly constraint: string | undefined
  readonly table: string | undefined

  constructor(sqlState: string, constraint: string | undefined, table: string | undefined, explanation: string) {
    super(`SQLSTATE ${sqlState}${constraint ? ` on ${constraint}` : ''}${table ? ` of ${table}` : ''}${explanation}`)
    this.name = 'DatabaseFailure'
    this.sqlState = sqlState
    this.constraint = constraint
    this.table = table
  }
}

/** Too busy, starting, stopping, out of space, waited too long: the same request may succeed in a moment. */
const passing = /^(080(00|01|03|04|06|07)|53...|57P0.|57014|55P03|25P0[34]|40001|40P01)$/
/** Values that no column takes (NUL, an impossible date, a number too large): schemas refuse them first. */
const badValue = /^(22021|22P05|22P02|22003|22007|22008|22001|54000)$/
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])
const lostConnection = /timeout exceeded when trying to connect|Query read timeout|Connection terminated|not queryable/

/**
 * What leaves the database layer: a refusal the caller can act on, or a failure that is safe to log. Whatever else was
 * thrown passes unchanged. `explain` keeps PostgreSQL's own words, for tests.
 */
export function translate(error: unknown, explain: boolean): unknown {
  if (error instanceof ApiProblem || error instanceof DatabaseFailure) return error
  const found = reported(error)
  if (isPassing(error))
    return problem('unavailable', { retryAfter: 1, detail: `database ${found.sqlState ?? 'connection'}` })
  if (found.sqlState === undefined) return error
  // whichever figure it would have moved
  if (found.constraint === 'period_locked') return problem('period-locked')
  if (badValue.test(found.sqlState))
    return problem('validation-failed', { detail: `value refused (${found.sqlState})` })
  const failure = new DatabaseFailure(
    found.sqlState,
    found.constraint,
    found.table,
    explain ? `: ${found.message}` : '',
  )
  if (explain) failure.cause = error
  return failure
}

/**
 * Gives a broken constraint its meaning where it is known, in the store:
 * `.catch((error) => onConstraint(error, { account_email_key: () => problem('account-exists') }))`.
 */
export function onConstraint(error: unknown, meanings: Readonly<Record<string, () => Error>>): never {
  const { constraint } = reported(error)
  const meaning = constraint !== undefined && Object.hasOwn(meanings, constraint) ? meanings[constraint] : undefined
  throw meaning ? meaning() : error
}

export function isSerializationFailure(error: unknown): boolean {
  const { sqlState } = reported(error)
  return sqlState === '40001' || sqlState === '40P01'
}

/** The connection cannot be used again. */
export function isBrokenConnection(error: unknown): boolean {
  const { sqlState, message } = reported(error)
  return (
    /^(080(00|01|03|04|06|07)|57P0[1-3]|25P0[34])$/.test(sqlState ?? '') ||
    isNetwork(error) ||
    lostConnection.test(message)
  )
}

function isPassing(error: unknown): boolean {
  return passing.test(reported(error).sqlState ?? '') || isBrokenConnection(error)
}

interface Reported {
  readonly sqlState: string | undefined
  readonly constraint: string | undefined
  readonly table: string | undefined
  readonly message: string
}

/** Reads pg's error, also inside drizzle's, which wraps it. */
function reported(error: unknown): Reported {
  const source = withCode(error) ?? (error instanceof Error ? withCode(error.cause) : undefined)
  if (!source) return { sqlState: undefined, constraint: undefined, table: undefined, message: messageOf(error) }
  const state = text(source, 'code')
  return {
    sqlState: state !== undefined && /^[0-9A-Z]{5}$/.test(state) ? state : undefined,
    constraint: text(source, 'constraint'),
    table: text(source, 'table'),
    message: messageOf(source),
  }
}

function isNetwork(error: unknown): boolean {
  const source = withCode(error) ?? (error instanceof Error ? withCode(error.cause) : undefined)
  return source !== undefined && networkCodes.has(text(source, 'code') ?? '')
}

function withCode(error: unknown): object | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error
    : undefined
}

function text(source: object, name: string): string | undefined {
  const value: unknown = Reflect.get(source, name)
  return typeof value === 'string' ? value : undefined
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return error.cause instanceof Error ? error.cause.message : error.message
}
