import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { reasonsForSame, similar, type Likeable } from './likeness.ts'

const known = (name: string, more: Partial<Likeable> = {}): Likeable => ({
  words: name.split(' '),
  ownWords: [],
  phone: null,
  email: null,
  birth: null,
  ...more,
})

describe('[B6] two records are probably one person', () => {
  test.each([
    ['mohamed ali', 'ali mohamed', ['name']],
    ['mohamed ali', 'mohammed ali', ['similar_name']],
    ['mohamad ali', 'muhammad ali', ['similar_name']],
    ['leonard dupuis', 'lenoard dupuis', ['similar_name']],
    ['jean pierre ngoma', 'pierre ngoma', ['name']],
    ['selam', 'selam', ['name']],
  ])('%s and %s', (one, other, reasons) => {
    expect(reasonsForSame(known(one), known(other))).toEqual(reasons)
    expect(reasonsForSame(known(other), known(one))).toEqual(reasons)
  })

  test('by telephone or e-mail, whatever the spelling of the name', () => {
    const phone = { phone: '+32470123456' }
    expect(reasonsForSame(known('amina', phone), known('aminata diallo', phone))).toEqual(['phone'])
    const email = { email: 'a@example.org' }
    expect(reasonsForSame(known('amina sow', email), known('amina sow', email))).toEqual(['name', 'email'])
  })

  test('by their name in their own script', () => {
    const own = { ownWords: ['محمد', 'علي'] }
    expect(reasonsForSame(known('mhmd aly', own), known('mohamed ali', own))).toEqual(['name'])
  })

  test('by a given name alone, if the birth date agrees', () => {
    const year = { birth: '1990' }
    expect(reasonsForSame(known('selam', year), known('selam tesfaye', { birth: '1990-04-30' }))).toEqual([
      'name',
      'birth',
    ])
  })
})

describe('[B6] two records are not one person', () => {
  test.each([
    ['selam', 'selam tesfaye'],
    ['ali', 'eli'],
    ['mohamed ali', 'mohamed diallo'],
    ['', 'selam'],
  ])('%s and %s', (one, other) => expect(reasonsForSame(known(one), known(other))).toEqual([]))

  test('of one name, when they were born on different days', () => {
    expect(reasonsForSame(known('luc dupont', { birth: '1990-04' }), known('luc dupont', { birth: '1991' }))).toEqual(
      [],
    )
  })
  test('of one telephone, when name and birth both differ', () => {
    const phone = '+32470123456'
    const mother = known('amina sow', { phone, birth: '1980' })
    expect(reasonsForSame(mother, known('ibrahima sow', { phone, birth: '2010' }))).toEqual([])
  })
})

test('[B6] one letter missing from a word leaves it alike', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{5,12}$/), fc.nat(11), (whole, at) => {
      const place = at % whole.length
      expect(similar(whole, whole.slice(0, place) + whole.slice(place + 1))).toBe(true)
    }),
  )
})
