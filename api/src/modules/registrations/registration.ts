import {
  advance,
  broken,
  problem,
  registrationMachine,
  type CancelRegistration,
  type RegistrationState,
} from '@interra/contracts'

/** What speaks against registering somebody, as found under the lock of the places. */
export interface Refusal {
  readonly closed: boolean
  readonly known: boolean
  readonly registered: boolean
  readonly barred: boolean
}

/** The refusal to tell. The last one is the same for everybody: it says nothing but that no place is left. */
export function refusalOf({ closed, known, registered, barred }: Refusal): Error {
  if (closed) return problem('session-closed')
  if (!known) return broken('rule-broken', '/personId', { rule: 'unknown' })
  if (registered) return problem('already-registered')
  if (barred) return problem('registration-refused')
  return problem('session-full')
}

/** The state after a cancellation. Throws `act-not-possible`, and `reason-required` when it is ours. */
export function cancelled(state: RegistrationState, { by, reason }: CancelRegistration): RegistrationState {
  return advance(registrationMachine, state, by === 'person' ? 'cancelByPerson' : 'cancelByOrganisation', reason)
}

export interface Offer {
  readonly status: RegistrationState
  readonly offeredUntil: Date | null
}

/** The state after an answer to an offer. Throws `act-not-possible`, `offer-expired` when the time is over. */
export function answered({ status, offeredUntil }: Offer, answer: 'accept' | 'decline', now: Date): RegistrationState {
  const next = advance(registrationMachine, status, answer)
  if (offeredUntil && offeredUntil <= now) throw problem('offer-expired')
  return next
}
