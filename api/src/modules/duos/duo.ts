import {
  actsFrom,
  addDays,
  broken,
  charterLanguages,
  checkInKinds,
  checkInPlan,
  daysBetween,
  duoMachine,
  longestPause,
  problem,
  type CheckInKind,
  type DuoState,
  type SignCharter,
  type StartCondition,
} from '@interra/contracts'
import { talkingLevel } from './candidate.ts'

/** The days on which both sides are asked how it goes, of a duo that starts and ends (or should end) on these days. */
export function checkInDays(startsOn: string, endsOn: string): Record<CheckInKind, string> {
  const half = addDays(startsOn, Math.round(daysBetween(startsOn, endsOn) / 2))
  const anchors = { start: startsOn, half, end: endsOn }
  const days = checkInKinds.map((kind) => [kind, addDays(anchors[checkInPlan[kind].from], checkInPlan[kind].days)])
  return Object.fromEntries(days) as Record<CheckInKind, string>
}

/** Check-ins that are counted from the end: still asked when a duo is over. */
export const afterTheEnd = checkInKinds.filter((kind) => checkInPlan[kind].from === 'end')

/**
 * Moonshot 20: somebody who is not known to read a language at the level of talking, or for whom the charter is not
 * written, has it read aloud or interpreted, and an interpreter is named. `rank`: place of their level in
 * `languageLevels`, 0 when nobody could tell.
 */
export function requireUnderstood({ channel, interpreter, language }: SignCharter, rank: number): void {
  if (channel === 'interpreter' && !interpreter?.trim())
    throw broken('rule-broken', '/interpreter', { rule: 'interpreter-named' })
  const written = charterLanguages.some((one) => one === language)
  if (channel === 'read' && (rank < talkingLevel || !written))
    throw broken('rule-broken', '/channel', { rule: 'read-aloud-needed' })
}

/** Throws `conditions-unmet` with what is missing. */
export function requireReady(missing: readonly StartCondition[]): void {
  if (missing.length > 0) throw problem('conditions-unmet', { params: { missing: [...missing] } })
}

/** What is done to a duo besides its steps belongs to some of its states. Throws `act-not-possible`. */
export function requireState(state: DuoState, allowed: readonly DuoState[], act: string): void {
  if (allowed.includes(state)) return
  throw problem('act-not-possible', { params: { entity: 'duo', state, act, possible: actsFrom(duoMachine, state) } })
}

/** Days are local dates of the site. Throws `rule-broken` at `pointer`. */
export function requirePast(day: string, today: string, pointer: string): void {
  if (day > today) throw broken('rule-broken', pointer, { rule: 'in-the-future' })
}

/** Two people meet once both have accepted. */
export function requireFirstMeetingDay(on: string, acceptedOn: string | null): void {
  if (acceptedOn !== null && on < acceptedOn) throw broken('rule-broken', '/on', { rule: 'before-acceptance' })
}

/** A duo starts when they have met and both have signed, and never ahead of the calendar. */
export function requireStartDay(startsOn: string, before: readonly string[], today: string): void {
  requirePast(startsOn, today, '/startsOn')
  if (before.some((day) => day > startsOn)) throw broken('rule-broken', '/startsOn', { rule: 'too-early' })
}

/** Invariant 5: no meeting lies after the end. */
export function requireEndDay(
  endedOn: string,
  { startsOn, lastMeetingOn }: { readonly startsOn: string | null; readonly lastMeetingOn: string | null },
  today: string,
): void {
  requirePast(endedOn, today, '/endedOn')
  if (startsOn !== null && endedOn < startsOn) throw broken('rule-broken', '/endedOn', { rule: 'before-start' })
  if (lastMeetingOn !== null && endedOn < lastMeetingOn)
    throw broken('rule-broken', '/endedOn', { rule: 'outside-the-duo' })
}

/** Who stops before the planned end stops early, with a reason: only the others came to their end (indicator DUO-02). */
export function requirePlannedEndReached(endedOn: string, plannedEndOn: string | null): void {
  if (plannedEndOn !== null && endedOn < plannedEndOn)
    throw broken('rule-broken', '/endedOn', { rule: 'before-planned-end', plannedEndOn })
}

/** The end is talked about from the day it ended. */
export function requireTalkDay(talkedOn: string, endedOn: string | null, today: string): void {
  requirePast(talkedOn, today, '/talkedOn')
  if (endedOn !== null && talkedOn < endedOn) throw broken('rule-broken', '/talkedOn', { rule: 'before-end' })
}

/** A pause has an end, within `longestPause` days. */
export function requirePause(until: string, today: string): void {
  if (until < today) throw broken('rule-broken', '/until', { rule: 'in-the-past' })
  if (daysBetween(today, until) > longestPause)
    throw broken('rule-broken', '/until', { rule: 'too-late', days: longestPause })
}

interface Pause {
  readonly pausedOn: string | null
  readonly pausedDays: number
}
/** What a duo is from `day` on, when a pause may have lasted until then: its days are no days to meet. */
export const afterPause = ({ pausedOn, pausedDays }: Pause, day: string) => ({
  pausedUntil: null,
  pausedOn: null,
  pausedDays: pausedDays + (pausedOn === null ? 0 : Math.max(0, daysBetween(pausedOn, day))),
})

/**
 * A planned end lies after the start, within two years of it, and after today: who is over today came to the end that was
 * planned, or ends early with a reason (indicator DUO-02).
 */
export function requirePlannedEnd(plannedEndOn: string, startsOn: string | null, today: string): void {
  if (startsOn === null || plannedEndOn < startsOn)
    throw broken('rule-broken', '/plannedEndOn', { rule: 'before-start' })
  if (daysBetween(startsOn, plannedEndOn) > longestDuo)
    throw broken('rule-broken', '/plannedEndOn', { rule: 'too-late', days: longestDuo })
  if (plannedEndOn <= today) throw broken('rule-broken', '/plannedEndOn', { rule: 'not-after-today' })
}
const longestDuo = 104 * 7

/** A meeting is noted from the day on which the two first met. */
export function requireMeetingDay(metOn: string, firstMeetingOn: string | null, today: string): void {
  requirePast(metOn, today, '/metOn')
  if (firstMeetingOn === null || metOn < firstMeetingOn)
    throw broken('rule-broken', '/metOn', { rule: 'outside-the-duo' })
}

/** Days within which somebody who wished for a duo is met, and within which it is decided whether they join the pool. */
export const candidateWaits = { met: 7, admitted: 14 }
/** Days after the first meeting within which a duo starts, or is known not to. */
export const startWaits = 7
