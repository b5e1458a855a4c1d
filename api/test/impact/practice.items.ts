import { addDays, daysBetween } from '@interra/contracts'
import type { Item, Period, World } from './oracle.ts'
import type { People, PeopleTables } from './people.ts'

interface SessionRow {
  readonly id: string
  readonly workshop_id: string
  readonly starts_on: string
  readonly starts_at: string
  readonly ends_at: string
  readonly status: string
}
interface AttendanceRow {
  readonly id: string
  readonly session_id: string
  readonly person_id: string
  readonly status: string
  readonly part: string
}
interface CourseSessionRow {
  readonly id: string
  readonly course_id: string
  readonly starts_on: string
  readonly status: string
}
interface EnrolmentRow {
  readonly id: string
  readonly person_id: string | null
  readonly partner_id: string | null
  readonly staff_name: string | null
}
export interface PracticeTables {
  readonly session: SessionRow
  readonly attendance: AttendanceRow
  readonly workshop: {
    readonly id: string
    readonly languages: readonly string[]
    readonly category_term_id: string | null
  }
  readonly course: { readonly id: string; readonly kind: string; readonly languages: readonly string[] }
  readonly course_session: CourseSessionRow
  readonly course_presence: {
    readonly enrolment_id: string
    readonly course_session_id: string
    readonly minutes: number
  }
  readonly enrolment: EnrolmentRow
  readonly duo: { readonly id: string; readonly newcomer_id: string; readonly local_id: string }
  readonly duo_meeting: {
    readonly id: string
    readonly duo_id: string
    readonly met_on: string
    readonly minutes: number | null
    readonly removed_at: string | null
  }
}
export const practiceTables = [
  'session',
  'attendance',
  'workshop',
  'course',
  'course_session',
  'course_presence',
  'enrolment',
  'duo',
  'duo_meeting',
] as const

export interface Asked {
  readonly world: World<PeopleTables & PracticeTables>
  readonly people: People
  readonly today: string
  readonly siteId: string
  readonly period: Period
}

interface Hours {
  readonly key: string
  readonly day: string
  readonly person: string
  readonly programme: string
  readonly hours: number
  readonly french: boolean | null
  readonly estimated?: boolean
}
const isFrench = (languages: readonly string[]) => (languages.length === 0 ? null : languages.includes('fr'))
const monday = (day: string) => addDays(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7))

function ofEvenings({ world, people }: Asked): Hours[] {
  return world.session
    .filter(({ status }) => status === 'held')
    .flatMap((session) => {
      const workshop = world.workshop.find(({ id }) => id === session.workshop_id)
      const there = world.attendance.filter((one) => one.session_id === session.id && one.status === 'present')
      const hours = (Date.parse(session.ends_at) - Date.parse(session.starts_at)) / 3_600_000
      return [...new Set(there.map((one) => people.canonical(one.person_id)))].map((person) => ({
        key: `${session.id} ${person}`,
        day: session.starts_on,
        person,
        programme: 'interact',
        hours,
        french: isFrench(workshop?.languages ?? []),
      }))
    })
}

function ofCourses({ world, people, today }: Asked): Hours[] {
  return world.course_session
    .filter(({ status, starts_on }) => status !== 'cancelled' && starts_on <= today)
    .flatMap((session) => {
      const course = world.course.find(({ id }) => id === session.course_id)
      const longest = new Map<string, number>()
      for (const presence of world.course_presence.filter((one) => one.course_session_id === session.id)) {
        const who = world.enrolment.find(({ id }) => id === presence.enrolment_id)?.person_id
        if (typeof who !== 'string' || presence.minutes === 0) continue
        const person = people.canonical(who)
        longest.set(person, Math.max(longest.get(person) ?? 0, presence.minutes))
      }
      return [...longest].map(([person, minutes]) => ({
        key: `${session.id} ${person}`,
        day: session.starts_on,
        person,
        programme: 'training',
        hours: minutes / 60,
        french: isFrench(course?.languages ?? []),
      }))
    })
}

