import type { InstrumentCode } from '@interra/contracts'
import type { Answered } from './pairing.ts'
import type { Period, World } from './oracle.ts'
import type { People, PeopleTables } from './people.ts'

export interface InvitationRow {
  readonly id: string
  readonly wave_id: string
  readonly person_id: string
  readonly programme: string
  readonly entry_on: string
  readonly due_on: string
  readonly answered_at: string | null
  readonly declined_at: string | null
  readonly revoked_at: string | null
}
export interface ResponseRow {
  readonly id: string
  readonly invitation_id: string
  readonly person_id: string
  readonly instrument: InstrumentCode
  readonly instrument_version: number
  readonly language: string
  readonly translation: string
  readonly mode: string
  readonly answered_on: string
  readonly score: number | null
}
export interface AskedTables {
  readonly survey_wave: { readonly id: string; readonly kind: string }
  readonly survey_wave_instrument: { readonly wave_id: string; readonly instrument: InstrumentCode }
  readonly survey_invitation: InvitationRow
  readonly survey_response: ResponseRow
  readonly session: { readonly id: string; readonly starts_on: string; readonly status: string }
  readonly attendance: { readonly session_id: string; readonly person_id: string; readonly status: string }
  readonly course_session: { readonly course_id: string; readonly starts_on: string; readonly status: string }
  readonly enrolment: {
    readonly id: string
    readonly course_id: string
    readonly person_id: string | null
    readonly withdrawn_at: string | null
  }
  readonly learning_answer: { readonly enrolment_id: string; readonly moment: string; readonly value: number }
}
export const askedTables = [
  'survey_wave',
  'survey_wave_instrument',
  'survey_invitation',
  'survey_response',
  'session',
  'attendance',
  'course_session',
  'enrolment',
  'learning_answer',
] as const

export interface Asked {
  readonly world: World<PeopleTables & AskedTables>
  readonly people: People
  readonly today: string
  readonly period: Period
}
export type Scored = Answered & {
  readonly id: string
  readonly score: number
  readonly entry: string
  readonly programme: string
  readonly kind: string
}

export const dayAfter = (date: string, days: number) => {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** What was worked out of a world is so for every period. */
const known = new WeakMap<object, Map<string, unknown>>()
export function once<T>({ world }: Asked, name: string, work: () => T): T {
  const own = known.get(world) ?? new Map<string, unknown>()
  known.set(world, own)
  if (!own.has(name)) own.set(name, work())
  return own.get(name) as T
}

/** Answers with a score known today, person by person. */
export const answersTo = (asked: Asked, instrument: InstrumentCode): Map<string, Scored[]> =>
  once(asked, `answers ${instrument}`, () => everyAnswerTo(asked, instrument))

function everyAnswerTo({ world, people, today }: Asked, instrument: InstrumentCode): Map<string, Scored[]> {
  const found = new Map<string, Scored[]>()
  for (const row of world.survey_response) {
    if (row.instrument !== instrument || row.score === null || row.answered_on > today) continue
    const invitation = world.survey_invitation.find(({ id }) => id === row.invitation_id)
    const wave = world.survey_wave.find(({ id }) => id === invitation?.wave_id)
    if (!invitation || !wave) throw new Error('an answer to nothing')
    const one = people.canonical(row.person_id)
    const said: Scored = {
      id: row.id,
      day: row.answered_on,
      score: row.score,
      version: row.instrument_version,
      alone: row.mode === 'phone',
      language: row.language,
      published: row.translation === 'published',
      entry: invitation.entry_on,
      programme: invitation.programme,
      kind: wave.kind,
    }
    found.set(one, [...(found.get(one) ?? []), said])
  }
  return found
}

export const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
