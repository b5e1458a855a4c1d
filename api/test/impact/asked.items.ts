import type { InstrumentCode } from '@interra/contracts'
import { pairOf, baseline, type Answered } from '../../src/modules/surveys/pairing.ts'
import type { Item, Period, World } from './oracle.ts'
import type { People, PeopleTables } from './people.ts'

interface InvitationRow {
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
interface ResponseRow {
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
type Scored = Answered & {
  readonly id: string
  readonly score: number
  readonly entry: string
  readonly programme: string
  readonly kind: string
}

const dayAfter = (date: string, days: number) => {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** What was worked out of a world is so for every period. */
const known = new WeakMap<object, Map<string, unknown>>()
function once<T>({ world }: Asked, name: string, work: () => T): T {
  const own = known.get(world) ?? new Map<string, unknown>()
  known.set(world, own)
  if (!own.has(name)) own.set(name, work())
  return own.get(name) as T
}

/** Answers with a score known today, person by person. */
const answersTo = (asked: Asked, instrument: InstrumentCode) =>
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

interface Followed {
  readonly person: string
  readonly day: string
  readonly programme: string
  readonly first: number
  /** Six months after the entry, and three. */
  readonly last: number | null
  readonly atThree: number | null
  readonly mature: boolean
}
const followed = (asked: Asked, instrument: InstrumentCode) =>
  once(asked, `followed ${instrument}`, () => everyFollowed(asked, instrument))

function everyFollowed(asked: Asked, instrument: InstrumentCode): Followed[] {
  return [...answersTo(asked, instrument)].flatMap(([person, answers]) => {
    const came = daysOf(asked, person)
    // an answer belongs to the entry of its own invitation, and says how it was before a third activity
    const firsts = answers
      .filter((one) => baseline(one.entry, [one]) !== null && came.filter((day) => day <= one.day).length < 3)
      .toSorted(
        (a, b) =>
          order(a.day, b.day) || order(a.entry, b.entry) || order(a.programme, b.programme) || order(a.id, b.id),
      )
    const [first] = firsts
    if (!first) return []
    const later = answers.filter((one) => one !== first).toSorted((a, b) => a.score - b.score)
    const rest = later.filter((one) => one.day > dayAfter(first.entry, 21))
    const scoreAt = (wave: 't3' | 't6') => pairOf(first.entry, wave, [first, ...rest])?.last.score ?? null
    const { day, programme, score } = first
    const mature = dayAfter(first.entry, 225) < asked.today
    return [{ person, day, programme, first: score, last: scoreAt('t6'), atThree: scoreAt('t3'), mature }]
  })
}

/** The day of each held session at which somebody was. */
function daysOf({ world, people }: Asked, person: string): string[] {
  const there = world.attendance.filter((one) => one.status === 'present' && people.canonical(one.person_id) === person)
  const sessions = new Set(there.map(({ session_id: id }) => id))
  return world.session.filter(({ id, status }) => status === 'held' && sessions.has(id)).map((one) => one.starts_on)
}
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const changes =
  (instrument: InstrumentCode, keep: (one: Followed, asked: Asked) => boolean = () => true) =>
  (asked: Asked): Item[] =>
    followed(asked, instrument)
      .filter((one) => keep(one, asked))
      .map(({ person, day, programme, first, last, mature }) => {
        const waits = last === null && !mature
        const of = { day, key: person, person, codes: { programme } }
        return { ...of, part: waits ? 'immature' : null, numerator: waits ? 1 : first, denominator: last }
      })

const changesWithT3 =
  (...given: Parameters<typeof changes>) =>
  (asked: Asked): Item[] => {
    const [instrument, keep = () => true] = given
    const threes = followed(asked, instrument).filter((one) => one.atThree !== null && keep(one, asked))
    return [
      ...changes(...given)(asked),
      ...threes.map(({ person, day, programme, first, atThree }) => {
        const of = { day, key: person, person, codes: { programme } }
        return { ...of, part: 'change_t3', numerator: first, denominator: atThree }
      }),
    ]
  }

/** The last answer of each person in the period. */
function lastAnswers(asked: Asked, instrument: InstrumentCode, kinds: readonly string[]) {
  const { from, to } = asked.period
  return [...answersTo(asked, instrument)].flatMap(([person, answers]) => {
    const [last] = answers
      .filter(({ day, kind }) => kinds.includes(kind) && day >= from && day < to)
      .toSorted(
        (a, b) =>
          order(b.day, a.day) ||
          order(b.kind, a.kind) ||
          order(a.programme, b.programme) ||
          order(a.entry, b.entry) ||
          order(a.id, b.id),
      )
    return last ? [{ person, ...last }] : []
  })
}
const everyKind = ['t0', 't3', 't6', 't12', 'after']

/** Everybody asked with an instrument, once in the period, on the last of their days. */
function everybodyAsked(
  asked: Asked,
  instrument: InstrumentCode,
  kinds: readonly string[],
  dayOf: (invitation: InvitationRow, answer: ResponseRow | undefined) => string,
) {
  const { world, people, today, period } = asked
  const rows = once(asked, `asked ${instrument}`, () =>
    world.survey_invitation.flatMap((invitation) => {
      const wave = world.survey_wave.find(({ id }) => id === invitation.wave_id)
      const has = world.survey_wave_instrument.some((one) => one.wave_id === wave?.id && one.instrument === instrument)
      if (invitation.revoked_at !== null || !has || !kinds.includes(wave?.kind ?? '')) return []
      const answer = world.survey_response.find(
        (one) => one.invitation_id === invitation.id && one.instrument === instrument && one.answered_on <= today,
      )
      const { id, programme } = invitation
      const mature = invitation.answered_at !== null || invitation.declined_at !== null || invitation.due_on < today
      const person = people.canonical(invitation.person_id)
      return [{ id, person, programme, day: dayOf(invitation, answer), score: answer?.score ?? null, mature }]
    }),
  )
  const inside = rows
    .filter(({ day }) => day >= period.from && day < period.to && day <= today)
    .toSorted((a, b) => order(a.day, b.day) || order(a.id, b.id))
  return [...new Map(inside.map((row) => [row.person, row])).values()]
}

const shares = (of: Omit<Item, 'numerator'>, observed: number | null): Item[] => [
  { ...of, part: null, numerator: observed, denominator: 1 },
  { ...of, part: 'conservative', numerator: observed ?? 0, denominator: 1 },
]

export const askedItems: Readonly<Record<string, (asked: Asked) => Item[]>> = {
  'LNK-01': (asked) =>
    lastAnswers(asked, 'new_ties', ['t3', 't6']).flatMap(({ person, day, programme, score, entry }) => {
      const codes = { programme, group: asked.people.group(person, entry) }
      const of = { day, key: person, person, denominator: 1, codes }
      return [
        { ...of, part: null, numerator: Math.min(score, 20) },
        { ...of, part: 'at_least_one', numerator: score >= 1 ? 1 : 0 },
      ]
    }),
  'LNK-02': (asked) =>
    everybodyAsked(asked, 'lasting_tie', ['t6'], ({ entry_on }) => entry_on).flatMap((row) => {
      const of = { day: row.day, key: row.person, person: row.person, codes: { programme: row.programme } }
      return row.mature ? shares(of, row.score) : [{ ...of, part: 'immature', numerator: 1, denominator: 1 }]
    }),
  'LNK-04': changes('lsns_friends'),
  'LNK-05': changesWithT3('ucla3'),
  'LNK-06': (asked) =>
    followed(asked, 'ucla3').flatMap(({ person, day, first, last, mature }) => {
      const of = { day, key: person, person, denominator: 1 }
      if (last === null) return mature ? [] : [{ ...of, part: 'immature', numerator: 1 }]
      return [
        { ...of, part: null, numerator: last >= 6 ? 1 : 0 },
        { ...of, part: 't0', numerator: first >= 6 ? 1 : 0 },
        ...(first < 6 && last >= 6 ? [{ ...of, part: 'became', numerator: 1 }] : []),
        ...(first >= 6 && last < 6 ? [{ ...of, part: 'no_longer', numerator: 1 }] : []),
      ]
    }),
  'LNK-07': changes('trust1'),
  'LNK-08': changes('warmth'),
  'LNG-02': changesWithT3('fr_ease', ({ person, day }, { people }) => people.group(person, day) === 'newcomer'),
  'CNF-01': changes('gse6'),
  'CNF-02': changesWithT3('self_conf'),
  'CNF-03': (asked) => [
    ...changes('belong_city')(asked),
    ...changes(
      'belong_interra',
      ({ last, mature }) => last !== null || mature,
    )(asked).map((item) => ({
      ...item,
      part: 'interra',
    })),
  ],
  'CNF-04': (asked) =>
    lastAnswers(asked, 'valued', everyKind).map(({ person, day, programme, score }) => ({
      day,
      key: person,
      person,
      numerator: score >= 4 ? 1 : 0,
      denominator: 1,
      codes: { programme },
    })),
  'CNF-05': (asked) =>
    everybodyAsked(asked, 'helpful', everyKind, ({ due_on }, answer) => answer?.answered_on ?? due_on).flatMap(
      (row) => {
        const of = { day: row.day, key: row.person, person: row.person, codes: { programme: row.programme } }
        const belgian = asked.people.row(row.person).is_belgian
        if (!row.mature || belgian === true) return []
        return belgian === null
          ? [{ ...of, part: 'unknown_basis', numerator: 1, denominator: 1 }]
          : shares(of, row.score)
      },
    ),
  'TRN-02': ({ world, people, today }) =>
    world.enrolment.flatMap(({ id, course_id, person_id, withdrawn_at }) => {
      const days = world.course_session
        .filter((one) => one.course_id === course_id && one.status !== 'cancelled')
        .map(({ starts_on }) => starts_on)
      const day = days.toSorted().at(-1)
      const mean = (moment: string) => {
        const values = world.learning_answer.filter((one) => one.enrolment_id === id && one.moment === moment)
        return values.length === 3 ? values.reduce((sum, { value }) => sum + value, 0) / 3 : null
      }
      const [was, now] = [mean('then'), mean('now')]
      if (withdrawn_at !== null || day === undefined || day > today || was === null) return []
      const codes = { audience: person_id === null ? 'partner_staff' : 'members' }
      const person = person_id === null ? null : people.canonical(person_id)
      return [{ day, key: id, person, numerator: was, denominator: now, codes }]
    }),
}