/** Twenty hours at most of a person's week. */
function ofDuos({ world, people, today }: Asked): Hours[] {
  const left = new Map<string, number>()
  const meetings = world.duo_meeting
    .filter((one) => one.removed_at === null && one.met_on <= today)
    .toSorted((a, b) => a.met_on.localeCompare(b.met_on) || (a.id < b.id ? -1 : 1))
  return meetings.flatMap((meeting) => {
    const duo = world.duo.find(({ id }) => id === meeting.duo_id)
    const language = people.policy('duo_language', meeting.met_on) ?? 'fr'
    return [duo?.newcomer_id ?? '', duo?.local_id ?? ''].map((id) => {
      const person = people.canonical(id)
      const week = `${person} ${monday(meeting.met_on)}`
      const rest = left.get(week) ?? 20
      const hours = Math.min(rest, (meeting.minutes ?? 60) / 60)
      left.set(week, rest - hours)
      const of = { key: `${meeting.id} ${person}`, day: meeting.met_on, person, programme: 'duo2change' }
      return { ...of, hours, french: language === 'fr', estimated: meeting.minutes === null }
    })
  })
}

/** Everybody at a session, each once: by their own row, else by the oldest of those that became theirs. */
function sheetOf({ world, people }: Asked, session: SessionRow) {
  const rows = world.attendance
    .filter((one) => one.session_id === session.id && one.status === 'present')
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
  const sheet = new Map<string, boolean>()
  for (const row of rows) sheet.set(people.canonical(row.person_id), row.part !== 'participant')
  for (const row of rows.filter((one) => people.canonical(one.person_id) === one.person_id))
    sheet.set(row.person_id, row.part !== 'participant')
  return [...sheet].map(([person, hosts]) => ({ person, hosts, group: people.group(person, session.starts_on) }))
}

