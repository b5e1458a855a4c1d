import { isDeepStrictEqual } from 'node:util'

type Json = { [name: string]: unknown }
/** An OpenAPI document, as far as it is looked into here. */
export interface Document {
  readonly paths?: object
  readonly components?: object
}

const mark = 'x-personal-data'

/** Moves every schema that has a title to `components.schemas`. Two different schemas with one title are an error. */
export function liftTitles<T extends Document>(document: T): T {
  const lifted: Json = {}
  const lift = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(lift)
    if (!isJson(value)) return value
    const copy = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, lift(member)]))
    const { title, ...schema } = copy
    if (typeof title !== 'string' || !isSchema(schema)) return copy
    const { [mark]: dataClass, ...unmarked } = schema
    const known = lifted[title]
    if (known !== undefined && !isDeepStrictEqual(known, unmarked))
      throw new Error(`Two different schemas are called ${title}`)
    lifted[title] = unmarked
    return { $ref: `#/components/schemas/${title}`, ...(dataClass === undefined ? {} : { [mark]: dataClass }) }
  }
  const paths = lift(document.paths)
  const schemas = Object.fromEntries(Object.entries(lifted).sort(([one], [other]) => (one < other ? -1 : 1)))
  return { ...document, paths, components: { ...document.components, schemas } }
}

/** The part of a document whose operations pass `keep` (given their `x-access`), with the schemas they need. */
export function onlyOperations(document: Document, keep: (access: unknown) => boolean): Document {
  const paths: Json = {}
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    const kept = Object.entries(Object(item)).filter(
      ([, operation]) => isJson(operation) && keep(operation['x-access']),
    )
    if (kept.length > 0) paths[path] = Object.fromEntries(kept)
  }
  const components: Json = { ...document.components }
  const all = Object(components['schemas']) as Json
  components['schemas'] = Object.fromEntries(Object.entries(all).filter(([name]) => referred(paths, all).has(name)))
  return { ...document, paths, components }
}

/** Names of the schemas that `from` refers to, directly or through others. */
function referred(from: unknown, schemas: Json): Set<string> {
  const names = new Set<string>()
  const left = [from]
  while (left.length > 0) {
    const value = left.pop()
    if (typeof value !== 'object' || value === null) continue
    for (const [name, member] of Object.entries(value)) {
      if (name !== '$ref' || typeof member !== 'string') left.push(member)
      else {
        const title = member.slice(member.lastIndexOf('/') + 1)
        if (!names.has(title)) left.push(schemas[title])
        names.add(title)
      }
    }
  }
  return names
}

function isSchema(value: Json): boolean {
  return ['type', 'properties', 'anyOf', 'enum', '$ref'].some((name) => name in value)
}
function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
