import { indicators, type Indicator } from '@interra/contracts'
import { describe, expect, test } from '@jest/globals'
import { indicatorWith } from './registry.sql.ts'
import { judge } from './count.store.ts'

describe('[H2] a period across the day on which a definition changes is refused', () => {
  const found = indicatorWith('ACT-01')
  if (!found) throw new Error('not in the registry')
  const changed = { ...found.indicator, breaks: ['2025-07-01'] }
  const ask = (from: string, to: string) => () => judge({ from, to, by: [] }, changed, found.facts)

  test('with the day on which it changes', () => {
    expect(ask('2025-01-01', '2026-01-01')).toThrow(
      expect.objectContaining({
        code: 'rule-broken',
        extra: { errors: [expect.objectContaining({ params: { rule: 'across-a-break', on: '2025-07-01' } })] },
      }),
    )
  })
  test('and told on either side of it', () => {
    expect(ask('2025-01-01', '2025-07-01')).not.toThrow()
    expect(ask('2025-07-01', '2026-01-01')).not.toThrow()
  })
  test('a definition that changes says since when', () => {
    const all: readonly Indicator[] = indicators
    for (const { version, breaks = [] } of all) expect(breaks.length).toBeLessThan(version)
  })
})
