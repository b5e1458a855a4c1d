import { addDays, daysBetween } from '@interra/contracts'
import type { Item, World } from './oracle.ts'
import type { People, PeopleTables } from './people.ts'

interface DuoRow {
  readonly id: string
  readonly status: string
  readonly newcomer_id: string
  readonly local_id: string
  readonly newcomer_candidacy_id: string
  readonly local_candidacy_id: string
  readonly starts_on: string | null
  readonly planned_end_on: string | null
  readonly ended_on: string | null
  readonly end_reason: string | null
  readonly rhythm_days: number
  readonly paused_days: number
  readonly paused_on: string | null
  readonly resumed_on: string | null
}
interface CheckInRow {
  readonly duo_id: string
  readonly kind: string
  readonly due_on: string
  readonly answered_at: string | null
  readonly met: boolean | null
  readonly times: number | null
}
interface MeetingRow {
  readonly id: string
  readonly duo_id: string
  readonly met_on: string
  readonly mode: string
  readonly removed_at: string | null
}
interface CandidacyRow {
  readonly id: string
  readonly person_id: string
  readonly status: string
  readonly waiting_since: string | null
  readonly left_on: string | null
}
export interface DuoTables {
  readonly duo: DuoRow
  readonly duo_meeting: MeetingRow
  readonly check_in: CheckInRow
  readonly candidacy: CandidacyRow
}
export const duoTables = ['duo', 'duo_meeting', 'check_in', 'candidacy'] as const

interface Asked {
  readonly world: World<PeopleTables & DuoTables>
  readonly people: People
  readonly today: string
  readonly siteId: string
}

const dayOf = (instant: string) => new Date(instant).toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' })
const started = ({ world, today }: Asked) =>
  world.duo.flatMap((duo) =>
    duo.starts_on !== null && duo.starts_on <= today ? [{ ...duo, startsOn: duo.starts_on }] : [],
  )

function pairOf({ people }: Asked, duo: DuoRow): string | null {
  const genders = [duo.newcomer_id, duo.local_id].map((id) => people.row(people.canonical(id)).gender)
  if (!genders.every((gender) => gender === 'woman' || gender === 'man')) return null
  return genders[0] === genders[1] ? (genders[0] ?? null) : 'mixed'
}

/** The last day on which somebody heard of a duo. */
function heardOn({ world, today }: Asked, { id }: DuoRow, startsOn: string): string {
  const met = world.duo_meeting.filter((one) => one.duo_id === id && one.removed_at === null).map((one) => one.met_on)
  const said = world.check_in.flatMap((one) =>
    one.duo_id === id && one.answered_at !== null ? [dayOf(one.answered_at)] : [],
  )
  return (
    [startsOn, ...met, ...said]
      .filter((day) => day === startsOn || day <= today)
      .toSorted()
      .at(-1) ?? startsOn
  )
}

const item = (asked: Asked, duo: DuoRow, day: string, more: Partial<Item>): Item => ({
  day,
  key: duo.id,
  person: null,
  numerator: 1,
  denominator: 1,
  codes: {
    site: asked.siteId,
    pair: pairOf(asked, duo),
    reason: duo.end_reason === 'safety' ? 'other' : duo.end_reason,
  },
  ...more,
})

/** What is logged of a duo, and what the two say of months of which nothing is. */
function meetingsOf({ world, today }: Asked, { id }: DuoRow) {
  const logged = world.duo_meeting
    .filter((one) => one.duo_id === id && one.removed_at === null && one.met_on <= today)
    .map((one) => ({ key: one.id, day: one.met_on, how: one.mode === 'in_person' ? 'in_person' : 'online', times: 1 }))
  const said = ['week_4', 'end'].flatMap((kind) => {
    const answers = world.check_in.flatMap((one) =>
      one.duo_id === id && one.kind === kind && one.answered_at !== null && (one.times ?? 0) > 0
        ? [{ day: dayOf(one.answered_at), times: one.times ?? 0 }]
        : [],
    )
    const known = answers.filter(({ day }) => day <= today)
    const day = known.map((one) => one.day).toSorted()[0]
    const isLogged = logged.some((one) => day !== undefined && one.day <= day && daysBetween(one.day, day) < 30)
    if (day === undefined || isLogged) return []
    return [{ key: `${id} ${kind}`, day, how: 'estimated', times: Math.max(...known.map(({ times }) => times)) }]
  })
  return [...logged, ...said]
}

