import {
  addDays,
  addMonths,
  advance,
  broken,
  followUpMonths,
  incubationMachine,
  outcomeMoments,
  problem,
  type IncubationAct,
  type IncubationStage,
  type LaunchCondition,
  type OutcomeMoment,
} from '@interra/contracts'

/** What there is, for the gates of domain reference 7.1. */
export interface Reached {
  /** Milestones that are reached. */
  readonly milestones: readonly string[]
  readonly hasEnterprise: boolean
  /** The first day of the launch; null before. */
  readonly launchedOn: string | null
  /** Local date of the site. */
  readonly today: string
}

/** What the next stage of somebody accompanied still needs. */
export function missingFor(stage: IncubationStage, reached: Reached): LaunchCondition[] {
  const has = (code: string) => reached.milestones.includes(code)
  if (stage === 'incubation') return (['offer_defined', 'budget', 'legal_route'] as const).filter((code) => !has(code))
  if (stage === 'pre_launch')
    return reached.hasEnterprise || ['enterprise_number', 'test_activity', 'association_or_coop'].some(has)
      ? []
      : ['activity_registered']
  if (stage !== 'launched') return []
  const { launchedOn, today } = reached
  return launchedOn !== null && addMonths(launchedOn, followUpMonths) <= today ? [] : ['twelve_months']
}

export interface Staged {
  readonly stage: IncubationStage
  readonly pausedFrom: 'incubation' | 'pre_launch' | 'launched' | null
}

const gated: readonly IncubationAct[] = ['prepareLaunch', 'launch', 'graduate']

/**
 * The stage after an act. Throws `act-not-possible`, `reason-required`, and `conditions-unmet` with what the next stage
 * still needs.
 */
export function afterIncubationAct(
  { stage, pausedFrom }: Staged,
  act: IncubationAct,
  reached: Reached,
  reason?: string | null,
): Staged {
  const next = advance(incubationMachine, stage, act, reason)
  const missing = gated.includes(act) ? missingFor(stage, reached) : []
  if (missing.length > 0) throw problem('conditions-unmet', { params: { missing } })
  if (act === 'resume') return { stage: pausedFrom ?? 'incubation', pausedFrom: null }
  const from = stage === 'incubation' || stage === 'pre_launch' || stage === 'launched' ? stage : null
  return { stage: next, pausedFrom: act === 'pause' ? from : null }
}

export const monthsAfter: Readonly<Record<Exclude<OutcomeMoment, 'exit'>, number>> = {
  month_6: 6,
  month_12: 12,
  month_24: 24,
  month_36: 36,
}
/** Days within which somebody who leaves, or launches, is asked for the first time. */
export const daysAfterExit = 28

/** When somebody is asked what became of them, from the launch or the last day on; null before. */
export function outcomeDays(exitOn: string | null): { moment: OutcomeMoment; dueOn: string }[] {
  if (exitOn === null) return []
  return outcomeMoments.map((moment) => ({
    moment,
    dueOn: moment === 'exit' ? addDays(exitOn, daysAfterExit) : addMonths(exitOn, monthsAfter[moment]),
  }))
}

/** Ended before its time. */
export const isOver = (stage: IncubationStage) => stage === 'stopped' || stage === 'employed_instead'

/**
 * The day from which what became of somebody is asked: the launch, whatever came after it, or the last day of whoever
 * stopped before one. It never moves again, so that what was noted stays of its day.
 */
export function exitOf(stage: IncubationStage, endsOn: string, launchedOn: string | null): string | null {
  return launchedOn ?? (isOver(stage) ? endsOn : null)
}

/** A day within an incubation. Throws `rule-broken` with its first and last day. */
export function requireWithin(
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string },
  day: string | null | undefined,
  pointer: string,
): void {
  if (day !== null && day !== undefined && (day < startsOn || day > endsOn))
    throw broken('rule-broken', pointer, { rule: 'outside-incubation', startsOn, endsOn })
}

/** What is noted has happened. Throws `rule-broken`. */
export function requireNotAhead(day: string | null | undefined, today: string, pointer: string): void {
  if (day !== null && day !== undefined && day > today) throw broken('rule-broken', pointer, { rule: 'in-the-future' })
}
