import underPressure from '@fastify/under-pressure'
import { problem } from '@interra/contracts'
import type { FastifyInstance } from 'fastify'
import type { Lifecycle } from '../lifecycle.ts'

/** Requests in work at once, per copy: beyond what the pool and its queue take, waiting only makes everybody late. */
const maxInFlight = 250
/** Milliseconds after the start in which that mean still holds the loading of the program itself. */
const warmUp = 2500

/** Refuses early, with 503 and Retry-After, what could not be answered in time. Health and other open routes always answer. */
export async function admitRequests(
  app: FastifyInstance,
  lifecycle: Lifecycle,
  maxEventLoopDelay: number,
): Promise<void> {
  let measuredFrom = Infinity
  app.addHook('onReady', async () => void (measuredFrom = performance.now() + warmUp))
  await app.register(underPressure, {
    maxEventLoopDelay,
    pressureHandler(request, _reply, _type, value) {
      if (request.routeOptions.config.open || value === undefined || !Number.isFinite(value)) return
      if (performance.now() < measuredFrom) return
      throw problem('unavailable', { retryAfter: 2 })
    },
  })
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.open) return
    if (lifecycle.draining) throw problem('unavailable', { retryAfter: 2 })
    if (lifecycle.inFlight >= maxInFlight) throw problem('unavailable', { retryAfter: 1 })
    lifecycle.inFlight++
    reply.raw.once('close', () => lifecycle.inFlight--)
  })
  // a connection that stayed open after its last answer would hold up the stop
  app.addHook('onSend', async (_request, reply) => {
    if (lifecycle.draining) reply.header('connection', 'close')
  })
}
