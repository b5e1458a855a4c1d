import cookie from '@fastify/cookie'
import Fastify, { LogController, type FastifyInstance } from 'fastify'
import type { DestinationStream } from 'pino'
import type { Config } from '../../config.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import type { Deps } from '../deps.ts'
import { createLifecycle, type Lifecycle } from '../lifecycle.ts'
import { logOptions } from '../log.ts'
import { tellMetrics } from '../metrics.ts'
import { guardRoutes, identifyCallers, requireAccessRules } from './access.ts'
import { admitRequests } from './admission.ts'
import { announceEndings } from './deprecation.ts'
import { acceptJsonOnly, bodyLimit } from './body.ts'
import { answerClientError } from './client-error.ts'
import { serveDocs } from './docs.ts'
import { tellHealth } from './health.ts'
import { Identities, type Authenticator } from './identities.ts'
import { answerUnknown } from './not-found.ts'
import { describeApi } from './openapi.ts'
import { explainProblems } from './problem-pages.ts'
import { refuse } from './problems.ts'
import { limitRates } from './rate-limit.ts'
import { requestIdOf } from './request-id.ts'
import { logAnswers } from './request-log.ts'
import { securityHeaders, sendSecurityHeaders, type Headers } from './security.ts'
import { createValidators } from './validation.ts'
import { readPage, serveFiles } from './web.ts'

export interface PlatformOptions {
  readonly config: Config
  readonly database: Database
  readonly clock: Clock
  readonly authenticator: Authenticator
  /** Tests: an answer that its contract does not say, or a problem that it does not declare, is an error. */
  readonly strict?: boolean
  /** Milliseconds of a clock that nobody sets; the machine's own when absent. */
  readonly elapsed?: () => number
  /**
   * Mean delay of the event loop over a second beyond which new work is refused; a second when absent. Tests share the loop
   * with what they ask.
   */
  readonly maxEventLoopDelayMs?: number
  /** Where the log goes; the standard output, line by line, when absent. */
  readonly logTo?: DestinationStream
}

declare module 'fastify' {
  interface FastifyInstance {
    /** For a harness that changes accounts behind the service's back. */
    identities: Identities
    lifecycle: Lifecycle
  }
}

/** A server on which modules are mounted: what every request goes through, in order, and what is not of the contract. */
export async function createPlatform(options: PlatformOptions): Promise<{ app: FastifyInstance; deps: Deps }> {
  const { config, database, clock, strict = false } = options
  const identities = new Identities(options.authenticator, options.elapsed)
  const lifecycle = createLifecycle()
  const headers = await securityHeaders(config)
  const app = createServer(options, headers, strict)
  app.decorate('identities', identities)
  app.decorate('lifecycle', lifecycle)

  requireAccessRules(app)
  answerUnknown(app, config.webDir === undefined ? () => undefined : await readPage(config.webDir, headers))

  logAnswers(app)
  announceEndings(app)
  sendSecurityHeaders(app, headers)
  await admitRequests(app, lifecycle, options.maxEventLoopDelayMs ?? 1000)
  await app.register(cookie)
  identifyCallers(app, config, identities)
  await limitRates(app, config)
  guardRoutes(app, config, identities)

  await describeApi(app, config.cookieName)
  tellHealth(app, database, lifecycle)
  tellMetrics(app, config, database, lifecycle)
  explainProblems(app)
  await serveDocs(app, headers)
  if (config.webDir !== undefined) await serveFiles(app, config.webDir)
  return { app, deps: { config, database, clock, identities } }
}

function createServer({ config, logTo }: PlatformOptions, headers: Headers, strict: boolean): FastifyInstance {
  const validators = createValidators()
  const app = Fastify({
    logger: { ...logOptions(config.logLevel), ...(logTo && { stream: logTo }) },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestIdOf,
    bodyLimit,
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    connectionTimeout: 60_000,
    requestTimeout: 28_000,
    handlerTimeout: 32_000,
    keepAliveTimeout: 10_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2000 },
    return503OnClosing: false,
    clientErrorHandler: answerClientError(headers),
    frameworkErrors(error, request, reply) {
      reply.headers(headers).header('x-request-id', request.id)
      refuse(error, request, reply, strict)
    },
  })
  app.decorate('answerChecks', strict ? validators : undefined)
  app.decorateRequest('refusal', undefined)
  app.setValidatorCompiler(validators.compiler)
  app.setSerializerCompiler(() => JSON.stringify)
  app.setErrorHandler((error, request, reply) => refuse(error, request, reply, strict))
  acceptJsonOnly(app)
  return app
}
