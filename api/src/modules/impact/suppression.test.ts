import { groups, type Figure, type Group } from '@interra/contracts'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { closedPeriod, monthsFrom } from './closed-period.ts'
import type { Counted } from './counted.store.ts'
import { figuresFrom } from './figures.ts'
import type { GroupCounts, Measures } from './impact.store.ts'

const runs = process.env['INTERRA_PROVE'] === 'full' ? 300 : 20

const k = 5
const year = Array.from({ length: 12 }, (_, month) => month)
/** Somebody who came: at which site, of which group, how often in each month. */
interface Member {
  readonly site: number
  readonly group: Group
  readonly came: readonly number[]
}
interface Asked {
  readonly sites: readonly number[]
  readonly months: readonly number[]
}

const member = fc.record({
  site: fc.constantFrom(0, 0, 0, 1),
  group: fc.constantFrom<Group>(...groups, 'newcomer', 'local', 'newcomer', 'local'),
  came: fc
    .array(fc.record({ month: fc.constantFrom(0, 1, 2, 7), times: fc.integer({ min: 1, max: 4 }) }), { maxLength: 3 })
    .map((visits) => year.map((month) => visits.find((visit) => visit.month === month)?.times ?? 0)),
})
const world = fc.array(member, { maxLength: 60 })

function measuresOf(people: readonly Member[], { sites, months }: Asked): Measures {
  const visits = (one: Member) => months.reduce((sum, month) => sum + (one.came[month] ?? 0), 0)
  const there = people.filter((one) => sites.includes(one.site) && visits(one) > 0)
  const count = (weigh: (one: Member) => number): GroupCounts => {
    const of = (group: Group) => there.reduce((sum, one) => sum + (one.group === group ? weigh(one) : 0), 0)
    return { newcomer: of('newcomer'), local: of('local'), in_between: of('in_between'), unknown: of('unknown') }
  }
  const none = {
    sessions: 0,
    sessionsLastFourWeeks: 0,
    activeWeeks: 0,
    overdue: 0,
    recorded: 0,
    approximate: 0,
    heads: 0,
  }
  const quartiles = { p25: null, p50: null, p75: null }
  const mixity = { mixed: 0, notMixed: 0, notAssessable: 0 }
  const counts = { presences: count(visits), persons: count(() => 1) }
  return { ...none, quartiles, mixity, ...counts, days: 30 * months.length, smallCellK: k, weeks: [] }
}

function countedOf(people: readonly Member[], asked: Asked): Counted {
  const { sites, months } = asked
  const part = (some: Partial<Asked>) => countedOf(people, { ...asked, ...some })
  const closed = months.length > 1 ? 'year' : 'month'
  const counted = { measures: measuresOf(people, asked), level: 'internal_report' as const, closed } as const
  if (sites.length > 1)
    return { ...counted, finer: { by: 'site', parts: sites.map((site) => part({ sites: [site] })) } }
  if (closed === 'month') return { ...counted, finer: null }
  return { ...counted, finer: { by: 'month', parts: months.map((month) => part({ months: [month] })) } }
}

const everyQuestion: readonly Asked[] = [[0], [1], [0, 1]].flatMap((sites) =>
  [...year.map((month) => [month]), year].map((months) => ({ sites, months })),
)
const within = (one: readonly number[], other: readonly number[]) => one.every((item) => other.includes(item))
const figure = (counted: Counted, id: Figure['indicatorId']) => {
  const found = figuresFrom(counted).find(({ indicatorId }) => indicatorId === id)
  if (!found) throw new Error(`no figure ${id}`)
  return found
}

/** What a reader sees of each cell, by question; null when hidden. */
function seenBy(people: readonly Member[], id: 'ACT-04' | 'MIX-01') {
  return everyQuestion.map((asked) => {
    const { value, parts } = figure(countedOf(people, asked), id)
    const cells = new Map<string, number | null>(
      groups.map((group) => [group, parts.find((one) => one.code === group)?.value ?? null]),
    )
    if (id === 'ACT-04') cells.set('total', value)
    return { asked, cells }
  })
}

