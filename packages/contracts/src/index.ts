import { accountRoutes } from './accounts.ts'
import { authRoutes } from './auth.ts'
import { impactRoutes } from './impact.ts'
import { siteRoutes } from './sites.ts'

export * from './accounts.ts'
export * from './auth.ts'
export * from './client.ts'
export * from './group.ts'
export * from './impact.ts'
export * from './indicators.ts'
export * from './machine.ts'
export * from './personal-data.ts'
export * from './policies.ts'
export * from './primitives.ts'
export * from './problem.ts'
export * from './rights.ts'
export * from './route.ts'
export * from './sites.ts'

/** Every operation of the API by name: server, client, OpenAPI, screens and tests read this table. */
export const apiRoutes = {
  ...authRoutes,
  ...accountRoutes,
  ...siteRoutes,
  ...impactRoutes,
}
export type ApiRoutes = typeof apiRoutes
