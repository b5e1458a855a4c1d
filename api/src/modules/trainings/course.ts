import { addDays, addMonths, advance, broken, courseMachine, problem, type CourseState } from '@interra/contracts'

/** Whether somebody has followed a course: `share` per cent of the minutes planned, or more. Nothing planned, nothing followed. */
export function isCompleted(minutes: number, plannedMinutes: number, share: number): boolean {
  return plannedMinutes > 0 && minutes * 100 >= share * plannedMinutes
}

export interface Validity {
  /** Local date of the last session followed. */
  readonly completedOn: string
  readonly validMonths: number | null
  readonly renewalDays: number
  /** Last day of the attestation of the same kind that they hold; null when they hold none that ends. */
  readonly previousUntil: string | null
}

/**
 * The last day of a new attestation; null: for ever. Followed again within the renewal window of the one before, it holds
 * from that one's last day on: nothing is lost by coming early, and there is no gap. Never shorter than the one before.
 */
export function validUntil({ completedOn, validMonths, renewalDays, previousUntil }: Validity): string | null {
  if (validMonths === null) return null
  const fresh = addMonths(completedOn, validMonths)
  if (previousUntil === null || previousUntil < completedOn) return fresh
  if (completedOn >= addDays(previousUntil, -renewalDays)) return addMonths(previousUntil, validMonths)
  return fresh > previousUntil ? fresh : previousUntil
}

/** What an act needs: sessions and people change until the course is closed. Throws `act-not-possible`. */
export function requireNotClosed(state: CourseState, act: string): void {
  if (state === 'closed')
    throw problem('act-not-possible', { params: { entity: 'course', state, act, possible: ['open'] } })
}

/** One enrols in a course that is open: a draft is still being prepared. Throws `act-not-possible`. */
export function requireOpen(state: CourseState, act: string): void {
  if (state !== 'open')
    throw problem('act-not-possible', { params: { entity: 'course', state, act, possible: ['open'] } })
}

export const afterCourseAct = (state: CourseState, act: 'open' | 'close') => advance(courseMachine, state, act)

/** A member, or a name and an organisation: exactly one. Throws `rule-broken`. */
export function requireOneHolder(given: {
  readonly personId?: string
  readonly partnerId?: string
  readonly staffName?: string
}): void {
  const staff = given.partnerId !== undefined || given.staffName !== undefined
  if ((given.personId !== undefined) === staff) throw broken('rule-broken', '/personId', { rule: 'exactly-one' })
  if (staff && given.partnerId === undefined) throw broken('rule-broken', '/partnerId', { rule: 'unknown' })
  if (staff && !given.staffName?.trim()) throw broken('rule-broken', '/staffName', { rule: 'blank' })
}
