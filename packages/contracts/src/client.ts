import { ApiProblem, problems, type Problem, type ProblemCode } from './problem.ts'
import type { Body, Params, Query, Route, Routes, Success } from './route.ts'

export interface TransportRequest {
  readonly method: string
  /** Path with its members filled in and the query appended. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}
export interface TransportResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Parsed when JSON, text otherwise, undefined when empty. */
  readonly body: unknown
}
/** One function carries a request: fetch in the browser, supertest in tests, fetch with a key in scripts. */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>

type Need<K extends string, V> = [V] extends [undefined]
  ? unknown
  : {} extends V
    ? { readonly [P in K]?: V }
    : { readonly [P in K]: V }
export type Input<R extends Route> = Need<'params', Params<R>> &
  Need<'query', Query<R>> &
  Need<'body', Body<R>> &
  (R extends { ifMatch: true } ? { readonly ifMatch: number } : unknown) & { readonly idempotencyKey?: string }

type Call<R extends Route> =
  {} extends Input<R> ? (input?: Input<R>) => Promise<Success<R>> : (input: Input<R>) => Promise<Success<R>>
export type Client<T extends Routes> = { readonly [K in keyof T]: Call<T[K]> }

interface AnyInput {
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
  ifMatch?: number
  idempotencyKey?: string
}

/** `/v1/people/:personId` + members + query -> the address. Undefined query members are left out; arrays repeat. */
export function urlOf(route: Route, input: Pick<AnyInput, 'params' | 'query'> = {}): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(input.params?.[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(input.query ?? {}))
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(name, String(one))
  const query = search.toString()
  return query ? `${path}?${query}` : path
}

/** Typed calls over the route table. A refusal is thrown as `ApiProblem`. */
export function createClient<T extends Routes>(routes: T, transport: Transport): Client<T> {
  const calls = Object.entries(routes).map(([name, route]) => [
    name,
    async (input: AnyInput = {}) => {
      const headers: Record<string, string> = { accept: 'application/json', 'x-interra-client': '1' }
      if (route.body) headers['content-type'] = 'application/json'
      if (input.ifMatch !== undefined) headers['if-match'] = `"${input.ifMatch}"`
      if (input.idempotencyKey) headers['idempotency-key'] = input.idempotencyKey
      const url = urlOf(route, input)
      const answer = await transport({ method: route.method, url, headers, body: route.body ? input.body : undefined })
      if (answer.status === route.success.status || answer.status === route.success.existing) return answer.body
      throw problemFrom(answer)
    },
  ])
  return Object.fromEntries(calls) as Client<T>
}

function problemFrom(answer: TransportResponse): ApiProblem {
  const body = answer.body as Partial<Problem> | undefined
  const code = body?.code !== undefined && body.code in problems ? body.code : fallbackCode(answer.status)
  const retryAfter = Number(answer.headers['retry-after'])
  return new ApiProblem(
    code,
    {
      ...(body?.detail === undefined ? {} : { detail: body.detail }),
      ...(body?.errors === undefined ? {} : { errors: body.errors }),
      ...(body?.params === undefined ? {} : { params: body.params }),
      ...(Number.isFinite(retryAfter) && answer.headers['retry-after'] ? { retryAfter } : {}),
    },
    body?.instance ?? answer.headers['x-request-id'],
  )
}

function fallbackCode(status: number): ProblemCode {
  return status === 503 || status === 502 || status === 504 ? 'unavailable' : 'internal'
}
