import Type, { type Static } from 'typebox'
import { figureFlags } from './impact.ts'
import { closed, Instant, LocalDate, nullable, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

const Count = Type.Integer({ minimum: 0 })
/** claims - countedAgain = claimed; claimed + unclaimed = overall. */
export const FunderClaims = closed('FunderClaims', {
  claims: { ...Count, description: 'the sum of what each funder claims' },
  countedAgain: { ...Count, description: 'how often somebody is in the sum once more' },
  claimed: { ...Count, description: 'people with one funder or several, each once' },
  ofSeveral: { ...Count, description: 'the overlap: people with several funders' },
  unclaimed: { ...Count, description: 'people whose activities no funder carries' },
  overall: { ...Count, description: 'people who took part, each once' },
  byFunders: Type.Array(closed('PeopleByFunders', { funders: Count, persons: Count }), {
    description: 'people by how many funders they have',
  }),
})
export type FunderClaims = Static<typeof FunderClaims>

export const TargetReached = closed('TargetReached', {
  grantId: Uuid,
  reference: Type.String(),
  indicatorId: Type.String(),
  target: Type.Number(),
  from: LocalDate,
  dueOn: LocalDate,
  to: { ...LocalDate, description: 'counted before this day: today, or the day after it was due' },
  actual: nullable(Type.Number()),
  flags: Type.Array(Type.Enum([...figureFlags])),
})
export type TargetReached = Static<typeof TargetReached>

export const FunderFigures = closed('FunderFigures', {
  from: LocalDate,
  to: LocalDate,
  siteIds: Type.Array(Uuid),
  level: Type.Enum(['internal_case', 'internal_report', 'external']),
  asOf: Instant,
  suppressed: Type.Boolean({ description: 'people are not told' }),
  persons: nullable(FunderClaims),
  sessions: closed('FundedSessions', {
    overall: Type.Number({ description: 'sessions and lessons held' }),
    unallocated: Type.Number({ description: 'what no funder carries of them' }),
  }),
  funders: Type.Array(
    closed('FunderFigure', {
      funderId: Uuid,
      name: Type.String(),
      siteId: Uuid,
      persons: nullable({ ...Count, description: 'people who took part in what it carries' }),
      alone: nullable({ ...Count, description: 'those among them whom no other funder claims' }),
      sessions: Type.Number({ description: 'its shares of the sessions and lessons held' }),
      targets: Type.Array(TargetReached),
    }),
  ),
})
export type FunderFigures = Static<typeof FunderFigures>

export const funderFigureRoutes = defineRoutes({
  getFunderFigures: {
    method: 'GET',
    path: '/v1/impact/funders',
    summary: 'What each funder carries, without double counting',
    description:
      'For the half-open period [from, to) of local dates: the people of each funder, the overlap and the people there are, each once; sessions and lessons by shares, which add up; targets of its grants with the figure of the site from the first day of the grant. A funder claims whoever took part in an activity on a day on which one of its grants carries a share of it. Below the level `internal_case`, people are told for a calendar year that is over, if no group of people with the same programmes and funders is smaller than k.',
    access: { roles: who.allStaff },
    query: closed('FunderFigureQuery', { from: LocalDate, to: LocalDate, site: Type.Optional(Uuid) }),
    success: { status: 200, body: FunderFigures },
    errors: ['not-found', 'rule-broken'],
  },
})
