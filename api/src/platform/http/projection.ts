import { classOf, type DataClass } from '@interra/contracts'
import type { TSchema } from 'typebox'

type Copy = (value: unknown) => unknown
type Shape = Readonly<Record<string, unknown>>

/** The rights of a reader, as `Actor` has them. */
export interface Reader {
  readonly classes: ReadonlySet<DataClass>
  classesAt(siteId: string): ReadonlySet<DataClass>
}

/** Leaves out of an answer what its reader may not see. The only place where personal data is taken away. */
export interface Projection {
  /** Whether the reader may read every member, wherever the rows come from. */
  readsAll(reader: Reader): boolean
  /**
   * A copy with the declared members only, less those of a class that the reader may not read. An answer with a
   * `siteId`, or a page of such, is read with the rights on that site.
   */
  project(value: unknown, reader: Reader): unknown
}

/** Works out, once for a schema, how answers are copied. Throws when a class marks something that is not a member. */
export function projectionOf(schema: TSchema): Projection {
  const whole = shapeOf(schema)
  const marked = new Set<DataClass>()
  collect(whole, marked, false)
  const hiddenFrom = (classes: ReadonlySet<DataClass>) => [...marked].filter((one) => !classes.has(one))
  const copyAll = copierOf(whole, hiddenFrom)
  const itemsOf = isShape(whole['properties']) ? whole['properties']['items'] : undefined
  const copyItem = isShape(itemsOf) && isShape(itemsOf['items']) ? copierOf(itemsOf['items'], hiddenFrom) : undefined
  return {
    readsAll: (reader) => hiddenFrom(reader.classes).length === 0,
    project(value, reader) {
      const copy = copyAll(value, rightsOn(value, reader))
      if (!copyItem || hiddenFrom(reader.classes).length === 0 || !isShape(value) || !Array.isArray(value['items']))
        return copy
      const items = value['items'].map((item: unknown) => copyItem(item, rightsOn(item, reader)))
      return isShape(copy) ? { ...copy, items } : copy
    },
  }
}

function rightsOn(value: unknown, reader: Reader): ReadonlySet<DataClass> {
  return isShape(value) && typeof value['siteId'] === 'string' ? reader.classesAt(value['siteId']) : reader.classes
}

/** Copies are worked out once for each set of hidden classes. */
function copierOf(schema: Shape, hiddenFrom: (classes: ReadonlySet<DataClass>) => DataClass[]) {
  const copies = new Map<string, Copy>()
  return (value: unknown, classes: ReadonlySet<DataClass>): unknown => {
    const hidden = hiddenFrom(classes)
    const key = hidden.join()
    let copy = copies.get(key)
    if (!copy) copies.set(key, (copy = compile(schema, new Set(hidden))))
    return copy(value)
  }
}

const asItIs: Copy = (value) => value

function compile(schema: Shape, hidden: ReadonlySet<DataClass>): Copy {
  const variants = variantsOf(schema)
  if (variants.length > 0) return compileUnion(variants, hidden)
  if (isShape(schema['items'])) {
    const item = compile(schema['items'], hidden)
    return item === asItIs ? asItIs : (value) => (Array.isArray(value) ? value.map(item) : value)
  }
  return isShape(schema['properties']) ? compileObject(schema, schema['properties'], hidden) : asItIs
}

function compileObject(schema: Shape, properties: Shape, hidden: ReadonlySet<DataClass>): Copy {
  const members: [string, Copy][] = []
  for (const [name, member] of Object.entries(properties)) {
    if (!isShape(member)) continue
    const dataClass = classOf(member)
    if (!dataClass || !hidden.has(dataClass)) members.push([name, compile(member, hidden)])
  }
  const open = schema['additionalProperties'] !== false
  return (value) => {
    if (!isShape(value)) return value
    const copy: Record<string, unknown> = {}
    if (open) for (const [name, member] of Object.entries(value)) if (!(name in properties)) copy[name] = member
    for (const [name, copyMember] of members) {
      const member = value[name]
      if (member !== undefined) copy[name] = copyMember(member)
    }
    return copy
  }
}

function compileUnion(variants: readonly Shape[], hidden: ReadonlySet<DataClass>): Copy {
  const copies = variants.map((variant) => ({ fits: fitting(variant), copy: compile(variant, hidden) }))
  if (copies.every(({ copy }) => copy === asItIs)) return asItIs
  return (value) => copies.find(({ fits }) => fits(value))?.copy(value) ?? null
}

/** Tells the variants of a union apart: by kind of value, and for objects by their constant members. */
function fitting(variant: Shape): (value: unknown) => boolean {
  if (variant['type'] === 'null') return (value) => value === null
  if (isShape(variant['items'])) return (value) => Array.isArray(value)
  if (!isShape(variant['properties'])) return (value) => value === null || typeof value !== 'object'
  const tags = Object.entries(variant['properties']).flatMap(([name, member]) => {
    if (!isShape(member)) return []
    if ('const' in member) return [{ name, allowed: [member['const']] }]
    return Array.isArray(member['enum']) ? [{ name, allowed: member['enum'] }] : []
  })
  return (value) =>
    isShape(value) && tags.every(({ name, allowed }) => value[name] === undefined || allowed.includes(value[name]))
}

function collect(schema: Shape, into: Set<DataClass>, isMember: boolean): void {
  const dataClass = classOf(schema)
  if (dataClass && !isMember) throw new Error(`Class ${dataClass} must mark a member of an object`)
  if (dataClass) into.add(dataClass)
  for (const variant of variantsOf(schema)) collect(variant, into, false)
  if (isShape(schema['items'])) collect(schema['items'], into, false)
  if (!isShape(schema['properties'])) return
  for (const member of Object.values(schema['properties'])) if (isShape(member)) collect(member, into, true)
}

function variantsOf(schema: Shape): Shape[] {
  const variants = schema['anyOf'] ?? schema['oneOf']
  return Array.isArray(variants) ? variants.filter(isShape) : []
}
function isShape(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
function shapeOf(schema: TSchema): Shape {
  return isShape(schema) ? schema : {}
}
