import type { ApiRoutes } from '@interra/contracts'
import type { TSchema } from 'typebox'
import { routes } from 'virtual:route-bodies'

export { bodyFrom, bodyProblems } from './body.ts'

/** The schema of an operation's body. This file and the schemas are loaded with the first form, not before. */
export function bodySchema(name: keyof ApiRoutes): TSchema | undefined {
  return routes[name]
}
