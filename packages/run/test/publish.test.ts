import { expect, test } from '@jest/globals'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { publish } from '../src/publish.ts'

const folder = () => mkdtempSync(path.join(tmpdir(), 'interra-publish-'))

/** A build as Vite makes one: a page that names one file, whose name says what it holds. */
function built(text: string): string {
  const made = folder()
  mkdirSync(path.join(made, 'assets'))
  writeFileSync(path.join(made, 'assets', `main-${text}.js`), text)
  writeFileSync(path.join(made, 'index.html'), `main-${text}.js`)
  return made
}
const page = (served: string) => readFileSync(path.join(served, 'index.html'), 'utf8')
const asset = (served: string, text: string) => path.join(served, 'assets', `main-${text}.js`)

test('whatever the order of two builds, the page that is served finds what it names, and so does an open one', () => {
  const served = folder()
  const [one, other] = [built('one'), built('other')]
  publish(one, served)
  expect(existsSync(path.join(served, 'assets', page(served)))).toBe(true)
  publish(other, served)
  expect(page(served)).toBe('main-other.js')
  for (const text of ['one', 'other']) expect(readFileSync(asset(served, text), 'utf8')).toBe(text)
})

test('a build that is served again counts as new; files of builds older than a day go', () => {
  const served = folder()
  publish(built('old'), served)
  publish(built('lasting'), served)
  const before = new Date(Date.now() - 2 * 86_400_000)
  for (const text of ['old', 'lasting']) utimesSync(asset(served, text), before, before)
  publish(built('lasting'), served)
  publish(built('new'), served)
  expect(['old', 'lasting', 'new'].map((text) => existsSync(asset(served, text)))).toEqual([false, true, true])
})
