import { indicators, type Indicator } from '@interra/contracts'
import { expect, test } from '@jest/globals'
import { protect, type Counted } from './protect.ts'

const rules = { k: 5, by: [] } as const
const behind = (all: number) => ({
  persons: { all, did: 0, didNot: 0, notKnown: 0 },
  partPersons: new Map<string, number>(),
})

test('[M11] TV-6: A and B are hidden in both columns, C and all totals are shown', () => {
  const table = { A: [12, 3], B: [8, 9], C: [20, 15] } as const
  const cell = (codes: string[], value: number): Counted => ({
    from: '2024-01-01',
    to: '2025-01-01',
    codes,
    over: codes.map((code) => code === '*'),
    ...behind(value),
    figure: {
      value,
      numerator: null,
      denominator: null,
      n: value,
      coverage: null,
      unknown: null,
      interval: null,
      parts: [],
      flags: [],
      suppressed: false,
    },
  })
  const rows = Object.entries(table)
  const cells = [
    ...rows.flatMap(([row, [women, men]]) => [
      cell([row, 'W'], women),
      cell([row, 'M'], men),
      cell([row, '*'], women + men),
    ]),
    cell(['*', 'W'], 40),
    cell(['*', 'M'], 27),
    cell(['*', '*'], 67),
  ]
  const persons = indicators.find(({ id }) => id === 'ACT-04')
  if (!persons) throw new Error('not in the registry')
  const hidden = protect(persons, cells, rules).filter(({ figure }) => figure.suppressed)
  expect(hidden.map(({ codes }) => codes.join(' '))).toEqual(['A W', 'A M', 'B W', 'B M'])
})

test('[M11] a share with its conservative twin is told when all that it stands on is large, and others of its shares are not', () => {
  const found: Indicator | undefined = indicators.find(({ id }) => id === 'LNK-02')
  if (!found) throw new Error('not in the registry')
  const cell = (unknown: number): Counted => ({
    from: '2024-01-01',
    to: '2025-01-01',
    codes: [],
    over: [],
    persons: { all: 40 + unknown, did: 20, didNot: 20, notKnown: unknown },
    partPersons: new Map(),
    figure: {
      value: 0.5,
      numerator: 20,
      denominator: 40,
      n: 40,
      coverage: 0.8,
      unknown,
      interval: null,
      flags: [],
      suppressed: false,
      parts: [
        { code: 'conservative', value: 20 / (40 + unknown), suppressed: false },
        { code: 'immature', value: 0, suppressed: false },
      ],
    },
  })
  expect(protect(found, [cell(10)], rules)[0]?.figure).toMatchObject({
    value: 0.5,
    parts: [{ value: 0.4 }, { value: 0 }],
  })
  expect(protect(found, [cell(3)], rules)[0]?.figure.value).toBeNull()
  const other: Indicator = { ...found, partKind: { month_6: 'ratio' }, parts: ['month_6'] }
  const shares = {
    ...cell(10),
    figure: { ...cell(10).figure, parts: [{ code: 'month_6', value: 0.3, suppressed: false }] },
  }
  expect(protect(other, [shares], rules)[0]?.figure).toMatchObject({
    value: 0.5,
    parts: [{ value: null, suppressed: true }],
  })
})

test('[LNK-05] [M11] the size of a change is told where its mean is, and not where few did not answer again', () => {
  const found = indicators.find(({ id }) => id === 'LNK-05')
  if (!found) throw new Error('not in the registry')
  const sizes = { follow_up_rate: 0.8, g_av: -0.42, d_av: -0.43, dz: -0.51, change_t3: -0.3 }
  const told = (n: number, counts: Readonly<Record<string, number>>) => {
    const values: Readonly<Record<string, number>> = { ...sizes, pairs: n, ...counts }
    const parts = found.parts.map((code) => ({ code, value: values[code] ?? 0, suppressed: false }))
    const shown = { value: -0.6, numerator: 4.6, denominator: 5.2, n, coverage: null, unknown: null, interval: null }
    const cell = { from: '2024-01-01', to: '2025-01-01', codes: [], over: [], ...behind(n) }
    const [one] = protect(found, [{ ...cell, figure: { ...shown, parts, flags: [], suppressed: false } }], rules)
    return Object.fromEntries((one?.figure.parts ?? []).map(({ code, value }) => [code, value]))
  }
  const ways = { improved: 25, same: 5, worse: 10, immature: 0, no_baseline: 0 }
  expect(told(40, { ...ways, asked: 50, pairs_t3: 30 })).toMatchObject({ ...sizes, ...ways, pairs_t3: 30 })
  for (const few of [{ asked: 43 }, { pairs_t3: 38 }, { immature: 2 }, { no_baseline: 3 }])
    expect(told(40, { ...ways, asked: 50, pairs_t3: 30, ...few })).toMatchObject({ g_av: null, follow_up_rate: null })
  expect(told(8, { asked: 20 })).toMatchObject({ g_av: null, change_t3: null, pairs: null })
})

test('[DUO-03] [M11] of how many were left after some months nothing is told to whoever does not know them', () => {
  const found = indicators.find(({ id }) => id === 'DUO-03')
  if (!found) throw new Error('not in the registry')
  const values: Readonly<Record<string, number>> = { p90: 300, month_3: 0.975, month_6: 0.9, month_12: 0.5 }
  const figure = { value: 250, numerator: 20, denominator: 40, n: 40, coverage: null, unknown: null, interval: null }
  const parts = found.parts.map((code) => ({ code, value: values[code] ?? 0, suppressed: false }))
  const cell = { from: '2024-01-01', to: '2025-01-01', codes: [], over: [], ...behind(40) }
  const [one] = protect(found, [{ ...cell, figure: { ...figure, parts, flags: [], suppressed: false } }], rules)
  expect(one?.figure.value).toBe(250)
  expect(one?.figure.parts.map(({ value }) => value)).toEqual([300, null, null, null])
})
