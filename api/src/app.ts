import {
  accountRoutes,
  attendanceRoutes,
  authRoutes,
  impactRoutes,
  proposalRoutes,
  siteRoutes,
  todayRoutes,
  venueRoutes,
  workshopRoutes,
} from '@interra/contracts'
import type { FastifyInstance } from 'fastify'
import { accountHandlers } from './modules/accounts/accounts.handlers.ts'
import { attendanceHandlers } from './modules/attendance/attendance.handlers.ts'
import { authHandlers } from './modules/auth/auth.handlers.ts'
import { createAuthenticator } from './modules/auth/authenticator.ts'
import { impactHandlers } from './modules/impact/impact.handlers.ts'
import { proposalHandlers } from './modules/proposals/proposals.handlers.ts'
import { siteHandlers } from './modules/sites/sites.handlers.ts'
import { todayHandlers } from './modules/today/today.handlers.ts'
import { venueHandlers } from './modules/venues/venues.handlers.ts'
import { workshopHandlers } from './modules/workshops/workshops.handlers.ts'
import type { Deps } from './platform/deps.ts'
import { mount } from './platform/http/mount.ts'
import { createPlatform, type PlatformOptions } from './platform/http/platform.ts'

export interface AppOptions extends Omit<PlatformOptions, 'authenticator'> {
  /** Mounts routes besides the modules': tests of the platform itself. */
  readonly extra?: (app: FastifyInstance, deps: Deps) => void
}

/** The table of contents of the service. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { app, deps } = await createPlatform({ ...options, authenticator: createAuthenticator(options) })

  mount(app, deps, 'auth', authRoutes, authHandlers(deps))
  mount(app, deps, 'accounts', accountRoutes, accountHandlers(deps))
  mount(app, deps, 'sites', siteRoutes, siteHandlers(deps))
  mount(app, deps, 'proposals', proposalRoutes, proposalHandlers(deps))
  mount(app, deps, 'workshops', workshopRoutes, workshopHandlers(deps))
  mount(app, deps, 'venues', venueRoutes, venueHandlers(deps))
  mount(app, deps, 'attendance', attendanceRoutes, attendanceHandlers(deps))
  mount(app, deps, 'today', todayRoutes, todayHandlers(deps))
  mount(app, deps, 'impact', impactRoutes, impactHandlers(deps))

  options.extra?.(app, deps)
  return app
}
