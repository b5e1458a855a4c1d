import type { CarryStep } from '@interra/contracts'

/** A step of a kind of work, in minutes of the team. */
export interface StepLoad {
  readonly step: string
  /** What one takes; null when none was written down. */
  readonly each: number | null
  /** The most the team gave it in a month. */
  readonly most: number
  /** How many wait for it, or are in it. */
  readonly inHand: number
}

/** Minutes of a half-time in a month: 19 hours a week. */
export const halfTime = Math.round((19 * 60 * 52) / 12)

/**
 * How many more can be taken on: at each step what a month gives less what is in hand, over what one takes; overall as many
 * as the tightest step lets through, and as many with one more half-time at that step. Steps of which nothing is known
 * hold nobody back, and are told as such; null when none is known.
 */
export function carry(loads: readonly StepLoad[]): {
  steps: CarryStep[]
  tightest: string | null
  more: number | null
  withHalfTime: number | null
} {
  const steps = loads.map((load) => ({ ...load, monthly: monthly(load), more: free(load) }))
  const known = steps.filter(({ more }) => more !== null)
  const tight = known.toSorted((one, other) => (one.more ?? 0) - (other.more ?? 0))[0]
  if (!tight) return { steps, tightest: null, more: null, withHalfTime: null }
  const helped = known.map((load) => free(load === tight ? { ...load, most: load.most + halfTime } : load) ?? 0)
  return { steps, tightest: tight.step, more: whole(tight.more ?? 0), withHalfTime: whole(Math.min(...helped)) }
}

/** How many a month gives room for. */
const monthly = ({ each, most }: StepLoad) => (each ? round(most / each) : null)
/** Less those in hand; below nothing, more is in hand than a month can carry. */
const free = ({ each, most, inHand }: StepLoad) => (each ? round(most / each - inHand) : null)
const round = (count: number) => Math.round(count * 100) / 100
const whole = (count: number) => Math.max(0, Math.floor(count))
