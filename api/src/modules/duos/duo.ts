import {
  addDays,
  broken,
  charterLanguages,
  checkInKinds,
  checkInPlan,
  languageLevels,
  problem,
  type CheckInKind,
  type SignCharter,
  type StartCondition,
} from '@interra/contracts'
import { talkingLevel } from './candidate.ts'

/** The days on which both sides are asked how it goes, of a duo that starts and ends (or should end) on these days. */
export function checkInDays(startsOn: string, endsOn: string): Record<CheckInKind, string> {
  const length = daysFrom(startsOn, endsOn)
  const anchors = { start: startsOn, half: addDays(startsOn, Math.round(length / 2)), end: endsOn }
  const days = checkInKinds.map((kind) => [kind, addDays(anchors[checkInPlan[kind].from], checkInPlan[kind].days)])
  return Object.fromEntries(days) as Record<CheckInKind, string>
}

const dayMs = 86_400_000
const daysFrom = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / dayMs)

/**
 * Moonshot 20: somebody who is not known to read a language at the level of talking has the charter read aloud or
 * interpreted, and the interpreter is named. `rank`: place of their level in `languageLevels`, 0 when nobody could tell.
 */
export function requireUnderstood({ channel, interpreter }: SignCharter, rank: number): void {
  if (channel === 'interpreter' && !interpreter?.trim())
    throw broken('rule-broken', '/interpreter', { rule: 'interpreter-named' })
  if (channel === 'read' && rank < talkingLevel) throw broken('rule-broken', '/channel', { rule: 'read-aloud-needed' })
}

/** Whether the charter is written in a language; other languages are explained from one of these. */
export const isCharterLanguage = (language: string) => charterLanguages.some((one) => one === language)
export const rankOf = (level: string) => Math.max(0, languageLevels.findIndex((one) => one === level))

/** Throws `conditions-unmet` with what is missing. */
export function requireReady(missing: readonly StartCondition[]): void {
  if (missing.length > 0) throw problem('conditions-unmet', { params: { missing: [...missing] } })
}
