import { addDays, daysBetween } from '@interra/contracts'
import type { Item, Period, World } from './oracle.ts'
import type { People, PeopleTables } from './people.ts'

interface ApplicationRow {
  readonly id: string
  readonly person_id: string
  readonly cohort_id: string | null
  readonly sector: string | null
  readonly status: string
  readonly status_since: string
  readonly submitted_at: string | null
  readonly complete_at: string | null
  readonly eligible_at: string | null
}
export interface IncubationRow {
  readonly id: string
  readonly application_id: string
  readonly person_id: string
  readonly cohort_id: string | null
  readonly stage: string
  readonly starts_on: string
  readonly ends_on: string
}
interface LogRow {
  readonly id: string
  readonly incubation_id: string
  readonly held_on: string
  readonly minutes: number
  readonly coaches: number
  readonly role: string
  readonly status: string
}
interface DecisionRow {
  readonly id: string
  readonly application_id: string
  readonly outcome: string
  readonly decided_at: string
  readonly communicated_at: string | null
}
interface StageRow {
  readonly incubation_id: string
  readonly stage: string
  readonly since_on: string
  readonly created_at: string
}
interface CircleRow {
  readonly incubation_id: string
  readonly person_id: string
  readonly role: string
  readonly starts_on: string
  readonly ends_on: string | null
}
export interface IncTables {
  readonly application: ApplicationRow
  readonly application_founder: { readonly application_id: string; readonly person_id: string }
  readonly incubation: IncubationRow
  readonly incubation_stage: StageRow
  readonly coaching_log: LogRow
  readonly jury_decision: DecisionRow
  readonly jury_review: { readonly application_id: string; readonly status: string }
  readonly jury_member: { readonly person_id: string; readonly round_id: string; readonly removed_at: string | null }
  readonly jury_round: { readonly id: string; readonly held_on: string }
  readonly circle_member: CircleRow
  readonly path_item: {
    readonly id: string
    readonly incubation_id: string
    readonly kind: string
    readonly opened_on: string
  }
  readonly path_review: { readonly path_item_id: string; readonly reviewed_on: string; readonly severity: number }
  readonly venture: {
    readonly incubation_id: string
    readonly number: string | null
    readonly started_on: string | null
    readonly alive_on: string | null
    readonly verified_on: string | null
    readonly ceased_on: string | null
  }
  readonly incubation_outcome: {
    readonly incubation_id: string
    readonly moment: string
    readonly situations: readonly string[]
  }
}
export const incTables = [
  'application',
  'application_founder',
  'incubation',
  'incubation_stage',
  'coaching_log',
  'jury_decision',
  'jury_review',
  'jury_member',
  'jury_round',
  'circle_member',
  'path_item',
  'path_review',
  'venture',
  'incubation_outcome',
] as const

export interface AskedInc {
  readonly period: Period
  readonly world: World<PeopleTables & IncTables>
  readonly people: People
  readonly today: string
  readonly siteId: string
}

export const localDay = (instant: string) =>
  new Date(instant).toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' })

/** The applicant and the co-founders of an application, each once. */
function teamOf({ world, people }: AskedInc, applicationId: string): string[] {
  const applicants = world.application.filter(({ id }) => id === applicationId)
  const founders = world.application_founder.filter((one) => one.application_id === applicationId)
  return [...new Set([...applicants, ...founders].map((one) => people.canonical(one.person_id)))]
}

function wasHeard({ world }: AskedInc, { id, status }: ApplicationRow): boolean {
  const isReviewed = world.jury_review.some((one) => one.application_id === id && one.status === 'submitted')
  return ['admitted', 'waitlisted', 'refused'].includes(status) || isReviewed
}

function wayOf({ world }: AskedInc, { id, status }: ApplicationRow): string | null {
  if (status === 'not_eligible' || status === 'withdrawn') return status
  if (status === 'admitted') return null
  if (status !== 'refused') return 'in_progress'
  const last = world.jury_decision
    .filter((one) => one.application_id === id)
    .toSorted((a, b) => Date.parse(a.decided_at) - Date.parse(b.decided_at))
    .at(-1)
  return last?.outcome === 'redirected' ? 'redirected' : 'refused'
}

/** The stage on a day: the last that had begun. */
function isAccompanied({ world }: AskedInc, incubationId: string, day: string): boolean {
  const begun = world.incubation_stage
    .filter((one) => one.incubation_id === incubationId && one.since_on <= day)
    .toSorted((a, b) =>
      a.since_on === b.since_on
        ? Date.parse(a.created_at) - Date.parse(b.created_at)
        : a.since_on < b.since_on
          ? -1
          : 1,
    )
  return ['incubation', 'pre_launch', 'launched'].includes(begun.at(-1)?.stage ?? '')
}

const isSigned = (asked: AskedInc) => (one: LogRow) =>
  ['signed', 'acknowledged'].includes(one.status) && one.held_on <= asked.today

function incubationOf({ world }: AskedInc, incubationId: string): IncubationRow {
  const found = world.incubation.find(({ id }) => id === incubationId)
  if (!found) throw new Error('no incubation')
  return found
}

const woman = (asked: AskedInc, person: string) => {
  const { gender } = asked.people.row(person)
  return gender === null || gender === 'undisclosed' ? null : gender === 'woman' ? 1 : 0
}

/** Every day from one to another. */
function* daysOf(from: string, to: string): Generator<string> {
  for (let day = from; day <= to; day = addDays(day, 1)) yield day
}

