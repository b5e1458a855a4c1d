import { addDays } from '@interra/contracts'
import type { Item, World } from './oracle.ts'
import type { People, PeopleTables } from './people.ts'
import { contactsOf, tiesOf, type Encounter, type Tie } from './ties.ts'

interface DuoRow {
  readonly id: string
  readonly newcomer_id: string
  readonly local_id: string
  readonly starts_on: string | null
  readonly ended_on: string | null
}
export interface TieTables {
  readonly session: { readonly id: string; readonly starts_on: string; readonly status: string }
  readonly attendance: { readonly session_id: string; readonly person_id: string; readonly status: string }
  readonly head_count: { readonly session_id: string; readonly heads: number }
  readonly networking_event: {
    readonly id: string
    readonly held_on: string
    readonly heads: number
    readonly removed_at: string | null
  }
  readonly networking_presence: { readonly event_id: string; readonly person_id: string }
  readonly duo: DuoRow
  readonly duo_meeting: { readonly duo_id: string; readonly met_on: string; readonly removed_at: string | null }
}
export const tieTables = [
  'session',
  'attendance',
  'head_count',
  'networking_event',
  'networking_presence',
  'duo',
  'duo_meeting',
] as const

interface Asked {
  readonly world: World<PeopleTables & TieTables>
  readonly people: People
  readonly today: string
  readonly siteId: string
}

/** Who met whom, each once, as the person they are. */
function encountersOf({ world, people, today }: Asked): Encounter[] {
  const who = (ids: readonly string[]) => [...new Set(ids.map((id) => people.canonical(id)))]
  const evenings = world.session
    .filter(({ status }) => status === 'held')
    .map(({ id, starts_on: on }) => ({
      on,
      people: who(
        world.attendance.filter((one) => one.session_id === id && one.status === 'present').map((one) => one.person_id),
      ),
      heads: world.head_count.find((one) => one.session_id === id)?.heads ?? 0,
    }))
  const events = world.networking_event
    .filter((one) => one.removed_at === null)
    .map(({ id, held_on: on, heads }) => ({
      on,
      people: who(world.networking_presence.filter((one) => one.event_id === id).map((one) => one.person_id)),
      heads,
    }))
  const meetings = world.duo_meeting
    .filter((one) => one.removed_at === null)
    .flatMap(({ duo_id: id, met_on: on }) => {
      const duo = world.duo.find((one) => one.id === id)
      return duo ? [{ on, people: who([duo.newcomer_id, duo.local_id]) }] : []
    })
  return [...evenings, ...events, ...meetings].filter(({ on }) => on <= today)
}

const thresholdIn =
  ({ people }: Asked) =>
  (day: string) =>
    Number(people.policy('link_threshold', day) ?? 1)

type Act = (tie: Tie) => string | null
const contact: Act = ({ contactOn }) => contactOn
const durable: Act = ({ durableOn }) => durableOn

/** The pairs that were a newcomer and a local on the day of the act, by newcomer. */
function acrossOn(asked: Asked, act: Act): { item: Item; days: readonly string[] }[] {
  return tiesOf(encountersOf(asked), thresholdIn(asked)).flatMap((tie) => {
    const on = act(tie)
    if (on === null) return []
    const newcomer = tie.pair.find((one) => asked.people.group(one, on) === 'newcomer')
    const local = tie.pair.find((one) => asked.people.group(one, on) === 'local')
    if (newcomer === undefined || local === undefined) return []
    const item: Item = { day: on, key: tie.pair.join(), person: newcomer, numerator: 1, codes: { site: asked.siteId } }
    return [{ item, days: tie.days }]
  })
}

const aliveOf = (asked: Asked, act: Act): Item[] =>
  acrossOn(asked, act).map(({ item, days }) => {
    const [from, to] = [addDays(item.day, 135), addDays(item.day, 225)]
    if (to > asked.today) return { ...item, part: 'immature' }
    return { ...item, numerator: days.some((day) => day >= from && day <= to) ? 1 : 0, denominator: 1 }
  })

/** Other locals in contact with the newcomer of a duo by the encounters of `[from, to)`. */
export function othersOf(asked: Asked, duo: DuoRow, from: string, to: string): number {
  const [newcomer, partner] = [duo.newcomer_id, duo.local_id].map((id) => asked.people.canonical(id))
  const inside = encountersOf(asked).filter(({ on }) => on >= from && on < to)
  return contactsOf(newcomer ?? '', inside, thresholdIn(asked)).filter(
    ({ other, on }) => other !== partner && asked.people.group(other, on) === 'local',
  ).length
}

/** By the letter of the mission, moonshots 7 and 8. */
export const tieItems = {
  'TIE-01': (asked) => acrossOn(asked, contact).map(({ item }) => item),
  'TIE-02': (asked) => acrossOn(asked, durable).map(({ item }) => item),
  'TIE-03': (asked) => aliveOf(asked, contact),
  'TIE-04': (asked) => aliveOf(asked, durable),
  'TIE-05': (asked) => {
    const encounters = encountersOf(asked)
    const ties = tiesOf(encounters, thresholdIn(asked))
    const everybody = new Set(encounters.flatMap(({ people }) => people))
    return [...everybody].flatMap((person): Item[] => {
      const day =
        encounters
          .filter(({ people }) => people.includes(person))
          .map(({ on }) => on)
          .toSorted()[0] ?? ''
      if (asked.people.group(person, day) !== 'newcomer') return []
      const item: Item = { day, key: person, person, numerator: 1, denominator: 1, codes: { site: asked.siteId } }
      const last = addDays(day, 90)
      if (last > asked.today) return [{ ...item, part: 'immature' }]
      const has = (act: Act) =>
        ties.some((tie) => {
          const on = act(tie)
          const other = tie.pair.find((one) => one !== person)
          return (
            tie.pair.includes(person) && on !== null && on <= last && asked.people.group(other ?? '', on) === 'local'
          )
        })
      const whole = { ...item, numerator: has(durable) ? 0 : 1 }
      return has(contact) ? [whole] : [whole, { ...item, part: 'no_contact' }]
    })
  },
  'TIE-06': (asked) =>
    asked.world.duo.flatMap((duo): Item[] => {
      const { starts_on: day, id: key } = duo
      if (day === null || day > asked.today) return []
      const after = addDays(day, 182)
      const before = othersOf(asked, duo, addDays(day, -182), day)
      const since = after <= asked.today ? othersOf(asked, duo, day, after) : null
      return [{ day, key, person: null, numerator: before, denominator: since, codes: { site: asked.siteId } }]
    }),
  'TIE-07': (asked) =>
    asked.world.duo.flatMap((duo): Item[] => {
      const { starts_on: on, ended_on: ended, id: key } = duo
      const day = on === null ? null : addDays(on, 91)
      if (on === null || day === null || day > asked.today || (ended !== null && ended < day)) return []
      const numerator = othersOf(asked, duo, on, day) === 0 ? 1 : 0
      return [{ day, key, person: null, numerator, denominator: 1, codes: { site: asked.siteId } }]
    }),
} as const satisfies Record<string, (asked: Asked) => Item[]>
