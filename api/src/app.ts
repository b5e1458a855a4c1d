import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import type { Clock } from './platform/clock.ts'
import type { Database } from './platform/db/database.ts'
import type { Deps } from './platform/deps.ts'
import { guardRoutes, identifyCallers } from './platform/http/access.ts'
import { acceptJsonOnly, bodyLimit } from './platform/http/body.ts'
import { Identities, type Authenticator } from './platform/http/identities.ts'
import { answerUnknown } from './platform/http/not-found.ts'
import { refuse } from './platform/http/problems.ts'
import { requestIdOf } from './platform/http/request-id.ts'
import { createValidators } from './platform/http/validation.ts'
import { logOptions } from './platform/log.ts'

export interface AppOptions {
  readonly config: Config
  readonly database: Database
  readonly clock: Clock
  readonly authenticator: Authenticator
  /** Tests: an answer that its contract does not say, or a problem that it does not declare, is an error. */
  readonly strict?: boolean
  /** Mounts routes besides the modules': tests of the platform itself. */
  readonly extra?: (app: FastifyInstance, deps: Deps) => void
}

/** The table of contents of the service: what every request goes through, then the modules. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { config, database, clock, strict = false } = options
  const identities = new Identities(options.authenticator)
  const deps: Deps = { config, database, clock, identities }
  const validators = createValidators()

  const app = Fastify({
    logger: logOptions(config.logLevel),
    disableRequestLogging: true,
    requestIdLogLabel: 'requestId',
    genReqId: requestIdOf,
    bodyLimit,
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    connectionTimeout: 60_000,
    requestTimeout: 30_000,
    handlerTimeout: 25_000,
    keepAliveTimeout: 10_000,
    http: { headersTimeout: 10_000 },
    frameworkErrors: (error, request, reply) => void refuse(error, request, reply, strict),
  })
  app.decorate('answerChecks', strict ? validators : undefined)
  app.decorate('identities', identities)
  app.decorateRequest('refusal', undefined)
  app.setValidatorCompiler(validators.compiler)
  app.setSerializerCompiler(() => JSON.stringify)
  app.setErrorHandler((error, request, reply) => refuse(error, request, reply, strict))
  acceptJsonOnly(app)
  answerUnknown(app, () => undefined)

  await app.register(cookie)
  identifyCallers(app, config, identities)
  guardRoutes(app, config, identities)

  options.extra?.(app, deps)
  return app
}

declare module 'fastify' {
  interface FastifyInstance {
    /** For a harness that changes accounts behind the service's back. */
    identities: Identities
  }
}
