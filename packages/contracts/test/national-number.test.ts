import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { holdsNationalNumber } from '../src/index.ts'

const check = (nine: string, born2000 = false) =>
  String(97 - (Number((born2000 ? '2' : '') + nine) % 97)).padStart(2, '0')

describe('[DP-02] a national register number is recognised (TV-4)', () => {
  test.each([
    '85073003328',
    '05020312332',
    '85.07.30-033.28',
    '85 07 30 033 28',
    '850730-033-28',
    'NN : 85073003328.',
    'voir 85.07.30-033.28, merci',
    `852730033${check('852730033')}`,
    `854730033${check('854730033')}`,
    `850000033${check('850000033')}`,
  ])('in « %s »', (text) => expect(holdsNationalNumber(text)).toBe(true))
  test.each([
    '+32478123456',
    '0032478123456',
    '+32 85073003328',
    '00 85073003328',
    '85073003329',
    '850730033288',
    '185073003328',
    '851530033' + check('851530033'),
    '853330033' + check('853330033'),
    'rue des Récollets 12, 4020 Liège',
    '0470 12 34 56',
    '',
  ])('but not in « %s »', (text) => expect(holdsNationalNumber(text)).toBe(false))
})

test('[DP-02] whoever is born on any day, before or after 2000, the number is recognised wherever it stands', () => {
  const two = (n: number) => String(n).padStart(2, '0')
  fc.assert(
    fc.property(
      fc.record({
        year: fc.integer({ min: 0, max: 99 }),
        month: fc.integer({ min: 0, max: 12 }),
        bis: fc.constantFrom(0, 20, 40),
        day: fc.integer({ min: 0, max: 31 }),
        order: fc.integer({ min: 1, max: 997 }),
        born2000: fc.boolean(),
        around: fc.tuple(fc.stringMatching(/^[a-zé :]*$/), fc.stringMatching(/^[a-zé .]*$/)),
      }),
      ({ year, month, bis, day, order, born2000, around: [before, after] }) => {
        const nine = two(year) + two(month + bis) + two(day) + String(order).padStart(3, '0')
        expect(holdsNationalNumber(`${before}${nine}${check(nine, born2000)}${after}`)).toBe(true)
      },
    ),
  )
})
