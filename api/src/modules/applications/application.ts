import {
  actsFrom,
  advance,
  applicationMachine,
  broken,
  problem,
  strangeAnswer,
  type ApplicationAct,
  type ApplicationState,
  type GivenAnswer,
} from '@interra/contracts'

export const afterApplicationAct = (state: ApplicationState, act: ApplicationAct, reason?: string | null) =>
  advance(applicationMachine, state, act, reason)

function notPossible(state: ApplicationState, act: string): Error {
  const possible = actsFrom(applicationMachine, state)
  return problem('act-not-possible', { params: { entity: 'application', state, act, possible } })
}

/** What is asked of the applicant changes in a draft only. Throws `act-not-possible`. */
export function requireDraft(state: ApplicationState): void {
  if (state !== 'draft') throw notPossible(state, 'write')
}

/** Another cohort, until it is decided. Throws `act-not-possible`. */
export function requireUndecided(state: ApplicationState): void {
  if (!['draft', 'submitted', 'eligible', 'in_jury', 'waitlisted'].includes(state)) throw notPossible(state, 'change')
}

/** Throws `rule-broken` at the first answer that the form does not know. */
export function requireKnownAnswers(version: number, answers: readonly GivenAnswer[]): void {
  const at = strangeAnswer(version, answers)
  if (at !== undefined) throw broken('rule-broken', `/answers/${at}/value`, { rule: 'unknown' })
}

/**
 * Nobody overwrites what they have not read: an answer that is another one than before they wrote, and than what they wrote.
 * Throws `rule-broken` at the first of them.
 */
export function requireUnchanged(
  present: readonly GivenAnswer[],
  written: readonly GivenAnswer[],
  before: readonly GivenAnswer[],
): void {
  const at = written.findIndex(({ question, value }) => {
    const read = before.find((one) => one.question === question)
    const now = present.find((one) => one.question === question)?.value ?? ''
    return read !== undefined && now !== read.value && now !== value
  })
  if (at !== -1) throw broken('rule-broken', `/answers/${at}/value`, { rule: 'changed-meanwhile' })
}

/** Names each required question without an answer. Throws `conditions-unmet`. */
export function requireAnswered(missing: readonly string[]): void {
  if (missing.length > 0) throw problem('conditions-unmet', { params: { unanswered: missing } })
}

/** Throws `conditions-unmet`. */
export function requireGates(unmet: readonly string[]): void {
  if (unmet.length > 0) throw problem('conditions-unmet', { params: { unmet } })
}
