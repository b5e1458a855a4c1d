import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { termsOf } from './search-text.ts'

const formsOf = (text: string) => termsOf(text).facts.map(({ form }) => form)

describe('[B7] what was typed is taken apart', () => {
  test('words are left to PostgreSQL, which folds them', () => {
    expect(termsOf('  Léonard  d’Été ')).toEqual({ words: 'léonard d’été', facts: [] })
  })
  test.each([
    ['0470 12 34 56', ['>470123456', '<654321074']],
    ['+32 470 12 34 56', ['>470123456', '<65432107423']],
    ['0032470/12.34.56', ['>470123456', '<65432107423']],
    ['+963 944 123', ['>963944123', '<321449369']],
    ['456', ['>456', '<654', '456']],
    ['1991', ['>1991', '<1991', '1991', '=1991']],
    ['Amina@Example.org', ['@amina@example.org']],
  ])('%s', (text, forms) => {
    expect(formsOf(text)).toEqual(forms)
    expect(termsOf(text).words).toBe('')
  })
  test('a number beside a name is the end of a telephone number or a year of birth', () => {
    expect(termsOf('amina 1991')).toEqual({
      words: 'amina',
      facts: ['1991', '<1991', '=1991'].map((form) => ({ token: -1, form })),
    })
    expect(termsOf('atelier 2')).toEqual({ words: 'atelier 2', facts: [] })
  })
  test('anything at all can be typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { words, facts } = termsOf(text)
        expect(typeof words).toBe('string')
        for (const { form, token } of facts) expect([form.length > 1, token < 0]).toEqual([true, true])
      }),
    )
  })
})
