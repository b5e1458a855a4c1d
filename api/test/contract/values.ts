import fc from 'fast-check'

type Schema = Readonly<Record<string, unknown>>

/** Ids of things that exist, by the name of the member that refers to them (`personId`). */
export type Known = Readonly<Record<string, string>>

/** Values that a schema of the contract allows. */
export function valid(schema: unknown, known: Known = {}, name = ''): fc.Arbitrary<unknown> {
  const rules = shape(schema)
  const choices = list(rules['anyOf'] ?? rules['oneOf'])
  if (choices.length > 0) return fc.oneof(...choices.map((one) => valid(one, known, name)))
  if ('const' in rules) return fc.constant(rules['const'])
  if (Array.isArray(rules['enum'])) return fc.constantFrom(...(rules['enum'] as unknown[]))
  switch (rules['type']) {
    case 'string':
      return validText(rules, known[name])
    case 'integer':
      return fc.integer({ min: number(rules, 'minimum', -1000), max: number(rules, 'maximum', 1000) })
    case 'number':
      return fc.double({ min: number(rules, 'minimum', -1000), max: number(rules, 'maximum', 1000), noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array': {
      const minLength = number(rules, 'minItems', 0)
      const maxLength = Math.max(minLength, Math.min(3, number(rules, 'maxItems', 3)))
      const items = valid(rules['items'], known, name.replace(/s$/, ''))
      return rules['uniqueItems'] === true
        ? fc.uniqueArray(items, { minLength, maxLength })
        : fc.array(items, { minLength, maxLength })
    }
    case 'object':
      return validObject(rules, known)
    default:
      throw new Error(`No value is known for the schema ${JSON.stringify(schema)}`)
  }
}

function validObject(rules: Schema, known: Known): fc.Arbitrary<unknown> {
  const members = Object.entries(shape(rules['properties'])).map(([name, member]) => [name, valid(member, known, name)])
  const requiredKeys = Array.isArray(rules['required']) ? (rules['required'] as string[]) : []
  return fc.record(Object.fromEntries(members) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys,
    noNullPrototype: true,
  })
}

function validText(rules: Schema, existing: string | undefined): fc.Arbitrary<string> {
  const pattern = typeof rules['pattern'] === 'string' ? new RegExp(rules['pattern'], 'u') : undefined
  const minLength = number(rules, 'minLength', 0)
  const maxLength = Math.min(number(rules, 'maxLength', 40), minLength + 40)
  const fits = (text: string) =>
    (!pattern || pattern.test(text)) && [...text].length >= minLength && [...text].length <= maxLength
  switch (rules['format']) {
    case 'uuid':
      return existing === undefined ? fc.uuid({ version: 7 }) : fc.constant(existing)
    case 'date':
      if (existing !== undefined) return fc.constant(existing)
      return instants.map((at) => at.toISOString().slice(0, 10)).filter((text) => !pattern || pattern.test(text))
    case 'date-time':
      if (existing !== undefined) return fc.constant(existing)
      return instants.map((at) => at.toISOString())
    case 'email':
      return fc.stringMatching(/^[a-z]{1,12}\.[a-z]{1,12}@example\.org$/)
  }
  if (!pattern || pattern.source.startsWith('^[^')) {
    // a class that only leaves control characters out is any other text
    return fc.string({ unit: 'grapheme', minLength, maxLength }).filter(fits)
  }
  const sign = /^\^(\[[^\]]+\])[+*]\$$/.exec(pattern.source)?.[1]
  if (sign === undefined) return matching(withoutLookahead(pattern.source)).filter(fits)
  const least = Math.max(minLength, pattern.source.endsWith('+$') ? 1 : 0)
  return fc.string({ unit: matching(`^${sign}$`), minLength: least, maxLength })
}

/** Reading a pattern takes far longer than making a text of it. */
function matching(source: string): fc.Arbitrary<string> {
  const made = matchingBySource.get(source) ?? fc.stringMatching(new RegExp(source))
  matchingBySource.set(source, made)
  return made
}
const matchingBySource = new Map<string, fc.Arbitrary<string>>()

/** The generator knows no lookahead; the filter after it does. */
function withoutLookahead(source: string): string {
  return source.replace(/\(\?[=!][^()]*(\([^()]*\)[^()]*)*\)/g, '')
}

/** Half of them in the weeks around the day of the tests. */
const instants = fc.oneof(
  fc.date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
  fc.date({ min: new Date('2026-11-01'), max: new Date('2027-01-31'), noInvalidDate: true }),
)

/** A valid value that was broken in one place: what `accepts` still lets through is not kept. */
export function broken(schema: unknown, known: Known, accepts: (value: unknown) => boolean): fc.Arbitrary<unknown> {
  const wholes = fc.tuple(valid(schema, known), fc.nat(), fc.constantFrom(...oddities))
  return wholes.map(([value, at, odd]) => breakAt(value, at, odd)).filter((value) => !accepts(value))
}

/** What schemas must refuse somewhere: wrong kinds, far too much, and what PostgreSQL or JavaScript stumbles over. */
const oddities: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e300,
  2 ** 53,
  '',
  'x'.repeat(20_000),
  '2026-04-31',
  '0001-01-01',
  '2026-01-01T24:00:00Z',
  '2026-01-01T10:00:60Z',
  'NaN',
  'infinity',
  'a\u0000b',
  '\ud800',
  '\u202e\u0007',
  "'; drop table person; --",
  '../../etc/passwd',
  [],
  {},
  [[[[[[]]]]]],
  { constructor: { prototype: { polluted: true } } },
]

/** Replaces, adds or removes one member somewhere in the value. */
function breakAt(value: unknown, at: number, odd: unknown): unknown {
  if (typeof value !== 'object' || value === null) return odd
  if (Array.isArray(value)) {
    if (value.length === 0) return [odd]
    return value.map((item: unknown, index) => (index === at % value.length ? breakAt(item, at >> 3, odd) : item))
  }
  const names = Object.keys(value)
  const target = names[at % (names.length + 2)]
  if (target === undefined) return at % 2 === 0 ? { ...value, unknownMember: odd } : odd
  const { [target]: member, ...rest } = value as Record<string, unknown>
  return at % 7 === 0 ? rest : { ...rest, [target]: breakAt(member, at >> 3, odd) }
}

function shape(schema: unknown): Schema {
  return typeof schema === 'object' && schema !== null ? (schema as Schema) : {}
}
function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
function number(rules: Schema, name: string, otherwise: number): number {
  const value = rules[name]
  return typeof value === 'number' ? value : otherwise
}
