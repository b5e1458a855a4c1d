import underPressure from '@fastify/under-pressure'
import { problem } from '@interra/contracts'
import type { FastifyInstance } from 'fastify'
import type { Lifecycle } from '../lifecycle.ts'

/** Requests in work at once, per copy: beyond what the pool and its queue take, waiting only makes everybody late. */
const maxInFlight = 250
/** Mean delay of the event loop over a second, in milliseconds, beyond which new work is refused. */
const maxEventLoopDelay = 1000

/** Refuses early, with 503 and Retry-After, what could not be answered in time. Health and other open routes always answer. */
export async function admitRequests(app: FastifyInstance, lifecycle: Lifecycle): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay,
    pressureHandler(request, _reply, _type, value) {
      if (request.routeOptions.config.open || value === undefined || !Number.isFinite(value)) return
      throw problem('unavailable', { retryAfter: 2 })
    },
  })
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.open) return
    if (lifecycle.draining) {
      reply.header('connection', 'close')
      throw problem('unavailable', { retryAfter: 2 })
    }
    if (lifecycle.inFlight >= maxInFlight) throw problem('unavailable', { retryAfter: 1 })
    lifecycle.inFlight++
    reply.raw.once('close', () => lifecycle.inFlight--)
  })
}