/** Whether linear equations `[coefficients…, result]` leave only one value of some unknown, and which. */
function determined(equations: readonly (readonly number[])[], unknowns: number): Map<number, number> {
  const rows = equations.map((row) => [...row])
  const pivots: number[] = []
  for (let column = 0; column < unknowns; column++) {
    const at = rows.findIndex((row, index) => index >= pivots.length && Math.abs(row[column] ?? 0) > 1e-9)
    const pivot = rows[at]
    if (!pivot) continue
    const top = pivots.length
    ;[rows[top], rows[at]] = [pivot, rows[top] ?? pivot]
    const lead = pivot[column] ?? 1
    for (let index = 0; index <= unknowns; index++) pivot[index] = (pivot[index] ?? 0) / lead
    for (const row of rows) {
      const factor = row === pivot ? 0 : (row[column] ?? 0)
      if (factor !== 0)
        for (let index = 0; index <= unknowns; index++) row[index] = (row[index] ?? 0) - factor * (pivot[index] ?? 0)
    }
    pivots.push(column)
  }
  const alone = pivots.flatMap((column, index): [number, number][] => {
    const row = rows[index] ?? []
    const others = row.slice(0, unknowns).some((value, at) => at !== column && Math.abs(value) > 1e-9)
    return others ? [] : [[column, Math.round(row[unknowns] ?? 0)]]
  })
  return new Map(alone)
}

