import { problem } from '@interra/contracts'
import type { FastifyInstance } from 'fastify'
import { timingSafeEqual } from 'node:crypto'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Config } from '../config.ts'
import type { Database } from './db/database.ts'
import type { Lifecycle } from './lifecycle.ts'

/** `/metrics` for Prometheus: process, requests by route pattern, pool. Nothing about persons, no addresses. */
export function tellMetrics(app: FastifyInstance, config: Config, database: Database, lifecycle: Lifecycle): void {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [register],
  })
  new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests in work',
    registers: [register],
    collect() {
      this.set(lifecycle.inFlight)
    },
  })
  new Gauge({
    name: 'database_connections',
    help: 'Connections of the pool: open, idle, and requests waiting for one',
    labelNames: ['state'],
    registers: [register],
    collect() {
      const { connections, idle, waiting } = database.counts()
      this.set({ state: 'open' }, connections)
      this.set({ state: 'idle' }, idle)
      this.set({ state: 'waiting' }, waiting)
    },
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method, url: route = 'none' } = request.routeOptions
    duration.observe(
      { method: String(method ?? request.method), route, status: reply.statusCode },
      reply.elapsedTime / 1000,
    )
  })
  app.get('/metrics', { config: { open: true } }, async (request, reply) => {
    if (!mayRead(request.headers.authorization, config)) throw problem('not-found')
    return reply.type(register.contentType).send(await register.metrics())
  })
}

/** With the token of METRICS_TOKEN; without such a token, on an installation for one machine only. */
function mayRead(authorization: string | undefined, { metricsToken, secure }: Config): boolean {
  if (metricsToken === undefined) return !secure
  const given = Buffer.from(authorization ?? '')
  const wanted = Buffer.from(`Bearer ${metricsToken}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
