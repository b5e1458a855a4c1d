import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { openRoutes } from './web.ts'

/** The documentation page, under the same content policy as everything else, and asking nobody else for anything. */
export async function serveDocs(app: FastifyInstance): Promise<void> {
  await app.register(async (docs) => {
    openRoutes(docs)
    await docs.register(swaggerUi, {
      routePrefix: '/docs',
      theme: { title: 'Interra API' },
      uiConfig: { url: '/v1/openapi.json', docExpansion: 'none', deepLinking: true, validatorUrl: null },
    })
  })
}
