import { broken, nationalNumberIn, problem, type Route, type Routes } from '@interra/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import Type from 'typebox'
import type { Deps } from '../deps.ts'
import type { Caller } from './caller.ts'
import type { Answer, Call } from './context.ts'
import { answerOnce } from './idempotency.ts'
import { operationOf, type Operation } from './operation.ts'
import { traceRead } from './read-trace.ts'
import { render, type Rendered, type Rendering } from './render.ts'
import { responsesOf } from './responses.ts'
import type { Validators } from './validation.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Answers are checked against the contract with these: tests only. */
    answerChecks: Validators | undefined
  }
}

type AnyHandler = (call: never) => Promise<unknown>
const nothing = Type.Object({}, { additionalProperties: false })

/**
 * Serves a table of routes with the handlers of the same names; neither may have a name more than the other.
 * Each request then goes: caller and rights, schema, If-Match, Idempotency-Key, handler, projection, trace.
 */
export function mount(
  app: FastifyInstance,
  deps: Deps,
  tag: string,
  routes: Routes,
  handlers: Readonly<Record<string, AnyHandler>>,
): void {
  const wanted = Object.keys(routes).sort().join()
  const given = Object.keys(handlers).sort().join()
  if (wanted !== given) throw new Error(`${tag}: routes [${wanted}] but handlers [${given}]`)
  for (const [name, route] of Object.entries(routes)) {
    const operation = operationOf(tag, name, route)
    const handler = handlers[name] as AnyHandler
    app.route({
      method: route.method,
      url: route.path,
      config: { operation },
      ...(route.success.contentType && { handlerTimeout: deps.config.exportSeconds * 1000 }),
      schema: schemaOf(operation),
      handler: (request, reply) => serve(app, deps, operation, handler, request, reply),
    })
  }
}

function schemaOf({ name, tag, route }: Operation): FastifySchema {
  return {
    operationId: name,
    tags: [tag],
    summary: route.summary,
    ...(route.description === undefined && !route.deprecated ? {} : { description: descriptionOf(route) }),
    ...(route.deprecated && { deprecated: true }),
    ...(route.params && { params: route.params }),
    querystring: route.query ?? nothing,
    ...(route.body && { body: route.body }),
    response: responsesOf(route),
  }
}

function descriptionOf({ description, deprecated }: Route): string {
  if (!deprecated) return description ?? ''
  const { since, sunset, successor } = deprecated
  const ending = `Deprecated since ${since}${sunset === undefined ? '' : `, ends on ${sunset}`}`
  return [description, `${ending}${successor === undefined ? '.' : `: use ${successor}.`}`].filter(Boolean).join('\n\n')
}

async function serve(
  app: FastifyInstance,
  deps: Deps,
  operation: Operation,
  handler: AnyHandler,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { caller } = request
  if (!caller) throw problem('not-allowed')
  const { route } = operation
  if (!route.body && request.body !== undefined && request.body !== null)
    throw problem('malformed-request', { detail: 'This operation takes no body' })
  refuseNationalNumber(operation, request.body)

  refuseHiddenFilters(operation, request.query, caller)

  const headers: Record<string, string> = {}
  const said: { status?: number } = {}
  const call: Call<Route> = {
    params: request.params as undefined,
    query: request.query as undefined,
    body: request.body as undefined,
    actor: caller.actor,
    scope: caller.scope,
    ifMatch: route.ifMatch ? versionRead(request.headers['if-match']) : 0,
    address: request.ip,
    answer: answerOf(headers, said, route, reply, deps),
  }
  const rendering: Rendering = { operation, actor: caller.actor, url: request.url, validators: app.answerChecks }
  const run = (scope = caller.scope): Promise<unknown> => handler({ ...call, scope } as never)
  const toAnswer = (result: unknown): Rendered => {
    const rendered = render(result, rendering)
    const answer = { ...rendered, ...said, headers: { ...rendered.headers, ...headers } }
    return route.ifNoneMatch ? unlessRead(answer, request.headers['if-none-match']) : answer
  }
  const answer = route.idempotency
    ? await answerOnce({ deps, operation, request, caller, run, toAnswer })
    : toAnswer(await run())
  await traceRead(deps.database, operation, caller, request.params)
  if (answer.body instanceof Readable) endIn(answer.body, deps.config.exportSeconds * 1000)
  return reply.code(answer.status).headers(answer.headers).send(answer.body)
}

/** The ETag is the handler's, or of what is answered: it is the same for whoever reads the same. */
function unlessRead(answer: Rendered, read: string | undefined): Rendered {
  if (answer.body === undefined || answer.body instanceof Readable) return answer
  const etag = answer.headers['etag'] ?? `"${createHash('sha256').update(answer.body).digest('base64url')}"`
  const headers: Record<string, string> = { 'cache-control': 'private, no-cache', ...answer.headers, etag }
  const known = (read ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (!known.includes(etag.replace(/^W\//, ''))) return { ...answer, headers }
  const { 'content-type': _, 'content-disposition': __, ...unchanged } = headers
  return { status: 304, headers: unchanged, body: undefined }
}

/** Cuts off whoever reads too slowly, from its first byte on: what it holds, a connection to PostgreSQL, is given back. */
function endIn(body: Readable, milliseconds: number): void {
  const timer = setTimeout(() => body.destroy(new Error('the export took too long')), milliseconds)
  body.once('close', () => clearTimeout(timer))
}

/**
 * A filter by what the caller reads at no site would tell it. Who reads it at some site only is for the store to limit to
 * that site.
 */
function refuseHiddenFilters({ personalFilters }: Operation, query: unknown, { actor, scope }: Caller): void {
  for (const [filter, dataClass] of personalFilters) {
    if (Reflect.get(Object(query), filter) === undefined) continue
    if (!scope.sites.some((siteId) => actor.classesAt(siteId).has(dataClass)))
      throw problem('not-allowed', { params: { filter } })
  }
}

/** The law forbids to keep a national register number (DP-02): no body brings one in, whatever the module. */
function refuseNationalNumber({ route, declared }: Operation, body: unknown): void {
  if (!route.body || !declared.has('national-number-refused')) return
  const pointer = nationalNumberIn(route.body, body)
  if (pointer !== undefined) throw broken('national-number-refused', pointer)
}

/** `If-Match: "3"` -> 3. Without it 428; a value that we never gave as an ETag matches nothing: 412. */
function versionRead(header: string | undefined): number {
  if (header === undefined || header.trim() === '*') throw problem('version-required')
  const version = /^\s*"(\d{1,9})"\s*$/.exec(header)?.[1]
  if (version === undefined) throw problem('version-outdated')
  return Number(version)
}

function answerOf(
  headers: Record<string, string>,
  said: { status?: number },
  { success }: Route,
  reply: FastifyReply,
  { config, identities }: Deps,
): Answer {
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure: config.secure } as const
  return {
    existing: () => void (said.status = success.existing ?? success.status),
    header: (name, value) => void (headers[name.toLowerCase()] = value),
    cookie(value, maxAge) {
      identities.forget()
      if (value === null) reply.clearCookie(config.cookieName, cookie)
      else reply.setCookie(config.cookieName, value, maxAge === undefined ? cookie : { ...cookie, maxAge })
    },
  }
}
