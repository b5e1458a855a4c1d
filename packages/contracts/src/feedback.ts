import Type, { type Static } from 'typebox'
import { closed, idParam, Instant, line, LocalDate, nullable, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** Told in pictures, by whoever was there; none of it needs an answer, and it is of nobody. */
const told = {
  /** Made by the device: sent twice, it counts once. */
  id: Uuid,
  feeling: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 3, description: '3 is the best' }))),
  welcome: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 3, description: '3 is the best' }))),
  metSomeone: Type.Optional(nullable(Type.Boolean({ description: 'talked with somebody new' }))),
}
const Token = Type.String({ pattern: '^[\\w-]{20,200}$', description: 'what stands behind # in the link' })
const ReadFeedbackLink = closed('ReadFeedbackLink', { token: Token })
export const TellFeedback = closed('TellFeedback', told)
export type TellFeedback = Static<typeof TellFeedback>
const TellFeedbackByLink = closed('TellFeedbackByLink', { token: Token, ...told })

/** How often each answer was given, the worst first; null when one of them is of few people. */
const Counts = nullable(Type.Array(Type.Integer({ minimum: 0 })))
export const SessionFeedback = closed('SessionFeedback', {
  sessionId: Uuid,
  toldFrom: { ...Instant, description: 'when nobody can answer any more: until then nothing is told' },
  answers: nullable(Type.Integer({ minimum: 0 })),
  feeling: Counts,
  welcome: Counts,
  metSomeone: Counts,
  suppressed: Type.Boolean(),
})
export type SessionFeedback = Static<typeof SessionFeedback>
export const AskedFeedback = closed('AskedFeedback', { title: line(), heldOn: LocalDate, expiresAt: Instant })
export type AskedFeedback = Static<typeof AskedFeedback>

const one = '/v1/sessions/:sessionId/feedback'
const params = idParam('sessionId')
const programme = 'interact'
const door = { access: 'public', method: 'POST' } as const
export const feedbackRoutes = defineRoutes({
  makeFeedbackLink: {
    method: 'POST',
    path: `${one}-link`,
    summary:
      'Make the link by which people say how a session was, shown as a code at the door; the one before stops working',
    access: { roles: who.door },
    programme,
    params,
    success: { status: 201, body: closed('FeedbackLink', { url: Type.String(), expiresAt: Instant }) },
    errors: ['session-closed'],
  },
  getSessionFeedback: {
    method: 'GET',
    path: one,
    summary: 'Read how people found a session',
    description:
      'Told once nobody can answer any more. Small numbers are hidden from everybody, among answers on a phone and among those said aloud.',
    access: { roles: who.doorAndStaff },
    programme,
    params,
    success: { status: 200, body: SessionFeedback },
    errors: [],
  },
  tellFeedback: {
    method: 'POST',
    path: one,
    summary: 'Note what somebody said aloud of a session',
    access: { roles: who.door },
    programme,
    params,
    body: TellFeedback,
    success: { status: 200, body: SessionFeedback },
    errors: ['session-closed'],
  },
  readFeedbackLink: {
    ...door,
    path: '/v1/feedback-links/reading',
    summary: 'Read which session a link asks about',
    body: ReadFeedbackLink,
    success: { status: 200, body: AskedFeedback },
    errors: ['link-expired'],
  },
  tellFeedbackByLink: {
    ...door,
    path: '/v1/feedback-links/answers',
    summary: 'Say how a session was, without a name',
    body: TellFeedbackByLink,
    success: { status: 200, body: AskedFeedback },
    errors: ['link-expired'],
  },
})
