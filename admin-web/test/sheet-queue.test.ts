import type { Mark, Sheet, SheetRow } from '@interra/contracts'
import { describe, expect, test } from '@jest/globals'
import {
  afterRefusal,
  afterSending,
  mayForget,
  nameOf,
  namesakes,
  nextStatus,
  nothingKept,
  shownRows,
  stateOf,
  unsettledCount,
  withMark,
  withoutWalkIn,
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

  test('keeps a refused count of heads to be read, as it does a refused mark', () => {
    const headCount = { heads: 4, observedAt: '2026-11-01T18:10:00Z' }
    const sent = { marks: [mark], headCount }
    const before: Kept = { ...kept, ...sent }
    const results = [{ id: 'm', outcome: 'applied' as const }]
    const closed = afterSending(before, sent, { results, headsRefused: 'sheet-closed', sheet: null })
    expect([closed.headCount, closed.marks]).toEqual([null, []])
    expect(closed.refused).toEqual([{ headCount, code: 'sheet-closed' }])
    const cancelled = afterRefusal(before, sent, 'session-closed')
    expect(cancelled.refused).toEqual([
      { mark, name: '', code: 'session-closed' },
      { headCount, code: 'session-closed' },
    ])
    expect(
      afterSending(
        { ...before, headCount: null },
        { ...sent, headCount: null },
        { results, headsRefused: null, sheet: null },
      ).refused,
    ).toEqual([])
  })

  test('tells a refusal once, though two tabs sent the same marks', () => {
    const sent = { marks: [mark], headCount: { heads: 4, observedAt: '2026-11-01T18:10:00Z' } }
    const once = afterRefusal({ ...kept, ...sent }, sent, 'session-closed')
    expect(afterRefusal(once, sent, 'session-closed').refused).toEqual(once.refused)
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

describe('[A13] somebody who came without a registration', () => {
  const sheet: Sheet = {
    sessionId: 's',
    siteId: 'l',
    workshopTitle: 'Chant',
    startsOn: '2026-11-22',
    startsTime: '18:00',
    endsTime: '20:00',
    room: null,
    venue: null,
    sessionStatus: 'scheduled',
    capacity: 10,
    heads: 0,
    closedAt: null,
    rows: [row({ personId: 'z', givenName: 'Zoé' }), row()],
    version: 1,
  }
  const seen = (id: string, status: Mark['status']): Mark => ({
    id,
    personId: 'n',
    status,
    observedAt: '2026-11-22T18:00:00Z',
  })
  const added = withMark({ ...nothingKept, sheet }, { ...seen('1', 'present'), newPerson: { givenName: 'Ali' } }, 'Ali')
  const names = (kept: Kept) => shownRows(kept, new Intl.Collator('fr')).map(nameOf)

  test('stands after those who were expected, who stay where they are', () => {
    expect(names(added)).toEqual(['Amina', 'Zoé', 'Ali'])
  })

  test('taken back before anything was sent, was never there; later, the service is told', () => {
    const gone = withoutWalkIn(added, seen('2', 'unknown'))
    expect([names(gone), gone.marks]).toEqual([['Amina', 'Zoé'], []])
    const told = withoutWalkIn({ ...added, tried: ['1'] }, seen('2', 'unknown'))
    expect([names(told), told.marks.map(({ id }) => id)]).toEqual([
      ['Amina', 'Zoé'],
      ['1', '2'],
    ])
  })

  test('is never still to be marked', () => {
    expect(nextStatus(row({ walkIn: true, place: null, status: 'excused' }))).toBe('present')
    expect(nextStatus(row({ status: 'excused' }))).toBe('unknown')
    // before the day
    expect(nextStatus(row({ status: 'unknown' }), true)).toBe('excused')
    expect(nextStatus(row({ status: 'excused' }), true)).toBe('unknown')
  })
})