/** By the letter of the domain reference, 3.3. */
export const duoItems = {
  'DUO-01': (asked) =>
    started(asked).flatMap((duo) => {
      const people = [duo.newcomer_id, duo.local_id].map((id) => asked.people.canonical(id))
      const inIt = people.map((person) => item(asked, duo, duo.startsOn, { key: person, person, part: 'people' }))
      return [item(asked, duo, duo.startsOn, {}), ...inIt]
    }),
  'DUO-02': (asked) =>
    started(asked).flatMap((duo) => {
      const { planned_end_on: end, status } = duo
      if (end === null) return []
      if (end > asked.today) return [item(asked, duo, end, { part: 'immature' })]
      const isLost =
        status !== 'completed' &&
        status !== 'ended_early' &&
        daysBetween(heardOn(asked, duo, duo.startsOn), asked.today) > 60
      const isThere = status === 'completed' || (status !== 'ended_early' && !isLost)
      const whole = item(asked, duo, end, { numerator: isThere ? 1 : 0 })
      return isThere ? [whole] : [whole, { ...whole, part: isLost ? 'lost' : 'ended_early', numerator: 1 }]
    }),
  'DUO-03': (asked) =>
    started(asked).map((duo) => {
      const isOver = duo.status === 'ended_early'
      const last = isOver ? (duo.ended_on ?? '') : heardOn(asked, duo, duo.startsOn)
      return item(asked, duo, duo.startsOn, { numerator: daysBetween(duo.startsOn, last), denominator: isOver ? 1 : 0 })
    }),
  'DUO-04': (asked) =>
    started(asked).flatMap((duo) => {
      const after = asked.world.check_in.filter(
        (one) => one.duo_id === duo.id && one.kind === 'after_6_months' && one.due_on <= asked.today,
      )
      const [first] = after
      if (duo.status !== 'completed' || !first) return []
      const answers = after.flatMap(({ met }) => (met === null ? [] : [met]))
      const stays = answers.includes(true) && !answers.includes(false)
      const day = after.map(({ due_on: on }) => on).toSorted()[0] ?? first.due_on
      const whole = item(asked, duo, day, { numerator: answers.length === 0 ? null : stays ? 1 : 0 })
      const isBoth = answers.includes(true) && answers.includes(false)
      return [
        whole,
        { ...whole, part: 'all', numerator: stays ? 1 : 0 },
        ...(isBoth ? [{ ...whole, part: 'conflicting', numerator: 1 }] : []),
      ]
    }),
  'DUO-05': (asked) =>
    started(asked).flatMap((duo) => {
      const { startsOn, ended_on: endedOn, paused_on: pausedOn, resumed_on: resumedOn } = duo
      const meetings = meetingsOf(asked, duo)
      const items = meetings.flatMap(({ key, day, how, times }) => {
        const one = item(asked, duo, day, { numerator: times, denominator: 0 })
        return [one, { ...one, key, part: 'meetings' }, { ...one, key, part: how }]
      })
      const last = endedOn ?? pausedOn ?? '9999-12-31'
      for (let day = startsOn; day <= asked.today && day < last; day = addDays(day, 1)) {
        const isPause = resumedOn !== null && day < resumedOn && day >= addDays(resumedOn, -duo.paused_days)
        if (isPause) continue
        const [year = 0, month = 0] = day.split('-').map(Number)
        const denominator = 1 / new Date(Date.UTC(year, month, 0)).getUTCDate()
        items.push(
          item(asked, duo, day, { numerator: 0, denominator }),
          item(asked, duo, day, { part: 'duos', numerator: 1 }),
        )
      }
      const three = addDays(startsOn, 91)
      const until = endedOn !== null && endedOn < three ? endedOn : three
      const rests = duo.paused_days + (pausedOn !== null && pausedOn < until ? daysBetween(pausedOn, until) : 0)
      const days = daysBetween(startsOn, until) - rests
      if (until <= asked.today && days >= duo.rhythm_days) {
        const inside = meetings.filter(({ day }) => day >= startsOn && day <= until)
        const times = inside.reduce((sum, one) => sum + one.times, 0)
        const isRegular = times * duo.rhythm_days >= 0.75 * days
        items.push(item(asked, duo, until, { part: 'regular', numerator: isRegular ? 1 : 0 }))
      }
      return items
    }),
  'DUO-06': (asked) =>
    asked.world.candidacy.flatMap((candidacy) => {
      const { waiting_since: since, id, left_on: left } = candidacy
      if (since === null || since > asked.today) return []
      const own = started(asked).filter((duo) => id === duo.newcomer_candidacy_id || id === duo.local_candidacy_id)
      const first = own
        .map(({ startsOn }) => startsOn)
        .filter((on) => on >= since)
        .toSorted()[0]
      const isOver = left !== null && left <= asked.today
      const last = first ?? (isOver ? left : asked.today)
      const person = asked.people.canonical(candidacy.person_id)
      const base = { day: since, key: id, person, codes: { site: asked.siteId } }
      const whole: Item = {
        ...base,
        numerator: Math.max(0, daysBetween(since, last)),
        denominator: first === undefined ? 0 : 1,
      }
      return first === undefined ? [whole, { ...base, part: isOver ? 'left' : 'waiting', numerator: 1 }] : [whole]
    }),
  'DUO-07': (asked) =>
    asked.world.duo.flatMap((duo) =>
      duo.status === 'ended_early' && duo.ended_on !== null && duo.ended_on <= asked.today
        ? [item(asked, duo, duo.ended_on, {})]
        : [],
    ),
} as const satisfies Record<string, (asked: Asked) => Item[]>
