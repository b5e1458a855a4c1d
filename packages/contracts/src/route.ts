import type { Static, TObject, TSchema } from 'typebox'
import { holdsFreeText } from './free-text.ts'
import type { ProblemCode } from './problem.ts'
import type { Access, Programme } from './rights.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One operation, as data. Server, client, OpenAPI, screens and tests read it; nothing about it is written twice. */
export interface Route {
  readonly method: Method
  /** Full path with `:params`, e.g. `/v1/workshops/:workshopId`. */
  readonly path: string
  readonly summary: string
  readonly description?: string
  readonly access: Access
  readonly programme?: Programme
  readonly params?: TObject
  readonly query?: TObject
  readonly body?: TSchema
  readonly success: {
    readonly status: 200 | 201 | 202 | 204
    readonly body?: TSchema
    /** Answered in its place when the very same thing was there already. */
    readonly existing?: 200
    readonly contentType?:
      | 'text/csv'
      | 'text/html'
      | 'application/zip'
      | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  }
  /** What the operation itself may refuse; what every route may answer is added by `declaredProblems`. */
  readonly errors: readonly ProblemCode[]
  /** The caller must send the version it read (428 without, 412 when outdated). */
  readonly ifMatch?: true
  /** Answers 304 to whoever sends the ETag of what it would answer. */
  readonly ifNoneMatch?: true
  /** A replay with the same Idempotency-Key answers what was answered first. */
  readonly idempotency?: 'accepted' | 'required'
  /** Parts of the body are refused one by one, in the answer: then so is what somebody wrote in them. */
  readonly judgesParts?: true
  /** Days: it still answers, and says on each answer since when it should not be used, when it ends, what takes its place. */
  readonly deprecated?: { readonly since: string; readonly sunset?: string; readonly successor?: string }
  /** Reading leaves a trace of whose file was read: the name of the path member with the person's id. */
  readonly readsPerson?: string
}
export type Routes = Readonly<Record<string, Route>>

/** Returns its argument, typed to the letter. */
export function defineRoutes<const T extends Routes>(routes: T): T {
  return routes
}

type Part<R extends Route, K extends 'params' | 'query' | 'body'> = R[K] extends TSchema ? Static<R[K]> : undefined
export type Params<R extends Route> = Part<R, 'params'>
export type Query<R extends Route> = Part<R, 'query'>
export type Body<R extends Route> = Part<R, 'body'>
export type Success<R extends Route> = R['success'] extends { body: infer B extends TSchema } ? Static<B> : undefined

/** Why a key opens nothing. */
const keyRefusals = [
  'key-unknown',
  'key-expired',
  'key-revoked',
  'key-in-address',
  'agreement-missing',
  'scope-missing',
] as const satisfies readonly ProblemCode[]

/** Every code the route may answer, its own first. */
export function declaredProblems(route: Route): ProblemCode[] {
  const codes = new Set<ProblemCode>(route.errors)
  for (const code of ['validation-failed', 'malformed-request', 'too-many-requests'] as const) codes.add(code)
  for (const code of ['headers-too-large', 'internal', 'unavailable'] as const) codes.add(code)
  if (route.params) for (const code of ['not-found', 'address-too-long'] as const) codes.add(code)
  if (route.access !== 'public') codes.add('not-signed-in').add('not-allowed')
  if (typeof route.access === 'object') codes.add('second-factor-required')
  if (typeof route.access === 'object' && route.access.keys) for (const code of keyRefusals) codes.add(code)
  if (route.method !== 'GET') {
    for (const code of ['client-header-missing', 'foreign-origin'] as const) codes.add(code)
    for (const code of ['body-too-large', 'media-type-unsupported', 'request-timeout'] as const) codes.add(code)
  }
  if (route.body && !route.judgesParts && holdsFreeText(route.body)) codes.add('national-number-refused')
  if (route.ifMatch) codes.add('version-required').add('version-outdated')
  if (route.idempotency) codes.add('idempotency-in-progress').add('idempotency-key-reused')
  if (route.idempotency === 'required') codes.add('idempotency-key-missing')
  return [...codes]
}
