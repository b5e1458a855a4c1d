import { classOf, declaredProblems, type DataClass, type ProblemCode, type Route } from '@interra/contracts'
import { projectionOf, type Projection } from './projection.ts'

/** A route of the contract as the server holds it, with what is worked out once at start. */
export interface Operation {
  readonly name: string
  readonly tag: string
  readonly route: Route
  readonly declared: ReadonlySet<ProblemCode>
  readonly projection: Projection | undefined
  /** Members of the query that ask by personal data, with its class. */
  readonly personalFilters: ReadonlyMap<string, DataClass>
}

export function operationOf(tag: string, name: string, route: Route): Operation {
  return {
    name,
    tag,
    route,
    declared: new Set(declaredProblems(route)),
    projection: route.success.body && projectionOf(route.success.body),
    personalFilters: personalFiltersOf(route),
  }
}

function personalFiltersOf({ query }: Route): ReadonlyMap<string, DataClass> {
  const marked = new Map<string, DataClass>()
  for (const [name, schema] of Object.entries(query?.properties ?? {})) {
    const dataClass = classOf(schema)
    if (dataClass) marked.set(name, dataClass)
  }
  return marked
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set by `mount`. */
    operation?: Operation
    /** A route outside the contract that everybody may read: health, documentation, files of the admin. */
    open?: true
    /** An open route whose requests count. */
    counted?: true
  }
}
