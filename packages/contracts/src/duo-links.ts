import Type, { type Static } from 'typebox'
import { sides, weekSlots } from './candidacy.ts'
import { checkInAnswers, checkInKinds, duoMachine, meetingModes } from './duo.ts'
import { closed, Instant, line, LocalDate, LocalTime, nullable, Uuid } from './primitives.ts'
import { defineRoutes } from './route.ts'

export const linkPurposes = ['answer', 'log', 'check_in'] as const
export type LinkPurpose = (typeof linkPurposes)[number]

const Token = Type.String({ pattern: '^[\\w-]{20,200}$', description: 'what stands behind # in the link' })
export const ReadDuoLink = closed('ReadDuoLink', { token: Token })

/**
 * What the holder of a link reads of their own duo: the first name of the other and what the two share (domain reference
 * 4.2, "duo member"). Nothing else of anybody.
 */
export const DuoInvitation = closed('DuoInvitation', {
  purpose: Type.Enum([...linkPurposes]),
  side: Type.Enum([...sides]),
  status: Type.Enum([...duoMachine.states], {
    description:
      '`superseded` for a proposal that came to nothing, whatever the cause; `declined` when it was the holder',
  }),
  ownFirstName: line(),
  otherFirstName: line(),
  accepted: Type.Boolean({ description: 'by the holder' }),
  otherAccepted: Type.Boolean(),
  interests: Type.Array(Type.String()),
  slots: Type.Array(Type.Enum([...weekSlots])),
  language: nullable(Type.String()),
  weeks: Type.Integer(),
  rhythmDays: Type.Integer(),
  firstMeeting: nullable(
    closed('InvitedMeeting', { on: LocalDate, time: nullable(LocalTime), place: nullable(line()) }),
  ),
  /** Days on which a meeting is noted already. */
  metOn: Type.Array(LocalDate),
  checkIn: nullable(Type.Enum(checkInKinds)),
  today: LocalDate,
  expiresAt: Instant,
})
export type DuoInvitation = Static<typeof DuoInvitation>

export const LogOwnMeeting = closed('LogOwnMeeting', {
  token: Token,
  id: Uuid,
  metOn: LocalDate,
  minutes: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 1440 }))),
  mode: Type.Enum([...meetingModes]),
})
export const AnswerOwnCheckIn = closed('AnswerOwnCheckIn', { token: Token, ...checkInAnswers })

const open = { access: 'public', method: 'POST' } as const
const answer = { status: 200, body: DuoInvitation } as const

export const duoLinkRoutes = defineRoutes({
  readDuoLink: {
    ...open,
    path: '/v1/duo-links/reading',
    summary: 'Read what a link is for',
    description:
      'For members without an account. A link that is unknown, was replaced, was used up or has expired answers `link-expired`, the same for all.',
    body: ReadDuoLink,
    success: answer,
    errors: ['link-expired'],
  },
  acceptByLink: {
    ...open,
    path: '/v1/duo-links/acceptance',
    summary: 'Accept a duo, for oneself',
    body: ReadDuoLink,
    success: answer,
    errors: ['link-expired', 'act-not-possible', 'already-answered', 'person-taken', 'pair-impossible'],
  },
  declineByLink: {
    ...open,
    path: '/v1/duo-links/refusal',
    summary: 'Decline a duo, for oneself; no reason is asked',
    body: ReadDuoLink,
    success: answer,
    errors: ['link-expired', 'act-not-possible'],
  },
  logByLink: {
    ...open,
    path: '/v1/duo-links/meetings',
    summary: 'Note that one met',
    description: '`id` is made by the device: the same one again changes nothing.',
    body: LogOwnMeeting,
    success: answer,
    errors: ['link-expired', 'act-not-possible', 'already-logged', 'rule-broken', 'period-locked'],
  },
  checkInByLink: {
    ...open,
    path: '/v1/duo-links/check-in',
    summary: 'Say how it goes; read by the team alone',
    description: 'Once. The very same answer again, by a device that heard none, is a success and changes nothing.',
    body: AnswerOwnCheckIn,
    success: answer,
    errors: ['link-expired', 'act-not-possible', 'rule-broken'],
  },
})
