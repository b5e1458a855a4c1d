type Json = Readonly<Record<string, unknown>>
const json = (value: unknown): Json => Object(value) as Json

/**
 * TypeScript of an OpenAPI document: `Schemas` by name, `Answers` by operation and status, `Path`. Generators at hand need
 * the compiler's API, which TypeScript 7 does not have.
 */
export function typesOf(document: unknown): string {
  const { components, paths } = json(document)
  const schemas = Object.entries(json(json(components)['schemas'])).map(
    ([name, schema]) => `${name}: ${typeOf(schema)}`,
  )
  const answers = Object.values(json(paths)).flatMap((item) =>
    Object.values(json(item)).map((operation) => {
      const { operationId, responses } = json(operation)
      const taken = Object.entries(json(responses)).filter(([status]) => status.startsWith('2'))
      const bodies = taken.map(([status, response]) => `${status}: ${typeOf(bodyOf(response))}`)
      return `${String(operationId)}: { ${bodies.join('; ')} }`
    }),
  )
  return [
    `export interface Schemas { ${schemas.join('\n')} }`,
    `export interface Answers { ${answers.join('\n')} }`,
    `export type Path = ${Object.keys(json(paths))
      .map((path) => JSON.stringify(path))
      .join(' | ')}`,
  ].join('\n')
}

const bodyOf = (response: unknown) => json(json(json(response)['content'])['application/json'])['schema']

function typeOf(schema: unknown): string {
  const { $ref, anyOf, enum: choices, const: only, type, items, properties, required } = json(schema)
  if (typeof $ref === 'string') return `Schemas['${$ref.split('/').at(-1)}']`
  if (Array.isArray(anyOf)) return anyOf.map(typeOf).join(' | ')
  if (Array.isArray(choices)) return choices.map((one) => JSON.stringify(one)).join(' | ')
  if (only !== undefined) return JSON.stringify(only)
  if (type === 'integer') return 'number'
  if (type === 'array') return `(${typeOf(items)})[]`
  if (type !== 'object') return typeof type === 'string' ? type : 'unknown'
  const needed: readonly unknown[] = Array.isArray(required) ? required : []
  const members = Object.entries(json(properties)).map(
    ([name, member]) => `${name}${needed.includes(name) ? '' : '?'}: ${typeOf(member)}`,
  )
  return `{ ${members.join('; ')} }`
}
