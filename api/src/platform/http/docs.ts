import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { policyOfDocs, type Headers } from './security.ts'
import { openRoutes } from './web.ts'

/** The documentation page: nothing inline, nothing asked of anybody else. */
export async function serveDocs(app: FastifyInstance, headers: Headers): Promise<void> {
  const policy = policyOfDocs(headers)
  await app.register(async (docs) => {
    openRoutes(docs)
    docs.addHook('onRequest', async (_request, reply) => void reply.header('content-security-policy', policy))
    await docs.register(swaggerUi, {
      routePrefix: '/docs',
      theme: { title: 'Interra API' },
      uiConfig: { layout: 'BaseLayout', docExpansion: 'none', validatorUrl: null },
    })
  })
}
