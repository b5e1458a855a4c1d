import Type, { type Static } from 'typebox'
import { closed, idParam, Instant, nullable } from './primitives.ts'
import { declineReasons } from './referral.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

const count = Type.Integer({ minimum: 0 })

export const PartnerStatistics = closed('PartnerStatistics', {
  received: count,
  told: Type.Integer({
    minimum: 0,
    description: 'of them, those whose person agreed that you are told what becomes of them',
  }),
  waiting: Type.Integer({ minimum: 0, description: 'without an answer yet' }),
  accepted: count,
  declined: count,
  declineReasons: Type.Array(closed('DeclineCount', { reason: Type.Enum([...declineReasons]), count }), {
    description: 'for the team alone; empty for a partner',
  }),
  started: Type.Integer({ minimum: 0, description: 'who came at least once' }),
  medianAnswerHours: Type.Union([Type.Number(), Type.Null()], {
    description: 'from the day it was sent to the first answer, without the time we waited for information',
  }),
  oldestWaitingSince: nullable(Instant),
})
export type PartnerStatistics = Static<typeof PartnerStatistics>

/** What the team reads besides: whom we sent to the partner (row F10). No key reads these. */
export const TeamPartnerStatistics = closed('TeamPartnerStatistics', {
  ...PartnerStatistics.properties,
  sentOn: closed('SentOnCounts', {
    sent: Type.Integer({ minimum: 0, description: 'whom we sent to the partner, those taken back since among them' }),
    accepted: count,
    declined: count,
    unanswered: Type.Integer({ minimum: 0, description: 'the partner did not answer yet, or never did' }),
  }),
})
export type TeamPartnerStatistics = Static<typeof TeamPartnerStatistics>

/** What became of those a partner sent, in numbers. */
export const partnerStatisticsRoutes = defineRoutes({
  getOwnStatistics: {
    method: 'GET',
    path: '/v1/partner/statistics',
    summary: 'Your referrals in numbers',
    description:
      'All numbers but `received` are of those whose person agreed to `referral_feedback`: they tell nothing that the ' +
      'referrals themselves do not tell you.',
    access: { roles: [], keys: ['referrals:read'] },
    success: { status: 200, body: PartnerStatistics },
    errors: [],
  },
  getPartnerStatistics: {
    method: 'GET',
    path: '/v1/partners/:partnerId/statistics',
    summary: 'The referrals of a partner in numbers',
    access: { roles: who.team },
    params: idParam('partnerId'),
    success: { status: 200, body: TeamPartnerStatistics },
    errors: [],
  },
})
