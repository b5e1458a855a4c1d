import Type, { type Static } from 'typebox'
import { decisionOutcomes } from './application.ts'
import {
  declaredConflicts,
  DraftScores,
  JuryRound,
  JuryRoundRow,
  JuryWeights,
  OwnReview,
  OwnReviewRow,
} from './jury.ts'
import { closed, idParam, line, LocalDate, nullable, text, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

const quorum = Type.Integer({ minimum: 3, maximum: 30 })
export const AddJuryRound = closed('AddJuryRound', {
  siteId: Uuid,
  name: line(),
  heldOn: LocalDate,
  quorum: Type.Optional(quorum),
  cohortId: Type.Optional(nullable(Uuid)),
})
export type AddJuryRound = Static<typeof AddJuryRound>
export const ChangeJuryRound = closed('ChangeJuryRound', {
  name: Type.Optional(line()),
  heldOn: Type.Optional(LocalDate),
  quorum: Type.Optional(quorum),
})
export type ChangeJuryRound = Static<typeof ChangeJuryRound>
export const AddJuryMember = closed('AddJuryMember', {
  personId: Uuid,
  partnerId: Type.Optional(nullable({ ...Uuid, description: 'the organisation they sit for; null: our own house' })),
})
export const DecideApplication = closed('DecideApplication', {
  outcome: Type.Enum([...decisionOutcomes]),
  feedback: { ...text(4000, 1), description: 'what the applicant is told: kind, and of use' },
  reason: Type.Optional(line(300)),
  deviationReason: Type.Optional(line(300)),
  conditions: Type.Optional(
    Type.Array(closed('GivenCondition', { text: text(500, 1), dueOn: LocalDate }), {
      maxItems: 10,
      description: 'of who is admitted with conditions: one at least',
    }),
  ),
  partnerId: Type.Optional(Uuid),
  replaces: Type.Optional({
    ...Uuid,
    description: 'of who waits: the decision that one read, which this one replaces',
  }),
  votes: Type.Array(closed('GivenVote', { memberId: Uuid, vote: Type.Enum(['for', 'against', 'abstained']) }), {
    minItems: 1,
    maxItems: 30,
  }),
})
export type DecideApplication = Static<typeof DecideApplication>

const programme = 'interlab'
const team = { access: { roles: who.team }, programme } as const
const round = '/v1/jury-rounds/:roundId'
const params = idParam('roundId')
const answersRound = { success: { status: 200, body: JuryRound } } as const
const act = { ...team, ...answersRound, method: 'POST', params } as const
const dossier = `${round}/dossiers/:applicationId` as const
const juror = { access: { roles: who.jury }, programme } as const
const review = '/v1/own-reviews/:reviewId'
const reviewParams = idParam('reviewId')
const answersReview = { success: { status: 200, body: OwnReview } } as const

export const juryRoutes = defineRoutes({
  listJuryRounds: {
    ...team,
    method: 'GET',
    path: '/v1/jury-rounds',
    summary: 'Rounds of juries, the latest first',
    query: closed('JuryRoundQuery', { siteId: Type.Optional(Uuid) }),
    success: { status: 200, body: closed('JuryRoundList', { items: Type.Array(JuryRoundRow) }) },
    errors: [],
  },
  addJuryRound: {
    ...team,
    method: 'POST',
    path: '/v1/jury-rounds',
    summary: 'Prepare a round',
    body: AddJuryRound,
    success: { status: 201, body: JuryRound },
    errors: ['not-found', 'rule-broken'],
    idempotency: 'accepted',
  },
  getJuryRound: {
    ...team,
    ...answersRound,
    method: 'GET',
    path: round,
    summary: 'Read a round: who judges what, what the scores give, what was decided',
    description: 'Of a dossier that the reader judges too, no score is shown before their own is submitted.',
    params,
    errors: [],
  },
  changeJuryRound: {
    ...act,
    method: 'PATCH',
    path: round,
    summary: 'Change a round',
    body: ChangeJuryRound,
    ifMatch: true,
    errors: ['act-not-possible'],
  },
  addJuryMember: {
    ...act,
    path: `${round}/members`,
    summary: 'Have somebody sit in it',
    body: AddJuryMember,
    errors: ['already-in-jury', 'act-not-possible', 'rule-broken'],
  },
  removeJuryMember: {
    ...act,
    method: 'DELETE',
    path: `${round}/members/:memberId`,
    summary: 'Take somebody out; what they submitted is kept and does not count any more',
    params: idParam('roundId', 'memberId'),
    errors: ['act-not-possible'],
  },
  addJuryDossier: {
    ...act,
    path: `${round}/dossiers`,
    summary: 'Bring an eligible application before the jury',
    body: closed('AddJuryDossier', { applicationId: Uuid }),
    errors: ['act-not-possible', 'rule-broken'],
  },
  removeJuryDossier: {
    ...act,
    method: 'DELETE',
    path: dossier,
    summary: 'Take an application out of a round that is being prepared: it is eligible again',
    params: idParam('roundId', 'applicationId'),
    errors: ['act-not-possible'],
  },
  openJuryRound: {
    ...act,
    path: `${round}/opening`,
    summary: 'Let jurors score',
    description: '`conditions-unmet` names in `params.unmet`: a quorum of members, two organisations, a dossier.',
    ifMatch: true,
    errors: ['act-not-possible', 'conditions-unmet'],
  },
  closeJuryRound: {
    ...act,
    path: `${round}/closing`,
    summary: 'Close it: what was not submitted is missed',
    ifMatch: true,
    errors: ['act-not-possible', 'conditions-unmet'],
  },
  setJuryWeights: {
    ...act,
    method: 'PUT',
    path: `${round}/weights`,
    summary: 'Set other weights; the results by those before are kept',
    body: JuryWeights,
    ifMatch: true,
    errors: ['act-not-possible', 'rule-broken'],
  },
  decideApplication: {
    ...act,
    path: `${dossier}/decision`,
    summary: 'Record what the panel decided',
    description:
      'A quorum of reviews by people who may judge, of two organisations at least. A reason for refusing, and for deviating from the proposal.',
    params: idParam('roundId', 'applicationId'),
    body: DecideApplication,
    errors: ['act-not-possible', 'jury-incomplete', 'reason-required', 'cohort-full', 'rule-broken', 'conflict'],
  },
  communicateDecision: {
    ...act,
    path: `${dossier}/communication`,
    summary: 'Tell the applicant, with the feedback',
    params: idParam('roundId', 'applicationId'),
    errors: ['act-not-possible'],
  },
  listOwnReviews: {
    ...juror,
    method: 'GET',
    path: '/v1/own-reviews',
    summary: 'What one has to judge',
    description: 'Until seven days after the decision.',
    success: { status: 200, body: closed('OwnReviewList', { items: Type.Array(OwnReviewRow) }) },
    errors: [],
  },
  getOwnReview: {
    ...juror,
    ...answersReview,
    method: 'GET',
    path: review,
    summary: 'Read a dossier, without name, gender or origin',
    params: reviewParams,
    errors: [],
  },
  saveOwnReview: {
    ...juror,
    ...answersReview,
    method: 'PUT',
    path: `${review}/draft`,
    summary: 'Keep what one has scored so far',
    params: reviewParams,
    body: closed('SaveOwnReview', { scores: DraftScores }),
    errors: ['act-not-possible', 'rule-broken'],
  },
  submitOwnReview: {
    ...juror,
    ...answersReview,
    method: 'POST',
    path: `${review}/submission`,
    summary: 'Submit what one has kept; again before the decision, it is a correction',
    description: 'Every criterion has a score, and 0 or 1 a comment: `rule-broken` points at each that lacks one.',
    params: reviewParams,
    errors: ['act-not-possible', 'conflict-of-interest', 'rule-broken'],
  },
  recuseOwnReview: {
    ...juror,
    method: 'POST',
    path: `${review}/recusal`,
    summary: 'Stand aside',
    params: reviewParams,
    body: closed('RecuseOwnReview', { conflict: Type.Enum([...declaredConflicts]) }),
    success: { status: 204 },
    errors: ['act-not-possible'],
  },
})