const ranks = ['A0', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native']

/** By the letter of the domain reference, 3.3. */
export const practiceItems = {
  'LNG-03': (asked) =>
    [...ofEvenings(asked), ...ofCourses(asked), ...ofDuos(asked)]
      .filter(({ person, day }) => asked.people.group(person, day) === 'newcomer')
      .flatMap(({ key, day, person, programme, hours, french, estimated = false }): Item[] => {
        const of = { key, day, person, numerator: hours, codes: { programme, site: asked.siteId } }
        if (french === null) return [{ ...of, part: 'language_unknown' }]
        if (!french) return []
        const newcomer = { ...of, key: person, part: 'newcomers', numerator: 1 }
        return [of, newcomer, ...(estimated ? [{ ...of, part: 'estimated' }] : [])]
      }),
  'LNG-01': ({ world, people, today, siteId, period }) =>
    [...new Set(world.language_record.map((one) => people.canonical(one.person_id)))].flatMap((person) =>
      ['self', 'staff', 'school'].flatMap((method): Item[] => {
        const told = world.language_record
          .filter((one) => people.canonical(one.person_id) === person && one.assessed_by === method)
          .filter((one) => one.language === 'fr' && one.level !== 'unknown' && one.assessed_on <= today)
          .map((one) => ({ day: one.assessed_on, rank: ranks.indexOf(one.level) }))
          .toSorted((a, b) => a.day.localeCompare(b.day) || b.rank - a.rank)
        const [first] = told
        if (!first || first.rank >= ranks.indexOf('C1') || people.group(person, first.day) !== 'newcomer') return []
        const due = addDays(first.day, 90)
        const later = told.filter(({ day }) => day >= due && day < period.to)
        const lastDay = later.filter(({ day }) => day >= period.from).at(-1)?.day
        const codes = { site: siteId, level: ranks[first.rank] ?? null }
        const of = { key: `${person} ${method}`, person, numerator: 1, denominator: 1, codes }
        const last = later.find(({ day }) => day === lastDay)
        if (last) {
          const steps = last.rank - first.rank
          const one = { ...of, day: last.day, numerator: steps >= 1 ? 1 : 0 }
          return [
            one,
            { ...one, part: method },
            { ...one, part: 'conservative' },
            ...(steps >= 1 ? [{ ...one, part: 'levels', numerator: steps }] : []),
            ...(steps < 0 ? [{ ...one, part: 'fell', numerator: 1 }] : []),
          ]
        }
        if (due > today) return [{ ...of, day: first.day, part: 'immature' }]
        if (later.length > 0) return []
        return [
          { ...of, day: due, part: 'conservative', numerator: 0 },
          { ...of, day: due, part: 'missing' },
        ]
      }),
    ),
  'LNK-03': (asked) => {
    const met = new Map<string, { readonly session: SessionRow; readonly a: boolean; readonly b: boolean }[]>()
    const items: Item[] = []
    const sessions = asked.world.session
      .filter(({ status }) => status === 'held')
      .toSorted((a, b) => a.starts_at.localeCompare(b.starts_at) || (a.id < b.id ? -1 : 1))
    for (const session of sessions) {
      const theme = asked.world.workshop.find(({ id }) => id === session.workshop_id)?.category_term_id ?? null
      const of = { day: session.starts_on, person: null, numerator: 1, codes: { site: asked.siteId, theme } }
      const sheet = sheetOf(asked, session)
      for (const one of sheet.filter(({ group }) => group === 'newcomer')) {
        items.push({ ...of, key: one.person, person: one.person, part: 'newcomers' })
        for (const other of sheet.filter(({ group }) => group === 'local')) {
          const key = `${one.person} ${other.person}`
          const times = [...(met.get(key) ?? []), { session, a: one.hosts, b: other.hosts }]
          met.set(key, times)
          const three = times.slice(-3)
          const from = three[0]?.session.starts_on
          if (three.length < 3 || from === undefined || daysBetween(from, session.starts_on) >= 90) continue
          if (!three.every(({ a }) => a) && !three.every(({ b }) => b)) items.push({ ...of, key })
        }
      }
    }
    return items
  },
  'TRN-01': ({ world, people, today, siteId }) =>
    world.course_session.flatMap((session): Item[] => {
      const course = world.course.find(({ id }) => id === session.course_id)
      if (course?.kind !== 'intercultural' || session.status === 'cancelled' || session.starts_on > today) return []
      const recorded = world.course_presence.filter((one) => one.course_session_id === session.id)
      const day = session.starts_on
      if (recorded.length === 0)
        return addDays(day, 7) < today
          ? [
              {
                day,
                key: session.id,
                person: null,
                part: 'not_recorded',
                numerator: 1,
                codes: { site: siteId, audience: null },
              },
            ]
          : []
      const trainees = new Map<string, number>()
      const items: Item[] = []
      for (const { enrolment_id, minutes } of recorded) {
        const enrolment = world.enrolment.find(({ id }) => id === enrolment_id)
        if (minutes === 0 || !enrolment) continue
        const person = enrolment.person_id === null ? null : people.canonical(enrolment.person_id)
        const trainee = person ?? `${enrolment.partner_id} ${enrolment.staff_name?.toLowerCase()}`
        const of = { day, codes: { site: siteId, audience: person === null ? 'partner_staff' : 'members' } }
        items.push(
          { ...of, key: session.id, person: null, numerator: 1 },
          { ...of, key: trainee, person, part: 'trainees', numerator: 1 },
          ...(enrolment.partner_id === null
            ? []
            : [{ ...of, key: enrolment.partner_id, person: null, part: 'organisations', numerator: 1 }]),
        )
        // entered twice, there once
        const more = Math.max(0, minutes - (trainees.get(trainee) ?? 0))
        trainees.set(trainee, Math.max(minutes, trainees.get(trainee) ?? 0))
        items.push({ ...of, key: `${session.id} ${trainee}`, person: null, part: 'hours', numerator: more / 60 })
      }
      return items
    }),
} as const satisfies Record<string, (asked: Asked) => Item[]>
