import Type, { type Static } from 'typebox'
import { Instrument, instrumentCodes, preferNotToSay } from './instrument.ts'
import { personal } from './personal-data.ts'
import {
  closed,
  idParam,
  Instant,
  line,
  Locale,
  LocalDate,
  nullable,
  pageOf,
  paging,
  Uuid,
  Version,
} from './primitives.ts'
import { programmes, who } from './rights.ts'
import { defineRoutes } from './route.ts'
import { invitationStates, surveyModes, waveKinds } from './survey.ts'

const Count = Type.Integer({ minimum: 0 })
const wave = {
  kind: Type.Enum([...waveKinds]),
  programme: nullable(Type.Enum([...programmes])),
  instruments: Type.Array(Type.Enum([...instrumentCodes]), { minItems: 1, maxItems: 14 }),
  opensOn: LocalDate,
  closesOn: LocalDate,
}
export const SurveyWave = closed('SurveyWave', {
  id: Uuid,
  siteId: Uuid,
  ...wave,
  state: Type.Enum(['announced', 'open', 'over']),
  asked: Count,
  answered: Count,
  declined: Count,
  version: Version,
})
export type SurveyWave = Static<typeof SurveyWave>
export const OpenSurveyWave = closed('OpenSurveyWave', {
  siteId: Uuid,
  ...wave,
  programme: Type.Optional(wave.programme),
})
export type OpenSurveyWave = Static<typeof OpenSurveyWave>

/** What asking those who are due came to. Nobody is asked twice, no minor, nobody who did not agree to it. */
export const SurveyAsked = closed('SurveyAsked', { asked: Count, withoutConsent: Count, minors: Count })
export type SurveyAsked = Static<typeof SurveyAsked>

export const SurveyInvitation = closed('SurveyInvitation', {
  id: Uuid,
  waveId: Uuid,
  personId: personal('C1', Uuid),
  name: personal('C1', line()),
  state: Type.Enum([...invitationStates]),
  dueOn: LocalDate,
  answeredAt: nullable(Instant),
  mode: nullable(Type.Enum([...surveyModes])),
  version: Version,
})
export type SurveyInvitation = Static<typeof SurveyInvitation>

/** One answer: a value, or that somebody would rather not say. What is not in the list was skipped. */
export const SurveyAnswer = closed('SurveyAnswer', {
  instrument: Type.Enum([...instrumentCodes]),
  item: Type.String({ pattern: '^[a-zA-Z0-9]{1,20}$' }),
  value: Type.Union([Type.Integer({ minimum: 0, maximum: 1000 }), Type.Literal(preferNotToSay)]),
})
export type SurveyAnswer = Static<typeof SurveyAnswer>
const answers = Type.Array(SurveyAnswer, { maxItems: 100 })
export const EnterSurveyAnswers = closed('EnterSurveyAnswers', {
  mode: Type.Enum(['paper', 'staff']),
  language: Locale,
  answeredOn: LocalDate,
  answers,
})
export type EnterSurveyAnswers = Static<typeof EnterSurveyAnswers>

const Token = Type.String({ pattern: '^[\\w-]{20,200}$', description: 'what stands behind # in the link' })
export const ReadSurveyLink = closed('ReadSurveyLink', { token: Token })
/** What the holder of a link reads: the questions, and no name of anybody but their own first one. */
export const AskedSurvey = closed('AskedSurvey', {
  state: Type.Enum([...invitationStates]),
  kind: Type.Enum([...waveKinds]),
  firstName: line(),
  instruments: Type.Array(Instrument),
  expiresAt: Instant,
})
export type AskedSurvey = Static<typeof AskedSurvey>
export const AnswerSurvey = closed('AnswerSurvey', { token: Token, language: Locale, answers })
export type AnswerSurvey = Static<typeof AnswerSurvey>

