import {
  actsFrom,
  advance,
  broken,
  juryCriteria,
  juryRoundMachine,
  needsComment,
  problem,
  reviewMachine,
  type DecideApplication,
  type DecisionOutcome,
  type DraftScores,
  type JuryProposal,
  type JuryRound,
  type JuryScore,
  type JuryWeights,
  type ReviewState,
} from '@interra/contracts'

type RoundState = JuryRound['status']
export const afterRoundAct = (state: RoundState, act: 'open' | 'close') => advance(juryRoundMachine, state, act)

/** Throws `act-not-possible`. */
export function requireNotClosed(state: RoundState, act: string): void {
  if (state === 'closed')
    throw problem('act-not-possible', { params: { entity: 'juryRound', state, act, possible: [] } })
}

/** Throws `act-not-possible`. */
export function requireScoring(state: RoundState, act: string): void {
  const possible = actsFrom(juryRoundMachine, state)
  if (state !== 'scoring') throw problem('act-not-possible', { params: { entity: 'juryRound', state, act, possible } })
}

/** Throws `act-not-possible`. */
export function requirePreparing(state: RoundState, act: string): void {
  if (state !== 'preparing')
    throw problem('act-not-possible', { params: { entity: 'juryRound', state, act, possible: [] } })
}

export interface Panel {
  readonly quorum: number
  readonly members: number
  readonly organisations: number
  readonly dossiers: number
}

/** What a round lacks to be opened. Throws `conditions-unmet`. */
export function requireComplete({ quorum, members, organisations, dossiers }: Panel): void {
  const unmet: string[] = []
  if (members < quorum) unmet.push('quorum')
  if (organisations < 2) unmet.push('organisations')
  if (dossiers === 0) unmet.push('dossiers')
  if (unmet.length > 0) throw problem('conditions-unmet', { params: { unmet } })
}

export function requireHundred(weights: JuryWeights): void {
  const sum = juryCriteria.reduce((total, criterion) => total + weights[criterion], 0)
  if (sum !== 100) throw broken('rule-broken', '/person', { rule: 'not-a-hundred', sum })
}

/** Kept or submitted while it is theirs, before the decision. Throws `act-not-possible`. */
export function requireWritable(state: ReviewState, decided: boolean, act: 'submit' | 'save'): void {
  const writable = state === 'assigned' || state === 'submitted'
  if (writable && !decided) return
  throw problem('act-not-possible', { params: { entity: 'review', state, act, possible: [] } })
}
export const afterSubmission = (state: ReviewState) =>
  advance(reviewMachine, state, state === 'submitted' ? 'correct' : 'submit')
export const afterRecusal = (state: ReviewState) => advance(reviewMachine, state, 'recuse')

/** Each criterion at most once. Throws `rule-broken`. */
export function requireOnce(draft: DraftScores): void {
  const twice = draft.findIndex(
    ({ criterion }, index) => draft.findIndex((one) => one.criterion === criterion) !== index,
  )
  if (twice !== -1) throw broken('rule-broken', `/scores/${twice}/criterion`, { rule: 'named-twice' })
}

/** What is submitted: every criterion with a score, 0 and 1 with a comment. Throws `rule-broken`. */
export function wholeSheet(draft: DraftScores): JuryScore[] {
  return juryCriteria.map((criterion) => {
    const { score = null, comment = null } = draft.find((one) => one.criterion === criterion) ?? {}
    if (score === null)
      throw broken('rule-broken', `/scores/${criterion}/score`, { rule: 'every-criterion', criterion })
    if (needsComment(score) && !comment?.trim())
      throw broken('rule-broken', `/scores/${criterion}/comment`, { rule: 'low-needs-comment', criterion })
    return { criterion, score, comment }
  })
}

export const stateAfterDecision = {
  admitted: 'admit',
  admitted_with_conditions: 'admit',
  waitlisted: 'waitlist',
  redirected: 'refuse',
  refused: 'refuse',
} as const satisfies Record<DecisionOutcome, string>

export const follows = (proposal: JuryProposal, outcome: DecisionOutcome): boolean =>
  proposal === 'discuss' ||
  (proposal === 'admit' && stateAfterDecision[outcome] === 'admit') ||
  (proposal === 'redirect' && stateAfterDecision[outcome] === 'refuse')

/** More voted against the outcome than for it. */
export const outvoted = ({ votes }: Pick<DecideApplication, 'votes'>): boolean =>
  votes.filter(({ vote }) => vote === 'against').length > votes.filter(({ vote }) => vote === 'for').length

/** What a decision says besides its outcome. Throws `reason-required`, `rule-broken`. */
export function requireReasons(decision: DecideApplication, proposal: JuryProposal): void {
  const { outcome, reason, deviationReason, conditions = [], partnerId } = decision
  if (!decision.feedback.trim()) throw broken('rule-broken', '/feedback', { rule: 'blank' })
  if (stateAfterDecision[outcome] === 'refuse' && !reason?.trim()) throw broken('reason-required', '/reason')
  if ((!follows(proposal, outcome) || outvoted(decision)) && !deviationReason?.trim())
    throw broken('reason-required', '/deviationReason')
  if (outcome === 'admitted_with_conditions') {
    if (conditions.length === 0) throw broken('rule-broken', '/conditions', { rule: 'blank' })
    const blank = conditions.findIndex(({ text }) => text.trim() === '')
    if (blank !== -1) throw broken('rule-broken', `/conditions/${blank}/text`, { rule: 'blank' })
  }
  if (outcome === 'redirected' && partnerId === undefined)
    throw broken('rule-broken', '/partnerId', { rule: 'unknown' })
}

/** Nobody is asked to have done by yesterday what they are told tomorrow. Throws `rule-broken`. */
export function requireDaysAhead({ conditions = [] }: Pick<DecideApplication, 'conditions'>, today: string): void {
  const over = conditions.findIndex(({ dueOn }) => dueOn < today)
  if (over !== -1) throw broken('rule-broken', `/conditions/${over}/dueOn`, { rule: 'in-the-past' })
}
