import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { provedTests, rowsOf } from '../src/row-list.ts'

test('the list has 118 rows and 20 that nobody else has, each once', () => {
  const ids = rowsOf(readFileSync(new URL('../../../docs/rows.md', import.meta.url), 'utf8')).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !id.startsWith('M'))).toHaveLength(118)
  expect(ids.filter((id) => id.startsWith('M'))).toHaveLength(20)
})

test('a test proves the rows that its name begins with, and no others', () => {
  // in two halves, so that this file itself proves nothing
  const id = (name: string) => '['.concat(name, ']')
  const source = `test('${id('A10')} it\\'s full', () => row['A9'])\ntest.each([])("${id('A1')}${id('B2')} both", f)\ntest('no ${id('A3')}', f)`
  expect(provedTests('x.test.ts', source)).toEqual([
    { ids: ['A10'], name: "it\\'s full", file: 'x.test.ts' },
    { ids: ['A1', 'B2'], name: 'both', file: 'x.test.ts' },
  ])
})
