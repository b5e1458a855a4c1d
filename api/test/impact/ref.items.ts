import { addDays, addMonths, daysBetween } from '@interra/contracts'
import { localDay } from './inc.items.ts'
import type { Item, Period, World } from './oracle.ts'
import type { People, PeopleTables } from './people.ts'
import { isStillThere, stillTables, type StillTables } from './still-there.items.ts'

interface ReferralRow {
  readonly id: string
  readonly partner_id: string
  readonly person_id: string | null
  readonly is_test: boolean
  readonly status: string
  readonly status_since: string
  readonly received_at: string
  readonly answered_at: string | null
  readonly waited_seconds: number
  readonly first_presence_on: string | null
  readonly outcome: string | null
  readonly feedback: boolean
  readonly programmes: readonly string[]
}
interface IntroductionRow {
  readonly need_id: string
  readonly person_id: string
  readonly status: string
  readonly sent_at: string | null
  readonly meeting_on: string | null
  readonly started_on: string | null
}
export interface RefTables extends StillTables {
  readonly referral_told: { readonly referral_id: string; readonly told_at: string; readonly channel: string }
  readonly partner: { readonly id: string; readonly types: readonly string[] }
  readonly referral: ReferralRow
  readonly referral_event: { readonly referral_id: string; readonly to_status: string; readonly at: string }
  readonly introduction: IntroductionRow
  readonly employer_need: { readonly id: string; readonly kind: string }
}
export const refTables = [
  'referral',
  'referral_event',
  'introduction',
  'employer_need',
  'partner',
  'referral_told',
  ...stillTables,
] as const

interface Asked {
  readonly period: Period
  readonly world: World<PeopleTables & RefTables>
  readonly people: People
  readonly today: string
  readonly siteId: string
}

const alone = (codes: readonly string[]) => (codes.length > 1 ? 'several' : (codes[0] ?? null))

const easterDays = ['2023-04-09', '2024-03-31', '2025-04-20', '2026-04-05']
const holidays = ['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25']
const isFree = (day: string) =>
  [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay()) ||
  holidays.includes(day.slice(5)) ||
  easterDays.some((easter) => [1, 39, 50].some((days) => addDays(easter, days) === day))

/** Five working days later. */
function deadline(day: string): string {
  let last = day
  for (let worked = 0; worked < 5;) {
    last = addDays(last, 1)
    if (!isFree(last)) worked++
  }
  return last
}

/** Nobody waits for what is over, nor for us while we wait for information. */
const isStanding = ({ status }: ReferralRow) =>
  ['needs_info', 'declined', 'withdrawn', 'expired', 'transferred', 'closed'].includes(status)

/** Days until the person was reached or came, or so far, or until it was over without. */
function contactOf({ world, today }: Asked, row: ReferralRow, day: string): Partial<Item> {
  const called = world.referral_event
    .filter(({ referral_id: id, to_status: to }) => id === row.id && to === 'contacted')
    .map(({ at }) => localDay(at))
  const days = [...called, ...(row.first_presence_on === null ? [] : [row.first_presence_on])].toSorted()
  const first = days.find((one) => one <= today)
  const last = isStanding(row) && localDay(row.status_since) < today ? localDay(row.status_since) : today
  const waited = Math.floor(row.waited_seconds / 86_400)
  const numerator = Math.max(0, daysBetween(day, first ?? last) - waited)
  return { part: 'first_contact', numerator, denominator: first === undefined ? 0 : 1 }
}

/** Every referral that counts, with the day on which it was accepted. */
const received = ({ world, people, siteId }: Asked) =>
  world.referral
    .filter(({ is_test: isTest, status }) => !isTest && status !== 'linked')
    .map((row) => {
      const accepted = world.referral_event.find((one) => one.referral_id === row.id && one.to_status === 'accepted')
      const base: Item = {
        day: localDay(row.received_at),
        key: row.id,
        person: row.person_id === null ? null : people.canonical(row.person_id),
        numerator: 1,
        codes: {
          site: siteId,
          partner: row.partner_id,
          partnerType: alone(world.partner.find(({ id }) => id === row.partner_id)?.types ?? []),
          programme: alone(row.programmes),
        },
      }
      return { row, base, acceptedOn: accepted ? localDay(accepted.at) : null }
    })

