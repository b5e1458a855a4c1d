import { impactRoutes } from '@interra/contracts'
import type { FastifyInstance } from 'fastify'
import { impactHandlers } from './modules/impact/impact.handlers.ts'
import type { Deps } from './platform/deps.ts'
import { mount } from './platform/http/mount.ts'
import { createPlatform, type PlatformOptions } from './platform/http/platform.ts'

export interface AppOptions extends PlatformOptions {
  /** Mounts routes besides the modules': tests of the platform itself. */
  readonly extra?: (app: FastifyInstance, deps: Deps) => void
}

/** The table of contents of the service. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { app, deps } = await createPlatform(options)

  mount(app, deps, 'impact', impactRoutes, impactHandlers(deps))

  options.extra?.(app, deps)
  return app
}