/** By the letter of the domain reference, 3.3. */
export const incItems = {
  'INC-01': (asked) =>
    asked.world.application.flatMap((row) => {
      if (row.submitted_at === null) return []
      const person = asked.people.canonical(row.person_id)
      const codes = { site: asked.siteId, cohort: row.cohort_id, sector: row.sector }
      const base: Item = { day: localDay(row.submitted_at), key: row.id, person, numerator: 1, codes }
      const isHeard = wasHeard(asked, row)
      const hasBegun = asked.world.incubation.some((one) => one.application_id === row.id)
      const parts = [
        ...(isHeard || row.eligible_at !== null ? ['eligible'] : []),
        ...(isHeard ? ['heard'] : []),
        ...(row.status === 'admitted' ? ['admitted'] : []),
        ...(row.status === 'admitted' && hasBegun ? ['started'] : []),
        wayOf(asked, row),
      ]
      return [
        base,
        ...parts.flatMap((part) => (part === null ? [] : [{ ...base, part }])),
        ...teamOf(asked, row.id).map((one) => ({ ...base, key: one, person: one, part: 'people' })),
      ]
    }),
  'INC-02': (asked) =>
    asked.world.application.flatMap((row) => {
      if (row.submitted_at === null) return []
      const day = localDay(row.complete_at ?? row.submitted_at)
      const told = asked.world.jury_decision
        .filter((one) => one.application_id === row.id && one.outcome !== 'waitlisted' && one.communicated_at !== null)
        .map((one) => localDay(one.communicated_at ?? ''))
        .toSorted()[0]
      const answered = told !== undefined && told <= asked.today ? told : undefined
      const isOver = ['withdrawn', 'not_eligible'].includes(row.status)
      const since = localDay(row.status_since)
      const last = answered ?? (isOver && since < asked.today ? since : asked.today)
      const base: Item = {
        day,
        key: row.id,
        person: asked.people.canonical(row.person_id),
        numerator: Math.max(0, daysBetween(day, last)),
        denominator: answered === undefined ? 0 : 1,
        codes: { site: asked.siteId, cohort: row.cohort_id },
      }
      if (answered === undefined) return isOver ? [base] : [base, { ...base, part: 'pending', numerator: 1 }]
      return ['admitted', 'refused'].includes(row.status) ? [base, { ...base, part: row.status }] : [base]
    }),
  'INC-03': (asked) => {
    const logs = asked.world.coaching_log.filter(isSigned(asked))
    const row = (incubationId: string, day: string): Item => {
      const { application_id: applied, person_id: person, cohort_id: cohort } = incubationOf(asked, incubationId)
      const sector = asked.world.application.find(({ id }) => id === applied)?.sector ?? null
      const codes = { site: asked.siteId, cohort, sector }
      return { day, key: incubationId, person: asked.people.canonical(person), numerator: 1, codes }
    }
    const coached = logs
      .filter((one) => isAccompanied(asked, one.incubation_id, one.held_on))
      .flatMap((one) => {
        const base = row(one.incubation_id, one.held_on)
        const applied = incubationOf(asked, one.incubation_id).application_id
        return [base, ...teamOf(asked, applied).map((person) => ({ ...base, key: person, person, part: 'people' }))]
      })
    const asleep = asked.world.incubation.flatMap((incubation) => {
      const awake = [
        incubation.starts_on,
        ...logs.filter((one) => one.incubation_id === incubation.id).map((one) => one.held_on),
      ]
      return awake
        .map((day) => ({
          day: addDays(day, 90),
          between: awake.some((other) => other > day && other <= addDays(day, 90)),
        }))
        .filter(({ day, between }) => !between && day <= asked.today && isAccompanied(asked, incubation.id, day))
        .map(({ day }) => ({ ...row(incubation.id, day), part: 'dormant' }))
    })
    return [...coached, ...asleep]
  },
  'INC-04': (asked) =>
    asked.world.coaching_log.filter(isSigned(asked)).flatMap((one) => {
      const { person_id: person, cohort_id: cohort } = incubationOf(asked, one.incubation_id)
      const base: Item = {
        day: one.held_on,
        key: one.id,
        person: asked.people.canonical(person),
        numerator: one.minutes / 60,
        codes: { site: asked.siteId, cohort, role: one.role },
      }
      return [base, { ...base, part: 'coach_hours', numerator: (one.minutes * one.coaches) / 60 }]
    }),
  'INC-05': (asked) => {
    const { world, people, today, siteId } = asked
    const during = (person: string, role: string, from: string, to: string): Item[] =>
      [...daysOf(from, to < today ? to : today)].map((day) => ({
        day,
        key: `${role} ${person}`,
        person,
        numerator: woman(asked, person),
        denominator: 1,
        codes: { site: siteId, role },
      }))
    return [
      ...world.application.flatMap(({ id, submitted_at: at }) =>
        at === null ? [] : teamOf(asked, id).flatMap((one) => during(one, 'candidate', localDay(at), localDay(at))),
      ),
      ...world.incubation.flatMap((one) =>
        teamOf(asked, one.application_id).flatMap((person) => during(person, 'incubated', one.starts_on, one.ends_on)),
      ),
      ...world.circle_member.flatMap((one) =>
        during(
          people.canonical(one.person_id),
          one.role,
          one.starts_on,
          one.ends_on ?? incubationOf(asked, one.incubation_id).ends_on,
        ),
      ),
      ...world.jury_member.flatMap((one) => {
        const on = world.jury_round.find(({ id }) => id === one.round_id)?.held_on ?? ''
        return one.removed_at === null ? during(people.canonical(one.person_id), 'jury', on, on) : []
      }),
    ]
  },
} as const satisfies Record<string, (asked: AskedInc) => Item[]>
