import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
beforeAll(async () => {
  t = await startApi()
})
afterAll(() => t.stop())

const wordsOf = async (texts: readonly string[]) =>
  (
    await t.sql<{ words: string[] }>(
      'select interra.words(x) as words from unnest($1::text[]) with ordinality as t (x, n) order by n',
      [texts],
    )
  ).map(({ words }) => words)
const storable = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .filter((text) => !text.includes('\0') && !/\p{Cs}/u.test(text))

describe('[B7] spelling does not matter', () => {
  test.each([
    ['Léonard', ['leonard']],
    ['LÉONARD', ['leonard']],
    ['Le\u0301onard', ['leonard']],
    ["d'Été-Ben’Ali", ['d', 'ete', 'ben', 'ali']],
    ['Łukasz Øst Straße Æbel', ['lukasz', 'ost', 'strasse', 'aebel']],
    ['İlker ĐẶNG', ['ilker', 'dang']],
    ['مُحَمَّد عليّ', ['محمد', 'علي']],
    ['أحمد', ['احمد']],
    ['فاطمة', ['فاطمه']],
    ['Юлія', ['юлія'.normalize('NFKD').replace(/\p{M}/gu, '')]],
    ['ትግርኛ ሰላም', ['ትግርኛ', 'ሰላም']],
    ['Ali ali ALI', ['ali']],
    [' — ,;() ', []],
  ])('%s', async (text, words) => expect(await wordsOf([text])).toEqual([words]))

  test('whatever is typed gives words without a space, and Latin ones without case and accents', async () => {
    const folded = await wordsOf(fc.sample(storable, 500))
    for (const word of folded.flat()) expect(word).toMatch(/^\S+$/)
    const latin = fc.sample(fc.stringMatching(/^[a-zàâäçéèêëîïôöùûüÿñ' -]{1,30}$/), 500)
    expect(await wordsOf(latin.map((text) => text.toUpperCase()))).toEqual(await wordsOf(latin))
    expect(await wordsOf(latin.map((text) => text.normalize('NFD').replace(/\p{M}/gu, '')))).toEqual(
      await wordsOf(latin),
    )
  })

  test('one slip away is every word with one letter less, more, other or swapped', async () => {
    const words = fc.sample(fc.stringMatching(/^[a-z]{3,10}$/), 40)
    for (const word of words) {
      const rows = await t.sql<{ near: string }>('select interra.near_words($1) as near', [word])
      const near = new Set(rows.map((row) => row.near))
      for (let at = 0; at < word.length; at++) {
        expect(near).toContain(word.slice(0, at) + word.slice(at + 1))
        expect(near).toContain(`${word.slice(0, at)}q${word.slice(at)}`)
        expect(near).toContain(`${word.slice(0, at)}z${word.slice(at + 1)}`)
        if (at > 0) expect(near).toContain(word.slice(0, at - 1) + word[at] + word[at - 1] + word.slice(at + 1))
      }
    }
  })
})

test('[B7] words to search by follow the record: changed, merged, closed', async () => {
  const person = await t.given.person({
    given_name: 'Éloïse',
    family_name: 'Ben Saïd',
    phone: '+32470123456',
    birth_year: 1990,
  })
  const wordsIn = async (id: string) =>
    (
      await t.sql<{ word: string }>('select word from search_word where entity_id = $1 order by word collate "C"', [id])
    ).map(({ word }) => word)
  expect(await wordsIn(person.id)).toEqual([
    '<65432107423',
    '=1990',
    '>470123456',
    'ben',
    'bensaid',
    'eloise',
    'said',
    '~els',
  ])
  await t.sql(`update person set family_name = null, phone = null, own_script_name = 'سعيد' where id = $1`, [person.id])
  expect(await wordsIn(person.id)).toEqual(['=1990', 'eloise', '~els', 'سعيد'])
  const { id: into } = await t.given.person()
  await t.sql(`update person set status = 'merged', merged_into_id = $2 where id = $1`, [person.id, into])
  expect(await wordsIn(person.id)).toEqual([])
  const venue = await t.given.venue({ name: 'Café Rencontre' })
  expect(await wordsIn(venue.id)).toContain('rencontre')
  await t.sql('update venue set active = false where id = $1', [venue.id])
  expect(await wordsIn(venue.id)).toEqual([])
})
