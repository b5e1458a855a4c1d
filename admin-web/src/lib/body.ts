import type { TSchema } from 'typebox'
import { Errors } from 'typebox/schema'
import type { FieldProblem } from './problems.ts'

interface ObjectSchema {
  properties?: Record<string, TSchema>
  required?: string[]
  items?: TSchema
  anyOf?: TSchema[]
}

/**
 * What a form holds -> what the operation expects: texts whose form the schema tells are trimmed (so not passwords); an
 * empty text becomes `null` where the schema allows null, is left out where the member is optional, and stays empty
 * (and is refused) where it is needed.
 */
export function bodyFrom(schema: TSchema | undefined, values: unknown): unknown {
  const shape: ObjectSchema | undefined = schema
  if (typeof values === 'string') return tellsForm(schema) ? values.trim() : values
  if (Array.isArray(values)) return values.map((one) => bodyFrom(shape?.items, one))
  if (typeof values !== 'object' || values === null) return values
  const known = shape?.properties ?? objectOf(shape)?.properties ?? {}
  const required = shape?.required ?? objectOf(shape)?.required ?? []
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const member = known[name]
      const filled = bodyFrom(member, value)
      if (filled === undefined) return []
      if (filled !== '' || member === undefined) return [[name, filled]]
      if (allowsNull(member)) return [[name, null]]
      return required.includes(name) ? [[name, '']] : []
    }),
  )
}

function tellsForm(schema: TSchema | undefined): boolean {
  const { pattern, format, anyOf = [] } = (schema ?? {}) as { pattern?: string; format?: string; anyOf?: TSchema[] }
  return pattern !== undefined || format !== undefined || anyOf.some(tellsForm)
}

const objectOf = (shape: ObjectSchema | undefined) =>
  shape?.anyOf?.map((one): ObjectSchema => one).find((one) => one.properties !== undefined)

function allowsNull(schema: TSchema): boolean {
  const { anyOf, type } = schema as { anyOf?: { type?: unknown }[]; type?: unknown }
  return type === 'null' || (anyOf?.some((one) => one.type === 'null') ?? false)
}

/** What the schema refuses in `body`, one entry per member, in the order of the schema. */
export function bodyProblems(schema: TSchema | undefined, body: unknown): FieldProblem[] {
  if (schema === undefined) return []
  const found = new Map<string, FieldProblem>()
  for (const error of Errors(variantOf(schema, body), body)[1])
    for (const problem of fieldProblems(error, body))
      if (!found.has(problem.pointer)) found.set(problem.pointer, problem)
  return [...found.values()]
}

/** Of variants told apart by constant members, the one that `body` means: it is refused for what is wrong with that one. */
function variantOf(schema: TSchema, body: unknown): TSchema {
  const { anyOf = [] } = schema as ObjectSchema
  const meant = anyOf.find((variant) => {
    const members = Object.entries((variant as ObjectSchema).properties ?? {})
    const constants = members.filter(([, member]) => 'const' in member)
    const agrees = ([name, member]: (typeof members)[number]) =>
      valueAt(body, `/${name}`) === (member as { const?: unknown }).const
    return constants.length > 0 && constants.every(agrees)
  })
  return meant ?? schema
}

interface SchemaError {
  keyword: string
  instancePath: string
  params: object
}

function fieldProblems(error: SchemaError, body: unknown): FieldProblem[] {
  const params = { ...error.params } as Record<string, unknown>
  if (error.keyword === 'required') {
    const missing = (params['requiredProperties'] ?? []) as string[]
    return missing.map((name) => ({ pointer: `${error.instancePath}/${name}`, code: 'required', params: {} }))
  }
  const empty = valueAt(body, error.instancePath) === ''
  return [{ pointer: error.instancePath, code: empty ? 'required' : error.keyword, params }]
}

/** The value a JSON pointer points to. */
export function valueAt(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
      value,
    )
}
