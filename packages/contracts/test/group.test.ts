import { describe, expect, test } from '@jest/globals'
import { addMonths, groupAt, type GroupFacts, type GroupPolicy } from '../src/index.ts'

const policy: GroupPolicy = { thresholdMonths: 36, localLanguageLevel: 'B1' }
const nothing: GroupFacts = { lifelongResident: null, isBelgian: null, arrival: null, languages: [] }
const arrived = (on: string, precision: 'day' | 'month' | 'year' | 'approximate' = 'day'): GroupFacts => ({
  ...nothing,
  arrival: { on, precision, declaredOn: null },
})
const below = ['fr', 'nl', 'de'].map((language) => ({ language, level: 'A2' as const, assessedOn: '2020-01-01' }))

describe('[B2] newcomer or local on a day (TV-2)', () => {
  test.each([
    ['2021-05-10', '2024-05-09', 'newcomer'],
    ['2021-05-10', '2024-05-10', 'local'],
    ['2020-02-29', '2023-02-27', 'newcomer'],
    ['2020-02-29', '2023-02-28', 'local'],
    ['2021-03-10', '2024-03-09', 'newcomer'],
    ['2021-03-10', '2024-03-10', 'local'],
  ])('arrived %s: on %s %s', (on, day, group) => {
    expect(groupAt(arrived(on), day, policy).group).toBe(group)
  })

  test('a month counts from its first day, a year from 1 January, both flagged', () => {
    expect(groupAt(arrived('2021-05-20', 'month'), '2024-04-30', policy)).toEqual({
      group: 'newcomer',
      flags: ['approximate'],
    })
    expect(groupAt(arrived('2021-05-20', 'month'), '2024-05-01', policy).group).toBe('local')
    expect(groupAt(arrived('2021-05-20', 'year'), '2024-01-01', policy).group).toBe('local')
  })

  test('a Belgian back after twenty years abroad is a local; nothing known is unknown', () => {
    expect(groupAt({ ...arrived('2026-01-01'), isBelgian: true }, '2026-02-01', policy).group).toBe('local')
    expect(groupAt(nothing, '2026-02-01', policy)).toEqual({ group: 'unknown', flags: [] })
  })

  test('resident past the limit and below the level in every national language is in between', () => {
    const facts = { ...arrived('2019-01-01'), languages: below }
    expect(groupAt(facts, '2026-01-01', policy)).toEqual({ group: 'in_between', flags: [] })
    const learnt = [...below, { language: 'fr', level: 'B1' as const, assessedOn: '2025-06-01' }]
    expect(groupAt({ ...facts, languages: learnt }, '2025-05-31', policy).group).toBe('in_between')
    expect(groupAt({ ...facts, languages: learnt }, '2025-06-01', policy).group).toBe('local')
    expect(groupAt({ ...facts, languages: below.slice(0, 2) }, '2026-01-01', policy)).toEqual({
      group: 'local',
      flags: ['language_unknown'],
    })
  })

  test('who only said to be newly arrived is a newcomer for the time of the policy, flagged', () => {
    const facts: GroupFacts = { ...nothing, arrival: { on: null, precision: 'declared', declaredOn: '2024-06-01' } }
    expect(groupAt(facts, '2027-05-31', policy)).toEqual({ group: 'newcomer', flags: ['declared'] })
    expect(groupAt(facts, '2027-06-01', policy).group).toBe('local')
  })

  test('[M1] the policy of the day decides: a later threshold changes nothing before it', () => {
    expect(groupAt(arrived('2021-03-10'), '2024-12-31', policy).group).toBe('local')
    expect(groupAt(arrived('2021-03-10'), '2025-01-01', { ...policy, thresholdMonths: 60 }).group).toBe('newcomer')
  })

  test('months are added as the calendar does', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2023-12-31', 2)).toBe('2024-02-29')
    expect(addMonths('2020-02-29', 48)).toBe('2024-02-29')
  })
})