describe('[M11] small numbers that cannot be undone', () => {
  test.each(['ACT-04', 'MIX-01'] as const)('%s: no answer holds 1 to 4, and none less a finer one is 1 to 4', (id) => {
    fc.assert(
      fc.property(world, (people) => {
        const answers = seenBy(people, id)
        for (const { asked, cells } of answers)
          for (const [code, value] of cells) {
            expect([asked, code, value !== null && value > 0 && value < k]).toEqual([asked, code, false])
            for (const finer of answers) {
              if (!within(finer.asked.sites, asked.sites) || !within(finer.asked.months, asked.months)) continue
              const other = finer.cells.get(code) ?? null
              const rest = value === null || other === null ? 0 : value - other
              expect([asked, finer.asked, code, rest > 0 && rest < k]).toEqual([asked, finer.asked, code, false])
            }
          }
      }),
      { numRuns: runs, seed: 20_261_122 },
    )
  })

  test('all answers on groups together, with the attendances of each month, tell no hidden number of 1 to 4', () => {
    fc.assert(
      fc.property(world, (people) => {
        const active = [0, 1, 2, 7]
        const place = (site: number, month: number, group: Group) =>
          (site * active.length + active.indexOf(month)) * groups.length + groups.indexOf(group)
        const unknowns = 2 * active.length * groups.length
        const equations: number[][] = []
        const know = ({ sites, months }: Asked, some: readonly Group[], value: number) => {
          const row = Array.from({ length: unknowns + 1 }, () => 0)
          for (const site of sites)
            for (const month of months)
              if (active.includes(month)) for (const group of some) row[place(site, month, group)] = 1
          row[unknowns] = value
          equations.push(row)
        }
        for (const { asked, cells } of seenBy(people, 'MIX-01')) {
          for (const group of groups) {
            const value = cells.get(group) ?? null
            if (value !== null) know(asked, [group], value)
          }
          const { presences } = measuresOf(people, asked)
          know(
            asked,
            groups,
            groups.reduce((sum, group) => sum + presences[group], 0),
          )
        }
        const small = [...determined(equations, unknowns)].filter(([, value]) => value > 0 && value < k)
        expect(small).toEqual([])
      }),
      { numRuns: runs, seed: 20_261_122 },
    )
  })

  test('two small numbers of persons are not what is left of a total', () => {
    const people: Member[] = Array.from({ length: 50 }, (_, index) => ({
      site: 0,
      group: index === 0 ? 'newcomer' : index === 1 ? 'unknown' : 'local',
      came: year.map((m) => (m === 0 ? 1 : 0)),
    }))
    const { value, parts } = figure(countedOf(people, { sites: [0], months: year }), 'ACT-04')
    expect(value).toBe(50)
    const shown = new Map(parts.map((one) => [one.code, one.value]))
    expect(shown).toEqual(
      new Map([
        ['newcomer', null],
        ['local', null],
        ['in_between', 0],
        ['unknown', null],
        ['unidentified', null],
      ]),
    )
  })

  test.each(['ACT-04', 'MIX-01'] as const)(
    '%s: hidden groups of an answer share at least k, all totals known',
    (id) => {
      fc.assert(
        fc.property(world, (people) => {
          for (const { asked, cells } of seenBy(people, id)) {
            const { persons, presences } = measuresOf(people, asked)
            const counts = id === 'ACT-04' ? persons : presences
            const hidden = groups.filter((group) => (cells.get(group) ?? null) === null)
            const left = hidden.reduce((sum, group) => sum + counts[group], 0)
            const totalShown = id === 'MIX-01' || (cells.get('total') ?? null) !== null
            expect([asked, hidden.length === 1]).toEqual([asked, false])
            if (totalShown && id === 'ACT-04' && hidden.length > 0)
              expect([asked, left === 0 || left >= k]).toEqual([asked, true])
            if (!totalShown) expect([asked, hidden.length]).toEqual([asked, groups.length])
          }
        }),
        { numRuns: runs, seed: 20_261_122 },
      )
    },
  )

  test('a month of one session does not tell by its named attendances how many persons came', () => {
    const people: Member[] = [{ site: 0, group: 'local', came: year.map((m) => (m === 0 ? 3 : 0)) }]
    const answer = countedOf(people, { sites: [0], months: [0] })
    const attendances = figure(answer, 'ACT-03')
    expect(attendances).toMatchObject({ value: 3, coverage: null, suppressed: false, flags: [] })
    expect(attendances.parts.map(({ value }) => value)).toEqual([null, null])
    expect(figure(answer, 'ACT-04').parts.map(({ value }) => value)).toEqual([null, null, null, null, null])
    const asCase = figure({ ...answer, level: 'internal_case' }, 'ACT-03')
    expect(asCase.parts.map(({ value }) => value)).toEqual([3, 0])
  })

  test('a single small number beside zeros is not what is left of the attendances', () => {
    const people: Member[] = Array.from({ length: 3 }, () => ({
      site: 0,
      group: 'newcomer',
      came: year.map((m) => (m === 0 ? 1 : 0)),
    }))
    const { parts } = figure(countedOf(people, { sites: [0], months: year }), 'MIX-01')
    expect(parts.filter(({ suppressed }) => suppressed).length).toBeGreaterThan(1)
  })

  test('persons are told by whole months and years that are over, and by no other period', () => {
    const today = '2026-11-22'
    const kind = (from: string, to: string) => closedPeriod({ from, to }, today)
    expect(kind('2026-10-01', '2026-11-01')).toBe('month')
    expect(kind('2025-12-01', '2026-01-01')).toBe('month')
    expect(kind('2025-01-01', '2026-01-01')).toBe('year')
    for (const [from, to] of [
      ['2026-11-01', '2026-12-01'],
      ['2026-01-01', '2027-01-01'],
      ['2026-10-02', '2026-11-01'],
      ['2026-10-01', '2026-10-31'],
      ['2026-09-01', '2026-11-01'],
      ['2025-07-01', '2026-07-01'],
    ] as const)
      expect([from, to, kind(from, to)]).toEqual([from, to, null])
    expect(monthsFrom('2024-01-01').map((month) => closedPeriod(month, today))).toEqual(year.map(() => 'month'))
  })
})
