import Type, { type Static } from 'typebox'
import { checkInKinds } from './duo.ts'
import { closed, LocalDate, nullable, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

const count = (description: string) => Type.Integer({ minimum: 0, description })
/** One kind of check-in over a period. The unit of the first three is the person asked, of the others the duo. */
export const CheckInFollowUp = closed('CheckInFollowUp', {
  kind: Type.Enum(checkInKinds),
  asked: count('people asked'),
  answered: count('of those asked'),
  unanswered: count('of those asked'),
  duos: count('duos of which somebody was asked'),
  met: count('duos: at least one said that they met, and nobody that they did not'),
  notMet: count('duos: at least one said that they did not meet'),
  conflicting: count('of `notMet`: the other said that they did'),
  unknown: count('duos of which nobody said either'),
})
const hidden = (description: string) => nullable(count(`${description}; null when too few to be shown`))
/** How duos that people put together by feel turn out beside those that were suggested (moonshot 6). */
export const WayFollowUp = closed('WayFollowUp', {
  way: Type.Enum(['suggested', 'by_feel']),
  proposed: count('proposals of the period: the share by feel is how often people decided otherwise'),
  duos: count('duos that started in the period'),
  rhythmKept: hidden('of them: at least three quarters of the meetings that their rhythm asks for'),
  over: hidden('of them: came to an end, planned or not'),
  completed: hidden('of those that are over'),
  stillInTouch: hidden('of those that are over: still in touch three or six months later, as far as somebody said'),
})
/** What people who wait for a duo are compared by, as they were on the day they came into the pool. */
export const fairnessBy = ['group', 'gender', 'age', 'language_level'] as const
/** Whether some wait longer than others (domain reference 6.5). */
export const FairnessRow = closed('FairnessRow', {
  by: Type.Enum(fairnessBy),
  code: Type.String({ description: 'a group, a gender, an age band, a level; `unknown` when it was not told' }),
  waited: hidden('people who came into the pool in the period'),
  matched: hidden('of them: both sides accepted a duo since'),
  medianDays: nullable(
    Type.Integer({
      minimum: 0,
      description:
        'days until half of them had a duo, those still waiting counted for as long as they wait (Kaplan and Meier, 1958); null when too few, or when less than half had one',
    }),
  ),
  isBehind: Type.Boolean({
    description: 'their share of duos is below 0.8 of the best, with ten people or more on both',
  }),
})
export type FairnessRow = Static<typeof FairnessRow>
export const DuoFollowUp = closed('DuoFollowUp', {
  items: Type.Array(CheckInFollowUp),
  ways: Type.Array(WayFollowUp),
  fairness: Type.Array(FairnessRow),
})
export type DuoFollowUp = Static<typeof DuoFollowUp>

export const duoFollowUpRoutes = defineRoutes({
  getDuoFollowUp: {
    access: { roles: who.caseReaders },
    programme: 'duo2change',
    method: 'GET',
    path: '/v1/duo-follow-up',
    summary: 'How many answered each check-in, how duos by feel turn out, and whether some wait longer than others',
    description:
      'Check-ins that fell due from `from` up to, not including, `to`. Those who did not answer are shown, never guessed. Outcomes by way are left out where fewer duos started than small numbers allow, and so are groups of few people with the next smallest one.',
    query: Type.Object(
      { siteId: Type.Optional(Uuid), from: LocalDate, to: LocalDate },
      { additionalProperties: false },
    ),
    success: { status: 200, body: DuoFollowUp },
    errors: ['not-found', 'rule-broken'],
  },
})
