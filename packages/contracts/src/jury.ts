import Type, { type Static } from 'typebox'
import { AdmissionCondition, decisionOutcomes, WrittenAnswers } from './application.ts'
import { defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import { closed, Instant, LanguageTag, line, LocalDate, nullable, text, Uuid, Version } from './primitives.ts'
import { PersonRef } from './references.ts'

export const juryRoundMachine = defineMachine({
  entity: 'juryRound',
  states: ['preparing', 'scoring', 'closed'],
  initial: 'preparing',
  acts: {
    open: { from: ['preparing'], to: 'scoring' },
    close: { from: ['scoring'], to: 'closed' },
  },
})
/** Submitted is final; a correction is another submission, before the decision. */
export const reviewMachine = defineMachine({
  entity: 'review',
  states: ['assigned', 'submitted', 'recused', 'missed'],
  initial: 'assigned',
  acts: {
    submit: { from: ['assigned'], to: 'submitted' },
    correct: { from: ['submitted'], to: 'submitted' },
    recuse: { from: ['assigned'], to: 'recused' },
    miss: { from: ['assigned'], to: 'missed' },
  },
})
export type ReviewState = (typeof reviewMachine.states)[number]

/** The sheet of domain reference 7.2, with its usual weights: a hundred together. */
export const juryCriteria = ['person', 'strengths', 'value', 'feasibility', 'inclusion', 'fit', 'conditions'] as const
export type JuryCriterion = (typeof juryCriteria)[number]
export const usualJuryWeights: Readonly<Record<JuryCriterion, number>> = {
  person: 25,
  strengths: 15,
  value: 15,
  feasibility: 15,
  inclusion: 10,
  fit: 15,
  conditions: 5,
}
/** 0 to 4; a low one says why. */
export const highestScore = 4
export const needsComment = (score: number) => score <= 1
export const admitFrom = 65
export const discussFrom = 50
export const juryProposals = ['admit', 'discuss', 'redirect'] as const
export type JuryProposal = (typeof juryProposals)[number]
/** Days during which jurors read a dossier after the decision (DP-27), told or not. */
export const juryAccessDays = 7

export const detectedConflicts = ['same_person', 'founder', 'circle', 'duo', 'sending_partner'] as const
export const declaredConflicts = ['family', 'friend', 'work', 'business', 'future_employer', 'other'] as const
export const juryConflicts = [...detectedConflicts, ...declaredConflicts] as const
export type DeclaredConflict = (typeof declaredConflicts)[number]
export type JuryConflict = (typeof juryConflicts)[number]

const weight = Type.Integer({ minimum: 0, maximum: 100 })
export const JuryWeights = closed('JuryWeights', {
  person: weight,
  strengths: weight,
  value: weight,
  feasibility: weight,
  inclusion: weight,
  fit: weight,
  conditions: weight,
})
export type JuryWeights = Static<typeof JuryWeights>

const criterion = Type.Enum([...juryCriteria])
const score = Type.Integer({ minimum: 0, maximum: highestScore })
export const JuryScore = closed('JuryScore', { criterion, score, comment: nullable(text(1000)) })
export type JuryScore = Static<typeof JuryScore>
export const DraftScores = Type.Array(
  closed('DraftScore', { criterion, score: nullable(score), comment: nullable(text(1000)) }),
  { maxItems: juryCriteria.length },
)
export type DraftScores = Static<typeof DraftScores>

const Judged = closed('JudgedScores', {
  juror: Type.String({ description: 'J1, J2…: no name' }),
  scores: Type.Array(JuryScore),
  total: Type.Number(),
})
const roundOf = { id: Uuid, name: line(), heldOn: LocalDate, status: Type.Enum([...juryRoundMachine.states]) }
const own = {
  id: Uuid,
  siteId: Uuid,
  round: closed('JuryRoundRef', roundOf),
  dossier: Type.Integer({ description: 'its number in the round: jurors call it by that' }),
  project: personal('C7', Type.String()),
  status: Type.Enum([...reviewMachine.states]),
  decided: Type.Boolean(),
  version: Version,
}
export const OwnReviewRow = closed('OwnReviewRow', own)
export type OwnReviewRow = Static<typeof OwnReviewRow>
/**
 * What a juror reads first: the project, the answers and the language. There is no name, gender or origin in it, and
 * nothing of other jurors before one’s own is submitted.
 */
export const OwnReview = closed('OwnReview', {
  ...own,
  language: LanguageTag,
  formVersion: Type.Integer(),
  answers: personal('C7', WrittenAnswers),
  weights: JuryWeights,
  draft: personal('C8', DraftScores),
  submitted: personal('C8', nullable(Type.Array(JuryScore))),
  submissions: Type.Integer({ description: 'how often it was submitted: the last one counts' }),
  others: personal('C8', nullable(Type.Array(Judged, { description: 'null until one’s own is submitted' }))),
})
export type OwnReview = Static<typeof OwnReview>

const Result = closed('JuryResult', {
  reviews: Type.Integer({ description: 'that count: submitted, and by people who may judge' }),
  organisations: Type.Integer(),
  total: nullable(Type.Number()),
  spread: nullable(Type.Number({ description: 'standard deviation of the totals (n - 1)' })),
  proposal: nullable(Type.Enum([...juryProposals])),
  criteria: Type.Array(closed('CriterionMean', { criterion, mean: Type.Number() })),
})
export type JuryResult = Static<typeof Result>
export const JuryDecision = closed('JuryDecision', {
  id: Uuid,
  outcome: Type.Enum([...decisionOutcomes]),
  total: personal('C8', Type.Number()),
  proposal: personal('C8', Type.Enum([...juryProposals])),
  sheet: Type.Integer({ description: 'number of the weights by which it was decided' }),
  reason: personal('C7', nullable(Type.String())),
  deviationReason: personal('C7', nullable(Type.String())),
  conditions: personal('C7', Type.Array(AdmissionCondition)),
  feedback: personal('C7', Type.String()),
  votes: personal(
    'C8',
    Type.Array(closed('JuryVote', { memberId: Uuid, vote: Type.Enum(['for', 'against', 'abstained']) })),
  ),
  decidedAt: Instant,
  communicatedAt: nullable(Instant),
  feedbackDueOn: LocalDate,
  version: Version,
})
export type JuryDecision = Static<typeof JuryDecision>
export const JuryMember = closed('JuryMember', {
  id: Uuid,
  person: PersonRef,
  organisation: nullable(closed('JurorOrganisation', { id: Uuid, name: line() })),
  hasAccount: Type.Boolean(),
  severity: personal(
    'C8',
    nullable(Type.Number({ description: 'mean of own total less mean total of the same dossiers' })),
  ),
  severityOf: Type.Integer({ description: 'dossiers that it rests on' }),
})
export type JuryMember = Static<typeof JuryMember>
export const JuryReview = closed('JuryReview', {
  id: Uuid,
  memberId: Uuid,
  applicationId: Uuid,
  status: Type.Enum([...reviewMachine.states]),
  conflict: personal('C7', nullable(Type.Enum([...juryConflicts]))),
  counts: Type.Boolean(),
  total: personal('C8', nullable(Type.Number())),
  scores: personal('C8', nullable(Type.Array(JuryScore))),
})
export type JuryReview = Static<typeof JuryReview>
export const JuryDossier = closed('JuryDossier', {
  applicationId: Uuid,
  number: Type.Integer(),
  /** null when `hidden` */
  person: nullable(PersonRef),
  project: personal('C7', Type.String()),
  status: Type.String(),
  hidden: Type.Boolean({
    description: 'the reader judges it too, and has not submitted: no score and no name is shown',
  }),
  result: personal('C8', nullable(Result)),
  decision: nullable(JuryDecision),
})
export const JurySheet = closed('JurySheet', {
  number: Type.Integer(),
  weights: JuryWeights,
  createdAt: Instant,
  kept: personal(
    'C8',
    nullable(
      Type.Array(
        closed('KeptResult', {
          applicationId: Uuid,
          total: Type.Number(),
          spread: nullable(Type.Number()),
          reviews: Type.Integer(),
        }),
        { description: 'results when other weights took over' },
      ),
    ),
  ),
})
const roundMembers = {
  ...roundOf,
  siteId: Uuid,
  cohort: nullable(closed('JuryCohort', { id: Uuid, name: line() })),
  quorum: Type.Integer(),
  version: Version,
}
export const JuryRoundRow = closed('JuryRoundRow', {
  ...roundMembers,
  members: Type.Integer(),
  dossiers: Type.Integer(),
  decided: Type.Integer(),
})
export const JuryRound = closed('JuryRound', {
  ...roundMembers,
  members: Type.Array(JuryMember),
  women: closed('JuryWomen', { women: Type.Integer(), known: Type.Integer(), unknown: Type.Integer() }),
  organisations: Type.Integer(),
  dossiers: Type.Array(JuryDossier),
  reviews: Type.Array(JuryReview, { description: 'juror by dossier: who has said something, and who has not' }),
  sheets: Type.Array(JurySheet, { description: 'the last one holds' }),
})
export type JuryRound = Static<typeof JuryRound>
