import type { SheetRow } from '@interra/contracts'
import { describe, expect, test } from '@jest/globals'
import {
  mayForget,
  namesakes,
  nothingKept,
  stateOf,
  unsettledCount,
  type Kept,
} from '../src/features/attendance/queue.ts'

const row = (more: Partial<SheetRow> = {}): SheetRow => ({
  personId: 'a',
  givenName: 'Amina',
  birthYear: null,
  memberSince: null,
  place: 'confirmed',
  status: 'unknown',
  part: 'participant',
  walkIn: false,
  observedAt: null,
  ...more,
})

describe('[A14] a sheet kept on a phone', () => {
  const mark = { id: 'm', personId: 'a', status: 'present', observedAt: '2026-11-01T18:00:00Z' } as const
  const kept: Kept = { ...nothingKept, keptAt: '2026-11-01T18:00:00Z' }
  const later = Date.parse('2026-11-22T18:00:00Z')

  test('goes after a week, never with a mark that was not sent, nor with a refusal that nobody has read', () => {
    expect(mayForget(kept, later)).toBe(true)
    expect(mayForget(kept, Date.parse('2026-11-08T17:00:00Z'))).toBe(false)
    expect(mayForget({ ...kept, marks: [mark] }, later)).toBe(false)
    const refused = { ...kept, refused: [{ mark, name: 'Amina', code: 'sheet-closed' as const }] }
    expect(mayForget(refused, later)).toBe(false)
    expect(unsettledCount(refused)).toBe(1)
  })

  test('once closed says of nobody that they are still to be marked', () => {
    const shown = (more: Partial<SheetRow>) => ({ ...row(more), waiting: false })
    expect(stateOf(shown({}), false)).toBe('unknown')
    expect(stateOf(shown({}), true)).toBe('not_marked')
    expect(stateOf(shown({ place: 'waitlisted' }), true)).toBe('no_place')
    expect(stateOf(shown({ place: 'waitlisted', status: 'present' }), true)).toBe('present')
  })

  test('knows whose name somebody else bears, accents and capitals aside', () => {
    const rows = [row(), row({ personId: 'b', givenName: 'amína' }), row({ personId: 'c', familyName: 'Diallo' })]
    expect([...namesakes(rows)]).toEqual(['a', 'b'])
  })
})