/** By the letter of the domain reference, 3.3. */
export const refItems = {
  'REF-01': (asked) =>
    received(asked).flatMap(({ row, base, acceptedOn }) => {
      const came = row.first_presence_on
      const isIn = ['received', 'under_review', 'needs_info', 'waitlisted'].includes(row.status)
      const hasCome = came !== null && acceptedOn !== null && came <= addDays(acceptedOn, 60) && came <= asked.today
      const isJudged = hasCome
        ? addDays(came, 120) <= asked.today
        : acceptedOn !== null && addDays(acceptedOn, 60) <= asked.today
      const parts = [
        ...(acceptedOn === null ? [] : ['accepted']),
        ...(hasCome ? ['attended'] : []),
        ...(hasCome && isJudged && isStillThere(asked, base.person, came) ? ['active'] : []),
        ...(acceptedOn !== null && !isJudged ? ['immature'] : []),
        ...(['declined', 'withdrawn'].includes(row.status) ? [row.status] : []),
        ...(acceptedOn === null && ['expired', 'transferred'].includes(row.status) ? [row.status] : []),
        ...(isIn ? ['in_progress'] : []),
      ]
      const people = base.person === null ? [] : [{ ...base, key: base.person, part: 'people' }]
      return [base, ...parts.map((part) => ({ ...base, part })), ...people]
    }),
  'REF-02': (asked) =>
    received(asked).flatMap(({ row, base, acceptedOn }) => {
      const answered = row.answered_at !== null && localDay(row.answered_at) <= asked.today ? row.answered_at : null
      // the day after today begins at 22:00 UTC in summer
      const watched = [`${asked.today}T22:00:00Z`, ...(isStanding(row) ? [row.status_since] : [])].map((at) =>
        Date.parse(at),
      )
      const until = answered === null ? Math.min(...watched) : Date.parse(answered)
      const seconds = (until - Date.parse(row.received_at)) / 1000 - row.waited_seconds
      const whole = {
        ...base,
        numerator: Math.max(0, Math.floor(seconds / 86_400)),
        denominator: answered === null ? 0 : 1,
      }
      const contact = contactOf(asked, row, base.day)
      if (acceptedOn === null) return [whole, { ...base, ...contact }]
      const came = row.first_presence_on !== null && row.first_presence_on <= asked.today ? row.first_presence_on : null
      const [lastDay = asked.today] = [asked.today, ...(isStanding(row) ? [localDay(row.status_since)] : [])].toSorted()
      const numerator = Math.max(0, daysBetween(acceptedOn, came ?? lastDay))
      return [
        whole,
        { ...base, ...contact },
        { ...base, part: 'first_presence', numerator, denominator: came === null ? 0 : 1 },
      ]
    }),
  'REF-03': (asked) =>
    received(asked).flatMap(({ row, base }) => {
      const came = row.first_presence_on
      if (came === null || came > asked.today) return []
      const on = { ...base, day: came, denominator: 1 }
      if (addDays(came, 120) > asked.today) return [{ ...on, part: 'immature' }]
      const stays = isStillThere(asked, base.person, came)
      const isWork = !stays && row.outcome === 'work_or_training'
      const whole = { ...on, numerator: base.person === null ? null : stays ? 1 : 0 }
      return isWork ? [whole, { ...on, part: 'left_positive' }] : [whole]
    }),
  'REF-04': (asked) =>
    received(asked).map(({ row, base }) => {
      const found = asked.world.referral_told.find(({ referral_id: id }) => id === row.id)
      const told = found && localDay(found.told_at) <= asked.today ? found : undefined
      const due = deadline(base.day)
      const isInTime = told !== undefined && localDay(told.told_at) <= due
      const codes = { ...base.codes, channel: told?.channel ?? null }
      const part = !row.feedback ? 'no_consent' : due >= asked.today && !isInTime ? 'immature' : null
      return { ...base, codes, part, numerator: part !== null || isInTime ? 1 : 0, denominator: 1 }
    }),
  'EMP-01': ({ world, people, today, siteId, period }) => {
    const sent = world.introduction.flatMap((row) => {
      const day = row.sent_at === null ? '' : localDay(row.sent_at)
      return day >= period.from && day < period.to ? [{ row, day }] : []
    })
    return sent.flatMap(({ row, day }) => {
      const person = people.canonical(row.person_id)
      const base: Item = { day, key: person, person, numerator: 1, codes: { site: siteId } }
      const end = addMonths(day, 6)
      const hasBegun = row.started_on !== null && row.started_on <= end && row.started_on <= today
      // of the person: nothing is known of any of the times that they were introduced
      const isUnknown = sent
        .filter((other) => people.canonical(other.row.person_id) === person)
        .every((other) => ['sent', 'meeting'].includes(other.row.status))
      const isJob = world.employer_need.find(({ id }) => id === row.need_id)?.kind === 'job'
      const parts = [
        ...(row.meeting_on !== null && row.meeting_on <= today ? ['met'] : []),
        ...(hasBegun ? [isJob ? 'hired' : 'started_otherwise'] : []),
        ...(end <= today ? ['matured'] : []),
        ...(end <= today && isUnknown ? ['unknown'] : []),
      ]
      return [base, ...parts.map((part) => ({ ...base, part }))]
    })
  },
} as const satisfies Record<string, (asked: Asked) => Item[]>
