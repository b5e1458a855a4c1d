import { problem } from '@interra/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../db/database.ts'
import type { Lifecycle } from '../lifecycle.ts'

/** How long the database's answer is believed: a crowd of probes costs two queries a second. */
const believedMs = 500

/** `/health/live` from memory; `/health/ready` when the database answers and the copy is not stopping. */
export function tellHealth(app: FastifyInstance, database: Database, lifecycle: Lifecycle): void {
  const config = { open: true } as const
  let asked: { at: number; answer: Promise<boolean> } | undefined
  const databaseAnswers = () => {
    const now = performance.now()
    if (!asked || now - asked.at > believedMs) {
      const answer = database.ping().then(
        () => true,
        () => false,
      )
      asked = { at: now, answer }
    }
    return asked.answer
  }
  app.get('/health/live', { config }, async () => ({ status: 'live' }))
  app.get('/health/ready', { config }, async () => {
    if (lifecycle.draining || !(await databaseAnswers())) throw problem('unavailable', { retryAfter: 2 })
    return { status: 'ready' }
  })
}
