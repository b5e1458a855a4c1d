import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance } from 'fastify'
import { randomBytes } from 'node:crypto'
import type { Config } from '../../config.ts'

const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    workerSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    objectSrc: ["'none'"],
    requireTrustedTypesFor: ["'script'"],
  },
}
const oneYear = 365 * 24 * 3600

export type Headers = Readonly<Record<string, string>>

/** The headers that every answer carries, whoever makes it: a handler, the router, the HTTP parser. */
export async function securityHeaders({ secure }: Config): Promise<Headers> {
  const probe = Fastify()
  await probe.register(helmet, {
    contentSecurityPolicy,
    hsts: secure ? { maxAge: oneYear, includeSubDomains: true } : false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  })
  probe.get('/', async () => '')
  const { headers } = await probe.inject('/')
  await probe.close()
  const own = new Set(['content-length', 'content-type', 'connection', 'date'])
  return {
    ...Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (own.has(name) ? [] : [[name, String(value)]])),
    ),
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()',
  }
}

/** Puts them on every answer, and keeps answers of the API out of every cache. */
export function sendSecurityHeaders(app: FastifyInstance, headers: Headers): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('x-request-id', request.id)
    if (request.url.startsWith('/v1')) reply.header('cache-control', 'no-store')
  })
}

/** The policy of a page whose styles carry this nonce. */
export function policyWithNonce(headers: Headers, nonce: string): string {
  return (headers['content-security-policy'] ?? '').replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`)
}

/**
 * The policy of the documentation page: swagger-ui writes HTML of its own (cleaned by DOMPurify), and hides its icons
 * with one style attribute, named here by its hash.
 */
export function policyOfDocs(headers: Headers): string {
  return (headers['content-security-policy'] ?? '')
    .replace(";require-trusted-types-for 'script'", '')
    .replace(
      "style-src 'self'",
      "style-src 'self' 'unsafe-hashes' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='",
    )
}

export function newNonce(): string {
  return randomBytes(16).toString('base64')
}
