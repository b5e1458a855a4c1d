import { expect, test } from '@jest/globals'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { copyServed, publish } from '../src/publish.ts'

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

/** As if everything there had been built an hour earlier. */
function age(served: string): void {
  const before = new Date(Date.now() - 3_600_000)
  for (const file of readdirSync(path.join(served, 'assets')))
    utimesSync(path.join(served, 'assets', file), before, before)
}
const holds = (served: string, ...texts: string[]) => texts.map((text) => existsSync(asset(served, text)))

test('the build before stays and older ones go, except what was put there a moment ago', () => {
  const served = folder()
  for (const text of ['oldest', 'older', 'before']) {
    publish(built(text), served)
    age(served)
  }
  publish(built('beside'), served)
  publish(built('last'), served)
  expect(holds(served, 'oldest', 'older', 'before', 'beside', 'last')).toEqual([false, false, false, true, true])
  publish(built('next'), served)
  expect(holds(served, 'beside', 'last', 'next')).toEqual([true, true, true])
})

test('a service that is running keeps its screens, whatever is built meanwhile', () => {
  const [served, copy] = [folder(), path.join(folder(), 'screens')]
  publish(built('running'), served)
  copyServed(served, copy)
  for (const text of ['one', 'other', 'third']) {
    age(served)
    publish(built(text), served)
  }
  expect(holds(served, 'running')).toEqual([false])
  expect(existsSync(path.join(copy, 'assets', page(copy)))).toBe(true)
  copyServed(served, copy)
  expect([page(copy), ...holds(copy, 'running', 'third')]).toEqual(['main-third.js', false, true])
})
