import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'

export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger)
}
