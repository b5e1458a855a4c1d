import { expect, test } from '@jest/globals'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { hashOf } from '../src/input-hash.ts'
import { inRoot } from '../src/paths.ts'

test('a build depends on what its files contain and are called, not on tests and not on when they were written', () => {
  mkdirSync(inRoot('node_modules/.cache'), { recursive: true })
  const folder = mkdtempSync(inRoot('node_modules/.cache/hash-'))
  const name = path.relative(inRoot(), folder)
  const write = (file: string, text: string) => writeFileSync(path.join(folder, file), text)
  write('one.ts', 'a')
  const first = hashOf([name])
  write('one.ts', 'a')
  write('one.test.ts', 'anything')
  expect(hashOf([name])).toBe(first)
  write('two.ts', '')
  const second = hashOf([name])
  expect(second).not.toBe(first)
  write('one.ts', 'b')
  expect(hashOf([name])).not.toBe(second)
  rmSync(folder, { recursive: true })
})
