import type { TSchema } from 'typebox'
import { holdsNationalNumber } from './national-number.ts'
import { linePattern, textPattern } from './primitives.ts'

type Shape = Readonly<Record<string, unknown>>
const isShape = (value: unknown): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value)
const shapes = (value: unknown): Shape[] => (Array.isArray(value) ? value.filter(isShape) : [])

/** Whether somebody can write in it whatever they want: `line`, `text`, and all that is made of them. */
export function holdsFreeText(schema: TSchema): boolean {
  return isOrHolds(schema as Shape)
}

function isOrHolds(schema: Shape): boolean {
  if (schema['pattern'] === linePattern || schema['pattern'] === textPattern) return true
  const { properties, items, anyOf } = schema
  return [...shapes(anyOf), ...shapes([items]), ...(isShape(properties) ? shapes(Object.values(properties)) : [])].some(
    isOrHolds,
  )
}

/**
 * Where in a value that fits the schema a free text holds a national register number, as a JSON pointer; undefined when
 * nowhere. The law forbids to keep one (domain reference DP-02).
 */
export function nationalNumberIn(schema: TSchema, value: unknown): string | undefined {
  return found(schema as Shape, value, '')
}

function found(schema: Shape, value: unknown, pointer: string): string | undefined {
  if (typeof value === 'string') return isOrHolds(schema) && holdsNationalNumber(value) ? pointer : undefined
  for (const [name, member, rules] of membersOf(schema, value)) {
    const at = found(rules, member, `${pointer}/${name}`)
    if (at !== undefined) return at
  }
  return undefined
}

/** The members of an object or list with the schema of each. */
function membersOf(schema: Shape, value: unknown): (readonly [name: string, member: unknown, rules: Shape])[] {
  const { properties, items, anyOf } = schema
  const own = Object.entries(Object(value)).flatMap(([name, member]) => {
    const rules = Array.isArray(value) ? items : isShape(properties) ? properties[name] : undefined
    return isShape(rules) ? [[name, member, rules] as const] : []
  })
  return [...own, ...shapes(anyOf).flatMap((one) => membersOf(one, value))]
}
