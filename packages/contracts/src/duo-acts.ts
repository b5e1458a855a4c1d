import Type, { type Static } from 'typebox'
import { sides } from './candidacy.ts'
import { charterChannels, checkInAnswers, endReasonCodes, meetingModes } from './duo.ts'
import { closed, Instant, LanguageTag, line, LocalDate, LocalTime, nullable, text, Uuid } from './primitives.ts'

const Side = Type.Enum([...sides])
export const ProposeDuo = closed('ProposeDuo', {
  newcomerId: Uuid,
  localId: Uuid,
  origin: Type.Enum(['suggestion', 'by_feel']),
  reason: Type.Optional(nullable(line(300))),
})
export type ProposeDuo = Static<typeof ProposeDuo>
export const AnswerForSide = closed('AnswerForSide', { side: Side })
export const AcceptDuo = closed('AcceptDuo', {
  side: Side,
  on: Type.Optional({ ...LocalDate, description: 'when they said yes; today when absent' }),
})
export const PlanFirstMeeting = closed('PlanFirstMeeting', {
  on: LocalDate,
  time: Type.Optional(nullable(LocalTime)),
  place: Type.Optional(nullable(line())),
  hostId: nullable({ ...Uuid, description: 'somebody of the team; null while nobody knows, which stays to do' }),
  interpreterLanguage: Type.Optional(nullable(LanguageTag)),
})
export type PlanFirstMeeting = Static<typeof PlanFirstMeeting>
export const SignCharter = closed('SignCharter', {
  side: Side,
  signedOn: Type.Optional(LocalDate),
  language: LanguageTag,
  channel: Type.Enum([...charterChannels]),
  interpreter: Type.Optional(nullable(line())),
})
export type SignCharter = Static<typeof SignCharter>
export const StartDuo = closed('StartDuo', {
  startsOn: Type.Optional(LocalDate),
  goal: Type.Optional(nullable(line(300))),
  weeks: Type.Optional(Type.Integer({ minimum: 1, maximum: 104 })),
  rhythmDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 31 })),
})
export type StartDuo = Static<typeof StartDuo>
export const ChangeDuo = closed('ChangeDuo', {
  goal: Type.Optional(nullable(line(300))),
  ownerId: Type.Optional(nullable(Uuid)),
  plannedEndOn: Type.Optional(LocalDate),
})
export type ChangeDuo = Static<typeof ChangeDuo>
export const PauseDuo = closed('PauseDuo', { reason: line(300), until: LocalDate })
export const EndDuo = closed('EndDuo', {
  reason: Type.Enum(endReasonCodes),
  note: Type.Optional(nullable(text(1000))),
  endedOn: Type.Optional(LocalDate),
  rematchWished: Type.Optional(nullable(Type.Boolean())),
})
export type EndDuo = Static<typeof EndDuo>
export const CompleteDuo = closed('CompleteDuo', { endedOn: Type.Optional(LocalDate) })
export const NoteTalk = closed('NoteTalk', {
  talkedOn: Type.Optional(nullable({ ...LocalDate, description: 'today when absent; null takes it back' })),
})
/** `id` is made by the device: the same one again changes nothing. */
export const LogMeeting = closed('LogMeeting', {
  id: Uuid,
  metOn: LocalDate,
  minutes: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 1440 }))),
  mode: Type.Enum([...meetingModes]),
  place: Type.Optional(nullable(line())),
})
export type LogMeeting = Static<typeof LogMeeting>
export const AnswerCheckIn = closed('AnswerCheckIn', { ...checkInAnswers })
export const DuoLink = closed('DuoLink', { url: Type.String(), expiresAt: Instant })