const team = { roles: who.team }
const safeguards = { roles: who.safeguards }
const door = { access: 'public', method: 'POST' } as const
const asked = { status: 200, body: AskedSurvey } as const
const oneWave = '/v1/survey-waves/:waveId'
const oneInvitation = '/v1/survey-invitations/:invitationId'
export const surveyRoutes = defineRoutes({
  listInstruments: {
    method: 'GET',
    path: '/v1/survey-instruments',
    summary: 'List what can be measured, with its questions, licence and source',
    access: team,
    success: { status: 200, body: closed('InstrumentList', { items: Type.Array(Instrument) }) },
    errors: [],
  },
  listSurveyWaves: {
    method: 'GET',
    path: '/v1/survey-waves',
    summary: 'List survey waves with how many answered, the latest first',
    access: team,
    query: closed('SurveyWavesQuery', { ...paging, siteId: Type.Optional(Uuid) }),
    success: { status: 200, body: pageOf('SurveyWavePage', SurveyWave) },
    errors: [],
  },
  openSurveyWave: {
    method: 'POST',
    path: '/v1/survey-waves',
    summary: 'Open a wave: the same questions to everybody at the same distance from their entry',
    access: team,
    body: OpenSurveyWave,
    success: { status: 201, body: SurveyWave },
    errors: ['not-found', 'rule-broken'],
    idempotency: 'accepted',
  },
  getSurveyWave: {
    method: 'GET',
    path: oneWave,
    summary: 'Read one wave',
    access: team,
    params: idParam('waveId'),
    success: { status: 200, body: SurveyWave },
    errors: [],
  },
  askSurveyWave: {
    method: 'POST',
    path: `${oneWave}/invitations`,
    summary: 'Ask everybody who is due today',
    description:
      'Each gets a link of their own, by e-mail where they take it; for the others one is made on the spot. Those asked already are not asked again.',
    access: team,
    params: idParam('waveId'),
    success: { status: 200, body: SurveyAsked },
    errors: ['act-not-possible'],
  },
  listSurveyInvitations: {
    method: 'GET',
    path: `${oneWave}/invitations`,
    summary: 'List who was asked and whether they answered, by name',
    access: team,
    params: idParam('waveId'),
    query: closed('SurveyInvitationsQuery', { ...paging }),
    success: { status: 200, body: pageOf('SurveyInvitationPage', SurveyInvitation) },
    errors: [],
  },
  makeSurveyLink: {
    method: 'POST',
    path: `${oneInvitation}/link`,
    summary: 'Make the link of one person; the one before stops working',
    access: team,
    params: idParam('invitationId'),
    success: { status: 201, body: closed('SurveyLink', { url: Type.String(), expiresAt: Instant }) },
    errors: ['act-not-possible'],
  },
  revokeSurveyInvitation: {
    method: 'POST',
    path: `${oneInvitation}/revocation`,
    summary: 'Ask somebody no more',
    access: team,
    params: idParam('invitationId'),
    ifMatch: true,
    success: { status: 200, body: SurveyInvitation },
    errors: ['act-not-possible'],
  },
  enterSurveyAnswers: {
    method: 'POST',
    path: `${oneInvitation}/answers`,
    summary: 'Enter what somebody answered on paper, or aloud',
    access: safeguards,
    params: idParam('invitationId'),
    body: EnterSurveyAnswers,
    success: { status: 201, body: SurveyInvitation },
    errors: ['act-not-possible', 'survey-answered', 'rule-broken'],
    idempotency: 'accepted',
  },
  readSurveyLink: {
    ...door,
    path: '/v1/survey-links/reading',
    summary: 'Read the questions that a link is for',
    description: 'Once answered, it says so and holds no question.',
    body: ReadSurveyLink,
    success: asked,
    errors: ['link-expired'],
  },
  answerSurvey: {
    ...door,
    path: '/v1/survey-links/answers',
    summary: 'Answer a survey, once',
    body: AnswerSurvey,
    success: asked,
    errors: ['link-expired', 'survey-answered', 'act-not-possible', 'rule-broken'],
  },
  declineSurvey: {
    ...door,
    path: '/v1/survey-links/refusal',
    summary: 'Say that one does not want to answer; no reason is asked',
    body: ReadSurveyLink,
    success: asked,
    errors: ['link-expired', 'survey-answered', 'act-not-possible'],
  },
})
