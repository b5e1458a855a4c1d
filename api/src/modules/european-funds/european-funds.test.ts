import { employments, schoolings, type AmifLine, type EsfLine } from '@interra/contracts'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { amifFaults, amifLines, type Supported } from './amif.ts'
import { esfFaults, esfGaps, esfLines, judged, type Entrant } from './esf.ts'

const maybe = <T>(values: readonly T[]) => fc.constantFrom(...values, null)
const entrant: fc.Arbitrary<Entrant> = fc.record({
  personId: fc.uuid(),
  name: fc.constant('Essai'),
  gender: maybe(['woman', 'man', 'non_binary'] as const),
  age: fc.option(fc.integer({ min: 16, max: 80 }), { nil: null }),
  employment: maybe(employments),
  schooling: maybe(schoolings),
  isThirdCountry: maybe([true, false]),
  enteredOn: fc.constant('2026-01-05'),
  leftOn: maybe(['2026-10-01']),
  inTraining: maybe([true, false]),
  inEmployment: maybe([true, false]),
  inEmploymentLater: maybe([true, false]),
})

describe('[H12] ESF+', () => {
  test('what is worked out from people never breaks a rule of the annex, and nobody is lost', () => {
    fc.assert(
      fc.property(fc.array(entrant, { maxLength: 40 }), (entrants) => {
        const people = entrants.map(judged)
        const lines = esfLines(people)
        expect(esfFaults(lines)).toEqual([])
        const incomplete = esfGaps(people, '2027-06-01').find(({ code }) => code === 'incomplete')?.count ?? 0
        expect((lines.find(({ code }) => code === 'EECO01')?.total ?? 0) + incomplete).toBe(people.length)
        for (const { total, women, men, nonBinary } of lines) expect(women + men + nonBinary).toBe(total)
      }),
    )
  })

  const whole = (counts: Readonly<Record<string, number>>): EsfLine[] =>
    esfLines([]).map((line) => ({ ...line, total: counts[line.code] ?? 0, women: counts[line.code] ?? 0 }))
  const right = { EECO01: 10, EECO02: 6, EECO03: 2, EECO04: 3, EECO05: 1, EECO09: 5, EECO10: 3, EECO11: 2, EECR04: 9 }
  test.each([
    ['a line that is short of its parts', { EECO05: 0 }, ['parts-differ', 'EECO02 + EECO04 + EECO05', 'EECO01', 1]],
    ['schooling that does not add up', { EECO11: 4 }, ['parts-differ', 'EECO09 + EECO10 + EECO11', 'EECO01', 2]],
    ['more long-term unemployed than unemployed', { EECO03: 7 }, ['part-exceeds', 'EECO03', 'EECO02', 1]],
    [
      'ages of more people than there are',
      { EECO07: 9, EECO08: 4 },
      ['part-exceeds', 'EECO06 + EECO07 + EECO08', 'EECO01', 3],
    ],
    ['a result larger than its output', { EECR04: 10 }, ['result-exceeds', 'EECR04', 'EECO02 + EECO04', 1]],
  ] as const)('%s is found', (_, wrong, [code, line, other, count]) => {
    expect(esfFaults(whole(right))).toEqual([])
    expect(esfFaults(whole({ ...right, ...wrong }))).toEqual([{ code, level: 'error', line, with: other, count }])
  })
})

describe('[H12] AMIF', () => {
  const somebody: fc.Arbitrary<Supported> = fc.record({
    code: fc.constantFrom('O.2.3', 'R.2.9' as const),
    personId: fc.uuid(),
    gender: maybe(['woman', 'man', 'non_binary']),
    age: maybe(['0-17', '18-60', '61+']),
    isThirdCountry: maybe([true, false]),
  })
  test('genders and ages add up, and nobody of unknown nationality is in a line', () => {
    fc.assert(
      fc.property(fc.array(somebody, { maxLength: 40 }), (people) => {
        const lines = amifLines(people)
        expect(amifFaults(lines).filter(({ code }) => code === 'parts-differ')).toEqual([])
        const all = lines.reduce((sum, { total }) => sum + total, 0)
        expect(all).toBe(people.filter(({ isThirdCountry }) => isThirdCountry === true).length)
      }),
    )
  })
  test('a part that is larger for one gender or age alone is found', () => {
    const [supported, coached, helped] = amifLines([]) as [AmifLine, AmifLine, AmifLine]
    const ten = { ...supported, total: 10, women: 4, men: 6, from18To60: 10 }
    const fault = (code: string, line: string, count: number) => ({ code, level: 'error', line, with: 'O.2.3', count })
    expect(amifFaults([ten, { ...coached, total: 5, women: 5, from18To60: 5 }, helped])).toEqual([
      fault('part-exceeds', 'O.2.3.3', 1),
    ])
    expect(amifFaults([ten, coached, { ...helped, total: 3, men: 3, over60: 3 }])).toEqual([
      fault('result-exceeds', 'R.2.9', 3),
    ])
  })
  test('more who were helped than who were supported is found, and a sum that differs', () => {
    const [supported, coached, helped] = amifLines([]) as [AmifLine, AmifLine, AmifLine]
    const two = { ...helped, total: 2, women: 2, from18To60: 1 }
    expect(amifFaults([supported, coached, two])).toEqual([
      { code: 'parts-differ', level: 'error', line: 'R.2.9', with: null, count: 1 },
      { code: 'result-exceeds', level: 'error', line: 'R.2.9', with: 'O.2.3', count: 2 },
    ])
  })
})
