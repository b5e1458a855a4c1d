import { ApiProblem, createClient, type ApiRoutes, type Client, type Route, type Transport } from '@interra/contracts'
import { routes } from 'virtual:route-table'
import { isForeign, isJson, noteReached } from './network.ts'

const patience = 30_000

const carry: Transport = async ({ method, url, headers, body }) => {
  const answer = await fetch(url, {
    method,
    headers,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(patience),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => null)
  const written = await answer?.text().catch(() => null)
  const reached = answer && typeof written === 'string' && (written === '' || !isForeign(answer))
  noteReached(reached === true)
  if (!reached) throw unreachable()
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: written === '' ? undefined : isJson(answer) ? parsed(written) : written,
  }
}

function parsed(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    throw new ApiProblem('internal')
  }
}

/** No answer came: the network, not the service, failed. */
function unreachable(): ApiProblem {
  return new ApiProblem('unavailable', { params: { offline: true } })
}

/** Whether no answer of the service came. */
export function isOffline(error: unknown): boolean {
  return error instanceof ApiProblem && error.extra.params?.['offline'] === true
}

/** The API: one typed function per operation of the contract. Throws `ApiProblem`. */
export const api: Client<ApiRoutes> = createClient(routes, carry)

/** What the contract says of an operation, its schemas left out. */
export function routeOf(name: keyof ApiRoutes): Route {
  return routes[name]
}
