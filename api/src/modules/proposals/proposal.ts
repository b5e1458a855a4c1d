import {
  addDays,
  advance,
  broken,
  problem,
  proposalMachine,
  stepPlans,
  steps,
  type ProposalAct,
  type ProposalRow,
  type ProposalState,
  type ProposalStep,
  type SetStep,
  type Step,
  type StepState,
} from '@interra/contracts'

/** What due days are counted from, and the day it is; local dates of the site. */
export interface Anchors {
  readonly receivedOn: string
  /** The first session of the workshop; null when there is none. */
  readonly firstSessionOn: string | null
  readonly today: string
}

/** A step as it is stored: `dueOn` null while it follows the plan. */
export interface StoredStep extends Omit<ProposalStep, 'dueOn' | 'dueBy' | 'overdue'> {
  readonly dueOn: string | null
}

/** The day that the plan gives a step. */
export function plannedDay(step: Step, { receivedOn, firstSessionOn }: Anchors): string {
  const { anchor, days, withoutSession } = stepPlans[step]
  if (anchor === 'received') return addDays(receivedOn, days)
  return firstSessionOn === null ? addDays(receivedOn, withoutSession) : addDays(firstSessionOn, days)
}

export function asStep({ dueOn: stored, ...step }: StoredStep, anchors: Anchors): ProposalStep {
  const dueOn = stored ?? plannedDay(step.step, anchors)
  const overdue = step.state === 'todo' && dueOn < anchors.today
  return { ...step, dueOn, dueBy: stored === null ? 'plan' : 'hand', overdue }
}

/** In the founders' order. */
export function inOrder<T extends { readonly step: Step }>(some: readonly T[]): T[] {
  return [...some].sort((a, b) => steps.indexOf(a.step) - steps.indexOf(b.step))
}

/** The first step that is neither done nor waived, and how many are left. */
export function whatIsLeft(
  stored: readonly Pick<StoredStep, 'step' | 'state' | 'dueOn'>[],
  anchors: Anchors,
): Pick<ProposalRow, 'nextStep' | 'stepsLeft'> {
  const left = inOrder(stored.filter(({ state }) => state === 'todo'))
  const [first] = left
  if (!first) return { nextStep: null, stepsLeft: 0 }
  const dueOn = first.dueOn ?? plannedDay(first.step, anchors)
  return { nextStep: { step: first.step, dueOn, overdue: dueOn < anchors.today }, stepsLeft: left.length }
}

/** The new members of a proposal after an act; throws what `advance` throws. */
export function afterAct(
  status: ProposalState,
  act: ProposalAct,
  { now, reason }: { now: Date; reason?: string | undefined },
): { status: ProposalState; statusReason: string | null; statusSince: Date; submittedAt?: Date } {
  const next = advance(proposalMachine, status, act, reason)
  const given = reason?.trim()
  return {
    status: next,
    statusReason: given ? given : null,
    statusSince: now,
    ...(act === 'submit' && { submittedAt: now }),
  }
}

/** A proposal that was withdrawn or declined stays as it was; a converted one still has steps and needs. */
export function requireAlive(status: ProposalState, act: string): void {
  if (status === 'withdrawn' || status === 'declined')
    throw problem('act-not-possible', { params: { entity: 'proposal', state: status, act, possible: [] } })
}

/** Title, hosts and the like may change until a workshop was made of it. */
export function requireBeforeEnd(status: ProposalState, act: string): void {
  if (!proposalMachine.acts.withdraw.from.includes(status))
    throw problem('act-not-possible', { params: { entity: 'proposal', state: status, act, possible: [] } })
}

export interface StepChange {
  readonly state: StepState
  readonly reason: string | null
  readonly doneOn: string | null
  readonly dueOn: string | null
  readonly minutes: number
}

/**
 * What a step becomes. Its due day stops following the plan when it is done or waived, and follows it again when it is
 * taken up again. Waiving needs a reason (`reason-required`); what is done was done today or before (`rule-broken`).
 */
export function changeStep(step: StoredStep, wanted: SetStep, anchors: Anchors): StepChange {
  const state = wanted.state ?? step.state
  const reason = state === 'waived' ? (wanted.reason ?? step.reason ?? '').trim() : null
  if (reason === '') throw broken('reason-required', '/reason')
  const doneOn = state === 'done' ? (wanted.doneOn ?? step.doneOn ?? anchors.today) : null
  if (doneOn !== null && doneOn > anchors.today) throw broken('rule-broken', '/doneOn', { rule: 'in-the-future' })
  return {
    state,
    reason,
    doneOn,
    dueOn: dueDay(step, state, wanted, anchors),
    minutes: step.minutes + (wanted.addMinutes ?? 0),
  }
}

function dueDay(step: StoredStep, state: StepState, wanted: SetStep, anchors: Anchors): string | null {
  if (wanted.dueOn !== undefined) return wanted.dueOn
  if (state === step.state) return step.dueOn
  return state === 'todo' ? null : (step.dueOn ?? plannedDay(step.step, anchors))
}

/** Each host once. */
export function requireOnce(hosts: readonly { readonly personId: string }[]): void {
  const twice = hosts.findIndex(({ personId }, at) => hosts.findIndex((host) => host.personId === personId) < at)
  if (twice >= 0) throw broken('rule-broken', `/hosts/${twice}/personId`, { rule: 'named-twice' })
}
