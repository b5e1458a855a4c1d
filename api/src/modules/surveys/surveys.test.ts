import { describe, expect, test } from '@jest/globals'
import { preferNotToSay } from '@interra/contracts'
import { instrumentOf, instruments } from './instruments.ts'
import { baseline, pairOf, type Answered } from '../../../test/impact/pairing.ts'
import { scoreOf, strangeAnswer } from './scoring.ts'

describe('[H6] the instruments', () => {
  test('each that is offered has its words in four languages: every question, and the ends of every scale', () => {
    for (const { offered, items, lowest, highest, kind, wordings, code } of instruments) {
      expect([code, wordings.map(({ language }) => language)]).toEqual([code, offered ? ['fr', 'nl', 'en', 'ar'] : []])
      const worded = kind === 'number' ? [] : [lowest, highest]
      for (const { questions, answers } of wordings) {
        expect([code, questions.length]).toEqual([code, items.length])
        expect(answers.map(({ value }) => value)).toEqual(expect.arrayContaining(worded))
      }
    }
  })
})

describe('[H6] a score', () => {
  const gse = instrumentOf('gse6')
  const five = { means: 3, goals: 4, unexpected: 2, resourceful: 3, calm: 3 }

  test('is the sum of the questions, and none when one of three has no answer', () => {
    const ucla = instrumentOf('ucla3')
    expect(scoreOf(ucla, { company: 1, leftOut: 2, isolated: 3 })).toBe(6)
    expect(scoreOf(ucla, { company: 1, leftOut: 2 })).toBeNull()
    expect(scoreOf(ucla, { company: 1, leftOut: 2, isolated: preferNotToSay })).toBeNull()
  })
  test('takes the mean of five questions of self-efficacy for the sixth, and no less', () => {
    expect(scoreOf(gse, five)).toBe(18)
    expect(scoreOf(gse, { ...five, calm: preferNotToSay })).toBeNull()
  })
  test('knows no answer that is not of the instrument', () => {
    expect(strangeAnswer(gse, { ...five, handle: preferNotToSay })).toBeNull()
    expect(strangeAnswer(gse, { ...five, handle: 5 })).toBe('handle')
    expect(strangeAnswer(gse, { other: 1 })).toBe('other')
  })
})

describe('[H6] a pair', () => {
  const entry = '2026-01-10'
  const said = (day: string, score: number | null, more: Partial<Answered> = {}): Answered => ({
    day,
    score,
    version: 1,
    alone: true,
    language: 'fr',
    published: true,
    ...more,
  })

  test('starts with the first valid answer between 30 days before the entry and 21 days after', () => {
    const answers = [said('2025-12-10', 1), said('2025-12-11', null), said('2026-01-31', 3), said('2026-01-30', 2)]
    expect(baseline(entry, answers)?.score).toBe(2)
    expect(baseline(entry, [said('2025-12-11', 5), ...answers])?.score).toBe(5)
    expect(baseline(entry, [said('2026-02-01', 5)])).toBeNull()
  })
  test('ends with the answer closest to six months, the earlier of two', () => {
    const first = said('2026-01-10', 5)
    // 180 days after the entry is 9 July
    const answers = [first, said('2026-07-14', 8), said('2026-07-04', 7), said('2026-06-30', 6)]
    expect(pairOf(entry, 't6', answers)?.last.score).toBe(7)
    expect(pairOf(entry, 't6', [first, said('2026-05-24', 6)])).toBeNull()
    expect(pairOf(entry, 't6', [first, said('2026-05-25', 6)])?.last.score).toBe(6)
  })
  test('compares the same version, written by the same hand, and languages that were validated', () => {
    const first = said('2026-01-10', 5)
    const last = '2026-07-09'
    expect(pairOf(entry, 't6', [first, said(last, 6, { version: 2 })])).toBeNull()
    expect(pairOf(entry, 't6', [first, said(last, 6, { alone: false })])).toBeNull()
    expect(pairOf(entry, 't6', [first, said(last, 6, { language: 'ar', published: false })])).toBeNull()
    expect(pairOf(entry, 't6', [first, said(last, 6, { language: 'en' })])?.languageChanged).toBe(true)
  })
})
