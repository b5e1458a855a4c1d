import { expect, test } from '@jest/globals'
import { placeOfFault } from '../src/features/validator/json-place.ts'
import { wordsOf } from './source.ts'

test.each<[string, { line: number; column: number } | null]>([
  ['{"a": [1, -2.5e+3, true, null, "\\u00e9\\n é👩\u007f"], "b": {}, "c": []}', null],
  [' \t\r\n"x" ', null],
  ['', { line: 1, column: 1 }],
  ['{\n  "a": 1,\n}', { line: 3, column: 1 }],
  ['{"a" 1}', { line: 1, column: 6 }],
  ["{\n  'a': 1\n}", { line: 2, column: 3 }],
  ['[1 2]', { line: 1, column: 4 }],
  ['[01]', { line: 1, column: 3 }],
  ['{"a": "x', { line: 1, column: 7 }],
  ['{"a": "x\ny"}', { line: 1, column: 7 }],
  ['{"a": "\\x"}', { line: 1, column: 7 }],
  ['{"a": nil}', { line: 1, column: 7 }],
  ['{} {}', { line: 1, column: 4 }],
  ['\u00a0{}', { line: 1, column: 1 }],
])('[L9] a text that is no JSON is told by line and column: %j', (text, place) => {
  expect(placeOfFault(text)).toEqual(place)
  if (place === null) expect(() => JSON.parse(text) as unknown).not.toThrow()
  else expect(() => JSON.parse(text) as unknown).toThrow()
})

test('[L9] the validator says in Dutch all that it says in French', () => {
  const [french, dutch] = [wordsOf('fr', 'validator'), wordsOf('nl', 'validator')]
  const shape = (words: Record<string, string>) =>
    Object.entries(words).map(([key, text]) => [key, [...text.matchAll(/\{\{\w+\}\}/g)].map(String).toSorted()])
  expect(shape(dutch)).toEqual(shape(french))
})
