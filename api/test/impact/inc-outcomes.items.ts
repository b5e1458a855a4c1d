import { addDays, addMonths, daysBetween } from '@interra/contracts'
import type { AskedInc, IncubationRow } from './inc.items.ts'
import type { Item } from './oracle.ts'

const positive = ['launched_main', 'launched_secondary', 'association_or_coop', 'employed', 'training']

/** What is known of somebody at a moment; null for nothing. */
function isWell({ world }: AskedInc, { id, stage }: IncubationRow, moment: string, launchedOn: string | undefined) {
  const noted = world.incubation_outcome.find((one) => one.incubation_id === id && one.moment === moment)?.situations
  const byStage = moment === 'exit' && stage === 'employed_instead' && launchedOn === undefined ? ['employed'] : []
  const known = (noted ?? byStage).filter((one) => one !== 'unknown')
  if (known.length === 0) return null
  return known.some((one) => positive.includes(one)) ? 1 : 0
}

function base(asked: AskedInc, incubationId: string, day: string): Item {
  const incubation = asked.world.incubation.find(({ id }) => id === incubationId)
  const application = asked.world.application.find(({ id }) => id === incubation?.application_id)
  const person = asked.people.canonical(incubation?.person_id ?? '')
  const codes = { site: asked.siteId, cohort: incubation?.cohort_id ?? null, sector: application?.sector ?? null }
  return { day, key: incubationId, person, numerator: 1, denominator: 1, codes }
}

/** Who leaves twice in a period is one person, well when one of both is known to be. */
function oncePerPerson(rows: readonly Item[]): Item[] {
  const of = (item: Item) => `${item.key} ${item.part ?? ''}`
  return [...new Map(rows.map((row) => [of(row), row])).values()].map((row) => {
    const all = rows.filter((one) => of(one) === of(row))
    const known = all.flatMap(({ numerator }) => (numerator === null || numerator === undefined ? [] : [numerator]))
    const day = all.map((one) => one.day).toSorted()[0] ?? row.day
    return { ...row, day, ...('numerator' in row && { numerator: known.length === 0 ? null : Math.max(...known) }) }
  })
}

/** By the letter of the domain reference, 3.3; the whole period is the lifetime of the associations. */
export const incOutcomeItems = {
  'INC-06': (asked) =>
    asked.world.path_item.flatMap((need) => {
      const reviews = asked.world.path_review
        .filter((one) => one.path_item_id === need.id && one.reviewed_on <= asked.today)
        .filter((one) => one.reviewed_on < asked.period.to)
        .toSorted((a, b) => a.reviewed_on.localeCompare(b.reviewed_on))
      const [first, ...later] = reviews
      if (need.kind !== 'need' || !first || first.severity < 2) return []
      const starts = asked.world.incubation.find(({ id }) => id === need.incubation_id)?.starts_on ?? ''
      const item = { ...base(asked, need.incubation_id, need.opened_on), key: need.id }
      if (daysBetween(starts, need.opened_on) >= 56) return [{ ...item, part: 'added_later' }]
      const last = later.at(-1)
      const numerator = last === undefined ? null : last.severity < 2 ? 1 : 0
      // never looked at again, it is not known in any period
      const day = last?.reviewed_on ?? [first.reviewed_on, asked.period.from].toSorted()[1] ?? ''
      return [
        { ...item, day, numerator },
        { ...item, day, numerator: numerator ?? 0, part: 'conservative' },
      ]
    }),
  'INC-07': (asked) =>
    asked.world.incubation.flatMap((one) => {
      const item = base(asked, one.id, one.starts_on)
      const venture = asked.world.venture.find((row) => row.incubation_id === one.id && row.number !== null)
      const created = venture?.started_on ?? null
      const within = (days: number) =>
        created !== null && created >= one.starts_on && created <= addDays(one.starts_on, days) ? 1 : 0
      if (addDays(one.starts_on, 365) > asked.today) return [{ ...item, part: 'immature' }]
      const outcomes = asked.world.incubation_outcome.filter((row) => row.incubation_id === one.id)
      const isTold = outcomes.some(({ situations }) => situations.some((situation) => situation !== 'unknown'))
      const isKnown = venture !== undefined || ['stopped', 'employed_instead'].includes(one.stage) || isTold
      return [
        { ...item, numerator: within(365) },
        ...(addDays(one.starts_on, 730) <= asked.today
          ? [{ ...item, part: 'within_24_months', numerator: within(730) }]
          : []),
        ...(isKnown ? [] : [{ ...item, part: 'unknown' }]),
        ...(created !== null && created < one.starts_on ? [{ ...item, part: 'before' }] : []),
      ]
    }),
  'INC-08': (asked) =>
    asked.world.venture.flatMap((one) => {
      if (one.number === null || one.started_on === null) return []
      // until the last day on which somebody saw it alive or looked it up
      const looks = [one.started_on, one.alive_on ?? '', one.verified_on ?? ''].toSorted()
      const last = one.ceased_on ?? looks.at(-1) ?? one.started_on
      const item = base(asked, one.incubation_id, one.started_on)
      const isOver = one.ceased_on !== null
      return [
        { ...item, numerator: daysBetween(one.started_on, last), denominator: isOver ? 1 : 0 },
        ...(isOver ? [{ ...item, part: 'ceased' }] : []),
      ]
    }),
  'INC-09': (asked) => {
    const rows = asked.world.incubation.flatMap((one): Item[] => {
      const launched = asked.world.incubation_stage
        .filter((row) => row.incubation_id === one.id && row.stage === 'launched')
        .map((row) => row.since_on)
        .toSorted()[0]
      const day = launched ?? (['stopped', 'employed_instead'].includes(one.stage) ? one.ends_on : null)
      if (day === null) return []
      const of = base(asked, one.id, day)
      const item = { ...of, key: of.person ?? '' }
      const [now, then] = ['exit', 'month_6'].map((moment) => isWell(asked, one, moment, launched))
      if (addDays(day, 28) > asked.today) return [{ ...item, part: 'immature' }]
      const first = [
        { ...item, numerator: now ?? null },
        { ...item, part: 'conservative', numerator: now ?? 0 },
      ]
      if (addMonths(day, 6) > asked.today) return first
      return [
        ...first,
        { ...item, part: 'month_6', numerator: then ?? null },
        { ...item, part: 'month_6_conservative', numerator: then ?? 0 },
      ]
    })
    return oncePerPerson(rows.filter(({ day }) => day >= asked.period.from && day < asked.period.to))
  },
} as const satisfies Record<string, (asked: AskedInc) => Item[]>
