import { addDays } from '@interra/contracts'
import type { World } from './oracle.ts'
import type { People } from './people.ts'

export interface StillTables {
  readonly session: { readonly id: string; readonly starts_on: string; readonly status: string }
  readonly attendance: { readonly session_id: string; readonly person_id: string; readonly status: string }
  readonly course_session: { readonly id: string; readonly starts_on: string; readonly status: string }
  readonly enrolment: { readonly id: string; readonly person_id: string | null }
  readonly course_presence: {
    readonly enrolment_id: string
    readonly course_session_id: string
    readonly minutes: number
  }
  readonly duo: {
    readonly id: string
    readonly newcomer_id: string
    readonly local_id: string
    readonly starts_on: string | null
    readonly ended_on: string | null
  }
  readonly duo_meeting: { readonly duo_id: string; readonly met_on: string; readonly removed_at: string | null }
  readonly incubation: { readonly id: string; readonly person_id: string }
  readonly incubation_stage: {
    readonly incubation_id: string
    readonly stage: string
    readonly since_on: string
    readonly created_at: string
  }
  readonly coaching_log: { readonly incubation_id: string; readonly held_on: string; readonly status: string }
}
export const stillTables = [
  'session',
  'attendance',
  'course_session',
  'enrolment',
  'course_presence',
  'duo',
  'duo_meeting',
  'incubation',
  'incubation_stage',
  'coaching_log',
] as const

/** Whether somebody was seen in the two months around the ninetieth day after the first, or in a duo or accompanied on it. */
export function isStillThere(
  { world, people }: { readonly world: World<StillTables>; readonly people: People },
  person: string | null,
  first: string,
): boolean {
  if (person === null) return false
  const isOne = (id: string | null) => id !== null && people.canonical(id) === person
  const seen: (string | undefined)[] = []
  for (const { session_id, person_id, status } of world.attendance)
    if (status === 'present' && isOne(person_id))
      seen.push(world.session.find((one) => one.id === session_id && one.status === 'held')?.starts_on)
  for (const { enrolment_id, course_session_id, minutes } of world.course_presence)
    if (minutes > 0 && isOne(world.enrolment.find(({ id }) => id === enrolment_id)?.person_id ?? null))
      seen.push(
        world.course_session.find((one) => one.id === course_session_id && one.status !== 'cancelled')?.starts_on,
      )
  const duos = world.duo.filter((duo) => isOne(duo.newcomer_id) || isOne(duo.local_id))
  for (const { duo_id, met_on, removed_at } of world.duo_meeting)
    if (removed_at === null && duos.some(({ id }) => id === duo_id)) seen.push(met_on)
  const projects = world.incubation.filter((one) => isOne(one.person_id))
  for (const { incubation_id, held_on, status } of world.coaching_log)
    if (['signed', 'acknowledged'].includes(status) && projects.some(({ id }) => id === incubation_id))
      seen.push(held_on)
  const ninetieth = addDays(first, 90)
  const isInDuo = duos.some(
    ({ starts_on: from, ended_on: to }) => from !== null && from <= ninetieth && (to === null || to > ninetieth),
  )
  const isAccompanied = projects.some(({ id }) => {
    const stages = world.incubation_stage
      .filter((one) => one.incubation_id === id)
      .toSorted((a, b) => a.created_at.localeCompare(b.created_at) || a.since_on.localeCompare(b.since_on))
    return stages.some(
      ({ stage, since_on }, at) =>
        ['incubation', 'pre_launch', 'launched'].includes(stage) &&
        since_on <= ninetieth &&
        (stages[at + 1]?.since_on ?? '9999') > ninetieth,
    )
  })
  const isSeen = seen.some((day) => day !== undefined && day > addDays(first, 60) && day <= addDays(first, 120))
  return isSeen || isInDuo || isAccompanied
}
