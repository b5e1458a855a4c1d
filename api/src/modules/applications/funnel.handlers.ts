import { broken, type applicationRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { readFunnel } from './funnel.store.ts'

export const funnelHandlers = ({
  database,
  clock,
}: Deps): Handlers<Pick<typeof applicationRoutes, 'getInterlabFunnel'>> => ({
  getInterlabFunnel: ({ query, scope }) => {
    if (query.from >= query.to) throw broken('rule-broken', '/query/to', { rule: 'no-length' })
    return database.read(scope, (db) => readFunnel(db, scope, query, clock.now()))
  },
})
