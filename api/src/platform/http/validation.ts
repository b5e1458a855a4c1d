import { formats, type ProblemDetail } from '@interra/contracts'
import { Ajv, type ErrorObject, type Options } from 'ajv'
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'

/** Longer than any text of the contract, in UTF-16 units. */
const longestText = 5000

/** With `allErrors` a pattern is tried on texts that are too long already: it must not take long over them. */
const boundedPattern = Object.assign(
  (pattern: string, flags: string) => {
    const expression = new RegExp(pattern, flags)
    return {
      test: (text: string) => text.length <= longestText && expression.test(text),
      // Ajv tells patterns apart by this
      toString: () => String(expression),
    }
  },
  { code: 'new RegExp' },
)

function ajv(options: Options): Ajv {
  return new Ajv({
    strict: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    allErrors: true,
    removeAdditional: false,
    useDefaults: false,
    formats,
    code: { regExp: boundedPattern },
    keywords: ['x-personal-data'],
    ...options,
  })
}

export interface Validators {
  /**
   * For Fastify: bodies exactly as sent; path and query members, which are text, become numbers, booleans and lists. Each
   * is compiled at its first request: all of them at once are half of the time a copy takes to start.
   */
  readonly compiler: FastifySchemaCompiler<TSchema>
  /** A check of an answer, compiled at the first call. */
  check(schema: TSchema, value: unknown): string | undefined
}

export function createValidators(): Validators {
  const strict = ajv({ coerceTypes: false })
  const fromText = ajv({ coerceTypes: 'array' })
  return {
    compiler: ({ schema, httpPart }) => {
      const compiler = httpPart === 'body' ? strict : fromText
      return (value) => {
        // Ajv keeps what it compiled, by schema
        const validate = compiler.compile(schema)
        return validate(value) || { value, error: validate.errors ?? [] }
      }
    },
    check(schema, value) {
      const validate = strict.compile(schema)
      if (validate(value)) return undefined
      return strict.errorsText(validate.errors, { dataVar: 'answer' })
    },
  }
}

const maxDetails = 50
const partNames: Readonly<Record<string, string>> = {
  body: '',
  querystring: '/query',
  params: '/params',
  headers: '/headers',
}

/** What Ajv found, as pointers into the request. `params` describes the rule and never holds the value sent. */
export function detailsOf(errors: readonly ErrorObject[], part: string): ProblemDetail[] {
  return withoutUnionNoise(errors)
    .slice(0, maxDetails)
    .map((error) => ({
      pointer: (partNames[part] ?? '') + pointerOf(error),
      code: error.keyword,
      params: { ...error.params },
      message: error.message ?? error.keyword,
    }))
}

/** The member that is missing or too much is part of the pointer: that is where a form shows it. */
function pointerOf(error: ErrorObject): string {
  const { missingProperty, additionalProperty } = error.params as Record<string, unknown>
  const member = missingProperty ?? additionalProperty
  return typeof member === 'string'
    ? `${error.instancePath}/${member.replace(/~/g, '~0').replace(/\//g, '~1')}`
    : error.instancePath
}

/** A value that may be null and is wrong is told once, by its own rule: neither "must be null" nor "must match a schema in anyOf". */
function withoutUnionNoise(errors: readonly ErrorObject[]): ErrorObject[] {
  const unions = new Set(errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath))
  const telling = errors.filter(
    ({ keyword, instancePath, params }) =>
      keyword !== 'anyOf' && !(keyword === 'type' && params['type'] === 'null' && unions.has(instancePath)),
  )
  return telling.length > 0 ? telling : [...errors]
}
