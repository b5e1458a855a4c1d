import type { FastifyInstance } from 'fastify'

/** One line for each answer: the route's pattern and not the address, which may hold what somebody typed. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { open, operation } = request.routeOptions.config
    if (open && reply.statusCode < 400) return
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        operation: operation?.name,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        actorId: request.caller?.scope.actorId,
        problem: request.refusal,
      },
      'answered',
    )
  })
}
