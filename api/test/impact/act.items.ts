import { addDays, daysBetween } from '@interra/contracts'
import type { Item, World } from './oracle.ts'
import type { People, PeopleTables } from './people.ts'

export interface SessionRow {
  readonly id: string
  readonly workshop_id: string
  readonly starts_on: string
  readonly starts_at: string
  readonly ends_at: string
  readonly status: string
  readonly attendance_closed_at: string | null
}
interface AttendanceRow {
  readonly id: string
  readonly session_id: string
  readonly person_id: string
  readonly status: string
  readonly part: string
  readonly walk_in: boolean
}
interface ProposalRow {
  readonly id: string
  readonly status: string
  readonly status_since: string
  readonly submitted_at: string | null
  readonly category_term_id: string | null
}
export interface InteractTables {
  readonly session: SessionRow
  readonly attendance: AttendanceRow
  readonly workshop: {
    readonly id: string
    readonly status: string
    readonly proposal_id: string | null
    readonly category_term_id: string | null
  }
  readonly session_host: {
    readonly session_id: string
    readonly person_id: string
    readonly part: string
    readonly active: boolean
  }
  readonly head_count: { readonly session_id: string; readonly heads: number }
  readonly proposal: ProposalRow
  readonly session_staff: {
    readonly session_id: string
    readonly present: boolean | null
    readonly minutes: number | null
  }
}
export const tables = [
  'session_staff',
  'session',
  'attendance',
  'workshop',
  'session_host',
  'head_count',
  'proposal',
] as const

export interface Asked {
  readonly world: World<PeopleTables & InteractTables>
  readonly people: People
  readonly today: string
  readonly siteId: string
}
type Items = (asked: Asked) => Item[]

const held = ({ world }: Asked) => world.session.filter(({ status }) => status === 'held')
const headsOf = ({ world }: Asked, { id }: SessionRow) =>
  world.head_count.find((one) => one.session_id === id)?.heads ?? 0

/** Who was there, each once, as the person they are. */
function comers({ world, people }: Asked, { id }: SessionRow): string[] {
  const present = world.attendance.filter((one) => one.session_id === id && one.status === 'present')
  return [...new Set(present.map(({ person_id: person }) => people.canonical(person)))]
}

const groupsOf = (asked: Asked, session: SessionRow) =>
  comers(asked, session).map((person) => asked.people.group(person, session.starts_on))

function leadGroups({ world, people }: Asked, { id, starts_on: on }: SessionRow): string[] {
  const leads = world.session_host.filter((one) => one.session_id === id && one.part === 'lead' && one.active)
  return leads.map((one) => people.group(people.canonical(one.person_id), on))
}

export function hostGroup(asked: Asked, session: SessionRow): string | null {
  const groups = new Set(leadGroups(asked, session))
  if (groups.size === 0 || groups.has('unknown')) return null
  return groups.size > 1 ? 'mixed' : ([...groups][0] ?? null)
}

export function codesOf(asked: Asked, session: SessionRow) {
  const theme = asked.world.workshop.find(({ id }) => id === session.workshop_id)?.category_term_id ?? null
  return { site: asked.siteId, theme, hostGroup: hostGroup(asked, session), programme: 'interact' }
}

const one = { numerator: 1, person: null }
const item = (asked: Asked, session: SessionRow, more: Partial<Item>): Item => ({
  day: session.starts_on,
  key: session.id,
  person: null,
  numerator: 1,
  codes: codesOf(asked, session),
  ...more,
})

/** The presences of everybody, oldest first. */
function visits(asked: Asked) {
  const all = held(asked).flatMap((session) =>
    comers(asked, session).map((person) => ({ session, person, on: session.starts_on })),
  )
  return all.toSorted((a, b) => a.session.starts_at.localeCompare(b.session.starts_at))
}

function firstVisits(asked: Asked) {
  const first = new Map<string, ReturnType<typeof visits>[number]>()
  for (const visit of visits(asked))
    if (visit.on <= asked.today && !first.has(visit.person)) first.set(visit.person, visit)
  return [...first.values()]
}

const verdictOf = (groups: readonly string[]) => {
  const of = (group: string) => groups.filter((one) => one === group).length
  const [n, l] = [of('newcomer'), of('local')]
  if (n + l < 4 || of('unknown') > 0.4 * groups.length) return 'not_assessable'
  return n >= 2 && l >= 2 && Math.min(n, l) / (n + l) >= 0.25 ? 'mixed' : 'not_mixed'
}

