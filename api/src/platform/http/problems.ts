import { ApiProblem, problem, problems, type Problem, type ProblemCode } from '@interra/contracts'
import type { ErrorObject } from 'ajv'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { detailsOf } from './validation.ts'

/** What Fastify refuses by itself, in our words. */
const ofFramework: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_BAD_URL: 'malformed-request',
  FST_ERR_MAX_PARAM_LENGTH: 'address-too-long',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unsupported',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_HANDLER_TIMEOUT: 'unavailable',
}

/** Any error as a refusal of the catalogue. What nobody foresaw is `internal`, without a word about it. */
export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  if (!isFastifyError(error)) return problem('internal')
  if (error.validation) {
    return problem('validation-failed', {
      errors: detailsOf(error.validation as ErrorObject[], error.validationContext ?? 'body'),
    })
  }
  const code = ofFramework[error.code]
  if (code) return problem(code, code === 'unavailable' ? { retryAfter: 5 } : {})
  return problem(error.statusCode !== undefined && error.statusCode < 500 ? 'malformed-request' : 'internal')
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && ('validation' in error || 'statusCode' in error)
}

export function problemBody({ code, extra }: ApiProblem, requestId: string): Problem {
  return {
    type: `/problems/${code}`,
    title: problems[code].title,
    status: problems[code].status,
    code,
    ...(extra.detail === undefined ? {} : { detail: extra.detail }),
    instance: requestId,
    ...(extra.errors === undefined ? {} : { errors: [...extra.errors] }),
    ...(extra.params === undefined ? {} : { params: { ...extra.params } }),
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Code of the refusal, for the log. */
    refusal: ProblemCode | undefined
  }
}

/**
 * The one way out for errors. A code that the route does not declare is a defect: logged, and with `strict` (tests)
 * answered as `internal` with the reason.
 */
export function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply, strict: boolean): FastifyReply {
  let refusal = problemOf(error)
  const operation = request.routeOptions?.config.operation
  if (refusal.code === 'internal') request.log.error({ err: error }, 'failed')
  if (operation && !operation.declared.has(refusal.code)) {
    const reason = `${operation.name} answered '${refusal.code}', which it does not declare`
    request.log.error({ operation: operation.name, problem: refusal.code }, 'undeclared problem')
    if (strict) refusal = problem('internal', { detail: reason })
  }
  if (refusal.status >= 500) refusal = strict ? explained(refusal, error) : silenced(refusal, request)
  return sendProblem(refusal, request, reply)
}

/** In tests the reason of a failure is in the answer. */
function explained(refusal: ApiProblem, error: unknown): ApiProblem {
  if (refusal.extra.detail !== undefined || !(error instanceof Error)) return refusal
  return problem(refusal.code, { ...refusal.extra, detail: error.stack ?? error.message })
}

/** Why a service is unavailable is for the log, not for the caller. */
function silenced({ code, extra: { detail, ...extra } }: ApiProblem, request: FastifyRequest): ApiProblem {
  if (detail !== undefined) request.log.warn({ reason: detail }, 'refused')
  return problem(code, extra)
}

export function sendProblem(refusal: ApiProblem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.refusal = refusal.code
  const { status } = problems[refusal.code]
  const retryAfter = refusal.extra.retryAfter ?? (status === 503 || status === 429 ? 2 : undefined)
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(refusal, request.id)))
}
