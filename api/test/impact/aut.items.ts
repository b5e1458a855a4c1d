import { codesOf, hostGroup, type Asked, type SessionRow } from './act.items.ts'
import type { Item } from './oracle.ts'

/** The held sessions of a workshop up to today, in their order. */
function lifeOf({ world, today }: Asked, workshopId: string): SessionRow[] {
  const own = world.session.filter(
    (one) => one.workshop_id === workshopId && one.status === 'held' && one.starts_on <= today,
  )
  return own.toSorted((a, b) =>
    a.starts_at === b.starts_at ? a.id.localeCompare(b.id) : a.starts_at.localeCompare(b.starts_at),
  )
}

/** Whether somebody of the team was there; null when nobody wrote it down. */
function supported({ world }: Asked, { id }: SessionRow): boolean | null {
  const known = world.session_staff.filter((one) => one.session_id === id && one.present !== null)
  return known.length === 0 ? null : known.some(({ present }) => present === true)
}

function hours({ world }: Asked, { id }: SessionRow): number | null {
  const known = world.session_staff.flatMap((one) =>
    one.session_id === id && one.minutes !== null ? [one.minutes] : [],
  )
  return known.length === 0 ? null : known.reduce((sum, minutes) => sum + minutes, 0) / 60
}

/** Each held session with its rank, from 1. */
const ranked = (asked: Asked) =>
  asked.world.workshop.flatMap(({ id }) =>
    lifeOf(asked, id).map((session, index, life) => ({ session, rank: index + 1, earlier: life.slice(0, index) })),
  )

const row = (asked: Asked, session: SessionRow, rank: string, more: Partial<Item>): Item => ({
  day: session.starts_on,
  key: session.id,
  person: null,
  numerator: 1,
  denominator: 1,
  codes: { ...codesOf(asked, session), hostGroup: hostGroup(asked, session), rank },
  ...more,
})
const upToTen = (rank: number) => (rank > 10 ? '11+' : String(rank))
const inThrees = (rank: number) => (rank <= 3 ? '1-3' : rank <= 6 ? '4-6' : '7+')
const asNumber = (known: boolean | null) => (known === null ? null : known ? 1 : 0)

/** By the letter of the domain reference, 3.3. */
export const autItems = {
  'AUT-01': (asked) =>
    ranked(asked).map(({ session, rank }) =>
      row(asked, session, upToTen(rank), { numerator: asNumber(supported(asked, session)) }),
    ),
  'AUT-02': (asked) =>
    ranked(asked).flatMap(({ session, rank, earlier }) => {
      const known = supported(asked, session)
      const base = row(asked, session, upToTen(rank), { numerator: known === null ? null : known ? 0 : 1 })
      if (known === null) return [base]
      const before = earlier.map((one) => supported(asked, one)).findLast((one) => one !== null)
      const parts = [known ? 'supported' : 'autonomous', ...(known && before === false ? ['returned'] : [])]
      return [base, ...parts.map((part) => ({ ...base, part, numerator: 1 }))]
    }),
  'AUT-03': (asked) =>
    asked.world.workshop.flatMap((workshop) => {
      const life = lifeOf(asked, workshop.id)
      const [first] = life
      if (!first) return []
      const alone = life.map((session) => supported(asked, session) === false)
      const at = alone.findIndex((_, index) => [0, 1, 2].every((next) => alone[index + next] === true))
      const base = row(asked, first, '1', { key: workshop.id })
      const isEnded = workshop.status === 'ended'
      return [
        { ...base, numerator: at === -1 ? life.length : at, denominator: at === -1 ? 0 : 1 },
        { ...base, part: at !== -1 ? 'autonomous' : isEnded ? 'stopped' : 'accompanied' },
      ]
    }),
  'AUT-04': (asked) => {
    const { world, people, today, siteId } = asked
    const on = (id: string) => world.session.find((session) => session.id === id)
    const first = new Map<string, string>()
    for (const host of world.session_host) {
      const session = on(host.session_id)
      if (!host.active || session?.status !== 'held' || session.starts_on > today) continue
      const person = people.canonical(host.person_id)
      const known = first.get(person)
      if (known === undefined || session.starts_on < known) first.set(person, session.starts_on)
    }
    return [...first].flatMap(([person, day]) => {
      const came = world.attendance.some((one) => {
        const session = on(one.session_id)
        const isVisit = one.status === 'present' && one.part === 'participant' && session?.status === 'held'
        return isVisit && people.canonical(one.person_id) === person && session.starts_on < day
      })
      return came ? [{ day, key: person, person, numerator: 1, codes: { site: siteId } }] : []
    })
  },
  'AUT-05': (asked) =>
    ranked(asked).map(({ session, rank }) => row(asked, session, inThrees(rank), { numerator: hours(asked, session) })),
} as const satisfies Record<string, (asked: Asked) => Item[]>
