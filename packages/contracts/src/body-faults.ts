import type { TSchema } from 'typebox'
import { formats } from './formats.ts'
import { nationalNumberIn } from './free-text.ts'
import type { ProblemDetail } from './problem.ts'
import type { SendReferral } from './referral.ts'
import { faultsOfReferral } from './referral-rules.ts'

export type BodyFault = Omit<ProblemDetail, 'message'>

/** The keywords that the schema of a referral is made of. */
interface Rules {
  type?: string
  const?: unknown
  enum?: readonly unknown[]
  anyOf?: readonly Rules[]
  properties?: Readonly<Record<string, Rules>>
  required?: readonly string[]
  items?: Rules
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: keyof typeof formats
  minimum?: number
  maximum?: number
}

/**
 * What `POST /v1/partner/referrals` says of a body before it looks at what is kept: each fault at the pointer that the API
 * names, once. First what the schema refuses; what breaks a rule is told when the schema is satisfied.
 */
export function faultsOfBody(schema: TSchema, body: unknown, now: Date): BodyFault[] {
  const refused = refusedBy(schema, body, '')
  if (refused.length > 0) return oncePerPointer(refused)
  const number = nationalNumberIn(schema, body)
  const broken = faultsOfReferral(body as SendReferral, now)
  return oncePerPointer([
    ...(number === undefined ? [] : [{ pointer: number, code: 'national-number-refused' }]),
    ...broken,
  ])
}

const oncePerPointer = (faults: readonly BodyFault[]) =>
  [...new Map(faults.toReversed().map((fault) => [fault.pointer, fault])).values()].toReversed()

function refusedBy(rules: Rules, value: unknown, pointer: string): BodyFault[] {
  const faults: BodyFault[] = []
  const unless = (fits: boolean, code: string, params: BodyFault['params'] = {}) =>
    fits || faults.push({ pointer, code, params })
  if (rules.anyOf) faults.push(...refusedByAll(rules.anyOf, value, pointer))
  if (rules.type) unless(isOf(rules.type, value), 'type', { type: rules.type })
  if ('const' in rules) unless(value === rules.const, 'const', { allowedValue: rules.const })
  if (rules.enum) unless(rules.enum.includes(value), 'enum', { allowedValues: rules.enum })
  if (typeof value === 'string') {
    const { minLength = 0, maxLength = Infinity, pattern, format } = rules
    const length = [...value].length
    unless(length >= minLength, 'minLength', { limit: minLength })
    unless(length <= maxLength, 'maxLength', { limit: maxLength })
    if (pattern !== undefined) unless(new RegExp(pattern, 'u').test(value), 'pattern')
    if (format !== undefined) unless(formats[format](value), 'format', { format })
  } else if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = rules
    unless(value >= minimum, 'minimum', { limit: minimum })
    unless(value <= maximum, 'maximum', { limit: maximum })
  } else if (Array.isArray(value)) {
    const { items, minItems = 0, maxItems = Infinity } = rules
    unless(value.length >= minItems, 'minItems', { limit: minItems })
    unless(value.length <= maxItems, 'maxItems', { limit: maxItems })
    const different = new Set(value.map((one) => JSON.stringify(one)))
    if (rules.uniqueItems) unless(different.size === value.length, 'uniqueItems')
    if (items) faults.push(...value.flatMap((one, at) => refusedBy(items, one, `${pointer}/${at}`)))
  } else if (typeof value === 'object' && value !== null && rules.properties)
    faults.push(...refusedMembers(rules.properties, rules.required ?? [], value, pointer))
  return faults
}

/** Of a member that may be null, only what its own rule refuses. */
function refusedByAll(anyOf: readonly Rules[], value: unknown, pointer: string): BodyFault[] {
  const refusals = anyOf.map((one) => refusedBy(one, value, pointer))
  if (refusals.some((faults) => faults.length === 0)) return []
  return refusals.flat().filter(({ pointer: at, params }) => at !== pointer || params?.['type'] !== 'null')
}

/** Objects of the contract are closed. */
function refusedMembers(
  properties: Readonly<Record<string, Rules>>,
  required: readonly string[],
  value: object,
  pointer: string,
): BodyFault[] {
  const missing = required.filter((name) => !Object.hasOwn(value, name))
  return [
    ...missing.map((name) => ({ pointer: `${pointer}/${name}`, code: 'required', params: {} })),
    ...Object.entries(value).flatMap(([name, member]) => {
      const at = `${pointer}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`
      const rules = Object.hasOwn(properties, name) ? properties[name] : undefined
      return rules ? refusedBy(rules, member, at) : [{ pointer: at, code: 'additionalProperties', params: {} }]
    }),
  ]
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}
