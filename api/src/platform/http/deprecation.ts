import type { FastifyInstance } from 'fastify'

/** Says on each answer of a route that is going to end since when, until when and what takes its place (RFC 9745, RFC 8594). */
export function announceEndings(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    const ending = request.routeOptions.config.operation?.route.deprecated
    if (!ending) return
    reply.header('deprecation', `@${startOf(ending.since).getTime() / 1000}`)
    if (ending.sunset !== undefined) reply.header('sunset', startOf(ending.sunset).toUTCString())
    if (ending.successor === undefined) return
    const link = `<${ending.successor}>; rel="successor-version"`
    const present = reply.getHeader('link')
    reply.header('link', present === undefined ? link : `${String(present)}, ${link}`)
  })
}

const startOf = (day: string) => new Date(`${day}T00:00:00Z`)