const heads = (
  asked: Asked,
  times: (session: SessionRow) => number = () => 1,
  parts: readonly (string | null)[] = [null, 'unidentified'],
) =>
  held(asked).flatMap((session) =>
    headsOf(asked, session) === 0
      ? []
      : parts.map((part) => item(asked, session, { part, numerator: headsOf(asked, session) * times(session) })),
  )

/** By the letter of the domain reference, 3.3. */
export const itemsOf = {
  'ACT-01': (asked) => [
    ...held(asked).map((session) => item(asked, session, {})),
    ...asked.world.session
      .filter(({ status, starts_on: on }) => status === 'scheduled' && daysBetween(on, asked.today) > 7)
      .map((session) => item(asked, session, { part: 'overdue' })),
  ],
  'ACT-02': (asked) =>
    held(asked).flatMap((session) => {
      const earlier = held(asked).some(
        (other) => other.workshop_id === session.workshop_id && other.starts_on < session.starts_on,
      )
      const row = item(asked, session, { key: session.workshop_id })
      return earlier ? [row] : [row, { ...row, part: 'new' }]
    }),
  'ACT-03': (asked) => [
    ...held(asked).flatMap((session) =>
      comers(asked, session).flatMap((person) =>
        [null, 'identified'].map((part) => item(asked, session, { key: `${session.id} ${person}`, person, part })),
      ),
    ),
    ...heads(asked),
  ],
  'ACT-04': (asked) => [
    ...visits(asked).map(({ session, person }) =>
      item(asked, session, {
        key: person,
        person,
        codes: { site: asked.siteId, programme: 'interact', partner: asked.people.row(person).referrer_partner_id },
      }),
    ),
    ...heads(asked, undefined, ['unidentified']),
  ],
  'ACT-05': (asked) =>
    firstVisits(asked).map(({ session, person }) =>
      item(asked, session, { key: person, person, codes: { site: asked.siteId } }),
    ),
  'ACT-06': (asked) => held(asked).map((session) => item(asked, session, {})),
  'ACT-07': (asked) =>
    held(asked).map((session) => {
      const size = comers(asked, session).length + headsOf(asked, session)
      const isListed = size > 0 || session.attendance_closed_at !== null
      return item(asked, session, isListed ? { numerator: size, denominator: 1 } : { part: 'without_list' })
    }),
  'ACT-08': (asked) =>
    firstVisits(asked).map(({ session, person, on }) => {
      const again = visits(asked).some(
        (visit) =>
          visit.person === person && visit.session.id !== session.id && visit.on >= on && visit.on <= addDays(on, 60),
      )
      const codes = { site: asked.siteId }
      return addDays(on, 60) <= asked.today
        ? item(asked, session, { key: person, person, codes, numerator: again ? 1 : 0, denominator: 1 })
        : item(asked, session, { key: person, person, codes, part: 'immature' })
    }),
  'ACT-09': (asked) =>
    held(asked).flatMap((session) => {
      const rows = asked.world.attendance.filter((row) => row.session_id === session.id && row.part === 'participant')
      const expected = [...new Set(rows.map((row) => asked.people.canonical(row.person_id)))]
      return expected.flatMap((person) => {
        const own = rows.filter((row) => asked.people.canonical(row.person_id) === person)
        if (own.every((row) => row.walk_in)) return []
        // entered twice, the one of the two that says most
        const status = ['present', 'unexcused', 'excused', 'unknown'].find((one) =>
          own.some((row) => row.status === one),
        )
        if (status === 'unknown' && daysBetween(session.starts_on, asked.today) <= 7) return []
        const part = { excused: 'excused', unknown: 'not_recorded' }[status ?? ''] ?? null
        const numerator = status === 'present' ? 0 : 1
        return [item(asked, session, { key: `${session.id} ${person}`, person, part, numerator, denominator: 1 })]
      })
    }),
  'ACT-10': (asked) => {
    const hours = (session: SessionRow) => (Date.parse(session.ends_at) - Date.parse(session.starts_at)) / 3_600_000
    const named = visits(asked).map(({ session, person }) =>
      item(asked, session, { key: `${session.id} ${person}`, person, numerator: hours(session) }),
    )
    return [...named, ...heads(asked, hours)]
  },
  'ACT-11': (asked) =>
    asked.world.proposal.flatMap((proposal) => {
      if (proposal.submitted_at === null) return []
      const day = new Date(proposal.submitted_at).toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' })
      const workshops = asked.world.workshop
        .filter((workshop) => workshop.proposal_id === proposal.id)
        .map(({ id }) => id)
      const sessions = held(asked).filter(
        (session) => workshops.includes(session.workshop_id) && session.starts_on <= asked.today,
      )
      const first = sessions.map(({ starts_on: on }) => on).toSorted()[0]
      const isOver = ['withdrawn', 'declined'].includes(proposal.status)
      const since = proposal.status_since.slice(0, 10)
      const last = isOver && since < asked.today ? since : asked.today
      const base = { ...one, day, key: proposal.id, codes: { site: asked.siteId, theme: proposal.category_term_id } }
      const numerator = Math.max(0, daysBetween(day, first ?? last))
      const rows: Item[] = [{ ...base, numerator, denominator: first === undefined ? 0 : 1 }]
      if (first === undefined) rows.push({ ...base, part: isOver ? proposal.status : 'waiting' })
      return rows
    }),
  'MIX-01': (asked) =>
    visits(asked).flatMap(({ session, person, on }) => {
      const group = asked.people.group(person, on)
      const base = { key: `${session.id} ${person}`, person }
      const numerator = group === 'unknown' ? null : group === 'newcomer' ? 1 : 0
      const denominator = group === 'in_between' ? 0 : 1
      return [item(asked, session, { ...base, numerator, denominator }), item(asked, session, { ...base, part: group })]
    }),
  'MIX-02': (asked) =>
    held(asked).flatMap((session) => {
      const verdict = verdictOf(groupsOf(asked, session))
      const numerator = verdict === 'not_assessable' ? null : verdict === 'mixed' ? 1 : 0
      return [item(asked, session, { numerator, denominator: 1 }), item(asked, session, { part: verdict })]
    }),
  'MIX-03': (asked) =>
    held(asked).flatMap((session) => {
      const groups = groupsOf(asked, session).filter((group) => group === 'newcomer' || group === 'local')
      const pairs = groups.flatMap((first, index) => groups.slice(index + 1).map((second) => first !== second))
      return pairs.length === 0
        ? []
        : [item(asked, session, { numerator: pairs.filter(Boolean).length, denominator: pairs.length })]
    }),
  'MIX-04': (asked) =>
    held(asked).flatMap((session) => {
      const groups = leadGroups(asked, session)
      if (groups.length === 0) return [item(asked, session, { numerator: null, denominator: 1 })]
      const isNewcomer = groups.includes('newcomer')
      const isKnown = isNewcomer || !groups.includes('unknown')
      const row = item(asked, session, { numerator: isKnown ? (isNewcomer ? 1 : 0) : null, denominator: 1 })
      const others = groups.filter((group) => group !== 'newcomer')
      const parts: string[] = []
      if (groups.every((group) => group === 'local')) parts.push('local')
      if (isNewcomer && others.some((group) => group !== 'unknown')) parts.push('mixed')
      const leads = asked.world.session_host.filter(
        (host) => host.session_id === session.id && host.part === 'lead' && host.active,
      )
      const wasNewcomer = leads.some((host) => {
        const person = asked.people.canonical(host.person_id)
        return (
          asked.people.group(person, session.starts_on) !== 'newcomer' &&
          asked.people.group(person, '2023-01-01') === 'newcomer'
        )
      })
      if (wasNewcomer) parts.push('former_newcomer')
      return [row, ...parts.map((part) => ({ ...row, part, numerator: 1 }))]
    }),
  'MIX-05': (asked) => {
    return visits(asked).flatMap(({ session, person }) => {
      const { gender } = asked.people.row(person)
      const numerator = gender === null || gender === 'undisclosed' ? null : gender === 'woman' ? 1 : 0
      const part = { woman: 'women', man: 'men' }[gender ?? ''] ?? gender ?? 'undisclosed'
      const base = { key: person, person, codes: { site: asked.siteId, programme: 'interact' } }
      return [item(asked, session, { ...base, numerator, denominator: 1 }), item(asked, session, { ...base, part })]
    })
  },
} as const satisfies Record<string, Items>
