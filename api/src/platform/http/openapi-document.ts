import { isDeepStrictEqual } from 'node:util'

type Json = { [name: string]: unknown }
/** An OpenAPI document, as far as it is looked into here. */
export interface Document {
  readonly paths?: object
  readonly components?: object
}

const mark = 'x-personal-data'

/** What an operation says once under its own name is said once in the document: titled schemas and single refusals. */
export function liftShared<T extends Document>(document: T): T {
  const schemas: Json = {}
  const responses: Json = {}
  const paths = liftRefusals(liftTitles(document.paths, schemas), responses)
  return {
    ...document,
    paths,
    components: { ...document.components, responses: sorted(responses), schemas: sorted(schemas) },
  }
}

/** Moves every schema that has a title to `lifted`. Two different schemas with one title are an error. */
function liftTitles(value: unknown, lifted: Json): unknown {
  if (Array.isArray(value)) return value.map((one) => liftTitles(one, lifted))
  if (!isJson(value)) return value
  const copy = mapValues(value, (member) => liftTitles(member, lifted))
  const { title, ...schema } = copy
  if (typeof title !== 'string' || !isSchema(schema)) return copy
  const { [mark]: dataClass, ...unmarked } = schema
  const known = lifted[title]
  if (known !== undefined && !isDeepStrictEqual(known, unmarked))
    throw new Error(`Two different schemas are called ${title}`)
  lifted[title] = unmarked
  return { $ref: `#/components/schemas/${title}`, ...(dataClass === undefined ? {} : { [mark]: dataClass }) }
}

/** Moves the answers that hold one refusal only to `lifted`, under its code. */
function liftRefusals(paths: unknown, lifted: Json): unknown {
  return mapValues(Object(paths), (item) =>
    mapValues(Object(item), (operation) => {
      const { responses, ...rest } = Object(operation) as Json
      const shared = mapValues(Object(responses), (response) => {
        const code = onlyCodeOf(response)
        if (code === undefined) return response
        lifted[code] = response
        return { $ref: `#/components/responses/${code}` }
      })
      return { ...rest, responses: shared }
    }),
  )
}

/** The code, when the description (see `responsesOf`) tells of exactly one. */
function onlyCodeOf(response: unknown): string | undefined {
  const codes = [...String(Reflect.get(Object(response), 'description')).matchAll(/^`([a-z-]+)`:/gm)]
  return codes.length === 1 ? codes[0]?.[1] : undefined
}

/** What was sent in an example of an operation, and what was answered. */
export interface Example {
  readonly params?: object
  readonly query?: object
  readonly headers?: object
  readonly body?: object
  readonly answer: object
}

/** Says at each parameter, body and answer what it is in the example of its operation, by `operationId`. */
export function withExamples<T extends Document>(document: T, examples: Readonly<Record<string, Example>>): T {
  const paths = mapValues(document.paths ?? {}, (item) =>
    mapValues(Object(item), (operation) => {
      const { operationId, parameters, requestBody, responses, ...rest } = Object(operation) as Json
      const example = examples[String(operationId)]
      if (!example) return operation
      const { params, query, headers, body, answer } = example
      const given: Json = { ...params, ...query, ...headers }
      const named = (parameter: unknown): unknown => {
        const name = String(Reflect.get(Object(parameter), 'name'))
        return name in given ? { ...Object(parameter), example: given[name] } : parameter
      }
      return {
        operationId,
        ...rest,
        ...(Array.isArray(parameters) && { parameters: parameters.map(named) }),
        ...(body !== undefined && { requestBody: shownIn(requestBody, body) }),
        responses: Object.fromEntries(
          Object.entries(Object(responses)).map(([status, response]) => [
            status,
            /^20[012]$/.test(status) ? shownIn(response, answer) : response,
          ]),
        ),
      }
    }),
  )
  return { ...document, paths }
}

/** A body or an answer in JSON, with its example. */
function shownIn(part: unknown, example: object): unknown {
  const content: unknown = Reflect.get(Object(part), 'content')
  return { ...Object(part), content: mapValues(Object(content), (media) => ({ ...Object(media), example })) }
}

/** The part of a document whose operations pass `keep` (given their `x-access`), with the components they need. */
export function onlyOperations(document: Document, keep: (access: unknown) => boolean): Document {
  const paths: Json = {}
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    const kept = Object.entries(Object(item)).filter(
      ([, operation]) => isJson(operation) && keep(operation['x-access']),
    )
    if (kept.length > 0) paths[path] = Object.fromEntries(kept)
  }
  const components: Json = { ...document.components }
  const needed = referred(paths, components)
  for (const kind of ['schemas', 'responses']) {
    const all = Object.entries(Object(components[kind]))
    components[kind] = Object.fromEntries(all.filter(([name]) => needed.has(`#/components/${kind}/${name}`)))
  }
  return { ...document, paths, components }
}

/** The components that `from` refers to, directly or through others, as `#/components/…`. */
function referred(from: unknown, components: Json): Set<string> {
  const references = new Set<string>()
  const left = [from]
  while (left.length > 0) {
    const value = left.pop()
    if (typeof value !== 'object' || value === null) continue
    for (const [name, member] of Object.entries(value)) {
      if (name !== '$ref' || typeof member !== 'string') left.push(member)
      else if (!references.has(member)) {
        references.add(member)
        const [, , kind = '', title = ''] = member.split('/')
        left.push((Object(components[kind]) as Json)[title])
      }
    }
  }
  return references
}

function isSchema(value: Json): boolean {
  return ['type', 'properties', 'anyOf', 'enum', '$ref'].some((name) => name in value)
}
function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
function mapValues(object: object, change: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]))
}
function sorted(object: Json): Json {
  return Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)))
}
