import Type from 'typebox'
import { MatchRun, MatchRunPage, PublishMatchRun, StartMatchRun } from './matching.ts'
import { closed, idParam, paging, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

const team = { access: { roles: who.team }, programme: 'duo2change' } as const
const params = idParam('matchRunId')
const act = { ...team, params, ifMatch: true, success: { status: 200, body: MatchRun } } as const

export const matchRunRoutes = defineRoutes({
  startMatchRun: {
    ...team,
    method: 'POST',
    path: '/v1/match-runs',
    summary: 'Make the best plan over everybody in the pool',
    description:
      'A preview: nobody is told before it is published. The same pool, weights, pins and forbids give the same plan. Made beside the service: read it again until `status` is `ready`.',
    body: StartMatchRun,
    success: { status: 202, body: MatchRun },
    errors: ['not-found', 'rule-broken', 'round-impossible'],
    idempotency: 'accepted',
  },
  listMatchRuns: {
    ...team,
    method: 'GET',
    path: '/v1/match-runs',
    summary: 'List plans, the latest first',
    query: closed('MatchRunQuery', { ...paging, siteId: Type.Optional(Uuid) }),
    success: { status: 200, body: MatchRunPage },
    errors: [],
  },
  getMatchRun: {
    ...team,
    method: 'GET',
    path: '/v1/match-runs/:matchRunId',
    summary: 'Read a plan with its pairs, who is left and who is missing',
    params,
    success: { status: 200, body: MatchRun },
    errors: [],
  },
  cancelMatchRun: {
    ...act,
    method: 'POST',
    path: '/v1/match-runs/:matchRunId/cancellation',
    summary: 'Stop making a plan, or put it away',
    errors: ['act-not-possible'],
  },
  publishMatchRun: {
    ...act,
    method: 'POST',
    path: '/v1/match-runs/:matchRunId/publication',
    summary: 'Propose the pairs of a plan to both sides',
    description: 'All of them or none: a pair that became impossible meanwhile is named, and nothing is sent.',
    body: PublishMatchRun,
    errors: ['act-not-possible', 'round-outdated', 'rule-broken'],
  },
})
