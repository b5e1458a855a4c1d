import Type, { type Static } from 'typebox'
import { dimensions } from './path.ts'
import { coachingRoles } from './coaching.ts'
import { closed, idParam, LocalDate, nullable, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** The right to work in the shared rooms, and the days on which somebody did. */
export const Coworking = closed('Coworking', {
  siteId: Uuid,
  right: nullable(closed('CoworkingRight', { startsOn: LocalDate, endsOn: LocalDate })),
  days: Type.Array(LocalDate, { description: 'the latest first' }),
})
export type Coworking = Static<typeof Coworking>
export const SetCoworkingRight = closed('SetCoworkingRight', { startsOn: LocalDate, endsOn: LocalDate })
export const NoteCoworkingDay = closed('NoteCoworkingDay', { on: LocalDate, present: Type.Boolean() })

const Period = {
  siteId: Type.Optional(Uuid),
  from: LocalDate,
  to: Type.String({ format: 'date', pattern: '^(19|20|21)\\d\\d-', description: 'the day after the last' }),
}
export const CoworkingWeeks = closed('CoworkingWeeks', {
  weeks: Type.Array(
    closed('CoworkingWeek', {
      monday: LocalDate,
      days: Type.Integer({ description: 'days used, of all' }),
      people: Type.Integer(),
    }),
  ),
})

const Count = Type.Integer()
/** When what became of somebody is counted (INC-09): within four weeks, and after six months. */
export const exitMoments = ['exit', 'month_6'] as const
/** Figures INC-03, INC-04, INC-06, INC-07, INC-08 and INC-09 and the barrier list. Half-open local dates. */
export const IncubationFigures = closed('IncubationFigures', {
  coaching: Type.Array(
    closed('CoachingHours', {
      role: Type.Enum([...coachingRoles]),
      minutes: Type.Integer({ description: 'of entrepreneurs: a meeting counts once' }),
      coachMinutes: Type.Integer({ description: 'of coaches: two at one meeting count twice' }),
    }),
  ),
  coachedProjects: Count,
  coachingByProject: closed('CoachingByProject', {
    minutes: Type.Integer({ description: 'of entrepreneurs, of all roles' }),
    projects: Type.Integer({ description: '`supported.projects`' }),
    hours: nullable(Type.Number({ description: 'for each project; null without any' })),
  }),
  supported: closed('ProjectsSupported', {
    projects: Type.Integer({ description: 'accompanied in the period, with a signed coaching in it' }),
    entrepreneurs: Type.Integer({ description: 'those accompanied and their co-founders, each once' }),
    dormant: Type.Integer({
      description:
        'accompanied in the period, begun 90 days ago or more, without any coaching in it nor for 90 days: apart',
    }),
  }),
  needs: closed('NeedsResolved', {
    hindering: Type.Integer({ description: 'important or blocking at T0' }),
    reviewed: Type.Integer({ description: 'of those, rated again' }),
    resolved: Type.Integer({ description: 'of those, managed or gone at the last review' }),
    share: nullable(Type.Number({ description: 'of the reviewed; null under 60 % coverage' })),
    conservativeShare: nullable(Type.Number({ description: 'of all: not reviewed is not resolved' })),
    coverage: nullable(Type.Number()),
  }),
  barriers: Type.Array(
    closed('Barrier', {
      dimension: Type.Enum([...dimensions]),
      blockers: Type.Integer({ description: 'opened in the period' }),
      unlocked: Count,
      stillOpen: Count,
      medianDays: nullable(
        Type.Integer({ description: 'product-limit: those still open count for as long as they are' }),
      ),
    }),
  ),
  creation: Type.Array(
    closed('Creation', {
      months: Type.Integer({ description: '12 or 24' }),
      matured: Count,
      immature: Count,
      created: Count,
      before: Type.Integer({ description: 'had a business of their own before they began: not created, told apart' }),
      unknown: Type.Integer({ description: 'without any news: they count as not created' }),
      share: nullable(Type.Number()),
    }),
  ),
  survival: closed('Survival', {
    businesses: Count,
    ceased: Count,
    at: Type.Array(
      closed('SurvivalAt', {
        months: Count,
        share: nullable(Type.Number({ description: 'product-limit; null beyond the last look at any of them' })),
      }),
    ),
  }),
  exits: Type.Array(
    closed('PositiveExits', {
      moment: Type.Enum([...exitMoments]),
      matured: Type.Integer({
        description: 'people who left or launched in the period, and whose day to be asked has come',
      }),
      immature: Count,
      known: Type.Integer({ description: 'of the matured, those whose situation is known' }),
      unknown: Count,
      positive: Type.Integer({ description: 'of the known: an activity of one’s own, a job or a training' }),
      share: nullable(Type.Number({ description: 'of the known; null under 60 % coverage' })),
      conservativeShare: nullable(Type.Number({ description: 'of the matured: unknown is not positive' })),
      coverage: nullable(Type.Number()),
    }),
  ),
})
export type IncubationFigures = Static<typeof IncubationFigures>

const team = { access: { roles: who.team }, programme: 'interlab' } as const
const coworking = '/v1/incubations/:incubationId/coworking'
const params = idParam('incubationId')
const answersCoworking = { success: { status: 200, body: Coworking } } as const

export const coworkingRoutes = defineRoutes({
  getCoworking: {
    ...team,
    ...answersCoworking,
    method: 'GET',
    path: coworking,
    summary: 'The right to the shared rooms, and the days used',
    params,
    errors: [],
  },
  setCoworkingRight: {
    ...team,
    ...answersCoworking,
    method: 'PUT',
    path: `${coworking}/right`,
    summary: 'Give somebody the right to work in the shared rooms',
    params,
    body: SetCoworkingRight,
    errors: ['rule-broken'],
  },
  noteCoworkingDay: {
    ...team,
    ...answersCoworking,
    method: 'PUT',
    path: `${coworking}/days`,
    summary: 'Note that somebody worked there on a day, or did not after all',
    params,
    body: NoteCoworkingDay,
    errors: ['rule-broken'],
  },
  getCoworkingWeeks: {
    ...team,
    method: 'GET',
    path: '/v1/coworking/weeks',
    summary: 'How many days the shared rooms were used, by week',
    query: closed('CoworkingWeeksQuery', Period),
    success: { status: 200, body: CoworkingWeeks },
    errors: ['not-found', 'rule-broken'],
  },
  getIncubationFigures: {
    ...team,
    method: 'GET',
    path: '/v1/incubations-figures',
    summary: 'Coaching hours, needs resolved, barriers, businesses created and alive, positive exits',
    description: 'For those who read files: small numbers are not hidden.',
    query: closed('IncubationFiguresQuery', Period),
    success: { status: 200, body: IncubationFigures },
    errors: ['not-found', 'rule-broken'],
  },
})
