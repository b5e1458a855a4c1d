import { problem } from '@interra/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from './problems.ts'

/**
 * Answers what no route takes: 405 with Allow when the address exists for another method, else `otherwise` (the admin's
 * page) or 404.
 */
export function answerUnknown(
  app: FastifyInstance,
  otherwise: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined,
): void {
  const addresses: { pattern: RegExp; methods: string[] }[] = []
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return
    addresses.push({ pattern: patternOf(url), methods: [method].flat() })
  })
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const methods = addresses.filter(({ pattern }) => pattern.test(path)).flatMap((address) => address.methods)
    if (methods.length > 0 && !methods.includes(request.method)) {
      reply.header('allow', [...new Set(methods)].sort().join(', '))
      return sendProblem(problem('method-not-allowed'), request, reply)
    }
    return otherwise(request, reply) ?? sendProblem(problem('not-found'), request, reply)
  })
}

function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  return new RegExp(`^${parts.join('/')}$`)
}
