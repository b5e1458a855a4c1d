import type { InstrumentCode } from '@interra/contracts'
import { baseline, pairOf } from './pairing.ts'
import { answersTo, dayAfter, order, type Asked } from './asked.rows.ts'
import type { Item } from './oracle.ts'

export interface Followed {
  readonly person: string
  readonly day: string
  readonly programme: string
  readonly first: number
  /** Six months after the entry, and three. */
  readonly last: number | null
  readonly atThree: number | null
  readonly mature: boolean
}
export function followed(asked: Asked, instrument: InstrumentCode): Followed[] {
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

type Keep = (one: { readonly person: string; readonly day: string }, asked: Asked) => boolean

/** Who was asked at their entry and gave no first answer that counts, by the first such entry of which six months are over. */
function withoutBaseline(
  { world, people, today }: Asked,
  instrument: InstrumentCode,
  first: ReadonlySet<string>,
): Item[] {
  const asked = world.survey_invitation.filter((one) => {
    const wave = world.survey_wave.find(({ id }) => id === one.wave_id)
    const has = world.survey_wave_instrument.some((two) => two.wave_id === wave?.id && two.instrument === instrument)
    return wave?.kind === 't0' && has && one.revoked_at === null && dayAfter(one.entry_on, 225) < today
  })
  const rows = asked
    .toSorted((a, b) => order(b.entry_on, a.entry_on) || order(b.id, a.id))
    .map(({ person_id, entry_on: day, programme }) => ({ day, person: people.canonical(person_id), programme }))
  const found = [...new Map(rows.map((row) => [row.person, row])).values()].filter(({ person }) => !first.has(person))
  return found.map(({ day, person, programme }) => {
    const of = { day, key: person, person, codes: { programme } }
    return { ...of, part: 'no_baseline', numerator: 1 }
  })
}

export const changes =
  (instrument: InstrumentCode, keep: Keep = () => true) =>
  (asked: Asked): Item[] => {
    const all = followed(asked, instrument)
    const items = all
      .filter((one) => keep(one, asked))
      .map(({ person, day, programme, first, last, mature }) => {
        const waits = last === null && !mature
        const of = { day, key: person, person, codes: { programme } }
        return { ...of, part: waits ? 'immature' : null, numerator: waits ? 1 : first, denominator: last }
      })
    const others = withoutBaseline(asked, instrument, new Set(all.map(({ person }) => person)))
    return [...items, ...others.filter(({ day, key: person }) => keep({ day, person }, asked))]
  }

export const changesWithT3 =
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
