import { broken, problem } from './problem.ts'

/** A state machine as data: act -> from which states, to which state, and what it needs. */
export interface Transition<S extends string> {
  readonly from: readonly S[]
  readonly to: S
  /** A reason must be given. */
  readonly reason?: true
}
export interface Machine<S extends string = string, A extends string = string> {
  readonly entity: string
  readonly states: readonly S[]
  readonly initial: S
  readonly acts: Readonly<Record<A, Transition<S>>>
}

export function defineMachine<const S extends string, const A extends string>(machine: Machine<S, A>): Machine<S, A> {
  return machine
}

/** The state after `act`, or undefined when it is not possible from `state`. */
export function after<S extends string, A extends string>(machine: Machine<S, A>, state: S, act: A): S | undefined {
  const transition = machine.acts[act]
  return transition.from.includes(state) ? transition.to : undefined
}

/** What can be done from `state`, in the order of the table: the buttons a screen offers. */
export function actsFrom<S extends string, A extends string>(machine: Machine<S, A>, state: S): A[] {
  return (Object.keys(machine.acts) as A[]).filter((act) => machine.acts[act].from.includes(state))
}

/**
 * The state after `act`. Throws `act-not-possible` with `params` { entity, state, act, possible } when the table does
 * not have it, and `reason-required` when the table asks for a reason and none was given.
 */
export function advance<S extends string, A extends string>(
  machine: Machine<S, A>,
  state: S,
  act: NoInfer<A>,
  reason?: string | null,
): S {
  const next = after(machine, state, act)
  if (next === undefined)
    throw problem('act-not-possible', {
      params: { entity: machine.entity, state, act, possible: actsFrom(machine, state) },
    })
  if (machine.acts[act].reason && !reason?.trim()) throw broken('reason-required', '/reason')
  return next
}
