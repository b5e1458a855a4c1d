import rateLimit from '@fastify/rate-limit'
import { problem } from '@interra/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'

/**
 * Requests a minute for each caller: an account, a key, else an address. Told in `RateLimit-Policy` and `RateLimit`
 * (draft-ietf-httpapi-ratelimit-headers-11). Counted by each copy of the service in its own memory: the limit protects
 * a copy from a runaway script; sign-in attempts are counted in PostgreSQL by the module that keeps accounts.
 */
export async function limitRates(app: FastifyInstance, config: Config): Promise<void> {
  await app.register(rateLimit, { global: false })
  const count = app.createRateLimit({
    timeWindow: 60_000,
    keyGenerator: callerKey,
    max: (request: FastifyRequest) =>
      request.identity ? config.rateLimitPerMinute : config.rateLimitAnonymousPerMinute,
  })
  app.addHook('onRequest', async (request, reply) => {
    const { open, counted: isCounted } = request.routeOptions.config
    if ((open && !isCounted) || !request.url.startsWith('/v1')) return
    const counted = await count(request)
    if (counted.isAllowed) return
    reply.header('ratelimit-policy', `"default";q=${counted.max};w=60`)
    reply.header('ratelimit', `"default";r=${counted.remaining};t=${counted.ttlInSeconds}`)
    if (counted.isExceeded) throw problem('too-many-requests', { retryAfter: Math.max(1, counted.ttlInSeconds) })
  })
}

function callerKey({ identity, ip }: FastifyRequest): string {
  if (!identity) return `address ${ip}`
  return identity.kind === 'account' ? `account ${identity.accountId}` : `key ${identity.keyId}`
}
